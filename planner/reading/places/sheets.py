"""Answers laid over floor plans: another kind where rules knew none, and what the words put there, where it fits."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from film.base import LineSpan
from film.place import Fixture, FixtureKind, PlaceSheet
from film.proposals import Proposal, Verdict
from film.screenplay import Heading
from planner.places import laid_out, told_of
from planner.places.arrange import Arranging, Stood
from planner.places.layout import Layout
from planner.places.library import KINDS
from planner.places.openings import open_wall, openings_of
from planner.places.stand import stand, stands_for
from planner.places.variety import Variety
from planner.places.wanted import mentioned
from planner.places.words import found_kind, is_inside, kind_named
from planner.reading.ground import Ground
from planner.reading.page import Page
from planner.reading.places.answer import FixtureTold, KindTold, Light, OpeningTold, PlaceAnswer
from planner.reading.places.matter import asked_about

_MOST = 16
"""Things that words add to one place: more would leave nobody room to play."""
_LIGHTS: Mapping[Light, tuple[float, str | None]] = {
    "dim": (0.5, None), "bright": (1.6, None), "candles": (0.5, "#ff9a4a"), "cold": (1.0, "#dfe8f2"),
    "warm": (1.0, "#ffc987"), "red": (0.8, "#ff5a4a"), "green": (0.8, "#8fe0a0"),
}  # fmt: skip
"""How much stronger the lamps are, and their colour."""
_LAMPS: frozenset[FixtureKind] = frozenset(("lamp_floor", "lamp_desk", "lamp_ceiling", "lamp_post"))


def with_places(
    places: Sequence[PlaceSheet], answers: Mapping[str, PlaceAnswer], ground: Ground
) -> tuple[tuple[PlaceSheet, ...], tuple[Proposal, ...]]:
    """The floor plans with what a model read of each place (by id) in them, and what became of each thing it said.

    A kind that the heading names stays, unless the script's own words name the other; where rules had to fall back,
    the model's goes before it.  Things and openings are added where the floor has room, the stage stays large enough
    and everybody still gets everywhere; what fits nowhere is refused.  Places without an answer are as they were.
    """
    laid: list[PlaceSheet] = []
    fates: list[Proposal] = []
    for place in places:
        if place.id in answers:
            build = _Build.of(place, answers[place.id], ground)
            laid.append(build.sheet())
            fates += build.fates
        else:
            laid.append(place)
    return tuple(laid), tuple(fates)


@dataclass
class _Build:
    """A place while an answer is laid over it."""

    place: PlaceSheet
    answer: PlaceAnswer
    page: Page
    kinds: tuple[str, ...]
    heading: Heading
    text: str
    fates: list[Proposal] = field(default_factory=list)
    lines: list[LineSpan] = field(default_factory=list)

    @staticmethod
    def of(place: PlaceSheet, answer: PlaceAnswer, ground: Ground) -> _Build:
        """A place of a script, from its first heading on."""
        scenes = [scene for scene in ground.screenplay.scenes if ground.place_of[scene.id] == place.id]
        asked = asked_about(ground, place.id)
        text = told_of(scenes, ground.screenplay)
        return _Build(place, answer, asked.page, asked.kinds, scenes[0].heading, text)

    def sheet(self) -> PlaceSheet:
        """The floor plan with the answer in it."""
        placed = {fixture.kind for fixture in self.answer.fixtures if fixture.where not in ("anywhere", "in_row")}
        plan = laid_out(self.heading, self.text, self._kind(), placed)
        arranging = Arranging(plan)
        stood = 0
        for fixture in self.answer.fixtures:
            stood += self._furnish(arranging, fixture, _MOST - stood)
        for opening in self.answer.openings:
            self._open(plan, opening)
        self._light(plan)
        self._floor(plan)
        self._ride(plan)
        evidence = tuple(dict.fromkeys((*self.place.evidence, *sorted(self.lines))))
        return plan.sheet(self.place.id, self.place.name, evidence)

    def _fate(self, text: str, paragraph: int | None, verdict: Verdict = "taken", why: str = "") -> None:
        found = self.page.at(paragraph) if paragraph is not None else None
        if found is not None and verdict != "refused":
            self.lines.append(found.lines)
        line = found.lines[0] if found is not None else None
        shown = f"{self.place.name}: {text}"
        self.fates.append(Proposal(kind="place", text=shown, line=line, verdict=verdict, why=why))

    def _kind(self) -> str:
        """The kind that is built: the rules' or the model's."""
        rules, said = found_kind(self.heading, self.text), self.answer.kind
        if said is None:
            return rules.kind
        shown = said.value.replace("_", " ")
        if said.value not in self.kinds:
            self._fate(shown, said.paragraph, "refused", "the heading leaves no such kind possible")
            return rules.kind
        why = "" if said.value == rules.kind else self._against(rules.by, said)
        if why:
            self._fate(shown, said.paragraph, "refused", f"{why} {rules.kind.replace('_', ' ')}")
            return rules.kind
        self._fate(shown, said.paragraph)
        return said.value

    def _against(self, by: str, said: KindTold) -> str:
        """Why the rules' kind goes before another; "" where it does not."""
        if by == "nothing":
            return ""
        named = said.paragraph is not None and kind_named(said.quote, inside=is_inside(self.heading)) == said.value
        if named or (by == "opening" and said.paragraph is not None):
            return ""
        return "the heading says" if by == "heading" else "the scene opens in a"

    def _furnish(self, arranging: Arranging, said: FixtureTold, most: int) -> int:
        """Stand what is missing; how many were stood."""
        plan = arranging.plan
        shown = f"{said.count} {said.kind.replace('_', ' ')}"
        there = sum(_is(plan, thing, said.kind) for thing in plan.fixtures)
        text = said.text if said.kind in ("sign", "picture", "whiteboard") and said.text else ""
        if there >= said.count and (not text or self._write(plan, said, text)):
            self._fate(shown, said.paragraph)
            return 0
        missing = max(said.count - there, 1)
        if missing > most:
            self._fate(shown, said.paragraph, "refused", "the place is full")
            return 0
        done: list[Stood] = []
        while len(done) < missing and (not done or done[-1].stands):
            where = "in_row" if done and said.where == "anywhere" else said.where
            done.append(arranging.stand(said.kind, where, text))
        if not done[0].stands and not there and mentioned(self.text, said.kind) and stand(plan, said.kind):
            done = [Stood(True, "it stands where there is room for it")]  # as rules stand what the text mentions
        stood = sum(each.stands for each in done)
        why = next((each.why for each in reversed(done) if each.why), "")
        if not stood:
            self._fate(shown, said.paragraph, "refused", why)
        elif stood < missing:
            self._fate(shown, said.paragraph, "adjusted", f"{there + stood} of them: {why}")
        else:
            self._fate(shown, said.paragraph, "adjusted" if why else "taken", why)
        return stood

    def _write(self, plan: Layout, said: FixtureTold, text: str) -> bool:
        """Put words on a thing that is there and has none; True also where one has them already."""
        if any(thing.text.casefold() == text.casefold() for thing in plan.fixtures):
            return True
        alike = [at for at, thing in enumerate(plan.fixtures) if thing.kind == said.kind]
        blank = [at for at in alike if not plan.fixtures[at].text]
        if blank:
            plan.fixtures[blank[0]] = plan.fixtures[blank[0]].but(text=text)
        return bool(blank)

    def _open(self, plan: Layout, said: OpeningTold) -> None:
        shown = f"{said.count} {said.kind}"
        # Out of doors people come out of the fronts: each way in is a door.
        there = (
            openings_of(plan, said.kind) if plan.enclosure != "open" else len(plan.entrances) * (said.kind != "window")
        )
        done = [open_wall(plan, said.kind) for _ in range(max(0, said.count - there))]
        refused = next((each.why for each in done if not each.stands), "")
        opened = sum(each.stands for each in done)
        verdict: Verdict = "taken" if not refused else "adjusted" if there + opened else "refused"
        why = f"{there + opened} of them: {refused}" if verdict == "adjusted" else refused
        self._fate(shown, said.paragraph, verdict, why)

    def _light(self, plan: Layout) -> None:
        said = self.answer.light
        if said is None:
            return
        if not plan.lamps:
            self._fate(f"{said.value} light", said.paragraph, "refused", "it has no lamps of its own")
            return
        share, colour = _LIGHTS[said.value]
        plan.lamps[:] = [
            lamp.but(power=round(lamp.power * share, 3), colour=colour or lamp.colour) for lamp in plan.lamps
        ]
        self._fate(f"{said.value} light", said.paragraph)

    def _floor(self, plan: Layout) -> None:
        said = self.answer.floor
        if said is None:
            return
        if plan.enclosure == "vehicle":
            self._fate(f"{said.value} underfoot", said.paragraph, "refused", "a vehicle has its own floor")
            return
        if plan.ground != said.value:
            plan.ground, plan.ground_colour = said.value, None
        self._fate(f"{said.value} underfoot", said.paragraph)

    def _ride(self, plan: Layout) -> None:
        said = self.answer.moving
        if said is None:
            return
        rides = KINDS[plan.kind](Variety("")).moving
        shown = "it rides" if said.value else "it stands still"
        if said.value and not plan.moving:
            self._fate(shown, said.paragraph, "refused", "the heading says it stands" if rides else "it cannot ride")
            return
        plan.moving = said.value
        self._fate(shown, said.paragraph)


def _is(plan: Layout, thing: Fixture, kind: FixtureKind) -> bool:
    """Whether a thing is what is asked for; out of doors any lamp is a lamp."""
    lamps = plan.enclosure == "open" and kind in _LAMPS and thing.kind in _LAMPS
    return lamps or stands_for(thing.kind, kind)
