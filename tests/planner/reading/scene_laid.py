"""Short scripts read by rules, with an answer laid over their first scene."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from film.proposals import Proposal
from planner.facts import SceneFacts
from planner.reading.ground import Ground
from planner.reading.scenes import with_scenes
from screenplay import read
from tests.planner.reading.scene_answers import answer


class Laid:
    """A script's facts by rules and with one answer about its first scene."""

    def __init__(self, text: str, folder: Path, **told: Any) -> None:
        file = folder / "script.fountain"
        file.write_text(text, encoding="utf-8")
        self.ground = Ground.of(read(file))
        self.rules = self.ground.facts
        self.all = with_scenes(self.rules, {self.rules[0].scene: answer(**told)}, self.ground)
        self.facts: SceneFacts = self.all[0]

    def doings(self, paragraph: int) -> list[tuple[str, str, str | None]]:
        return [(each.character, each.verb, each.target) for each in self.facts.steps[paragraph - 1].doings]

    def fate(self, kind: str, place: int = 0) -> Proposal:
        return [each for each in self.facts.proposals if each.kind == kind][place]


ROOM = """INT. ROOM - DAY

{}

ANNA
Good evening, Carla.

BEN
{}
"""


def room(folder: Path, first: str, last: str = "Yes.", **told: Any) -> Laid:
    return Laid(ROOM.format(first, last), folder, **told)
