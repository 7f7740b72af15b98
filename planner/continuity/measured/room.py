"""What a shot's pictures are compared in: its cameras, its people, its scene, and how a fault of them is told."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from film.camera import Gate, View, view_at
from film.cast import CharacterSheet
from film.clips import Clip
from film.findings import Finding, Rule
from film.place import PlaceSheet
from film.plan import Plan, ScenePlan
from film.shot import Half, Move, Shot
from planner.continuity.hiding import Shown, Stage, shown
from planner.framing import Box, tracks_of

_SWAY: Mapping[Move, float] = {"handheld": 1.0, "steadicam": 0.4}
"""How much of the unrest of a camera in the hand a move has: the plan knows the way, not the breath."""


@dataclass(frozen=True)
class Part:
    """A camera with its people: a shot, or one half of a split screen.  ``left`` and ``width`` are its part of it."""

    shot: Shot | Half
    place: PlaceSheet
    gate: Gate
    left: float = 0.0
    width: float = 1.0

    def view(self, frame: float) -> View:
        """The camera at a frame, as it is planned."""
        return view_at(self.shot.camera, frame, self.gate)

    def placed(self, box: Box) -> Box:
        """A box in the camera's picture as one in the whole frame."""
        return self.left + box[0] * self.width, box[1], self.left + box[2] * self.width, box[3]

    def holds(self, x: float) -> bool:
        """Whether a column of the frame, as a share of its width, is this camera's."""
        return self.left <= x < self.left + self.width


@dataclass(frozen=True)
class Room:
    """What a shot is compared in."""

    plan: Plan
    scene: ScenePlan
    shot: Shot
    sheets: Mapping[str, CharacterSheet]

    @property
    def gate(self) -> Gate:
        """What of the sensor the whole picture is taken from."""
        return self.plan.format.gate

    @property
    def fps(self) -> float:
        """Frames a second."""
        return float(self.plan.format.rate)

    @property
    def sway(self) -> float:
        """How much of the unrest of a camera in the hand the shot has, 0 to 1."""
        return _SWAY.get(self.shot.move, 0.0)

    @property
    def place(self) -> PlaceSheet:
        """Where it plays."""
        return self.plan.place_of(self.scene, self.shot)

    def parts(self) -> tuple[Part, ...]:
        """The shot's camera, or both of a split screen."""
        if self.shot.split is None:
            return (Part(self.shot, self.place, self.gate),)
        half, beside = self.gate.half(), self.plan.place_of(self.scene, self.shot.split)
        return Part(self.shot, self.place, half, 0.0, 0.5), Part(self.shot.split, beside, half, 0.5, 0.5)

    def name(self, character: str) -> str:
        """How the script calls somebody."""
        return self.sheets[character].name if character in self.sheets else character

    def shown(self, part: Part, character: str, frame: int) -> Shown | None:
        """What may be shown of somebody, as shares of the whole frame; None when they are not in it."""
        tracks = tracks_of(part.shot)
        if character not in tracks or character not in self.sheets:
            return None
        stage = Stage(part.place, part.shot.props, tracks, self.sheets, part.view(frame), frame, self.fps)
        found = shown(stage, character)
        return found and Shown(*(part.placed(box) for box in found))

    def finding(self, rule: Rule, message: str, mend: str, **rest: Any) -> Finding:
        """A finding of this shot; ``message`` goes on after its name."""
        line = self.shot.covers[0][0] if self.shot.covers else None
        return Finding(
            rule=rule, shots=(self.shot.id,), scene=self.scene.id, line=line, message=f"{self.shot.id} {message}",
            mend=mend, **rest,
        )  # fmt: skip


def rooms(plan: Plan, clips: Mapping[str, Clip]) -> list[tuple[Room, Clip]]:
    """Every shot that was drawn and measured, in the order of the film."""
    found = []
    for scene in plan.scenes:
        worn = scene.wardrobe
        sheets = {sheet.id: sheet.dressed(worn.get(sheet.id)) for sheet in plan.cast}
        for shot in scene.shots:
            clip = clips.get(shot.id)
            if clip is not None and not clip.failed and clip.measured:
                found.append((Room(plan, scene, shot, sheets), clip))
    return found
