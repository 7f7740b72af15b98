"""What lives on of a plan keeps its names, whatever is put in, taken out, moved or renumbered around it."""

from __future__ import annotations

from random import Random

from hypothesis import given
from hypothesis import strategies as st

from film.camera import CameraKey
from film.plan import Beat, DialogueLine, ScenePlan
from film.screenplay import Heading
from film.shot import Setup, Shot, Speech
from planner.names import carried_scene
from planner.names.fresh import between, letters, running

HERE = (0.0, -3.0, 1.6)


def scene(elements: list[str], number: str = "12A") -> tuple[ScenePlan, dict[int, str]]:
    """A plan numbered anew: each element one line of dialogue, one shot, one setup; and what stands on each line."""
    shots, setups, dialogue, beats = [], [], [], []
    for i, element in enumerate(elements):
        span, letter = (2 * i + 1, 2 * i + 1), letters(i)
        speech = Speech(line=f"{number}-L{i + 1}", character="a", start=0, frames=9)
        common = {"idiom": "single", "size": "MS", "angle": "eye", "lens_mm": 35, "subjects": ("a",)}
        setups.append(Setup(id=letter, position=HERE, target=HERE, **common))
        beats.append(Beat(id=f"talk-{i + 1}", kind="dialogue", lines=span, text=element))
        dialogue.append(DialogueLine(id=speech.line, character="a", text=element, start=9 * i, frames=9, lines=span))
        shots.append(
            Shot(
                id=f"{number}-{letter}{i + 1}", setup=letter, beat=f"talk-{i + 1}", move="static", frames=9,
                covers=(span,), description=element, camera=(CameraKey(frame=0, position=HERE, target=HERE),),
                speech=(speech,), **common,
            )
        )  # fmt: skip
    made = ScenePlan(
        id="s", number=number, text="", heading=Heading(setting="INT", place="A", location="A"), lines=(1, 99),
        place="a", time_of_day="day", beats=tuple(beats), dialogue=tuple(dialogue), setups=tuple(setups),
        shots=tuple(shots),
    )  # fmt: skip
    return made, {2 * i + 1: element for i, element in enumerate(elements)}


def carried(before: list[str], now: list[str], number: str = "12A") -> ScenePlan:
    return carried_scene(*scene(now, number), *scene(before))


def test_what_is_new_between_two_shots_sorts_there() -> None:
    plan = carried(["x", "y", "z"], ["x", "new", "newer", "y", "z", "last"])
    assert [shot.id for shot in plan.shots] == ["12A-A1", "12A-D1A", "12A-E1B", "12A-B2", "12A-C3", "12A-F4"]
    assert [shot.setup for shot in plan.shots] == ["A", "D", "E", "B", "C", "F"]
    assert [line.id for line in plan.dialogue] == ["12A-L1", "12A-L1A", "12A-L1B", "12A-L2", "12A-L3", "12A-L4"]


def test_a_scene_that_is_renumbered_carries_its_shots_with_it() -> None:
    plan = carried(["x", "y"], ["new", "x", "y"], "14")
    assert [shot.id for shot in plan.shots] == ["14-C0A", "14-A1", "14-B2"]
    assert [part.line for shot in plan.shots for part in shot.speech] == ["14-L0A", "14-L1", "14-L2"]


def test_what_was_moved_keeps_its_name() -> None:
    plan = carried(["x", "y", "z"], ["z", "x", "y"])
    assert [shot.id for shot in plan.shots] == ["12A-C3", "12A-A1", "12A-B2"]


def test_names_sort_as_text_sorts() -> None:
    assert between((2, ""), (3, ""), {(2, "A"), (2, "B")}) == (2, "C")
    assert between((2, ""), (2, "A"), set()) == (2, "-A")
    assert between((2, "A"), (2, "B"), set()) == (2, "AA")
    assert between((2, ""), None, {(3, "")}) == (4, "")
    assert running("12A-B3-A") == ("12A-B", 3, "-A")
    assert running("12A-B") != ("12A-B", 3, "")


@given(seed=st.integers(0, 10**6), steps=st.integers(1, 6))
def test_through_any_drafts_nobody_is_renamed_and_no_name_is_given_twice(seed: int, steps: int) -> None:
    random = Random(seed)
    elements = [f"e{i}" for i in range(random.randint(1, 6))]
    plan, lines = scene(elements)
    assert carried_scene(plan, lines, plan, lines) == plan
    for step in range(steps):
        names = {shot.description: (shot.id, shot.setup) for shot in plan.shots}
        for _ in range(random.randint(1, 4)):
            at = random.randrange(len(elements) + 1)
            if random.random() < 0.3 and len(elements) > 1:
                del elements[min(at, len(elements) - 1)]
            else:
                elements.insert(at, f"n{step}-{random.random()}")
        fresh = scene(elements)
        before, lines, plan = plan, fresh[1], carried_scene(*fresh, plan, lines)
        ids = [shot.id for shot in plan.shots]
        assert len(set(ids)) == len(ids)
        assert len({setup.id for setup in plan.setups}) == len(plan.setups)
        assert all(names.get(shot.description, (shot.id, shot.setup)) == (shot.id, shot.setup) for shot in plan.shots)
        places = [own.place for id in ids if (own := running(id))]
        assert places == sorted(places)
        old = {shot.id for shot in before.shots}
        assert all(shot.id not in old for shot in plan.shots if shot.description not in names)
