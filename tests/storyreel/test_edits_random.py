"""Whatever a director changes and a writer rewrites: no edit is lost, and nothing else is frozen."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from film.plan import ScenePlan
from storyreel.edits.form import filled
from storyreel.yamlfile import read_model
from tests.storyreel.edit_desk import Desk

Change = Callable[[Desk, Random, str], str]


def _lens(desk: Desk, random: Random, shot: str) -> str:
    desk.edit(shot, r"lens_mm: [\d.]+", f"lens_mm: {random.randint(60, 99)}")
    return "lens_mm"


def _length(desk: Desk, random: Random, shot: str) -> str:
    desk.edit(shot, r"frames: \d+", f"frames: {random.randint(20, 60)}")
    return "frames"


def _words(desk: Desk, random: Random, shot: str) -> str:
    desk.edit(shot, "description: [^\n]*", f"description: As I like it {random.randint(1, 9)}")
    return "description"


def _lock(desk: Desk, random: Random, shot: str) -> str:
    desk.edit(shot, r"frames: \d+", rf"\g<0>\n    notes: [held {random.randint(1, 9)}]\n    lock: true")
    return "lock"


def _mark(desk: Desk, random: Random, shot: str) -> str:
    mark = f"marks: [{{character: anna, frame: 0, position: [0, 0.{random.randint(1, 9)}, 0], yaw: 0}}]"
    desk.edit(shot, r"frames: \d+", rf"\g<0>\n    {mark}")
    return "marks"


CHANGES: tuple[Change, ...] = (_lens, _length, _words, _lock, _mark)


def rewrite(desk: Desk, random: Random) -> None:
    """One edit of the script: a speech put in, taken out, reworded, or a scene put in front."""
    spoken = [n for n, line in enumerate(desk.lines) if not line.startswith("#")]
    at = random.choice(spoken)
    match random.randrange(4):
        case 0:
            words = " ".join(random.choice(("rain", "snow", "tea", "dog", "ship", "lamp")) for _ in range(5))
            desk.lines.insert(at, f"BEN: {words}{random.randint(0, 999)}.")
        case 1 if at - 1 in spoken and at + 1 in spoken:
            del desk.lines[at]
        case 2:
            desk.lines[at] = f"{desk.lines[at][:-1]} indeed{random.randint(0, 9)}."
        case _:
            desk.lines[:0] = [f"# INT. ROOM {random.randint(0, 999)} - DAY", "BEN: Here is another room of mine."]


@settings(max_examples=60, deadline=None)
@given(seed=st.integers(0, 10**6))
def test_no_edit_is_lost_and_nothing_else_is_frozen(seed: int) -> None:
    random = Random(seed)
    with TemporaryDirectory() as mine, TemporaryDirectory() as clean:
        desk, other = Desk(Path(mine)), Desk(Path(clean))
        desk.plan()
        other.plan()
        made: dict[tuple[str, str], Any] = {}
        for shot in random.sample(["1-A1", "1-A2", "1-A3", "1-A4"], random.randint(1, 3)):
            name = random.choice(CHANGES)(desk, random, shot)
            scene = read_model(desk.scene, ScenePlan, filled)
            made[shot, name] = getattr(next(each for each in scene.shots if each.id == shot), name)
        desk.plan()
        for _ in range(random.randint(1, 4)):
            rewrite(desk, random)
        other.lines = list(desk.lines)
        edits, fresh = desk.plan(), other.plan()
        found = {shot.id.partition("-")[2]: shot for shot in next(
            (scene.shots for scene in edits.plan.scenes if scene.id == "int_hall_day"), ())}  # fmt: skip
        for (shot, name), value in made.items():
            said = " ".join([*edits.told, *(finding.message for finding in edits.findings)])
            id = shot.partition("-")[2]
            assert (id in found and getattr(found[id], name) == value) or f"-{id}" in said or "nothing in the" in said
        touched = {shot.partition("-")[2] for shot, _ in made}
        for scene in fresh.plan.scenes:
            here = next(each for each in edits.plan.scenes if each.id == scene.id)
            now = {each.id: each for each in here.shots}
            for each in scene.shots:
                if each.id.partition("-")[2] not in touched:
                    assert now[each.id] == each
        once = desk.files()
        again = desk.plan()
        assert desk.files() == once
        assert again.plan == edits.plan
        assert [finding.message for finding in again.findings] == [finding.message for finding in edits.findings]
