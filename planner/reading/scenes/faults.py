"""What of an answer does not hold, in words that a model can mend it by."""

from __future__ import annotations

from typing import NamedTuple

from film.base import Model
from film.proposals import ProposalKind
from planner.llm.neutral import told


class Fault(NamedTuple):
    """What of an answer does not hold: its kind, the paragraph that it speaks of, what it was, and why not."""

    kind: ProposalKind
    paragraph: int
    what: str
    why: str

    def __str__(self) -> str:
        where = f"paragraph {self.paragraph}" if self.paragraph else "the heading"
        return f"{self.kind}, {where}: {self.what}: {self.why}"


def named(item: Model) -> str:
    """An item in a few words."""
    parts = (
        getattr(item, name, None) for name in ("who", "verb", "relation", "mood", "name", "sound", "clothes", "music")
    )
    return told(" ".join(str(part) for part in parts if part) or type(item).__name__, 80)
