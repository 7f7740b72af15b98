"""What a reel was last planned as, without the director's hand: the base that edits are told from.

``.storyreel/plan.json`` stands beside the draft of the script.  Without it, or with one that this version does
not read, an edited scene is used as long as its words are those it was made for.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from film.base import Document, LineSpan, Model
from film.cast import CharacterSheet
from film.place import PlaceSheet
from film.plan import ScenePlan
from storyreel.edits.writing import text_now

if TYPE_CHECKING:
    from storyreel.project import Reel


class PastScene(Model):
    """A scene as planned; ``shown`` is its file's form where a director had a hand in it.

    ``elements`` are the lines that the script stood on then; ``instead`` names shots of the plan that one of the
    director's replaces.
    """

    plan: ScenePlan
    shown: dict[str, Any] | None = None
    elements: dict[str, LineSpan]
    instead: dict[str, str] = {}


class Past(Document):
    """The sheets and scenes as planned, by id."""

    cast: dict[str, CharacterSheet] = {}
    places: dict[str, PlaceSheet] = {}
    scenes: dict[str, PastScene] = {}


def past_of(reel: Reel) -> Past:
    """What the last run kept; an empty one where there is none that can be read."""
    try:
        return Past.model_validate_json(text_now(reel, reel.private / "plan.json") or "")
    except ValueError:
        return Past()
