"""Wishes for the shots of samples/night_bus.fountain, written by hand as somebody who has read it would wish."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import screenplay
from film.screenplay import Screenplay
from planner.reading import shots
from planner.reading.ground import Ground
from planner.reading.reading import Read, Reading
from planner.reading.shots import ShotsAnswer, ShotWish
from prompts.book import PromptBook

NIGHT_BUS = Path("samples/night_bus.fountain")
_WISHES: dict[str, tuple[tuple[int, int, str, str | None, str | None, str, str, str, str], ...]] = {
    "ext_bus_stop_night": (
        (1, 1, "alone in the wet night", None, None, "establishing", "EWS", "eye", "static"),
        (2, 2, "the box weighs on her", "mara", None, "single", "MS", "eye", "static"),
    ),
    "int_night_bus_night": (
        (2, 2, "she guards the box", "mara", "box", "insert", "ECU", "eye", "static"),
        (4, 4, "we meet him watching", "dev", None, "single", "MS", "eye", "static"),
        (5, 6, "she keeps her back to him", "mara", None, "single", "MCU", "eye", "static"),
        (10, 10, "the first warmth", "mara", None, "single", "CU", "eye", "static"),
        (13, 13, "her answer shuts him up", "mara", None, "single", "CU", "eye", "dolly"),
        (14, 14, "he is ashamed", "dev", None, "reaction", "CU", "eye", "static"),
        (18, 18, "the box has changed", "mara", None, "single", "MCU", "eye", "dolly"),
        (20, 22, "he listens to a death", "dev", None, "reaction", "CU", "eye", "static"),
        (26, 28, "the name hits him", "dev", None, "reaction", "CU", "eye", "dolly"),
        (29, 29, "she sees who he is", "mara", None, "ots", "MCU", "eye", "static"),
        (32, 32, "a small ceremony", None, None, "two_shot", "MWS", "eye", "static"),
        (36, 38, "two who loved him", None, None, "two_shot", "MS", "eye", "static"),
    ),
    "ext_bus_depot_night": (
        (1, 1, "the end of the line", None, None, "establishing", "WS", "eye", "static"),
        (2, 2, "the key changes hands", "mara", "key", "insert", "ECU", "eye", "static"),
        (5, 5, "light on her face", "mara", None, "single", "CU", "low", "static"),
        (8, 8, "leave them together", None, None, "two_shot", "FS", "eye", "crane"),
    ),
}
_FIELDS = ("first", "last", "why", "who", "thing", "idiom", "size", "angle", "move")


def wish(first: int, last: int, idiom: str, size: str, who: str | None = None, **more: object) -> ShotWish:
    """A wish: at eye level, at rest, for no thing and no reason where nothing else is said."""
    plain: dict[str, object] = {"angle": "eye", "move": "static", "thing": None, "why": "", "picture": ""}
    return ShotWish.model_validate(
        {"first": first, "last": last, "idiom": idiom, "size": size, "who": who, **plain, **more}
    )


@cache
def night_bus() -> tuple[Screenplay, Ground]:
    """The sample and its ground."""
    script = screenplay.read(NIGHT_BUS)
    return script, Ground.of(script)


def wishes() -> dict[str, ShotsAnswer]:
    """The answers by scene."""
    return {
        scene: ShotsAnswer(
            shots=tuple(
                ShotWish.model_validate({**dict(zip(_FIELDS, row, strict=True)), "picture": f"Seen: {row[2]}."})
                for row in rows
            )
        )
        for scene, rows in _WISHES.items()
    }


def reading_with(ground: Ground, answers: dict[str, ShotsAnswer]) -> Reading:
    """A reading with these answers, held to the script as a model's would be."""
    asked = shots.questions(ground, PromptBook())
    held = {scene: asked[scene].ground(answer).answer for scene, answer in answers.items()}
    return Reading(
        model="by hand",
        shots={scene: Read(source=shots.source_of(ground, scene), answer=answer) for scene, answer in held.items()},
    )
