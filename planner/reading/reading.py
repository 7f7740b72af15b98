"""What became of the questions about a script, and answers as they are kept."""

from __future__ import annotations

from typing import Generic, TypeVar

from film.base import Document, Model
from planner.llm.seam import Usage
from planner.reading.people.answer import PersonAnswer
from planner.reading.places.answer import PlaceAnswer
from planner.reading.scenes.answer import SceneAnswer
from planner.reading.shots.answer import ShotsAnswer

Kept = TypeVar("Kept", bound=Model)


class Item(Model):
    """One question and what became of it: ``why`` it is left to rules ("" where the model's answer is used).

    ``problems`` are what the script did not bear out and was taken out of the answer; ``asked`` counts requests.
    """

    name: str
    why: str = ""
    problems: tuple[str, ...] = ()
    asked: int = 0
    usage: Usage = Usage()
    seconds: float = 0.0


class Read(Model, Generic[Kept]):
    """An answer in force: ``source`` is the digest of what the question was about; when that changes it is void."""

    source: str
    answer: Kept


class Reading(Document):
    """A script as a language model read it.

    ``model`` is its name as it is shown to people.  Answers go by the id of their scene, sheet or place; ``items`` say
    of every question that was asked what became of it, and decide nothing in a plan.
    """

    model: str = ""
    scenes: dict[str, Read[SceneAnswer]] = {}
    people: dict[str, Read[PersonAnswer]] = {}
    places: dict[str, Read[PlaceAnswer]] = {}
    shots: dict[str, Read[ShotsAnswer]] = {}
    items: tuple[Item, ...] = ()

    @property
    def usage(self) -> Usage:
        """Tokens of all questions."""
        return sum((item.usage for item in self.items), Usage())

    @property
    def seconds(self) -> float:
        """How long the answers took, one after the other: of questions that were asked at once each counts."""
        return sum(item.seconds for item in self.items)
