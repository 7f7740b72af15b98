"""What each shot of a plan tells a video model, out of plan, previs and images; which shots go on from which."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from film.clips import Clip, PassName
from film.plan import Plan
from film.shot import Shot

if TYPE_CHECKING:
    from renderer.generative.brief import Direction, ShotBrief, Shown
    from renderer.generative.seam import Abilities
    from renderer.generative.shaping.steering import Wishes
    from renderer.request import ShotRequest

_JUDGED: tuple[PassName, ...] = ("depth", "normal", "id")
"""What a take is held against (docs/video-judging.md)."""

LAID_OUT: PassName = "inverse_depth"
"""What an image model is shown of where everything is; the previs' own picture would hand its grey figures down."""


def passes_for(abilities: Abilities, wishes: Wishes) -> tuple[PassName, ...]:
    """The passes that the previs has to be drawn with: those that may steer, and those that takes are judged by.

    Where a pose would steer, a shot without anybody near is steered by the next best.
    """
    if wishes.control == "auto":
        others = [kind for kind in abilities.controls if kind != "pose"]
        last = abilities.controls.index(others[0]) if others else len(abilities.controls)
        steering = abilities.controls[: last + 1]
    else:
        steering = tuple(kind for kind in abilities.controls if kind == wishes.control)
    return tuple(dict.fromkeys((*_JUDGED, *steering)))


def briefs_of(
    plan: Plan, requests: Sequence[ShotRequest], clips: Mapping[str, Clip], shown: Mapping[str, Shown], told: Direction
) -> dict[str, ShotBrief]:
    """The brief of every shot, in the order of the film, but those whose previs has failed.

    A shot that has none yet is told as it will be drawn, for reckoning.  Raises OSError for files that are gone.
    """
    from renderer.generative.brief import Shown, brief_of

    found = {}
    for request in requests:
        clip, images = clips.get(request.shot.id), shown.get(request.shot.id, Shown())
        if clip is None:
            bare = brief_of(plan, request, undrawn(request).but(passes={}), images, told)
            found[request.shot.id] = bare.but(clip=undrawn(request))
        elif not clip.failed:
            found[request.shot.id] = brief_of(plan, request, clip, images, told)
    return found


def undrawn(request: ShotRequest) -> Clip:
    """The previs of a shot as it will be drawn: its files are not there."""
    from renderer.encode import PASS_FILES
    from renderer.render import BOARD, PICTURE

    return Clip(
        shot=request.shot.id,
        frames=request.shot.frames,
        rate=request.format.rate,
        width=request.format.width,
        height=request.format.height,
        picture=Path(PICTURE),
        board=Path(BOARD),
        passes={name: Path(PASS_FILES[name]) for name in request.look.passes},
    )


def going_on(plan: Plan, abilities: Abilities) -> dict[str, str]:
    """Shots that go on from the one before them, with that one, where the model can be shown how that one ended."""
    return dict(_going_on(plan)) if abilities.first or abilities.keyframes else {}


def _going_on(plan: Plan) -> Iterator[tuple[str, str]]:
    from renderer.generative.ordering import continues

    for scene in plan.scenes:
        pairs: Iterator[tuple[Shot, Shot]] = zip(scene.shots, scene.shots[1:], strict=False)
        for before, shot in pairs:
            if continues(before, shot, float(plan.format.rate)):
                yield shot.id, before.id
