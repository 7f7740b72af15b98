"""The writer's own camera words, however they were read."""

from __future__ import annotations

from planner.facts import CameraWords, Step


def words_of(step: Step) -> CameraWords | None:
    """The writer's camera words for a step, however they were read."""
    if step.camera is not None:
        return step.camera
    if step.direction == "wide":
        return CameraWords(text="wide", idiom="master", size="WS")
    if step.direction == "pov":
        return CameraWords(text="pov", idiom="pov")
    if step.direction == "angle_on":
        return CameraWords(text="angle on", idiom="single", size="MS")
    if step.direction in ("close", "insert"):
        return CameraWords(text=step.direction, idiom="insert" if step.insert else "single", size="CU")
    return None
