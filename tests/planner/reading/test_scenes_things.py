"""Props, feelings, positions, sounds, music, clothes and beats of an answer beside those of the rules."""

from __future__ import annotations

from pathlib import Path

import pytest

from planner import plan
from planner.beats import beats_of
from planner.brief import Brief
from planner.facts import Custody, Step
from planner.reading.ground import Ground
from planner.reading.reading import Read, Reading
from planner.reading.scenes import source_of, with_scenes
from screenplay import read
from tests.planner.reading.scene_answers import BY_SCENE, answer
from tests.planner.reading.scene_laid import Laid, room
from tests.planner.scenes import action, speech


def test_a_new_prop_is_in_every_step_that_has_its_word_and_in_its_holders_hands(tmp_path: Path) -> None:
    text = (
        "INT. ROOM - DAY\n\nANNA and a dented trophy.\n\nANNA\nMy trophy.\n\nBEN sighs. She lifts the dented trophy.\n"
    )
    laid = Laid(
        text,
        tmp_path,
        props=[(1, "dented trophy", "thing", "anna")],
        actions=[(3, "lifts the dented trophy", "anna", "take", "trophy")],
    )
    (prop,) = laid.facts.breakdown.props
    assert (prop.id, prop.name, prop.lines) == ("dented_trophy", "dented trophy", (3, 3))
    assert [prop.id in step.props for step in laid.facts.steps] == [True, False, True]
    assert laid.facts.steps[0].custody == (Custody(prop="dented_trophy", character="anna"),)
    assert ("anna", "take", "trophy") in laid.doings(3)


@pytest.mark.parametrize(
    ("name", "why"),
    [
        ("table", "part of the place"),
        ("coat", "worn"),
        ("nurse", "person"),
        ("hand", "body"),
        ("small lamp", ""),
        ("clock", ""),
    ],
)
def test_what_nobody_carries_is_no_prop(tmp_path: Path, name: str, why: str) -> None:
    laid = room(
        tmp_path,
        "A table, a coat, a nurse, a hand, a clock, a small lamp. ANNA waits.",
        props=[(1, name, "thing", None)],
    )
    assert bool(laid.facts.breakdown.props) == (not why)
    assert why in laid.fate("prop").why


def test_a_prop_in_another_script_is_one_prop(tmp_path: Path) -> None:
    laid = Laid(
        "INT. ROOM - DAY\n\nANNA 打开木盒子。\n\nANNA\n木盒子。\n",
        tmp_path,
        props=[(1, "木盒子", "box", "anna"), (2, "木盒子", "box", None)],
        actions=[(1, "打开木盒子", "anna", "open", "木盒子")],
    )
    (prop,) = laid.facts.breakdown.props
    assert (prop.name, prop.kind) == ("木盒子", "box")
    assert all(prop.id in step.props for step in laid.facts.steps)
    assert laid.doings(1) == [("anna", "open", prop.id)]


def test_a_thing_in_capitals_gets_its_kind_and_a_known_word_keeps_its_own(tmp_path: Path) -> None:
    laid = room(
        tmp_path,
        "ANNA holds a ZIBELLINE and a letter.",
        props=[(1, "ZIBELLINE", "toy", "anna"), (1, "letter", "gun", "anna")],
    )
    assert {prop.id: prop.kind for prop in laid.facts.breakdown.props} == {"zibelline": "toy", "letter": "letter"}
    assert laid.fate("prop", 1).verdict == "adjusted"


def test_the_writers_word_for_a_feeling_stands_and_rules_words_give_way_to_a_reading_of_them(tmp_path: Path) -> None:
    text = "INT. ROOM - DAY\n\nANNA sits. Ben takes off his smile.\n\nANNA\n(furious)\nWhat?\n\nBEN\nNothing.\n"
    laid = Laid(
        text,
        tmp_path,
        feelings=[
            (1, "takes off his smile", "ben", "sad"), (2, "What", "anna", "happy"), (3, "Nothing", "ben", "afraid"),
        ],
    )  # fmt: skip
    felt = [[(each.character, each.mood) for each in step.feelings] for step in laid.facts.steps]
    assert felt == [[("ben", "sad")], [("anna", "angry")], [("ben", "afraid")]]
    assert laid.fate("feeling", 1).why == "the words have them angry"


def test_rules_positions_stand_and_others_join(tmp_path: Path) -> None:
    laid = room(
        tmp_path,
        "ANNA stands at the window. BEN is far from her.",
        positions=[(1, "at the window", "anna", "at", "table"), (1, "BEN is far", "ben", "far_end", None)],
    )
    where = [(each.character, each.relation, each.target) for each in laid.facts.steps[0].positions]
    assert ("anna", "at", "window") in where
    assert ("ben", "far_end", None) in where
    assert laid.fate("position").verdict == "refused"


def test_a_sound_is_heard_once_and_music_never_over_music(tmp_path: Path) -> None:
    laid = room(
        tmp_path,
        "A PHONE RINGS. Ben waits. ANNA lets a plate fall.",
        sounds=[(1, "A PHONE RINGS", "phone rings"), (1, "lets a plate fall", "clatter")],
        music=[(1, "Ben waits", 2, "a slow waltz"), (2, "Good evening", 3, "drums")],
    )
    assert laid.facts.steps[0].sounds == ("phone rings", "clatter")
    assert laid.facts.breakdown.sounds == ("phone rings", "lets a plate fall")
    assert [(cue.text, cue.lines) for cue in laid.facts.music] == [("a slow waltz", (3, 6))]
    assert laid.fate("music", 0).verdict == "refused" or laid.fate("music", 1).verdict == "refused"


def test_clothes_join_the_breakdown_in_the_scripts_words() -> None:
    ground = Ground.of(read(Path("samples/la_lettre.fountain")))
    cafe = with_scenes(ground.facts, dict(BY_SCENE["la_lettre"]), ground)[0]
    assert ground.facts[0].breakdown.wardrobe == ()
    assert cafe.breakdown.wardrobe == ("manteau rouge", "tablier noir")


def test_what_people_want_stands_in_the_facts_and_in_the_plan_of_those_who_are_there() -> None:
    script = read(Path("samples/la_lettre.fountain"))
    ground = Ground.of(script)
    cafe = with_scenes(ground.facts, dict(BY_SCENE["la_lettre"]), ground)[0]
    assert dict(cafe.wants) == {
        "jeanne": "not to know what the letter says",
        "lucien": "that she opens it",
    }
    name = cafe.scene
    read_ = Read(source=source_of(ground, name), answer=dict(BY_SCENE["la_lettre"])[name])
    planned = plan(script, Brief(scenes=("1",), reading=Reading(model="by hand", scenes={name: read_})))
    assert planned.scenes[0].wants == dict(cafe.wants)
    assert plan(script, Brief(scenes=("1",))).scenes[0].wants == {}


def test_beats_turn_where_the_answer_says_and_carry_what_changes() -> None:
    ground = Ground.of(read(Path("samples/one_table.fountain")))
    (kitchen,) = with_scenes(ground.facts, dict(BY_SCENE["one_table"]), ground)
    assert [index + 1 for index, step in enumerate(kitchen.steps) if step.turn] == [1, 8, 11, 14]
    spans = beats_of(kitchen.steps)
    turns = {span.first + 1: span.beat.intention for span in spans}
    assert turns[8] == "HELEN: She lets him know that she knows"
    assert turns[14] == "HELEN: She leaves the choice to him"
    tension = [step.tension for step in kitchen.steps]
    assert sum(tension[7:10]) / 3 == pytest.approx(0.5, abs=0.001)
    assert tension[8] - tension[7] == pytest.approx(0.5 * 0.118, abs=0.002)


def test_a_turn_begins_a_beat_and_without_one_beats_are_as_they_were() -> None:
    steps: list[Step] = [speech("anna", "One.", 3), speech("ben", "Two.", 5), speech("anna", "Three.", 7)]
    plain = beats_of(steps)
    turned = beats_of([*steps[:2], steps[2].but(turn=True, intention="She stays", picture="A face by a window")])
    assert [(span.first, span.end) for span in plain] == [(0, 3)]
    assert [(span.first, span.end) for span in turned] == [(0, 2), (2, 3)]
    assert (turned[1].beat.intention, turned[1].beat.picture) == ("She stays", "A face by a window")
    assert "intention" not in plain[0].beat.model_dump()
    assert [span.beat.id for span in beats_of([action("x", 3), *steps])][1] == plain[0].beat.id


def test_what_a_doing_says_of_a_thing_goes_before_who_has_it() -> None:
    ground = Ground.of(read(Path("samples/one_table.fountain")))
    (kitchen,) = with_scenes(ground.facts, dict(BY_SCENE["one_table"]), ground)
    assert kitchen.steps[1].custody == ground.facts[0].steps[1].custody
    told = answer(props=[(14, "suitcase", "suitcase", "helen"), (7, "sugar", "food", "tom")],
                  actions=[(7, "pushes the sugar", "helen", "put", "sugar")])  # fmt: skip
    (kitchen,) = with_scenes(ground.facts, {ground.facts[0].scene: told}, ground)
    assert kitchen.steps[13].custody == (Custody(prop="suitcase", character="helen"),)
    assert kitchen.steps[6].custody == ()
