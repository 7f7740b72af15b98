"""The screenplay as the writer wrote it: every element with its type, text, runs and line span."""

from __future__ import annotations

from typing import Literal

from film.base import Document, LineSpan, Model

ElementType = Literal[
    "scene_heading",
    "action",
    "centered",
    "character",
    "parenthetical",
    "dialogue",
    "lyrics",
    "transition",
    "section",
    "synopsis",
    "page_break",
    "note",
    "boneyard",
]
Setting = Literal["INT", "EXT", "INT/EXT"]
Severity = Literal["error", "warning", "info"]


class Run(Model):
    """A stretch of text in one style: any of ``b`` bold, ``i`` italic, ``u`` underline."""

    text: str
    style: tuple[Literal["b", "i", "u"], ...] = ()


class Element(Model):
    """One paragraph of the script.

    ``text`` is what is printed (markup and force characters removed); ``runs`` joined give it back.
    ``lines`` are the source lines it came from.  ``id`` is made of type, text and how many equal
    ones came before, so that it outlives text inserted elsewhere.
    """

    id: str
    type: ElementType
    text: str
    lines: LineSpan
    runs: tuple[Run, ...] = ()
    number: str | None = None
    dual: Literal["left", "right"] | None = None
    level: int | None = None


class Heading(Model):
    """A scene heading taken apart; the writer's words are kept beside the normal form.

    ``place`` is the whole place as written ("NIGHT BUS - UPPER DECK"), ``location`` and
    ``sub_location`` its parts, ``time`` the writer's words for the time of day, ``modifiers`` what
    else stood there (CONTINUOUS, LATER, FLASHBACK, 1868).
    """

    setting: Setting | None
    place: str
    location: str
    sub_location: str = ""
    time: str = ""
    modifiers: tuple[str, ...] = ()


class Scene(Model):
    """One scene: its heading and the ids of its elements, heading first.

    ``number`` is the writer's own where there is one, else a running number; ``id`` is stable under
    text inserted before the scene.  A script that starts without a heading has a first scene whose
    ``heading`` has no setting and an empty place.
    """

    id: str
    number: str
    heading: Heading
    text: str
    elements: tuple[str, ...]
    lines: LineSpan
    eighths: int
    omitted: bool = False


class Speaker(Model):
    """A name in the cues: one person, whatever extensions stand behind the name."""

    id: str
    name: str
    aliases: tuple[str, ...] = ()
    lines: int
    words: int


class Diagnostic(Model):
    """What looked wrong, on which line of the source, and what was done about it."""

    severity: Severity
    line: int
    message: str


class Screenplay(Document):
    """A whole script.  The elements' line spans, title page and blank lines cover every source line."""

    title_page: dict[str, tuple[str, ...]] = {}
    elements: tuple[Element, ...]
    scenes: tuple[Scene, ...]
    cast: tuple[Speaker, ...]
    pages: float
    minutes: tuple[float, float]
    language: str = "en"
    diagnostics: tuple[Diagnostic, ...] = ()

    @property
    def title(self) -> str:
        """The title page's title on one line, or nothing."""
        return " ".join(" ".join(self.title_page.get("Title", ())).split())

    def elements_of(self, scene: Scene) -> tuple[Element, ...]:
        """The elements of a scene in order, heading first."""
        wanted = set(scene.elements)
        return tuple(element for element in self.elements if element.id in wanted)
