"""Pictures held against the plan: clips written by hand."""

from __future__ import annotations

from pathlib import Path

from film.camera import CameraKey, view_at
from film.cast import CharacterSheet
from film.clips import Clip, FrameMeasure, Sighting
from film.findings import Excuse
from film.place import Fixture, PlaceSheet
from film.plan import Beat, Format, Plan, ScenePlan
from film.screenplay import Heading
from film.shot import Setup, Shot, ShotProp
from film.staging import Mark
from planner.continuity.measured import measured
from planner.framing import Box, box_in

PICTURE = Format(width=192, height=108)
CAMERA = CameraKey(frame=0, position=(3.4, 0.3, 1.5), target=(0.0, 0.0, 1.0))
ANN = CharacterSheet(id="ann", name="ANN")
BO = CharacterSheet(id="bo", name="BO")
MARK = Mark(character="ann", frame=0, position=(0.0, 0.0, 0.0), yaw=0)
PLACE = PlaceSheet(id="f", name="Field", kind="field", enclosure="open", stage=(-3, -3, 3, 3), ground="grass")


def film(place: PlaceSheet = PLACE, **changes: object) -> Plan:
    """A plan of one shot."""
    shot = Shot(
        id="1-A1", setup="1-A", beat="b", idiom="single", size="FS", angle="eye", lens_mm=35, move="static",
        subjects=("ann",), frames=1, covers=((7, 7),), description="", camera=(CAMERA,), marks=(MARK,),
    ).but(**changes)  # fmt: skip
    setup = Setup(
        id="1-A", idiom="single", size="FS", angle="eye", lens_mm=35, subjects=("ann",), position=CAMERA.position,
        target=CAMERA.target,
    )  # fmt: skip
    scene = ScenePlan(
        id="one", number="1", text="EXT. FIELD", heading=Heading(setting="EXT", place="FIELD", location="FIELD"),
        lines=(6, 7), place="f", time_of_day="day", setups=(setup,), shots=(shot,),
        beats=(Beat(id="b", kind="action", lines=(7, 7), text="She stands."),),
    )  # fmt: skip
    return Plan(title="T", format=PICTURE, cast=(ANN, BO), places=(place,), scenes=(scene,))


def clip(pixels: float = 0.1, **boxes: Box | None) -> dict[str, Clip]:
    """The shot's clip, its one frame showing these."""
    sights = tuple(Sighting(character=name, pixels=pixels if box else 0.0, box=box) for name, box in boxes.items())
    frame = FrameMeasure(frame=0, sightings=sights, luma=0.5, black=0.0, burnt=0.0)
    return {
        "1-A1": Clip(
            shot="1-A1", frames=1, rate=PICTURE.rate, width=192, height=108, picture=Path("p.mp4"),
            board=Path("b.png"), measured=(frame,),
        )
    }  # fmt: skip


def right_box() -> Box:
    """Where Ann is in the picture."""
    box = box_in(view_at((CAMERA,), 0, PICTURE.gate), "ann", (MARK,), ANN, 0, 24.0)
    assert box is not None
    return box


def moved(dx: float = 0.0, top: float = 0.0, bottom: float = 0.0) -> Box:
    """That box, off by some."""
    left, up, right, down = right_box()
    return left + dx, up + top, right + dx, down + bottom


def rules(plan: Plan, clips: dict[str, Clip]) -> list[str]:
    """What is found, by rule."""
    return [finding.rule for finding in measured(plan, clips)]


def test_what_is_as_asked_is_no_finding() -> None:
    assert rules(film(), clip(ann=right_box())) == []
    assert rules(film(), clip(ann=moved(dx=0.03, top=0.03, bottom=-0.03))) == []


def test_a_head_too_high_or_too_low_is_found() -> None:
    for off in (-0.1, 0.1):
        (found,) = measured(film(), clip(ann=moved(top=off)))
        assert found.rule == "measured_size"
        assert found.character == "ann"
        assert found.line == 7
        assert found.limit == 0.05
        assert found.measure is not None
        assert 0.08 < found.measure < 0.1
        assert ("low" if off > 0 else "high") in found.message


def test_feet_too_high_are_found_unless_something_hides_them() -> None:
    wrong = clip(ann=moved(bottom=-0.2))
    assert rules(film(), wrong) == ["measured_size"]
    table = Fixture(id="table", kind="counter", position=(1.0, 0.1, 0.0), size=(0.6, 2.0, 0.9))
    assert rules(film(PLACE.but(fixtures=(table,))), wrong) == []
    assert rules(film(PLACE.but(fixtures=(table,))), clip(ann=moved(bottom=0.1))) == ["measured_size"]


def test_somebody_on_the_wrong_side_is_found() -> None:
    (found,) = measured(film(), clip(ann=moved(dx=0.2)))
    assert found.rule == "measured_side"
    assert "right" in found.message
    assert found.limit == 0.04


def test_both_flanks_gone_the_same_way_are_found_and_one_is_not() -> None:
    left, top, right, bottom = right_box()
    assert rules(film(), clip(ann=moved(dx=0.06))) == ["measured_side"]
    assert rules(film(), clip(ann=(left, top, right + 0.06, bottom))) == []
    assert rules(film(), clip(ann=(left, top, right + 0.2, bottom))) == ["measured_side"]


def test_the_foot_of_a_flank_that_the_frame_cuts_off_is_not_judged() -> None:
    # A shoulder alone reaches into the picture: a hand's breadth aside, and hip and thigh are in it or not.
    aside = CAMERA.model_copy(update={"target": (0.0, 1.4, 1.0)})
    plan = film(camera=(aside,))
    box = box_in(view_at((aside,), 0, PICTURE.gate), "ann", (MARK,), ANN, 0, 24.0)
    assert box is not None
    left, top, right, bottom = box
    assert 0.01 < right - left < 0.04
    assert bottom == 1.0
    assert rules(plan, clip(ann=(left, top, right, 0.7))) == []
    assert rules(plan, clip(ann=(left, top - 0.15, right, bottom))) == ["measured_size"]


def test_who_goes_behind_something_for_a_while_is_found() -> None:
    plan = film(frames=13)
    both = {"1-A1": clip(ann=right_box())["1-A1"].but(frames=13)}
    seen = both["1-A1"].measured[0]
    track = (MARK, MARK.but(frame=12, position=(0.0, 0.6, 0.0)))
    walking = film(frames=13, marks=track)
    there = box_in(view_at((CAMERA,), 12, PICTURE.gate), "ann", track, ANN, 12, 24.0)
    gone = seen.model_copy(update={"frame": 12, "sightings": ()})
    shown = gone.model_copy(update={"sightings": (Sighting(character="ann", pixels=0.1, box=there),)})
    assert rules(plan, {"1-A1": both["1-A1"].but(measured=(seen,))}) == []
    assert rules(walking, {"1-A1": both["1-A1"].but(measured=(seen, shown))}) == []
    (found,) = measured(walking, {"1-A1": both["1-A1"].but(measured=(seen, gone))})
    assert (found.rule, found.frame) == ("measured_presence", 12)


def test_a_suitcase_in_hand_may_hide_a_leg() -> None:
    short = clip(ann=moved(bottom=-0.2))
    case = ShotProp(prop="case", kind="suitcase", holder="ann", hand="right")
    assert rules(film(props=(case,)), short) == []
    assert rules(film(props=(case.but(kind="cup"),)), short) == ["measured_size"]


def test_the_back_of_a_chair_hides_no_more_than_itself() -> None:
    sitting = MARK.but(pose="sit", seat=0.45)
    chair = Fixture(id="chair", kind="chair", position=(0.0, 0.0, 0.0), size=(0.5, 0.46, 0.88))
    plan = film(PLACE.but(fixtures=(chair,)), marks=(sitting,))
    box = box_in(view_at((CAMERA,), 0, PICTURE.gate), "ann", (sitting,), ANN, 0, 24.0)
    assert box is not None
    left, top, right, bottom = box
    assert rules(plan, clip(ann=(left, top, right, bottom - 0.03))) == []
    assert rules(plan, clip(ann=(left, top, right, bottom - 0.3))) == ["measured_size"]


def test_who_is_missing_and_who_is_there_unasked() -> None:
    found = measured(film(), clip(ann=None, bo=(0.1, 0.2, 0.3, 0.9)))
    assert [(each.rule, each.character) for each in found] == [
        ("measured_presence", "ann"),
        ("measured_presence", "bo"),
    ]
    assert "does not show ANN" in found[0].message


def test_who_is_all_but_hidden_is_as_good_as_missing() -> None:
    (found,) = measured(film(), clip(pixels=0.002, ann=right_box()))
    assert (found.rule, found.limit) == ("measured_presence", 0.1)
    assert "hardly shows ANN" in found.message


def test_a_bed_hides_who_lies_in_it_by_its_boards_alone() -> None:
    lying = MARK.but(pose="lie", seat=0.5, yaw=90.0)
    plan = film(marks=(lying,))
    box = box_in(view_at((CAMERA,), 0, PICTURE.gate), "ann", (lying,), ANN, 0, 24.0)
    assert box is not None
    left, top, right, bottom = box
    sunk, sat_up = clip(ann=(left, top, right, bottom - 0.08)), clip(ann=(left, top - 0.1, right, bottom))
    assert rules(plan, sunk) == ["measured_size"]
    for kind in ("bed", "hospital_bed"):
        bed = Fixture(id="bed", kind=kind, position=(0.0, 0.0, 0.0), size=(2.1, 1.0, 0.5), yaw=90.0)
        made = film(PLACE.but(fixtures=(bed,)), marks=(lying,))
        assert rules(made, sunk) == []
        assert rules(made, sat_up) == ["measured_size"]
        assert rules(made, clip(pixels=0.0005, ann=box)) == ["measured_presence"]


def test_what_a_director_asks_for_is_what_counts() -> None:
    from planner.framing import shot_framing

    plan = film()
    (asked,) = shot_framing(plan.scenes[0].shots[0], {"ann": ANN}, PICTURE.gate, 24.0)
    wanted = film(framing=(asked.but(x=asked.x + 0.2, top=asked.top - 0.1, bottom=asked.bottom - 0.1),))
    assert rules(wanted, clip(ann=right_box())) == ["measured_size", "measured_side"]
    assert rules(wanted, clip(ann=moved(dx=0.2, top=-0.1, bottom=-0.1))) == []


def test_a_break_on_purpose_carries_its_note() -> None:
    plan = film(excuses=(Excuse(rule="measured_size", note="she grows"),))
    (found,) = measured(plan, clip(ann=moved(top=-0.2)))
    assert (found.excused, found.by) == ("she grows", "director")


def test_nothing_is_said_of_what_is_not_measured() -> None:
    assert measured(film(), {}) == ()
    failed = {name: each.but(failed="the lamp broke") for name, each in clip(ann=None).items()}
    assert measured(film(), failed) == ()
    assert rules(film(idiom="insert"), clip(ann=moved(top=0.3))) == []
