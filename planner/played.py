"""A scene's steps as they are shot: a look at the place before them, the last of them held, a smash cut's contrast."""

from __future__ import annotations

from film.base import LineSpan
from film.screenplay import Scene
from film.shot import Idiom, Size
from planner.facts import CameraWords, SceneFacts, Step

OPENING_SECONDS = 2.2
"""How long an empty look at a new place lasts before people speak or come in."""
_RESTLESS = {"enter", "exit", "cross", "approach", "run", "sit", "rise", "retreat", "lie", "fall"}
_FAR: tuple[Size, ...] = ("EWS", "WS", "FS", "MWS")


def played(scene: Scene, facts: SceneFacts, establish: bool, before: Size | None) -> tuple[Step, ...]:
    """The script's steps; a moment of the place alone before them where they begin at once, or where there are none.

    ``before`` is the size of the shot that the scene follows.
    """
    if not facts.steps:
        return (_moment(scene),)
    steps = _held_to_the_end(_smashed(facts, before))
    first = steps[0]
    restless = any(doing.verb in _RESTLESS for doing in first.doings) and bool(facts.from_start or first.doings)
    placed = first.camera is not None and (
        first.camera.idiom in ("establishing", "master") or first.camera.size in ("EWS", "WS")
    )
    busy = first.kind == "speech" or restless or first.insert or first.camera is not None
    if not establish or not busy or placed or first.montage:
        return steps
    wished = first.suggested if first.suggested is not None and first.suggested.idiom == "establishing" else None
    look = _moment(scene).but(transition=first.transition, suggested=wished)
    return (look, first.but(transition="cut"), *steps[1:])


def _smashed(facts: SceneFacts, before: Size | None) -> tuple[Step, ...]:
    """The steps, those that are smashed into asking for a size far from the one before them."""
    steps: list[Step] = []
    for step in facts.steps:
        asked = step.camera or CameraWords(text="SMASH CUT")
        open_ = asked.idiom is None and asked.size is None
        if step.transition == "smash_cut" and open_ and not step.insert:
            far = before in _FAR if before is not None else False
            who = _about(step, facts)
            near = far and who is not None
            idiom: Idiom = "single" if near else "master"
            step = step.but(camera=asked.but(idiom=idiom, size="CU" if near else "WS", subject=asked.subject or who))
        # Within a scene the size is not known yet: talk has come close, what is done is seen from farther away.
        before = "MCU" if step.kind == "speech" or step.insert else "FS"
        steps.append(step)
    return tuple(steps)


def _about(step: Step, facts: SceneFacts) -> str | None:
    """Whom a step is about: who speaks there in person, does something or is named."""
    spoken = step.character if step.kind == "speech" and not step.extension else None
    names = (spoken, *(doing.character for doing in step.doings), *step.mentions)
    return next((name for name in names if name in facts.present), None)


def _held_to_the_end(steps: tuple[Step, ...]) -> tuple[Step, ...]:
    """A last moment in which nobody does anything is given to the one who goes away in the step before it."""
    if len(steps) < 2:
        return steps
    going, end = steps[-2:]
    steered = end.camera is not None or end.transition != "cut" or end.montage or end.place != going.place
    empty = end.kind == "action" and not (end.doings or end.mentions or end.insert or end.sounds or steered)
    if not empty or not any(doing.verb == "exit" for doing in going.doings):
        return steps
    seconds = round(going.seconds + end.seconds, 3)
    wished = going.suggested or end.suggested
    return (*steps[:-2], going.but(lines=(going.lines[0], end.lines[1]), seconds=seconds, suggested=wished))


def _moment(scene: Scene) -> Step:
    head: LineSpan = (scene.lines[0], scene.lines[0])
    return Step(kind="action", lines=head, text=scene.text, seconds=OPENING_SECONDS, tension=0.2)
