"""From clips to a film: cards, the edit, voices, stems, the film itself and its papers."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from film.base import Model
from film.clips import Clip
from film.errors import CutError
from film.names import digest
from film.plan import Plan
from film.timeline import Timeline
from storyreel.report import Finding
from storyreel.shots import card_order, card_segment
from storyreel.stages import Stages, cut, end_card, title_card
from storyreel.versions import maker
from storyreel.voices import Spoken, speak_lines
from storyreel.workers import Step
from storyreel.workshop import Delivery, Order, Workshop

if TYPE_CHECKING:
    from assembler.encode import FilmReport
    from assembler.sound.mix import Stems

_FILM = "film.mp4"
BOARDS = "boards.pdf"
CONTACT = "contact.png"
_TOLD = "told.json"
_STEMS = "stems.json"


class Sound(Model):
    """The stems and their mix as the store has them, and what a listener should know."""

    dx: Path
    fx: Path
    mix: Path
    findings: tuple[str, ...] = ()


@dataclass(frozen=True)
class Finished:
    """The edit, and where the store has film, stems and the boards' folder (None when they could not be made)."""

    timeline: Timeline
    film: Path
    sound: Sound
    boards: Path | None
    findings: tuple[Finding, ...]


def finish(workshop: Workshop, stages: Stages, plan: Plan, clips: Mapping[str, Clip]) -> Finished:
    """Cuts the film out of its clips.  What did not change is not made again.

    Raises CutError when the film or its sound cannot be made.  A film without its boards is worth
    more than none: a failure there is only told.
    """
    from assembler.stills import unreadable

    timeline = _edit(workshop, stages, plan, clips)
    spoken = speak_lines(workshop, stages, plan)
    stems = _stems_order(workshop, stages, plan, timeline, spoken)
    boards = _boards_order(workshop, stages, plan, clips)
    delivery = workshop.deliver("Mixing sound, drawing boards", [stems, boards])
    heard = _load_sound(_delivered(delivery, stems))
    cutting = _film_order(workshop, stages, timeline, heard.mix, stems.key)
    film = _delivered(workshop.deliver("Cutting", [cutting]), cutting) / _FILM
    told = tuple(Finding(rule="sound", message=message) for message in heard.findings)
    findings = (*spoken.findings, *told, *_drawn(delivery, boards, unreadable(plan, clips)))
    return Finished(timeline, film, heard, delivery.folders.get(boards.key), findings)


def _edit(workshop: Workshop, stages: Stages, plan: Plan, clips: Mapping[str, Clip]) -> Timeline:
    from assembler.cut import Cards

    title, end = title_card(plan), end_card(plan)
    orders = [card_order(stages, card, plan.format) for card in (title, end)]
    delivery = workshop.deliver("Writing cards", orders)
    for reason in delivery.failed.values():
        raise CutError(f"a card cannot be made: {reason}")
    first, last = (card_segment(delivery.folders[order.key]) for order in orders)
    cards = Cards(title=first, title_frames=title.frames, end=last, end_frames=end.frames)
    return cut(plan, clips, cards)


def _delivered(delivery: Delivery, order: Order) -> Path:
    if order.key in delivery.failed:
        raise CutError(delivery.failed[order.key])
    return delivery.folders[order.key]


def _stems_order(workshop: Workshop, stages: Stages, plan: Plan, timeline: Timeline, spoken: Spoken) -> Order:
    recipe = {
        "kind": "stems",
        "plan": digest(plan.model_dump(mode="json")),
        "edit": _edit_recipe(workshop, timeline),
        "spoken": dict(spoken.keys),
        "maker": maker("assembler"),
    }
    make = partial(_make_stems, stages.write_stems, plan, timeline, dict(spoken.files))
    return Order("the sound", recipe, timeline.frames, make)


def _film_order(workshop: Workshop, stages: Stages, timeline: Timeline, mix: Path, sound: str) -> Order:
    recipe = {
        "kind": "film",
        "edit": _edit_recipe(workshop, timeline),
        "sound": sound,
        "maker": maker("assembler"),
    }
    return Order("the film", recipe, timeline.frames, partial(_make_film, stages.write_film, timeline, mix))


def _edit_recipe(workshop: Workshop, timeline: Timeline) -> dict[str, Any]:
    """What the film's picture is made of.  Media are named by their place in the store, which is their content."""
    root = workshop.store.root
    items = [
        [str(item.media.relative_to(root)) if item.media else None, item.source.start, item.source.frames]
        for item in timeline.picture.items
    ]
    return {"format": timeline.format.model_dump(mode="json"), "items": items}


def _boards_order(workshop: Workshop, stages: Stages, plan: Plan, clips: Mapping[str, Clip]) -> Order:
    root = workshop.store.root
    recipe = {
        "kind": "boards",
        "plan": digest(plan.model_dump(mode="json")),
        "clips": {id: [str(clip.board.relative_to(root)), clip.failed] for id, clip in clips.items()},
        "maker": maker("assembler"),
    }
    return Order("the boards", recipe, len(clips), partial(_make_boards, stages.write_boards, plan, dict(clips)))


def _drawn(delivery: Delivery, order: Order, unread: Sequence[str]) -> tuple[Finding, ...]:
    """What has to be said of the boards; ``unread`` is what page, sheet and shot list could not show either."""
    if order.key in delivery.failed:
        return (Finding(rule="boards", message=f"{BOARDS} could not be made: {delivery.failed[order.key]}"),)
    told = json.loads((delivery.folders[order.key] / _TOLD).read_text(encoding="utf-8"))
    return tuple(Finding(rule="boards", message=message) for message in dict.fromkeys((*told, *unread)))


def _make_stems(
    write: Callable[[Plan, Timeline, Mapping[str, Path], Path], Stems],
    plan: Plan,
    timeline: Timeline,
    spoken: Mapping[str, Path],
    folder: Path,
    step: Step,
) -> None:
    stems = write(plan, timeline, spoken, folder)
    dx, fx, mix = (path.relative_to(folder) for path in (stems.dx, stems.fx, stems.mix))
    sound = Sound(dx=dx, fx=fx, mix=mix, findings=stems.findings)
    (folder / _STEMS).write_text(sound.model_dump_json(), encoding="utf-8")
    step(timeline.frames)


def _load_sound(folder: Path) -> Sound:
    sound = Sound.model_validate_json((folder / _STEMS).read_bytes())
    return sound.but(dx=folder / sound.dx, fx=folder / sound.fx, mix=folder / sound.mix)


def _make_film(
    write: Callable[[Timeline, Path, Path], FilmReport], timeline: Timeline, soundtrack: Path, folder: Path, step: Step
) -> None:
    counted = write(timeline, soundtrack, folder / _FILM)
    if counted.frames != timeline.frames:
        raise CutError(f"the film has {counted.frames} frames, the plan asks for {timeline.frames}")
    step(timeline.frames)


def _make_boards(
    write: Callable[[Plan, Mapping[str, Clip], Path, Path], tuple[str, ...]],
    plan: Plan,
    clips: Mapping[str, Clip],
    folder: Path,
    step: Step,
) -> None:
    told = write(plan, clips, folder / BOARDS, folder / CONTACT)
    (folder / _TOLD).write_text(json.dumps(told), encoding="utf-8")
    step(len(clips))
