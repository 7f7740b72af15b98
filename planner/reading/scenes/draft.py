"""A scene's facts while a model's answer is laid over them, and what becomes of every proposal."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from film.plan import Prop
from film.proposals import Proposal, ProposalKind, Verdict
from planner.facts import Doing, SceneFacts, Step
from planner.reading.scenes.matter import Matter


@dataclass
class Draft:
    """The facts being changed: ``facts`` as rules read them, the rest as it stands now."""

    facts: SceneFacts
    matter: Matter
    steps: list[Step] = field(init=False)
    present: list[str] = field(init=False)
    from_start: set[str] = field(init=False)
    props: list[Prop] = field(init=False)
    fates: list[Proposal] = field(default_factory=list)

    def __post_init__(self) -> None:
        """As rules have it."""
        self.steps = list(self.facts.steps)
        self.present = list(self.facts.present)
        self.from_start = set(self.facts.from_start)
        self.props = list(self.facts.breakdown.props)

    def tell(self, kind: ProposalKind, paragraph: int, text: str, verdict: Verdict = "taken", why: str = "") -> None:
        """What became of a proposal about a paragraph, or about the heading where that is 0."""
        line = self.matter.steps[paragraph - 1].lines[0] if 0 < paragraph <= len(self.steps) else None
        self.fates.append(Proposal(kind=kind, text=text, line=line, verdict=verdict, why=why))

    def refuse(self, kind: ProposalKind, paragraph: int, text: str, why: str) -> None:
        """A proposal that is not taken."""
        self.tell(kind, paragraph, text, "refused", why)

    def change(self, index: int, **changes: object) -> None:
        """A step with some fields replaced."""
        self.steps[index] = self.steps[index].but(**changes)

    def name(self, who: str) -> str:
        """Somebody's name for people."""
        return self.matter.people.get(who, who)

    def line(self, index: int) -> int:
        """The script's line on which a step begins."""
        return self.steps[index].lines[0]

    def seen(self, index: int) -> str | None:
        """Who is seen to speak in a step."""
        step = self.steps[index]
        return step.character if step.kind == "speech" and step.extension == "" else None

    def active(self, who: str) -> Iterator[tuple[int, Doing | None]]:
        """When somebody is seen to act by the facts as they stand: the step's index, and the doing (None: speaks)."""
        for index, step in enumerate(self.steps):
            if self.seen(index) == who:
                yield index, None
            yield from ((index, doing) for doing in step.doings if doing.character == who)

    def done(self) -> SceneFacts:
        """The facts as they stand."""
        speakers = {step.character for step in self.steps if step.character}
        known = self.facts.breakdown.cast
        cast = [who for who in known if who in self.present or who in speakers or who not in self.facts.present]
        return self.facts.but(
            present=tuple(self.present),
            from_start=tuple(who for who in self.present if who in self.from_start),
            where=tuple(
                each for each in self.facts.where if each[0] in self.present or each[0] not in self.facts.present
            ),
            posts=tuple(each for each in self.facts.posts if each.character in self.present),
            breakdown=self.facts.breakdown.but(
                cast=tuple(dict.fromkeys((*cast, *self.present))), props=tuple(self.props)
            ),
            steps=tuple(self.steps),
            proposals=(*self.facts.proposals, *self.fates),
        )
