"""What ``storyreel models`` shows: the video models that are known, or one of them, and whether a use is allowed.

::

    families ─┐
    a folder ─┴─listing─▶ Row, Row ... ─┬─ as_text   a line each, or all of one
                                        └─ as_json   one object

Pure but for the files of a folder that is named; no model and no library of models is loaded for the table.
"""

from __future__ import annotations

import difflib
import json
from collections.abc import Iterator, Sequence
from fractions import Fraction
from math import isqrt
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from film.base import Model
from film.errors import ProjectError, RenderError
from film.timecode import Rate

if TYPE_CHECKING:
    from renderer.generative.families.family import Family, Licence, Use
    from renderer.generative.seam import Abilities, Manner

_REFERENCE_DEVICE = "H100"
_CONTROLS = {
    "inverse_depth": "depth", "pose": "pose", "edges": "edges", "softedge": "soft edges", "flow_colour": "flow",
}  # fmt: skip
_WIDTHS = (25, 39, 28, 2)
_NEAR = 0.03


class Terms(Model):
    """A licence, and what it says to the use that was asked about: ``why_not`` is "" where nothing known forbids it."""

    name: str
    commercial: Literal["yes", "terms", "no", "unknown"]
    not_in: tuple[str, ...] = ()
    url: str = ""
    read: bool = False
    why_not: str = ""
    note: str = ""


class Row(Model):
    """A model, or all of a family.

    ``frames`` are least, most, step and offset of the counts that it makes, ``size`` the greatest width and height at
    16:9 and what sides are multiples of.  ``gigabytes`` are all weights and the largest part alone, None where nobody
    knows; ``gpu_seconds`` what a second of its video takes of an H100, reckoned at the size and length ``counted``.
    ``revision`` is of a folder alone.
    """

    name: str
    title: str
    revision: str = ""
    takes: tuple[str, ...]
    needs: tuple[str, ...] = ()
    frames: tuple[int, int, int, int]
    size: tuple[int, int, int]
    rate: Rate
    steps: int
    draft_steps: int
    gigabytes: tuple[float, float] | None = None
    gpu_seconds: float | None = None
    counted: tuple[int, int, int] | None = None
    licence: Terms
    models: tuple[str, ...] = ()
    notes: str = ""
    sources: tuple[str, ...] = ()


def listing(model: str, use: Use, territory: str) -> tuple[Row, ...]:
    """Every family; or the one of that name; or the model in that folder, or published as that and downloaded.

    ``model`` is "" for every family; else a family's name, or what may stand behind ``--renderer``, ``diffusers:`` left
    out or not.  Raises ProjectError for a territory that is none and a model that is not there or cannot be used.
    """
    from renderer.generative.families import families
    from renderer.generative.families.terms import territory_of

    try:
        code = territory_of(territory)
    except ValueError as error:
        raise ProjectError(str(error), where="--territory") from None
    try:
        return _rows(families(), model.strip().removeprefix("diffusers:"), use, code)
    except RenderError as error:
        raise ProjectError(error.what, where=error.where, do=error.do) from None


def as_json(rows: Sequence[Row]) -> str:
    """One object: ``{"models": [...]}``."""
    return json.dumps({"models": [row.model_dump(mode="json") for row in rows]}, indent=1, ensure_ascii=False)


def as_text(rows: Sequence[Row]) -> str:
    """A line each; of one alone, all that is known of it."""
    return "\n".join(_page(rows[0]) if len(rows) == 1 else _table(rows))


def _rows(known: Sequence[Family], model: str, use: Use, territory: str) -> tuple[Row, ...]:
    named = [family for family in known if not model or family.name == model]
    if named:
        return tuple(_of_family(family, use, territory) for family in sorted(named, key=lambda family: family.name))
    published = "/" in model or "@" in model  # which no family's name is
    nearest = difflib.get_close_matches(model.casefold(), [family.name for family in known], n=1)
    if nearest and not published and not Path(model).exists():
        raise ProjectError(
            f"there is no model {model[:80]!r}", where="storyreel models", do=f"Did you mean {nearest[0]}?"
        )
    return (_of_folder(model, use, territory),)


def _of_family(family: Family, use: Use, territory: str) -> Row:
    return Row(
        name=family.name,
        title=family.title,
        gigabytes=family.gigabytes if all(family.gigabytes) else None,
        licence=_terms(family.licence, use, territory),
        models=family.models,
        notes=family.notes,
        sources=family.sources,
        needs=family.needs,
        gpu_seconds=_gpu_seconds(family),
        counted=family.costs.at if family.costs else None,
        **_shape(family.abilities, family.manner, family.draft),
    )


def _of_folder(at: str, use: Use, territory: str) -> Row:
    from renderer.generative.backends.diffusers.folder import folder_of
    from renderer.generative.backends.diffusers.identity import identity_of
    from renderer.generative.backends.diffusers.probe import needs_of
    from renderer.generative.spec import parse

    spec = parse(f"diffusers:{at}", "storyreel models")
    folder = folder_of(spec.at, spec.revision)
    identity, family = identity_of(folder), folder.family
    total, largest = sum(folder.weights.values()), max(folder.weights.values())
    return Row(
        name=folder.name,
        title=family.title if family else f"{folder.pipeline}, not described: what it takes was found by probing",
        revision=folder.revision,
        gigabytes=(round(total / 1e9, 1), round(largest / 1e9, 1)),
        licence=_terms(family.licence if family else None, use, territory),
        notes=family.notes if family else "",
        sources=family.sources if family else (),
        needs=needs_of(folder),
        gpu_seconds=_gpu_seconds(family) if family else None,
        counted=family.costs.at if family and family.costs else None,
        **_shape(identity.abilities, identity.manner, identity.draft),
    )


def _terms(licence: Licence | None, use: Use, territory: str) -> Terms:
    from renderer.generative.families.terms import what_to_know, why_not

    if licence is None:
        return Terms(name="unknown", commercial="unknown", note="nobody here knows its licence: read the model's page")
    return Terms(
        name=licence.name,
        commercial=licence.commercial,
        not_in=licence.not_in,
        url=licence.url,
        read=licence.read,
        why_not=why_not(licence, use, territory),
        note=what_to_know(licence, use),
    )


def _shape(abilities: Abilities, manner: Manner, draft: Manner) -> dict[str, Any]:
    rule, size = abilities.frames, abilities.size
    return {
        "takes": tuple(_takes(abilities)),
        "frames": (rule.fitting(1), rule.longest, rule.step, rule.offset),
        "size": (*_largest(abilities), size.multiple),
        "rate": abilities.rate,
        "steps": manner.steps or 0,
        "draft_steps": draft.steps or 0,
    }


def _takes(abilities: Abilities) -> Iterator[str]:
    """What it takes besides words, in a word or two each; sound it makes."""
    if abilities.first:
        yield "first"
    if abilities.last:
        yield "last"
    if abilities.keyframes:
        yield "keyframes"
    if abilities.references:
        yield f"{abilities.references} references"
    if abilities.controls:
        yield f"control ({', '.join(_CONTROLS[kind] for kind in abilities.controls)})"
    if abilities.negative:
        yield "negative"
    if abilities.continues > 1:
        yield f"{abilities.continues} frames to go on from"
    if abilities.audio:
        yield "sound"


def _largest(abilities: Abilities) -> tuple[int, int]:
    """The greatest width and height that it makes and that are 16:9 but for a few hundredths."""
    size = abilities.size
    if size.sizes:
        return min(size.sizes, key=lambda each: (_off(*each), -each[0]))
    step = size.multiple
    options = [
        (width, height)
        for height in range(step, isqrt(size.pixels) + 1, step)
        for width in range(step, height * 2 + 1, step)
        if width * height <= size.pixels and _off(width, height) <= _NEAR
    ]
    return max(options, key=lambda each: (each[0] * each[1], each), default=(step, step))


def _off(width: int, height: int) -> float:
    """How far a shape is from 16:9, as a share."""
    return abs(width / height * 9 / 16 - 1)


def _gpu_seconds(family: Family) -> float | None:
    """Seconds of an H100 for a second of video, at the size and length that the family's arithmetic was counted at."""
    from renderer.generative.costs import gpu_seconds
    from renderer.generative.seam import Fit, Job

    if family.costs is None:
        return None
    width, height, frames = family.costs.at
    rate, fit = family.abilities.rate, Fit(width=width, height=height, inner_width=width, inner_height=height)
    job = Job(shot="any", take=1, prompt="any", fit=fit, frames=frames, rate=rate, seed=0, manner=family.manner)
    return round(gpu_seconds(job, family, _REFERENCE_DEVICE) / float(frames / rate), 1)


def _table(rows: Sequence[Row]) -> Iterator[str]:
    yield _line("model", "takes words and", "makes", "GB", "licence")
    for row in rows:
        takes = (
            " ".join(
                word.split(" (")[0] for word in row.takes if word not in ("negative", "sound") and "go on" not in word
            )
            or "nothing else"
        )
        sound = " +sound" if "sound" in row.takes else ""
        makes = f"{row.size[0]}x{row.size[1]}x{row.frames[1]} at {_number(row.rate)}{sound}"
        weights = "?" if row.gigabytes is None else f"{row.gigabytes[0]:.0f}"
        yield _line(row.name, takes, makes, weights, _licence(row.licence))
    yield ""
    yield "storyreel models NAME says all of one, storyreel models FOLDER what lies in a folder."


def _line(*cells: str) -> str:
    return "  ".join(cell.ljust(width) for cell, width in zip(cells, (*_WIDTHS, 0), strict=True)).rstrip()


def _licence(terms: Terms) -> str:
    left_out = f", not in {' '.join(terms.not_in)}" if terms.not_in else ""
    allowed = ": not for this use" if terms.why_not else ""
    return f"{terms.name}{left_out}{allowed}"


def _page(row: Row) -> Iterator[str]:
    least, most, step, offset = row.frames
    width, height, multiple = row.size
    yield f"{row.name}: {row.title}"
    yield _told("takes", ", ".join(("words", *row.takes)) + (f"; needs {', '.join(row.needs)}" if row.needs else ""))
    yield _told("frames", f"{least} to {most}, {step} k + {offset}, {_number(row.rate)} a second")
    yield _told("size", f"up to {width}x{height}, sides multiples of {multiple}")
    yield _told("steps", f"{row.steps}, as a draft {row.draft_steps}")
    if row.gigabytes is not None:
        yield _told("weights", f"{row.gigabytes[0]:g} GB, the largest part {row.gigabytes[1]:g} GB")
    if row.counted is not None:
        told = f"about {row.gpu_seconds:g} s of an H100 for a second of video"
        yield _told("costs", f"{told} at {'x'.join(map(str, row.counted))}, reckoned")
    yield _told("licence", f"{row.licence.name} {row.licence.url}".strip())
    yield _told("", row.licence.why_not or row.licence.note or "nothing known forbids this use")
    for label, words in (("models", row.models), ("notes", (row.notes,)), ("revision", (row.revision,))):
        if any(words):
            yield _told(label, ", ".join(words))
    yield from (_told("source" if not place else "", source) for place, source in enumerate(row.sources))


def _told(label: str, words: str) -> str:
    return f"  {label:9} {words}"


def _number(rate: Fraction) -> str:
    """A rate as people say it."""
    return f"{float(rate):.6g}"
