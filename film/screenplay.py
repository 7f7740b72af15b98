"""The screenplay as the writer wrote it: every element with its type, text, runs and line span."""

from __future__ import annotations

from typing import Any, Literal

from pydantic import computed_field, model_validator

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
Style = Literal["b", "i", "u", "s"]
SourceFormat = Literal["fountain", "fdx", "pdf", "fadein", "highland", "docx", "markdown", "text"]
Profile = Literal["film", "multicam"]
PartOfDay = Literal[
    "dawn", "sunrise", "morning", "day", "noon", "afternoon", "sunset", "dusk", "evening", "night", "midnight"
]
Relation = Literal["continuous", "same", "moments_later", "later", "next_day", "earlier"]


class Run(Model):
    """A stretch of text in one style: any of ``b`` bold, ``i`` italic, ``u`` underline, ``s`` struck out.

    ``revision`` is the id of the draft that wrote it, ``tags`` the ids of the breakdown tags on it.
    """

    text: str
    style: tuple[Style, ...] = ()
    revision: str | None = None
    tags: tuple[str, ...] = ()


class Element(Model):
    """One paragraph of the script.

    ``text`` is what is printed (markup and force characters removed); ``runs`` joined give it back.
    ``lines`` are the lines of the source's text that it came from.  ``id`` is made of what it says, and
    where that stands several times, of what stands around it: it outlives text inserted elsewhere.
    ``kind`` is the source's own word for this sort of paragraph where our type is wider ("Shot",
    "New Act"), ``page`` the number printed on the page it begins on where the source says so, and
    ``speakers`` the ids of those who speak under a cue.
    """

    id: str
    type: ElementType
    text: str
    lines: LineSpan
    runs: tuple[Run, ...] = ()
    number: str | None = None
    dual: Literal["left", "right"] | None = None
    level: int | None = None
    kind: str = ""
    page: str | None = None
    speakers: tuple[str, ...] = ()


class Heading(Model):
    """A scene heading taken apart; the writer's words are kept beside the normal form.

    ``place`` is the whole place as written ("NIGHT BUS - UPPER DECK"), ``location`` and
    ``sub_location`` its parts, ``time`` the writer's words for the time of day, ``modifiers`` what
    else stood there (CONTINUOUS, LATER, FLASHBACK, 1868).  ``part_of_day`` and ``relation`` (to the
    scene before) are the same in every language.
    """

    setting: Setting | None
    place: str
    location: str
    sub_location: str = ""
    time: str = ""
    modifiers: tuple[str, ...] = ()
    part_of_day: PartOfDay | None = None
    relation: Relation | None = None


class Scene(Model):
    """One scene: its heading and the ids of its elements, heading first.

    ``number`` is the writer's own where there is one, else a running number; ``id`` is stable under
    text inserted before the scene.  A script that starts without a heading has a first scene whose
    ``heading`` has no setting and an empty place.

    ``cast`` are the ids of all who are in it, in order of appearance; of these ``silent`` say nothing
    here and ``unseen`` are only heard (V.O., O.S.).
    """

    id: str
    number: str
    heading: Heading
    text: str
    elements: tuple[str, ...]
    lines: LineSpan
    eighths: int
    omitted: bool = False
    cast: tuple[str, ...] = ()
    silent: tuple[str, ...] = ()
    unseen: tuple[str, ...] = ()

    @model_validator(mode="before")
    @classmethod
    def _without_derived(cls, data: Any) -> Any:
        """What is said again for other programs is not read back."""
        return {key: data[key] for key in data if key not in _DERIVED} if isinstance(data, dict) else data

    @computed_field  # type: ignore[prop-decorator]
    @property
    def setting(self) -> Setting | None:
        """The heading's setting."""
        return self.heading.setting

    @computed_field  # type: ignore[prop-decorator]
    @property
    def place(self) -> str:
        """The heading's whole place."""
        return self.heading.place

    @computed_field  # type: ignore[prop-decorator]
    @property
    def time_of_day(self) -> str:
        """The heading's time in the writer's words."""
        return self.heading.time


_DERIVED = frozenset({"setting", "place", "time_of_day"})


class Speaker(Model):
    """Somebody in the script: one person, or a group that acts as one, whatever stands behind the name.

    ``lines`` counts speeches and ``words`` what is said in them; who never speaks has none.
    ``age_of`` is the person whom this one is at another age (YOUNG ANNA); an ``extra`` is known by what
    they are (A WAITRESS) and says nothing.
    """

    id: str
    name: str
    aliases: tuple[str, ...] = ()
    lines: int
    words: int
    kind: Literal["person", "group", "extra"] = "person"
    age_of: str | None = None


class Diagnostic(Model):
    """What looked wrong, on which line of the source, and what was done about it."""

    severity: Severity
    line: int
    message: str


class Source(Model):
    """The file as it was read: ``text`` is what every line number counts in, its line ends kept.

    For XML that is the file itself; for PDF, Word and archives it is the text found in them.
    """

    format: SourceFormat
    text: str
    encoding: str = "utf-8"


class PageStart(Model):
    """Where a page begins: ``offset`` characters of the element's text stand on the page before."""

    page: str
    element: str
    offset: int = 0


class Revision(Model):
    """A draft that the source knows of: its name ("Blue Rev. 3/4"), colour and the mark in the margin."""

    id: str
    name: str
    colour: str = ""
    mark: str = "*"


class Tag(Model):
    """A breakdown item that runs point to: its category in the trade's words ("Props") and its name."""

    id: str
    category: str
    label: str


class Screenplay(Document):
    """A whole script.  The elements' line spans, title page and blank lines cover every source line.

    ``pages`` and ``page_starts`` are the file's own where it has pages (``paged`` says so), else those of
    our layout in its ``profile``; ``minutes`` are the shortest and longest likely.
    """

    title_page: dict[str, tuple[str, ...]] = {}
    elements: tuple[Element, ...]
    scenes: tuple[Scene, ...]
    cast: tuple[Speaker, ...]
    pages: float
    minutes: tuple[float, float]
    language: str = "en"
    profile: Profile = "film"
    paged: bool = False
    page_starts: tuple[PageStart, ...] = ()
    revisions: tuple[Revision, ...] = ()
    tags: tuple[Tag, ...] = ()
    diagnostics: tuple[Diagnostic, ...] = ()
    source: Source | None = None

    @property
    def title(self) -> str:
        """The title page's title on one line, or nothing."""
        return " ".join(" ".join(self.title_page.get("Title", ())).split())

    def elements_of(self, scene: Scene) -> tuple[Element, ...]:
        """The elements of a scene in order, heading first."""
        wanted = set(scene.elements)
        return tuple(element for element in self.elements if element.id in wanted)
