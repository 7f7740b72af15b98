"""Everything that is asked about a script, asked in one batch, and the answers as a plan takes them."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Literal, NamedTuple

from film.base import Model
from film.screenplay import Screenplay
from planner.llm.asking import ask
from planner.llm.budget import shown
from planner.llm.question import Outcome, Question
from planner.llm.seam import LanguageModel
from planner.reading import people, places, scenes, shots
from planner.reading.ground import Ground
from planner.reading.reading import Item, Read, Reading
from prompts.book import PromptBook

Room = Literal["scenes", "people", "places", "shots"]


class Asked(NamedTuple):
    """A question of a room about a scene, a sheet or a place, by its id."""

    room: Room
    id: str
    question: Question[Any]


@dataclass(frozen=True)
class Questions:
    """The questions about a script, room by room: those of one kind stand together, for they begin alike."""

    ground: Ground
    asked: tuple[Asked, ...]

    def __len__(self) -> int:
        return len(self.asked)

    def __iter__(self) -> Iterator[Question[Any]]:
        return (each.question for each in self.asked)

    def only(self, scenes: Collection[str]) -> Questions:
        """Those about scenes with these ids, and about who and what places are in them; all where none is named."""
        if not scenes:
            return self
        kept = [(scene, facts) for scene, facts in self.ground.scenes if scene.id in scenes]
        wanted: Mapping[Room, Collection[str]] = {
            "scenes": {scene.id for scene, _ in kept},
            "shots": {scene.id for scene, _ in kept},
            "people": {name for _, facts in kept for name in self.ground.people(facts)},
            "places": {self.ground.place_of[scene.id] for scene, _ in kept},
        }
        return replace(self, asked=tuple(each for each in self.asked if each.id in wanted[each.room]))


def questions_of(screenplay: Screenplay, prompts: PromptBook) -> Questions:
    """Every question about a script that there is to ask."""
    ground = Ground.of(screenplay)
    rooms: Mapping[Room, Mapping[str, Question[Any]]] = {
        "scenes": scenes.questions(ground, prompts),
        "people": people.questions(ground, prompts),
        "places": places.questions(ground, prompts),
        "shots": shots.questions(ground, prompts),
    }
    return Questions(
        ground, tuple(Asked(room, name, question) for room, found in rooms.items() for name, question in found.items())
    )


def read_with(
    screenplay: Screenplay,
    model: LanguageModel,
    prompts: PromptBook,
    seed: int = 0,
    scenes: Collection[str] = (),
) -> Reading:
    """The script as a model reads it: all of it, or the scenes with these ids.

    Raises PlanError where there is no model, or it is gone for good.
    """
    return reading_of(questions_of(screenplay, prompts).only(scenes), model, seed)


def reading_of(questions: Questions, model: LanguageModel, seed: int = 0) -> Reading:
    """These questions asked in one batch.  Raises PlanError where there is no model, or it is gone for good."""
    name = shown(model.ready())
    outcomes = ask(list(questions), model, seed)
    return Reading(
        model=name,
        scenes=_read(questions, outcomes, "scenes", scenes.SceneAnswer, scenes.source_of),
        people=_read(questions, outcomes, "people", people.PersonAnswer, people.source_of),
        places=_read(questions, outcomes, "places", places.PlaceAnswer, places.source_of),
        shots=_read(questions, outcomes, "shots", shots.ShotsAnswer, shots.source_of),
        items=tuple(_item(outcome) for outcome in outcomes),
    )


def _read(
    questions: Questions,
    outcomes: Sequence[Outcome[Any]],
    room: Room,
    answer: type[Model],
    source_of: Callable[[Ground, str], str],
) -> dict[str, Read[Any]]:
    """The answers of a room, each with what it was about."""
    pairs = zip(questions.asked, outcomes, strict=True)
    return {
        asked.id: Read(source=source_of(questions.ground, asked.id), answer=answer(**outcome.answer.model_dump()))
        for asked, outcome in pairs
        if asked.room == room and outcome.answer is not None
    }


def _item(outcome: Outcome[Any]) -> Item:
    return Item(
        name=outcome.name,
        why="" if outcome.answer is not None else outcome.why,
        problems=outcome.problems,
        asked=outcome.asked,
        usage=outcome.usage,
        seconds=outcome.seconds,
    )
