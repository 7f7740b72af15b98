"""Takes that are right and takes that are wrong, made of the previs' own pictures: the small version of
benchmarks/judging_takes.py, whose table is in docs/video-judging.md."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from benchmarks.judging_alterations import ALIKE, BROKEN, Film, Shot, sixteen
from benchmarks.judging_takes import Table, brief_in, fails, frames_of, judged
from film.camera import CameraKey
from film.cast import CharacterSheet
from film.clips import Clip
from film.errors import RenderError
from film.plan import Format
from film.shot import Half
from film.staging import Mark
from film.takes import Evidence, Take
from renderer.generative.brief import ShotBrief
from renderer.generative.judging import Judge, drift
from renderer.generative.seam import Text
from renderer.render import render_shot
from renderer.request import Look, ShotRequest
from tests.renderer.tiny_shots import room
from tests.renderer.tiny_shots import shot as tiny_shot

SIZE = Format(width=320, height=180)
STILL = CameraKey(frame=0, position=(-0.2, -1.9, 1.5), target=(-0.2, 1.0, 1.1), focal_mm=20)
PAN = (STILL, STILL.but(frame=36, target=(1.1, 1.0, 1.1)))
ANN = Mark(character="ann", frame=0, position=(0.3, 0.4, 0.0), yaw=-100)
WALK = (ANN.but(position=(-0.9, 0.7, 0.0), yaw=0), ANN.but(frame=36, position=(1.0, 0.7, 0.0), yaw=0))
FRAMES = 37


def request(what: str) -> ShotRequest:
    """Somebody in a room: a camera that stands, one that pans, somebody who walks through the picture."""
    shot = tiny_shot(
        subjects=("ann",), frames=FRAMES, size="MS", marks=WALK if what == "walk" else (ANN,),
        camera=PAN if what == "pan" else (STILL,), move="pan" if what == "pan" else "static",
    )  # fmt: skip
    return ShotRequest(
        shot=shot, place=room(ground="tile"), cast=(CharacterSheet(id="ann", name="ANN"),), time_of_day="day",
        weather="clear", format=SIZE, look=Look(labels=False, drawing=False, supersample=1.0),
    )  # fmt: skip


@pytest.fixture(scope="module")
def shots(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Shot]:
    """Every shot with its frames, and with those of a picture that has nothing in common with it."""
    found = {}
    for what in ("pan", "still", "walk"):
        folder = tmp_path_factory.mktemp(what)
        asked = request(what)
        brief = brief_in(folder, asked, render_shot(asked, folder))
        frames = frames_of(brief)
        other = [np.ascontiguousarray(np.rot90(rgb, 2)) for rgb in frames]
        found[what] = Shot(brief, frames, other)
    return found


HARD = ("as drawn", "other colours and textures", "grain of 12 levels", "16 frames a second")
"""What is most likely to be taken for a fault."""


@pytest.mark.parametrize(
    ("what", "name"),
    [*(("pan", name) for name in ALIKE), *((what, name) for what in ("still", "walk") for name in HARD)],
)
def test_a_take_that_obeys_the_plan_passes(what: str, name: str, shots: dict[str, Shot]) -> None:
    shot = shots[what]
    told = judged(shot.brief, ALIKE[name](shot), sixteen(shot.brief) if name == "16 frames a second" else None)
    assert fails(told) == set()


CAUGHT = {
    "frozen after a quarter": {"freeze", "motion"},
    "one still": {"freeze", "motion"},
    "cut to another shot": {"cut"},
    "another shot's frames": {"edges", "layout"},
    "mirrored": {"edges", "layout"},
    "panned otherwise": {"motion"},
    "zoomed in by a third": {"edges"},
    "a tenth aside": {"edges", "layout"},
    "backwards": {"motion"},
    "twice as fast, twice": {"motion"},
    "darkened to an eighth": {"black"},
    "burnt": {"burnt"},
    "a black frame": {"black", "cut"},
    "flicker of 3 %": {"flicker"},
    "flicker every fourth": {"flicker"},
    "colours that wander": {"drift"},
    "nobody there": {"layout"},
    "blurred (6 px of 320)": {"edges"},
    "smooth noise": {"motion", "edges", "layout"},
    "white noise": {"motion", "edges", "layout"},
    "one frame short": {"frames"},
}
"""What finds each fault of a shot in which the camera moves."""


@pytest.mark.parametrize("name", CAUGHT)
def test_a_take_that_does_not_is_caught_by_its_measure(name: str, shots: dict[str, Shot]) -> None:
    assert CAUGHT[name] <= fails(judged(shots["pan"].brief, BROKEN[name](shots["pan"])))


def test_every_fault_is_tried() -> None:
    assert CAUGHT.keys() | {"a cast"} == BROKEN.keys(), "a cast is told beside the other shots of its setup"


def test_somebody_who_does_not_walk_and_one_who_walks_backwards(shots: dict[str, Shot]) -> None:
    shot = shots["walk"]
    for name in ("one still", "backwards"):
        found = [each for each in judged(shot.brief, BROKEN[name](shot)).evidence if each.fails]
        assert any(each.measure == "motion" and each.character == "ann" for each in found)


def test_a_camera_that_moves_where_it_should_stand_is_told_in_words(shots: dict[str, Shot]) -> None:
    def said(what: str, frames: Film) -> str:
        told = judged(shots[what].brief, frames)
        return next(each.message for each in told.evidence if each.measure == "motion" and each.character is None)

    still, pan = shots["still"], shots["pan"]
    assert "should stand" in said("still", BROKEN["panned otherwise"](still))
    assert "though the camera moves" in said("pan", BROKEN["one still"](pan))
    assert "nothing can be followed" in said("pan", BROKEN["white noise"](pan))
    assert "as planned" in said("pan", pan.frames)


def test_repeats_on_purpose_are_no_stop_and_others_are(shots: dict[str, Shot]) -> None:
    """The same frames are right at the rate that they were ordered at, and stutter without."""
    shot = shots["pan"]
    frames = ALIKE["16 frames a second"](shot)
    told = judged(shot.brief, frames, sixteen(shot.brief))
    assert max(one.between.repeats for one in told.measured if one.between) == 0
    assert max(one.between.repeats for one in judged(shot.brief, frames).measured if one.between) > 0


def test_a_stop_is_told_of_the_frames_that_it_is_in(shots: dict[str, Shot]) -> None:
    """The previs' own measures say what happened since the last measured frame, so a take's must."""
    frames = shots["pan"].frames
    stuck = [frames[min(number, 26)] for number in range(FRAMES)]
    told = judged(shots["pan"].brief, stuck).measured
    assert [one.frame for one in told] == [0, 12, 24, 36]
    assert [one.between.repeats for one in told if one.between] == [0, 0, 0, 10]


def test_a_model_that_had_words_alone_is_not_asked_where_things_are(shots: dict[str, Shot]) -> None:
    """Nor how fast the camera goes; but a picture that is another in every frame fails all the same."""
    shot = shots["pan"]
    order = sixteen(shot.brief, led=False)
    slow = [shot.frames[number] for number in order.shows]
    assert fails(judged(shot.brief, slow, order)) == set()
    assert any(each.measure == "edges" and each.limit is None for each in judged(shot.brief, slow, order).evidence)
    assert "edges" in fails(judged(shot.brief, slow, sixteen(shot.brief)))
    for name in ("smooth noise", "white noise"):
        noise = BROKEN[name](shot)
        assert "motion" in fails(judged(shot.brief, [noise[number] for number in order.shows], order))


def test_the_clip_is_measured_as_a_previs_is(shots: dict[str, Shot]) -> None:
    """The same frames, the same light, the same ways; nothing is said of what only geometry knows."""
    shot = shots["pan"]
    told, drawn = judged(shot.brief, shot.frames).measured, shot.brief.clip.measured
    assert [one.frame for one in told] == [one.frame for one in drawn]
    for mine, own in zip(told, drawn, strict=True):
        assert mine.luma == pytest.approx(own.luma, abs=0.02)
        assert [sight.pixels for sight in mine.sightings] == [sight.pixels for sight in own.sightings]
        assert mine.horizons == ()
        assert all(sight.head is None and sight.seen is None for sight in mine.sightings)
    way = np.median([way.right for way in told[2].ways])
    asked = np.median([way.right for way in drawn[2].ways])
    assert way == pytest.approx(asked, rel=0.5)


def test_the_same_frames_are_told_the_same(shots: dict[str, Shot]) -> None:
    shot = shots["pan"]
    assert judged(shot.brief, shot.frames) == judged(shot.brief, shot.frames)


def test_frames_out_of_order_or_of_another_size_are_refused(shots: dict[str, Shot]) -> None:
    judge = Judge(shots["still"].brief, Text(""))
    with pytest.raises(ValueError, match="frame 1 "):
        judge.see(1, shots["still"].frames[0])
    with pytest.raises(ValueError, match="size"):
        judge.see(0, shots["still"].frames[0][:-2])


def test_too_many_frames_are_told(shots: dict[str, Shot]) -> None:
    shot = shots["still"]
    assert fails(judged(shot.brief, [*shot.frames, shot.frames[0]])) == {"frames"}


def test_without_passes_what_needs_them_is_left_out(shots: dict[str, Shot]) -> None:
    shot = shots["pan"]
    clip = shot.brief.clip
    bare = shot.brief.but(clip=clip.but(passes={}))
    told = judged(bare, shot.frames)
    assert fails(told) == set()
    assert not {each.measure for each in told.evidence} & {"edges", "layout"}
    assert sum("without that pass" in each.why for each in told.left_out) == 3
    assert any(each.what == "identity and text" for each in told.left_out)


def test_a_previs_that_is_cut_short_is_one_line(shots: dict[str, Shot], tmp_path: Path) -> None:
    shot = shots["still"]
    short = tmp_path / "picture.mp4"
    short.write_bytes(shot.brief.clip.picture.read_bytes()[:900])
    brief = shot.brief.but(clip=shot.brief.clip.but(picture=short))
    with pytest.raises(RenderError, match="cannot be read"):
        judged(brief, shot.frames)


def test_both_halves_of_a_split_screen_are_followed(tmp_path: Path) -> None:
    """The right half pans: the whole take passes, and fails once only the right half stands still."""
    asked = request("still")
    half = Half(subjects=("ann",), place="room", camera=PAN, marks=(ANN,))
    both = asked.but(shot=asked.shot.but(split=half), beside=asked.place)
    brief = brief_in(tmp_path, both, render_shot(both, tmp_path))
    frames = frames_of(brief)
    assert fails(judged(brief, frames)) == set()
    stuck = [np.hstack([rgb[:, :160], frames[0][:, 160:]]) for rgb in frames]
    assert "motion" in fails(judged(brief, stuck))


def take(shot: str, lab: tuple[float, float, float]) -> Take:
    own = tuple(
        Evidence(measure="drift", value=value, unit=unit, message="")
        for value, unit in zip(lab, ("L*", "a*", "b*"), strict=True)
    )
    clip = Clip(shot=shot, frames=1, rate=SIZE.rate, width=320, height=180, picture=Path("p"), board=Path("b"))
    return Take(shot=shot, number=1, seed=0, model="m", revision="", jobs=(), evidence=own, clip=clip)


def test_a_take_in_other_colours_than_its_setup_drifts() -> None:
    alike = [take(f"1-A{number}", (2.0, 1.0, number / 2)) for number in range(3)]
    assert {each.fails for each in drift({"1-A": alike}).values()} == {False}
    found = drift({"1-A": [*alike, take("1-A9", (2.0, 1.0, 30.0))], "1-B": alike[:2]})
    assert {shot for shot, each in found.items() if each.fails} == {"1-A9"}


def test_a_cast_is_told_beside_the_other_shots_of_the_setup(shots: dict[str, Shot]) -> None:
    table = Table()
    for number in range(3):
        shot = shots["still"]
        brief: ShotBrief = shot.brief.but(request=shot.brief.request.but(shot=shot.brief.shot.but(id=f"1-A{number}")))
        table.add(Shot(brief, shot.frames, shot.other), ("as drawn", "a cast"))
    assert table.drifts() == {"as drawn": (0, 3), "a cast in one shot of a setup": (1, 1)}
