"""An answer about a place held to its paragraphs: whatever no words put there is taken out."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

from planner.llm.neutral import told
from planner.llm.question import Grounded
from planner.reading.places.answer import FixtureTold, KindTold, PlaceAnswer, Told
from planner.reading.places.matter import Asked

SomethingTold = TypeVar("SomethingTold", bound=Told)


def ground(answer: PlaceAnswer, asked: Asked) -> Grounded[PlaceAnswer]:
    """The answer with every quote in the paragraph that it names, and a kind that the heading leaves possible."""
    held = _Held(asked)
    kept = answer.but(
        kind=held.kind(answer.kind),
        fixtures=held.fixtures(answer.fixtures),
        openings=held.all("openings", answer.openings),
        light=held.one("light", answer.light),
        floor=held.one("floor", answer.floor),
        moving=held.one("moving", answer.moving),
    )
    return Grounded(kept, tuple(held.problems))


class _Held:
    """An answer while it is held to its page: ``problems`` say what was wrong."""

    def __init__(self, asked: Asked) -> None:
        self.asked = asked
        self.problems: list[str] = []

    def kind(self, said: KindTold | None) -> KindTold | None:
        """The kind, with evidence that holds or as a guess."""
        if said is None:
            return None
        if said.value not in self.asked.kinds:
            self.problems.append(f"kind: {told(said.value, 40)!r} is none of the kinds")
            return None
        if said.paragraph is None:
            return said.but(quote="")
        found = self.asked.page.place_of(said.quote, said.paragraph)
        if found is None:
            self.problems.append(self._missing("kind", said.paragraph, said.quote))
            return said.but(paragraph=None, quote="")
        return said.but(paragraph=found)

    def one(self, field: str, said: SomethingTold | None) -> SomethingTold | None:
        """The field where its words hold, else None."""
        if said is None:
            return None
        found = self.asked.page.place_of(said.quote, said.paragraph)
        if found is None:
            self.problems.append(self._missing(field, said.paragraph, said.quote))
            return None
        return said.but(paragraph=found)

    def all(self, field: str, said: Sequence[SomethingTold]) -> tuple[SomethingTold, ...]:
        """Those whose words hold."""
        kept = (self.one(field, each) for each in said)
        return tuple(each for each in kept if each is not None)

    def fixtures(self, said: Sequence[FixtureTold]) -> tuple[FixtureTold, ...]:
        """Those whose words hold, with only such writing on them as the script has."""
        return tuple(self._written(each) for each in self.all("fixtures", said))

    def _written(self, said: FixtureTold) -> FixtureTold:
        text = told(said.text or "", 40)
        if text and self.asked.page.place_of(text, said.paragraph) is None:
            self.problems.append(f"fixtures {said.kind}: no paragraph has the writing {text!r}")
            text = ""
        return said.but(text=text or None)

    def _missing(self, field: str, paragraph: int, quote: str) -> str:
        return f"{field}: paragraph {paragraph} does not say {told(quote, 60)!r}"
