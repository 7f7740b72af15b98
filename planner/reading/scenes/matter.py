"""What a scene's question is about: its page with the manner of every speech, who may be in it, and how each came in.

Nothing of it hangs on other scenes but the heading before and the words that people are introduced with.  A scene that
names nobody, or goes on from the one before ("They drive."), may be about who was there: those are possible too.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property

from film.base import LineSpan
from film.names import digest
from film.screenplay import Relation
from planner.facts import Step
from planner.llm.neutral import folded, neutral, told
from planner.reading.ground import Ground
from planner.reading.page import Page
from planner.reading.scenes.answer import MOST

_AT_ONCE: tuple[Relation, ...] = ("continuous", "same", "moments_later")
_INTRODUCTION = 110
"""Letters of how somebody is brought in."""


@dataclass(frozen=True)
class Matter:
    """One scene, or a part of it, as it is asked about.

    ``people`` are the names by id of all who may be in it, ``introduced`` how the script brings each of them in;
    ``before`` is the heading of the scene before, "" for the first.  ``steps`` are the scene's own, paragraph ``n`` of
    the page is ``steps[n - 1]``.
    """

    scene: str
    heading: str
    before: str
    people: Mapping[str, str]
    introduced: Mapping[str, str]
    steps: tuple[Step, ...]
    page: Page

    @property
    def first(self) -> int:
        """The page's first paragraph."""
        return self.page.paragraphs[0].number

    @property
    def last(self) -> int:
        """The page's last paragraph."""
        return self.page.paragraphs[-1].number

    @property
    def whole(self) -> bool:
        """Whether it is the whole scene."""
        return len(self.page.paragraphs) == len(self.steps)

    def step(self, paragraph: int) -> Step:
        """The step of a paragraph that is on the page."""
        return self.steps[paragraph - 1]

    def speaker(self, paragraph: int) -> str | None:
        """Who is seen to speak in a paragraph; None for action and for who is only heard."""
        step = self.step(paragraph)
        return step.character if step.kind == "speech" and step.extension == "" else None

    def halves(self) -> tuple[Matter, ...]:
        """Two parts of about as many letters; itself where there is nothing to divide."""
        pages = self.page.halves()
        return tuple(replace(self, page=page) for page in pages) if len(pages) > 1 else (self,)

    @property
    def listed(self) -> str:
        """The people as they stand in the question."""
        lines = (f"- {name}: {self.introduced.get(name) or neutral(called)}" for name, called in self.people.items())
        return "\n".join(lines) or "(nobody)"

    @cached_property
    def words(self) -> frozenset[str]:
        """Every word of the page and its heading, as quotes are compared."""
        texts = [self.heading, *(f"{each.speaker} {each.text}" for each in self.page.paragraphs)]
        return frozenset(folded(" ".join(texts)).split())

    @property
    def source(self) -> str:
        """The digest of what is asked about."""
        return digest([self.before, self.heading, self.listed, self.page.shown])


def matters(ground: Ground) -> Iterator[Matter]:
    """The matter of every scene that is played and has paragraphs, in order."""
    introduced = _introductions(ground)
    for place, (_, facts) in enumerate(ground.scenes):
        if facts.steps:
            yield _matter(ground, place, introduced)


def matter_of(ground: Ground, scene: str) -> Matter | None:
    """The matter of the scene with this id; None where no such scene is played."""
    place = next((place for place, (each, _) in enumerate(ground.scenes) if each.id == scene), None)
    return None if place is None else _matter(ground, place, _introductions(ground))


def _matter(ground: Ground, place: int, introduced: Mapping[str, str]) -> Matter:
    scene, facts = ground.scenes[place]
    before = ground.scenes[place - 1] if place else None
    people = ground.people(facts)
    if before is not None and (not people or scene.heading.relation in _AT_ONCE):
        people = (*people, *(who for who in before[1].present if who in ground.sheets and who not in people))
    names = {name: ground.sheets[name].name for name in people[: MOST.people]}
    return Matter(
        scene=facts.scene,
        heading=neutral(facts.heading),
        before="" if before is None else neutral(before[0].text),
        people=names,
        introduced={name: introduced[name] for name in names if name in introduced},
        steps=facts.steps,
        page=Page.of((step.lines, step.text, _label(step, ground)) for step in facts.steps),
    )


def _label(step: Step, ground: Ground) -> str:
    """Who speaks, from where and how: ``MAX (V.O.) (whispering)``."""
    if step.kind != "speech":
        return ""
    sheet = ground.sheets.get(step.character or "")
    asides = "".join(f" ({aside})" for aside in (step.extension, step.parenthetical) if aside)
    return f"{sheet.name if sheet else step.character}{asides}"


def _introductions(ground: Ground) -> dict[str, str]:
    """By id, the words with which somebody first comes on: from their name to the end of the room for it."""
    wanted: dict[LineSpan, str] = {sheet.evidence[0]: "" for sheet in ground.cast if sheet.evidence}
    for element in ground.screenplay.elements:
        if element.lines in wanted:
            wanted[element.lines] = element.text
    found = {}
    for sheet in ground.cast:
        text = wanted[sheet.evidence[0]] if sheet.evidence else ""
        at = text.casefold().find(sheet.name.casefold())
        if at >= 0:
            found[sheet.id] = told(text[at:], _INTRODUCTION)
    return found
