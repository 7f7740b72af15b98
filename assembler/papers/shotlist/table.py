"""The shot list as tables of plain values: shots, setups, the order to shoot in."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from assembler.boards.panel import words_of
from assembler.papers.names import eighths as in_eighths
from assembler.papers.names import people, setup_name, setups_of, spans
from assembler.papers.order import Group, props, shooting_order, subjects
from film.camera import view_at
from film.plan import Plan, ScenePlan
from film.shot import Shot
from film.timecode import seconds_in

Cell = str | int | float


class Column(NamedTuple):
    """A column's heading and its width in characters."""

    title: str
    width: int


class Table(NamedTuple):
    """A sheet: its name, its columns, and rows of as many cells."""

    name: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]


_SHOT = (
    Column("Scene", 7), Column("Setup", 8), Column("Shot", 10), Column("Size", 6), Column("Angle", 9),
    Column("Lens mm", 8), Column("Stop", 6), Column("Focus m", 12), Column("Move", 10), Column("Subjects", 20),
    Column("Description", 44), Column("Place", 20), Column("Int/Ext", 8), Column("Time of day", 11),
    Column("Story day", 9), Column("Seconds", 8), Column("Frames", 8), Column("Script lines", 12),
    Column("Dialogue", 44), Column("Props", 18), Column("Wardrobe", 26), Column("Notes", 36),
)  # fmt: skip
_SETUP = (
    Column("Scene", 7), Column("Setup", 8), Column("Kind", 16), Column("Size", 6), Column("Angle", 9),
    Column("Lens mm", 8), Column("Camera height m", 10), Column("Moves", 14), Column("Subjects", 24),
    Column("Place", 20), Column("Shots", 30), Column("Seconds", 8), Column("Script lines", 18),
)  # fmt: skip
_ORDER = (
    Column("No.", 5), Column("Place", 24), Column("Int/Ext", 8), Column("Light", 14), Column("Camera looks", 12),
    Column("Scene", 7), Column("Pages", 8), Column("Setup", 8), Column("Size", 6), Column("Lens mm", 8),
    Column("Cast", 26), Column("Props", 22), Column("Shots", 24), Column("Story day", 9), Column("Seconds", 8),
)  # fmt: skip


def shot_table(plan: Plan) -> Table:
    """Every shot, in film order."""
    return _table("Shots", _SHOT, (_shot_row(plan, scene, shot) for scene in plan.scenes for shot in scene.shots))


def setup_table(plan: Plan) -> Table:
    """Every setup that a shot uses, in film order."""
    return _table("Setups", _SETUP, _setup_rows(plan))


def order_table(plan: Plan, eighths: Mapping[str, int]) -> Table:
    """Every setup in the order to shoot in; ``eighths`` of a page by scene id."""
    return _table("Order to shoot in", _ORDER, _order_rows(plan, shooting_order(plan), eighths))


def _table(name: str, columns: tuple[Column, ...], rows: Iterator[tuple[Cell, ...]]) -> Table:
    clean = (tuple(plain(cell) if isinstance(cell, str) else cell for cell in row) for row in rows)
    return Table(name, columns, tuple(clean))


def plain(text: str) -> str:
    """The text without what a spreadsheet's file cannot hold: control characters but the newline, lone surrogates."""
    kept = "".join(
        char if char == "\n" or unicodedata.category(char) not in ("Cc", "Cs") else " "
        for char in text
        if char not in "\ufffe\uffff"
    )
    return "\n".join(" ".join(line.split()) for line in kept.split("\n")).strip()


def _focus(plan: Plan, shot: Shot) -> str:
    """The distances at which a shot with a stop is sharp, in the order of its camera's keys."""
    if shot.stop is None:
        return ""
    views = (view_at(shot.camera, key.frame, plan.format.gate) for key in shot.camera)
    return " → ".join(dict.fromkeys(f"{view.focused:.2f}" for view in views))


def _shot_row(plan: Plan, scene: ScenePlan, shot: Shot) -> tuple[Cell, ...]:
    action, *said = words_of(plan, scene, shot)
    return (
        scene.number,
        setup_name(scene, shot.setup),
        shot.id,
        shot.size,
        shot.angle,
        shot.lens_mm,
        shot.stop if shot.stop is not None else "",
        _focus(plan, shot),
        shot.move.replace("_", " "),
        people(plan, shot.subjects),
        action.text,
        plan.place_of(scene, shot).name,
        scene.heading.setting or "",
        scene.time_of_day,
        scene.story_day,
        _seconds(plan, shot.frames),
        shot.frames,
        spans(shot.covers),
        "\n".join(f"{words.speaker}: {words.text}" for words in said),
        props(scene, (shot,)),
        _wardrobe(plan, scene, shot),
        "\n".join(notes(shot)),
    )


def notes(shot: Shot) -> Iterator[str]:
    """How it comes in, what the planner had to give, which rules it breaks on purpose, whether it is locked."""
    if shot.transition != "cut":
        yield f"comes in by {shot.transition.replace('_', ' ')}"
    yield from shot.notes
    for excuse in shot.excuses:
        yield f"{excuse.rule.replace('_', ' ')} on purpose ({excuse.by}): {excuse.note}"
    if shot.lock:
        yield "locked"


def _wardrobe(plan: Plan, scene: ScenePlan, shot: Shot) -> str:
    worn = []
    for sheet in plan.cast:
        outfit = next((each for each in sheet.wardrobe if each.id == scene.wardrobe.get(sheet.id)), None)
        if sheet.id in shot.subjects and outfit is not None:
            worn.append(f"{sheet.name}: {outfit.text or outfit.id}")
    return "\n".join(worn)


def _setup_rows(plan: Plan) -> Iterator[tuple[Cell, ...]]:
    for scene, setup, shots in setups_of(plan):
        yield (
            scene.number,
            setup_name(scene, setup.id),
            setup.idiom.replace("_", " "),
            setup.size,
            setup.angle,
            setup.lens_mm,
            round(setup.position[2], 2),
            ", ".join(sorted({shot.move.replace("_", " ") for shot in shots} - {"static"})) or "static",
            people(plan, setup.subjects),
            plan.place_of(scene, shots[0]).name,
            _ids(shots),
            _seconds(plan, sum(shot.frames for shot in shots)),
            spans(span for shot in shots for span in shot.covers),
        )


def _order_rows(plan: Plan, groups: Sequence[Group], eighths: Mapping[str, int]) -> Iterator[tuple[Cell, ...]]:
    number = 0
    for group in groups:
        light = group.light if group.weather == "clear" else f"{group.light}, {group.weather}"
        for slot in group.slots:
            number += 1
            yield (
                number,
                group.place.name,
                slot.scene.heading.setting or "",
                light,
                slot.looks,
                slot.scene.number,
                in_eighths(eighths[slot.scene.id]) if slot.scene.id in eighths else "",
                slot.name,
                slot.setup.size,
                slot.setup.lens_mm,
                people(plan, subjects(slot.shots)),
                props(slot.scene, slot.shots),
                _ids(slot.shots),
                slot.scene.story_day,
                _seconds(plan, slot.frames),
            )


def _ids(shots: Sequence[Shot]) -> str:
    return ", ".join(shot.id for shot in shots)


def _seconds(plan: Plan, frames: int) -> float:
    return round(float(seconds_in(frames, plan.format.rate)), 2)
