"""reel.yaml: what a reel is made with.

The command line wins over the file for one run; what it says on a reel's first run is written down.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from contextlib import contextmanager
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal, get_args

from pydantic import Field, ValidationError, field_validator

from film.base import Model
from film.clips import PassName
from film.errors import ProjectError
from film.findings import Excuse
from film.plan import Format, Squeeze
from film.timecode import Rate, format_rate
from storyreel import styles
from storyreel.files import write_text
from storyreel.llm.choosing import AUTO, NONE, spec_of
from storyreel.video import choosing as video
from storyreel.video.settings import PREVIS, VideoSettings, new_lines
from storyreel.yamlfile import Page, dump_document, read_document, read_page

if TYPE_CHECKING:
    from planner.llm.budget import Manners

_SIZE = re.compile(r"(\d{1,5})\s*[x×]\s*(\d{1,5})")

_NEW = """\
# The settings of this reel. Change them and run storyreel make on this folder again.
# An option on the command line wins for that run.

# the screenplay, seen from this folder
script: {script}
# pixels of the picture, both even: 640x360, 960x540, 1920x1080
size: {size}
# how much the lenses squeeze the picture sideways: 1 spherical; 1.33, 1.5, 1.8 or 2 anamorphic
squeeze: {squeeze}
# frames per second: 24, 25, 30, 23.976
fps: {fps}
# the director's hand: {styles}, or a .yaml file seen from this folder
style: {style}
# another number, another choice among equals
seed: {seed}
# names beside the characters
labels: {labels}
# which of the passes go with each shot: {all_passes}
passes: {passes}
# 2 draws smooth edges, 1 leaves them as they fall, 0.5 works out light for four pixels at a time
supersample: {supersample}
# the boards on paper: drawn in pencil, or shaded as the film is
boards: {boards}
# what draws: auto (a graphics card where one answers), numba (the processor: the same bytes anywhere), gl
engine: {engine}
# who reads the script besides the rules: auto (STORYREEL_LLM, if that is set), none, openai:URL#MODEL, vllm:MODEL,
# transformers:FOLDER or replay:FILE, paths seen from this folder; docs/reading.md says what each is
llm: {llm}
# how many tokens one run may spend at most; 0: any number
llm_limit: {llm_limit}
# money for a million tokens read and written, {{input: 0.5, output: 1.5}}, to be told what reading costs
llm_price: {llm_price}
# seconds that one answer may take
llm_timeout: {llm_timeout}
# seconds that all answers may take together; null: as long as it takes
llm_deadline: {llm_deadline}
# questions asked of a server at once
llm_at_once: {llm_at_once}
{video}# rules broken on purpose all through the film: {{rule: duration, note: why}}; storyreel check lists them
excuses: []
"""


BoardStyle = Literal["pencil", "shaded"]
Engine = Literal["auto", "numba", "gl"]


class Money(Model):
    """What a million tokens cost, read and written, in whatever currency the user counts."""

    input: Annotated[float, Field(ge=0)] = 0.0
    output: Annotated[float, Field(ge=0)] = 0.0


class Settings(VideoSettings):
    """What decides the film besides the script.  ``script`` is a path from the reel's folder.

    ``excuses`` are rules that the director breaks on purpose wherever in the film they break.  ``llm`` is the language
    model that reads the script, ``llm_...`` how it is asked and what that may cost; ``VideoSettings`` has what the
    video model goes by.
    """

    script: str
    size: str = "960x540"
    squeeze: Squeeze = 1.0
    fps: Rate = Fraction(24)
    style: str = "classical"
    seed: Annotated[int, Field(ge=0, lt=2**31)] = 0
    labels: bool = True
    passes: tuple[PassName, ...] = ("depth", "normal", "id")
    supersample: Annotated[float, Field(ge=0.5, le=2)] = 2.0
    boards: BoardStyle = "pencil"
    engine: Engine = "auto"
    llm: str = AUTO
    llm_limit: Annotated[int, Field(ge=0)] = 0
    llm_price: Money | None = None
    llm_timeout: Annotated[float, Field(gt=0)] = 300.0
    llm_deadline: Annotated[float | None, Field(gt=0)] = None
    llm_at_once: Annotated[int, Field(ge=1, le=256)] = 8
    excuses: tuple[Excuse, ...] = ()

    @field_validator("size")
    @classmethod
    def _is_a_size(cls, value: str) -> str:
        _format(value, Fraction(24))
        return value

    @field_validator("passes")
    @classmethod
    def _each_once(cls, value: tuple[PassName, ...]) -> tuple[PassName, ...]:
        return tuple(dict.fromkeys(value))

    @property
    def manners(self) -> Manners:
        """How a language model is asked."""
        from planner.llm.budget import Manners

        return Manners(timeout=self.llm_timeout, deadline=self.llm_deadline, at_once=self.llm_at_once)

    @property
    def format(self) -> Format:
        """The film's picture."""
        return _format(self.size, self.fps).but(squeeze=self.squeeze)


def read_settings(path: Path) -> Settings:
    """The settings in a file.  Raises ProjectError with file, line and the nearest right name."""
    page = read_page(path)
    settings = page.model(Settings)
    with _named(page, "llm"):
        if settings.llm not in (AUTO, NONE):
            spec_of(settings.llm, "llm")
    with _named(page, "renderer"):
        if settings.renderer != PREVIS:
            video.spec_of(settings.renderer, "renderer")
    with _named(page, "stills"):
        video.stills_spec_of(settings.stills, "stills")
    return settings


@contextmanager
def _named(page: Page, name: str) -> Iterator[None]:
    """Says in which line words stand that name no model; shows no secret that may stand in an address."""
    try:
        yield
    except ProjectError as error:
        raise ProjectError(error.what, where=page.path, line=page.line((name,)), do=error.do) from None


def with_options(settings: Settings, options: dict[str, Any]) -> Settings:
    """The settings with what the command line says (None is not said).  Raises ProjectError."""
    said = {name: value for name, value in options.items() if value is not None}
    try:
        return settings.but(**said)
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        what = str(first.get("ctx", {}).get("error") or first["msg"])
        option = str(first["loc"][0]).replace("_", "-")
        raise ProjectError(f"{what[:1].lower()}{what[1:]}", where=f"--{option}") from None


def write_settings(path: Path, settings: Settings) -> None:
    """A new reel.yaml with a word on every setting.  Raises ProjectError."""
    price = settings.llm_price
    text = _NEW.format(
        script=json.dumps(settings.script, ensure_ascii=False),
        size=settings.size,
        squeeze=f"{settings.squeeze:g}",
        fps=int(settings.fps) if settings.fps.denominator == 1 else format_rate(settings.fps),
        styles=", ".join(styles.names()),
        style=json.dumps(settings.style, ensure_ascii=False) if styles.is_file(settings.style) else settings.style,
        seed=settings.seed,
        labels=str(settings.labels).lower(),
        all_passes=", ".join(get_args(PassName)),
        passes=f"[{', '.join(settings.passes)}]",
        supersample=f"{settings.supersample:g}",
        boards=settings.boards,
        engine=settings.engine,
        llm=settings.llm if settings.llm in (AUTO, NONE) else json.dumps(settings.llm, ensure_ascii=False),
        llm_limit=settings.llm_limit,
        llm_price="null" if price is None else f"{{input: {price.input:g}, output: {price.output:g}}}",
        llm_timeout=f"{settings.llm_timeout:g}",
        llm_deadline="null" if settings.llm_deadline is None else f"{settings.llm_deadline:g}",
        llm_at_once=settings.llm_at_once,
        video=new_lines(settings),
    )
    write_text(path, text)


def move_script(path: Path, script: str) -> None:
    """Writes where the screenplay is now into an existing reel.yaml, comments kept.  Raises ProjectError."""
    document = read_document(path)
    document["script"] = script
    write_text(path, dump_document(document))


def _format(size: str, rate: Fraction) -> Format:
    match = _SIZE.fullmatch(size.strip())
    if not match:
        raise ValueError(f"{size!r} is not a size; write 960x540")
    width, height = int(match[1]), int(match[2])
    for pixels in (width, height):
        if not 64 <= pixels <= 4096 or pixels % 2:
            raise ValueError(f"{size!r} is no picture; width and height are even, 64 to 4096")
    return Format(width=width, height=height, rate=rate)
