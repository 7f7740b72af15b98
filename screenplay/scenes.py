"""Elements grouped into scenes, each with a number and an id of its own."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from string import ascii_uppercase
from typing import NamedTuple

from film.names import slug
from film.screenplay import Diagnostic, Element, Heading, Scene
from screenplay.headings import parse_heading
from screenplay.identity import scene_ids
from screenplay.pages import Layout
from screenplay.people import Casting, Presence

OPENING = "opening"
"""Id of what plays before the first heading; its number is 0, so that the first heading stays scene 1."""

_OMITTED = ("OMITTED", "OMIT")


class _Known(NamedTuple):
    """What is known of a scene before its own elements are looked at; ``until`` is the next one's first line."""

    name: str
    number: str
    eighths: int
    presence: Presence
    until: int | None


def scenes_of(
    elements: Sequence[Element], layout: Layout, casting: Casting, eighths: Mapping[int, int], language: str
) -> tuple[tuple[Scene, ...], list[Diagnostic]]:
    """The scenes in order, and scene numbers that had to be told apart.

    ``eighths`` are lengths that the file itself gives, by the index of the heading; others are the layout's.
    ``language`` is the script's, for words that mean a time of day in one language only.
    What stands before the first heading is a scene only if something plays there: speech, lyrics or
    described action, not a bare "FADE IN:".
    """
    starts = [index for index, element in enumerate(elements) if element.type == "scene_heading"]
    first = starts[0] if starts else len(elements)
    if any(_plays(element) for element in elements[:first]):
        starts.insert(0, 0)
    ends = [*starts[1:], len(elements)][: len(starts)]
    openings = [elements[start] for start in starts]
    numbers, doubts = _numbers(openings)
    untils = [*[opening.lines[0] for opening in openings[1:]], None][: len(starts)]
    scenes = [
        _scene(
            _Known(
                name,
                number,
                eighths.get(start) or layout.eighths(start, end),
                casting.presence(start, end),
                until,
            ),
            elements[start:end],
            language,
        )
        for start, end, until, number, name in zip(starts, ends, untils, numbers, _ids(openings), strict=True)
    ]
    return tuple(scenes), doubts


def _plays(element: Element) -> bool:
    if element.type in ("dialogue", "lyrics", "character"):
        return True
    shown = element.text.strip()
    direction = shown == shown.upper() or shown.endswith((":", "："))
    return element.type == "action" and not direction


def _scene(known: _Known, group: Sequence[Element], language: str) -> Scene:
    opening = group[0]
    headed = opening.type == "scene_heading"
    heading = parse_heading(opening.text, language) if headed else Heading(setting=None, place="", location="")
    return Scene(
        id=known.name,
        number=known.number,
        heading=heading,
        text=opening.text if headed else "",
        elements=tuple([element.id for element in group]),
        lines=(opening.lines[0], _last_line(group, known.until)),
        eighths=known.eighths,
        omitted=headed and heading.place.upper().strip(" .()") in _OMITTED,
        cast=known.presence.cast,
        silent=known.presence.silent,
        unseen=known.presence.unseen,
    )


def _last_line(group: Sequence[Element], until: int | None) -> int:
    """The last line of a scene, before the next one's: a file may keep its notes in a place of their own."""
    last = max([element.lines[1] for element in group])
    return last if until is None else max(group[0].lines[1], min(last, until - 1))


def _ids(openings: Sequence[Element]) -> list[str]:
    slugs = [slug(opening.text) if opening.type == "scene_heading" else OPENING for opening in openings]
    return scene_ids(slugs, [opening.id for opening in openings])


def _numbers(openings: Sequence[Element]) -> tuple[list[str], list[Diagnostic]]:
    """The writer's numbers, running ones where there are none, every one of them different.

    Beside a writer's numbers an unnumbered scene takes the one before it with a letter: 12, 12A, 13.
    """
    written = {opening.number for opening in openings if opening.number}
    spare = _Spare(written)
    numbers: list[str] = []
    doubts: list[Diagnostic] = []
    taken: set[str] = set()
    running, anchor = 0, "0"
    for opening in openings:
        running += opening.type == "scene_heading"
        anchor = opening.number or (anchor if written else str(running))
        number = anchor if anchor not in taken and (opening.number or anchor not in written) else spare.after(anchor)
        if opening.number and number != opening.number:
            message = f"scene number {opening.number} was used before; this scene is called {number}"
            doubts.append(Diagnostic(severity="warning", line=opening.lines[0], message=message))
        taken.add(number)
        numbers.append(number)
    return numbers, doubts


class _Spare:
    """Numbers with letters behind them that nobody has: 12A to 12Z, 12AA and so on."""

    def __init__(self, written: set[str]) -> None:
        self._taken = set(written)
        self._counts: dict[str, int] = {}

    def after(self, base: str) -> str:
        """The next free one for ``base``."""
        count = self._counts.get(base, 0) + 1
        while (name := base + _letters(count)) in self._taken:
            count += 1
        self._counts[base] = count
        self._taken.add(name)
        return name


def _letters(count: int) -> str:
    """1 is A, 26 is Z, 27 is AA."""
    letters = ""
    while count:
        count, rest = divmod(count - 1, 26)
        letters = ascii_uppercase[rest] + letters
    return letters
