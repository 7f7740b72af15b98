"""What the writer asks of the camera is in the shots: a script that uses all of it, planned and looked through."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from film.camera import view_at
from film.plan import Format, Plan, ScenePlan
from film.screenplay import Screenplay
from film.shot import Shot
from planner import plan
from planner.brief import Brief
from planner.continuity import check
from screenplay import read
from screenplay.fountain import parse

SCRIPT = Path(__file__).with_name("directions.fountain")
PICTURE = Format(width=256, height=144)


@cache
def script() -> Screenplay:
    """The script with all directions."""
    return read(SCRIPT)


@cache
def film() -> Plan:
    """Its plan."""
    return plan(script(), Brief(format=PICTURE))


def shots_of(words: str) -> list[Shot]:
    """The shots that play the script line with these words."""
    number = next(i for i, line in enumerate(SCRIPT.read_text().split("\n"), start=1) if words in line)
    return [shot for scene in film().scenes for shot in scene.shots if any(a <= number <= b for a, b in shot.covers)]


def shot_of(words: str) -> Shot:
    """The last shot that plays a line."""
    return shots_of(words)[-1]


def seen_at(shot: Shot, name: str, frame: int) -> float:
    """Degrees off the middle of the picture at which somebody stands at a frame."""
    return abs(view_at(shot.camera, frame, PICTURE.gate).project(_head(shot, name))[0])


def _head(shot: Shot, name: str) -> tuple[float, float, float]:
    x, y, z = next(mark.position for mark in shot.marks if mark.character == name)
    return x, y, z + 1.2


def test_no_rule_breaks_but_by_the_writers_wish() -> None:
    assert [finding.message for finding in check(film(), screenplay=script()) if not finding.excused] == []
    assert {excuse.by for scene in film().scenes for shot in scene.shots for excuse in shot.excuses} == {"writer"}


def test_every_shot_says_where_it_has_its_people() -> None:
    for scene in film().scenes:
        for shot in scene.shots:
            if shot.idiom not in ("insert", "pov"):
                framed = {each.character for each in shot.framing}
                assert framed <= {*shot.subjects, *(shot.split.subjects if shot.split else ())}
                assert framed or not shot.subjects


@pytest.mark.parametrize(
    ("words", "move"),
    [
        ("CRANE DOWN to BOB", "crane"), ("PUSH IN ON Anna", "dolly"), ("HANDHELD", "handheld"),
        ("TRACKING SHOT", "truck"), ("PAN TO Bob", "pan"), ("PULL BACK", "dolly"), ("TILT UP", "tilt"),
    ],
)  # fmt: skip
def test_a_move_that_is_asked_for_is_made(words: str, move: str) -> None:
    shot = shot_of(words)
    assert shot.move == move or any(move in note for note in shot.notes)
    assert len(shot.camera) > 1


def test_a_push_goes_in_and_a_pull_back_out() -> None:
    for words, closer in (("PUSH IN ON Anna", True), ("PULL BACK", False)):
        first, last = shot_of(words).camera[0], shot_of(words).camera[-1]
        (x, y, _), (u, v, _) = first.position, last.position
        tx, ty, _ = last.target
        assert (((u - tx) ** 2 + (v - ty) ** 2) < ((x - tx) ** 2 + (y - ty) ** 2)) is closer


def test_a_crane_down_comes_down_and_a_pan_ends_on_whom_it_goes_to() -> None:
    crane, pan = shot_of("CRANE DOWN").camera, shot_of("PAN TO Bob")
    assert crane[0].position[2] > crane[-1].position[2] + 0.3
    assert pan.camera[0].position == pan.camera[-1].position
    assert seen_at(pan, "bob", pan.frames - 1) < 0.5 < seen_at(pan, "bob", 0)


def test_a_thing_that_the_place_has_is_seen_and_one_that_it_has_not_makes_nobody_its_close_up() -> None:
    lamp, lighthouse = shot_of("TILT UP"), shot_of("CLOSE ON the lighthouse")
    assert lamp.subjects == ()
    assert lighthouse.size in ("EWS", "WS")
    assert any("lighthouse" in note for note in lighthouse.notes)


def test_both_ends_of_a_call_are_seen_each_in_their_place_with_a_phone() -> None:
    bob, anna = shot_of("I'm here."), shot_of("You left your key")
    assert (bob.place, anna.place) == (None, "int_anna_s_kitchen")
    assert (bob.subjects, anna.subjects) == (("bob",), ("anna",))
    for shot, who in ((bob, "bob"), (anna, "anna")):
        assert any(prop.kind == "phone" and prop.holder == who for prop in shot.props)
        assert [line.seen for line in shot.speech if line.character == who] == [True]
    assert {"ext_harbour", "int_anna_s_kitchen"} <= {place.id for place in film().places}


def test_a_split_screen_has_both_people_in_one_shot() -> None:
    shot = shot_of("SPLIT SCREEN")
    assert shot.split is not None
    assert (shot.subjects, shot.split.subjects) == (("anna",), ("bob",))
    assert (shot.place, shot.split.place) == ("int_anna_s_kitchen", None)
    assert [(line.character, line.seen) for line in shot.speech] == [("anna", True), ("bob", True)]
    assert [prop.holder for prop in shot.split.props if prop.kind == "phone"] == ["bob"]
    marks = [mark.frame for mark in shot.split.marks]
    assert marks == sorted(set(marks))
    assert marks[-1] < shot.frames
    left = [each.x for each in shot.framing if each.character == "anna"]
    right = [each.x for each in shot.framing if each.character == "bob"]
    assert max(left) < 0.5 < min(right)


def test_a_smash_cut_falls_into_another_size_without_a_look_round() -> None:
    before, after = film().scenes[2].shots[-1], film().scenes[3].shots[0]
    sizes = ("EWS", "WS", "FS", "MWS", "MS", "MCU", "CU", "ECU")
    assert after.transition == "smash_cut"
    assert after.idiom != "establishing"
    assert abs(sizes.index(before.size) - sizes.index(after.size)) > 1


def test_a_montage_is_a_shot_an_item_in_its_place() -> None:
    kitchen, harbour, station = (shots_of(words) for words in ("eat at the table", "looks at the sea", "alone."))
    assert [len(each) for each in (kitchen, harbour, station)] == [1, 1, 1]
    assert [each[0].place for each in (kitchen, harbour, station)] == ["int_anna_s_kitchen", "ext_harbour", None]


def test_a_point_of_view_shows_what_its_owner_sees() -> None:
    anna, bob = shot_of("ANNA'S POV"), shot_of("BOB'S POV")
    assert (anna.idiom, anna.subjects) == ("pov", ("bob",))
    assert (bob.idiom, bob.subjects) == ("pov", ("anna",))


def test_a_voice_over_is_heard_over_the_one_who_reads() -> None:
    shots = shots_of("Dear Anna.")
    assert {name for shot in shots for name in shot.subjects} == {"anna"}
    assert not any(line.seen for shot in shots for line in shot.speech)


def test_the_picture_comes_in_as_the_writer_says() -> None:
    assert [scene.shots[0].transition for scene in film().scenes] == [
        "fade_in", "cut", "cut", "smash_cut", "dissolve",
    ]  # fmt: skip


def planned(body: str) -> ScenePlan:
    """The one scene of a script."""
    return plan(parse(f"INT. ROOM - DAY\n\n{body}\n"), Brief(format=PICTURE)).scenes[0]


def test_two_in_one_place_can_be_split_too_and_one_alone_is_told() -> None:
    both = planned(
        "ANNA and BOB stand at the table.\n\nSPLIT SCREEN\n\nANNA\nHello.\n\nBOB\nHello.\n\nEND SPLIT SCREEN"
    )
    split = [shot for shot in both.shots if shot.split is not None]
    assert len(split) == 1
    assert [line.character for line in split[0].speech] == ["anna", "bob"]
    alone = planned("ANNA stands at the table.\n\nSPLIT SCREEN: Anna.\n\nANNA\nHello.")
    assert all(shot.split is None for shot in alone.shots)
    assert any("split screen" in note for shot in alone.shots for note in shot.notes)


def test_ids_of_beats_lines_and_shots_are_each_their_own() -> None:
    for scene in film().scenes:
        for ids in (
            [beat.id for beat in scene.beats], [line.id for line in scene.dialogue], [shot.id for shot in scene.shots]
        ):  # fmt: skip
            assert len(set(ids)) == len(ids)
        assert {speech.line for shot in scene.shots for speech in shot.speech} <= {line.id for line in scene.dialogue}
