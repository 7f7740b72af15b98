"""The shots of a plan as clips: found, rendered, or, where one failed, stood for by a slate."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from film.clips import Clip
from film.errors import CutError, ProjectError, RenderError
from film.plan import Format, Plan
from film.shot import Shot
from storyreel.progress import Progress
from storyreel.report import Failure
from storyreel.settings import Settings
from storyreel.stages import Stages, slate
from storyreel.store import Store
from storyreel.versions import maker
from storyreel.workers import Step
from storyreel.workshop import Order, Workshop

if TYPE_CHECKING:
    from assembler.cards import Card
    from renderer.request import Look, ShotRequest

_CLIP = "clip.json"
_CARD = "card.mp4"
_STILL = "card.png"
_PATIENCE = 300.0
"""Seconds: the first frame may have to wait for compiled code on a slow machine, no other takes long."""


@dataclass(frozen=True)
class Shots:
    """Every shot's clip by id, files absolute, slates among them; how many were rendered and found; which failed."""

    clips: Mapping[str, Clip]
    rendered: int
    reused: int
    failed: tuple[Failure, ...] = ()


def render_shots(workshop: Workshop, stages: Stages, plan: Plan, look: Look) -> Shots:
    """Renders what is missing.  A shot that fails gets a slate and is tried again by the next run.

    Raises ProjectError when the disk refuses, CutError when not even a slate can be made.
    """
    orders = shot_orders(stages, plan, look)
    delivery = workshop.deliver("Rendering", list(orders.values()))
    reasons = {id: delivery.failed[order.key] for id, order in orders.items() if order.key in delivery.failed}
    clips = {id: load_clip(delivery.folders[order.key], id) for id, order in orders.items() if id not in reasons}
    _tell_who_gave_up(workshop.progress, [clips[id] for id in clips if orders[id].key in delivery.made])
    return Shots(
        clips={**clips, **_slates(workshop, stages, plan, reasons)},
        rendered=len(delivery.made),
        reused=len(clips) - len(delivery.made),
        failed=tuple(Failure(shot=id, reason=reason) for id, reason in reasons.items()),
    )


def _tell_who_gave_up(progress: Progress, made: Iterable[Clip]) -> None:
    """A line for each shot that an engine began and another had to draw."""
    for clip in made:
        if "gave up" in clip.engine:
            progress.note(f"{clip.shot} was drawn by {clip.engine}")


def finished_shots(workshop: Workshop, stages: Stages, plan: Plan, look: Look) -> Shots:
    """The shots as they were rendered before.  Raises ProjectError when some were not."""
    found = {id: workshop.find(order) for id, order in shot_orders(stages, plan, look).items()}
    missing = [id for id, folder in found.items() if folder is None]
    if missing:
        shown = ", ".join(missing[:5]) + (" ..." if len(missing) > 5 else "")
        raise ProjectError(
            f"{len(missing)} of {len(found)} shots are not rendered ({shown})",
            where=workshop.store.root.parent,
            do="Run storyreel render or storyreel make on it",
        )
    clips = {id: load_clip(folder, id) for id, folder in found.items() if folder}
    return Shots(clips=clips, rendered=0, reused=len(clips))


def rendered_clips(stages: Stages, store: Store, plan: Plan, look: Look) -> dict[str, Clip]:
    """The clips of those shots that are rendered as they are planned now, by shot id, files absolute."""
    found = {id: store.find(order.recipe) for id, order in shot_orders(stages, plan, look).items()}
    return {id: load_clip(folder, id) for id, folder in found.items() if folder is not None}


def look_of(settings: Settings) -> Look:
    """How a reel's settings have shots drawn."""
    from renderer.request import Look

    return Look(
        labels=settings.labels,
        passes=settings.passes,
        supersample=settings.supersample,
        drawing=settings.boards == "pencil",
        engine=settings.engine,
    )


def shot_orders(stages: Stages, plan: Plan, look: Look) -> dict[str, Order]:
    """Shot id to what is ordered for it, in film order."""
    shots = [shot for scene in plan.scenes for shot in scene.shots]
    requests = stages.requests(plan, look)
    return {shot.id: _shot_order(stages, shot, request) for shot, request in zip(shots, requests, strict=True)}


def card_order(stages: Stages, card: Card, format: Format) -> Order:
    """A card as a segment of picture and a still."""
    recipe = {
        "kind": "card",
        "card": card.model_dump(mode="json"),
        "format": format.model_dump(mode="json"),
        "maker": maker("assembler"),
    }
    return Order(f"{card.kind} card", recipe, card.frames, partial(_make_card, stages.write_card, card, format))


def card_segment(folder: Path) -> Path:
    """The segment of a card that was delivered."""
    return folder / _CARD


def load_clip(folder: Path, shot: str) -> Clip:
    """The clip of a delivered shot, its files absolute."""
    return Clip.model_validate_json((folder / _CLIP).read_bytes()).but(shot=shot).at(folder)


def _shot_order(stages: Stages, shot: Shot, request: ShotRequest) -> Order:
    recipe = {"kind": "shot", "request": request.recipe(), "maker": maker("renderer")}
    make = partial(_make_shot, stages.render, request, shot.frames)
    return Order(shot.id, recipe, shot.frames, make, _PATIENCE)


def _make_shot(
    render: Callable[[ShotRequest, Path, Step], Clip], request: ShotRequest, frames: int, folder: Path, step: Step
) -> None:
    clip = render(request, folder, step)
    beside = filter(None, (clip.drawing, clip.keypoints, clip.trajectory))
    files = [clip.picture, clip.board, *clip.passes.values(), *beside]
    missing = [path.as_posix() for path in files if not (folder / path).is_file()]
    if missing or clip.frames != frames:
        what = f"no {', '.join(missing)}" if missing else f"{clip.frames} frames"
        raise RenderError(f"the renderer gave {what} where {frames} frames were asked for")
    (folder / _CLIP).write_text(clip.model_dump_json(), encoding="utf-8")


def _make_card(
    write: Callable[[Card, Format, Path, Path], None], card: Card, format: Format, folder: Path, step: Step
) -> None:
    write(card, format, folder / _CARD, folder / _STILL)
    step(card.frames)


def _slates(workshop: Workshop, stages: Stages, plan: Plan, reasons: Mapping[str, str]) -> dict[str, Clip]:
    scenes = {shot.id: (scene, shot) for scene in plan.scenes for shot in scene.shots}
    orders = {id: card_order(stages, slate(*scenes[id], reason), plan.format) for id, reason in reasons.items()}
    delivery = workshop.deliver("Writing slates", list(orders.values()))
    for id, order in orders.items():
        if order.key in delivery.failed:
            raise CutError(f"no slate can be made for shot {id}: {delivery.failed[order.key]}")
    return {
        id: _slate_clip(plan, scenes[id][1], delivery.folders[order.key], reasons[id]) for id, order in orders.items()
    }


def _slate_clip(plan: Plan, shot: Shot, folder: Path, reason: str) -> Clip:
    return Clip(
        shot=shot.id,
        frames=shot.frames,
        rate=plan.format.rate,
        width=plan.format.width,
        height=plan.format.height,
        picture=folder / _CARD,
        board=folder / _STILL,
        failed=reason,
    )
