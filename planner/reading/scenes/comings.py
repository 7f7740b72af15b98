"""Coming and going made sense of: nobody comes who is there, nobody acts who has gone, nobody goes who speaks on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from planner.reading.scenes.answer import ActionTold
from planner.reading.scenes.faults import Fault, named
from planner.reading.scenes.matter import Matter


@dataclass
class Comings:
    """A page read from the top: who is ``inside``, and who has ``gone`` in which paragraph."""

    matter: Matter
    inside: set[str]
    gone: dict[str, int] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)

    def consistent(self, items: Sequence[ActionTold]) -> Iterator[ActionTold]:
        """The actions, in the order of the page, that can be; what cannot is among the ``faults``."""
        for index, item in enumerate(items):
            wrong = self._wrong(item, items[index + 1 :])
            if wrong:
                self.faults.append(Fault("action", item.paragraph, named(item), wrong))
                continue
            if item.verb == "exit":
                self.gone[item.who] = item.paragraph
                self.inside.discard(item.who)
            else:
                self.inside.add(item.who)
            yield item

    def _wrong(self, item: ActionTold, later: Sequence[ActionTold]) -> str:
        """Why an action cannot be at its moment; "" where it can."""
        who = item.who
        if who in self.gone and (item.verb == "enter" or self._speaks(who, self.gone[who], item.paragraph)):
            del self.gone[who]
        if item.verb == "enter" and who in self.inside:
            return "is there already"
        if who in self.gone:
            return f"has gone in paragraph {self.gone[who]}"
        back = (each.paragraph for each in later if each.who == who and each.verb == "enter")
        spoken = self._speaks(who, item.paragraph, next(back, self.matter.last + 1)) if item.verb == "exit" else None
        return "" if spoken is None else f"is still there in paragraph {spoken}"

    def _speaks(self, who: str, start: int, end: int) -> int | None:
        """The first paragraph between two in which somebody is seen to speak."""
        inner: Iterable[int] = range(max(start + 1, self.matter.first), min(end, self.matter.last + 1))
        return next((number for number in inner if self.matter.speaker(number) == who), None)
