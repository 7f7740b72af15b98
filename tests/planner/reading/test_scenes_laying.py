"""Answers laid over what rules read of who is there and what they do, and what is said of every proposal."""

from __future__ import annotations

from pathlib import Path

import pytest

from planner.facts import Doing
from planner.reading.ground import Ground
from planner.reading.scenes import SceneAnswer, with_scenes
from screenplay import read
from tests.planner.reading.scene_answers import BY_SCENE, answer
from tests.planner.reading.scene_laid import Laid, room


def test_without_answers_nothing_changes() -> None:
    ground = Ground.of(read(Path("samples/night_bus.fountain")))
    assert with_scenes(ground.facts, {}, ground) == ground.facts


def test_an_answer_about_other_paragraphs_is_not_used() -> None:
    ground = Ground.of(read(Path("samples/one_table.fountain")))
    facts = tuple(each.but(steps=each.steps[1:]) for each in ground.facts)
    assert with_scenes(facts, dict(BY_SCENE["one_table"]), ground) == facts


def test_somebody_silent_whom_rules_missed_is_there(tmp_path: Path) -> None:
    text = "INT. BANK - DAY\n\nANNA, 30, at the desk.  A man waits behind her.\n\nANNA\nIs that all, Carl?\n\n" \
           "EXT. STREET - DAY\n\nCARL\nThat was all.\n"  # fmt: skip
    laid = Laid(
        text,
        tmp_path,
        people=[(1, "A man waits behind her", "carl", "from_start", "the money")],
        positions=[(1, "waits behind her", "carl", "behind", "anna")],
        actions=[(1, "A man waits", "carl", "wait", None)],
    )
    assert laid.rules[0].present == ("anna",)
    assert laid.facts.present == laid.facts.from_start == laid.facts.breakdown.cast == ("anna", "carl")
    assert "carl" in laid.facts.steps[0].mentions
    assert [(each.character, each.relation) for each in laid.facts.steps[0].positions][-1] == ("carl", "behind")
    assert laid.fate("presence").text == "CARL is there from the start; wants the money"


def test_a_scene_that_names_nobody_may_be_about_those_of_the_one_before(tmp_path: Path) -> None:
    file = tmp_path / "car.fountain"
    file.write_text(
        "EXT. ROAD - DAY\n\nANNA and BEN get in.\n\nINT. CAR - DAY\n\nThey drive in silence.\n", encoding="utf-8"
    )
    ground = Ground.of(read(file))
    assert ground.facts[1].present == ()
    told = answer(
        people=[(1, "They drive", "anna", "from_start", ""), (1, "They drive", "ben", "from_start", "")],
        actions=[(1, "They drive", "anna", "drive", None), (1, "They drive", "ben", "sit", None)],
    )
    _, car = with_scenes(ground.facts, {ground.facts[1].scene: told}, ground)
    assert car.present == car.from_start == car.steps[0].mentions == ("anna", "ben")
    assert [each.verb for each in car.steps[0].doings] == ["drive", "sit"]


def test_who_is_only_seen_in_a_picture_goes_and_nothing_is_beside_them(tmp_path: Path) -> None:
    text = "INT. ROOM - DAY\n\nANNA sits beside a portrait of BEN. She looks at Ben.\n\nANNA\nFool.\n\n" \
           "EXT. ROAD - DAY\n\nBEN\nAm I?\n"  # fmt: skip
    laid = Laid(
        text,
        tmp_path,
        people=[(1, "a portrait of BEN", "ben", "absent", "")],
        actions=[(1, "ANNA sits", "anna", "sit", None), (1, "She looks at Ben", "anna", "look", "portrait")],
    )
    assert laid.rules[0].steps[0].doings[-1].character == "ben"  # "she" is somebody else
    assert laid.doings(1) == [("anna", "sit", None), ("anna", "look", "portrait")]
    assert "ben" in laid.rules[0].present
    assert laid.facts.present == laid.facts.breakdown.cast == ("anna",)
    targets = {doing.target for step in laid.facts.steps for doing in step.doings}
    assert "ben" not in targets | {each.target for step in laid.facts.steps for each in step.positions}


def test_who_is_seen_to_act_cannot_be_absent(tmp_path: Path) -> None:
    laid = room(tmp_path, "BEN sits. ANNA stands.", people=[(1, "ANNA stands", "anna", "absent", "")])
    assert laid.facts.present == laid.rules[0].present
    assert laid.fate("presence").verdict == "refused"


def test_somebody_comes_later_whom_the_answer_reads_coming_in(tmp_path: Path) -> None:
    laid = Laid(
        "INT. ROOM - DAY\n\nANNA waits.\n\nANNA\nAt last.\n\nBen is suddenly in the doorway.\n\nBEN\nRain.\n",
        tmp_path,
        people=[(3, "Ben is suddenly", "ben", "comes", "shelter")],
        actions=[(3, "is suddenly in the doorway", "ben", "enter", "doorway")],
    )
    assert laid.rules[0].from_start == ("anna", "ben")
    assert laid.facts.from_start == ("anna",)
    assert laid.doings(3) == [("ben", "enter", "doorway")]


def test_somebody_new_without_a_coming_in_is_given_one(tmp_path: Path) -> None:
    text = (
        "INT. BANK - DAY\n\nANNA waits.\n\nA man shows at the door.\n\nANNA\nCarl.\n\nEXT. STREET - DAY\n\nCARL\nYes.\n"
    )
    laid = Laid(text, tmp_path, people=[(2, "A man shows at the door", "carl", "comes", "")])
    assert laid.doings(2)[-1] == ("carl", "enter", None)
    assert laid.facts.from_start == ("anna",)
    assert laid.fate("presence").verdict == "adjusted"


def test_who_is_first_seen_coming_comes_in_whatever_the_answer_says() -> None:
    ground = Ground.of(read(Path("samples/la_lettre.fountain")))
    cafe = with_scenes(ground.facts, dict(BY_SCENE["la_lettre"]), ground)[0]
    assert cafe.from_start == ("jeanne",)
    assert cafe.steps[2].doings == (Doing(character="lucien", verb="enter", target="jeanne"),)
    fates = {each.text.partition(";")[0]: each.verdict for each in cafe.proposals if each.kind == "presence"}
    assert fates == {"JEANNE is there from the start": "taken", "LUCIEN is there from the start": "adjusted"}


def test_a_better_verb_takes_the_place_of_the_rules() -> None:
    ground = Ground.of(read(Path("samples/one_table.fountain")))
    (kitchen,) = with_scenes(ground.facts, dict(BY_SCENE["one_table"]), ground)
    assert [each.verb for each in ground.facts[0].steps[6].doings] == ["shove"]
    assert kitchen.steps[6].doings == (Doing(character="helen", verb="put", target="sugar"),)


def test_an_answer_that_leaves_out_what_the_words_say_replaces_nothing(tmp_path: Path) -> None:
    told = [(1, "and sits", "ben", "sit", None), (1, "crosses to the window", "ben", "dance", None)]
    laid = room(tmp_path, "BEN stands up, crosses to the window and sits.", actions=told)
    assert laid.facts.steps[0].doings == laid.rules[0].steps[0].doings
    assert [(each.verdict, each.why) for each in laid.facts.proposals] == [
        ("refused", "it leaves out what the words say: rise, cross, sit"), ("taken", ""),
    ]  # fmt: skip
    other = room(tmp_path, "BEN stands up. A smile at ANNA.", actions=[(1, "A smile at ANNA", "ben", "react", "anna")])
    assert other.doings(1) == [("ben", "rise", None)]
    assert other.fate("action").why == "it leaves out what the words say: rise"


def test_a_pronoun_that_rules_gave_to_the_wrong_person_goes_to_the_right_one(tmp_path: Path) -> None:
    text = "INT. ROOM - DAY\n\nANNA and DORA wait.\n\nANNA\nDrink.\n\nShe takes the cup.\n\nDORA\nThanks.\n"
    laid = Laid(text, tmp_path, actions=[(3, "takes the cup", "dora", "take", "cup")])
    (rules,) = laid.rules[0].steps[2].doings
    assert rules.character == "anna"
    assert laid.doings(3) == [("dora", "take", "cup")]


def test_who_does_nothing_by_rules_does_what_the_answer_says_behind_the_others(tmp_path: Path) -> None:
    laid = room(
        tmp_path, "ANNA sits down. A shadow over BEN's face.", actions=[(1, "A shadow over", "ben", "react", None)]
    )
    assert laid.doings(1) == [("anna", "sit", None), ("ben", "react", None)]


def test_who_is_there_walks_where_the_answer_has_them_come(tmp_path: Path) -> None:
    laid = room(tmp_path, "BEN stands. ANNA is at the window.", actions=[(1, "ANNA is at", "anna", "enter", "window")])
    assert laid.doings(1)[-1] == ("anna", "cross", "window")
    assert laid.fate("action").verdict == "adjusted"


def test_nobody_goes_who_is_seen_again(tmp_path: Path) -> None:
    told = [(1, "BEN and ANNA wait", "ben", "exit", None), (4, "Anna goes", "anna", "exit", None)]
    laid = room(tmp_path, "BEN and ANNA wait.", "Yes.\n\nAnna goes.", actions=told)
    assert "exit" not in [verb for _, verb, _ in laid.doings(1)]
    assert laid.doings(4) == [("anna", "exit", None)]


def test_nobody_is_hugged_who_is_not_there(tmp_path: Path) -> None:
    text = "INT. ROOM - DAY\n\nANNA opens her arms to BEN.\n\nBEN\nCarla.\n\nEXT. ROAD - DAY\n\nCARLA\nYes.\n"
    laid = Laid(text, tmp_path, actions=[(1, "opens her arms", "ben", "hug", "carla")])
    assert laid.doings(1) == [(each.character, each.verb, each.target) for each in laid.rules[0].steps[0].doings]
    assert laid.fate("action").why == "nobody is there for it"


def test_what_rules_read_stays_where_the_answers_own_reading_of_it_cannot_be(tmp_path: Path) -> None:
    text = "INT. ROOM - DAY\n\nANNA hugs herself. BEN waits.\n\nBEN\nCarla.\n\nEXT. ROAD - DAY\n\nCARLA\nYes.\n"
    laid = Laid(text, tmp_path, actions=[(1, "ANNA hugs", "anna", "hug", "carla")])
    rules = [(each.character, each.verb, each.target) for each in laid.rules[0].steps[0].doings]
    assert ("anna", "hug", None) in rules
    assert set(laid.doings(1)) == set(rules)


def test_what_is_put_before_somebody_who_takes_it_is_held_out() -> None:
    ground = Ground.of(read(Path("samples/la_lettre.fountain")))
    cafe = with_scenes(ground.facts, dict(BY_SCENE["la_lettre"]), ground)[0]
    assert [(each.character, each.verb) for each in cafe.steps[10].doings] == [
        ("lucien", "reach"), ("jeanne", "take"), ("jeanne", "open"),
    ]  # fmt: skip


def test_another_reading_of_the_very_words_takes_their_place(tmp_path: Path) -> None:
    laid = room(tmp_path, "BEN offers his arms to ANNA.", actions=[(1, "offers his arms", "ben", "reach", "anna")])
    assert [each.verb for each in laid.rules[0].steps[0].doings] == ["give"]
    assert laid.doings(1) == [("ben", "reach", "anna")]


def test_there_is_no_other_reading_of_plain_words(tmp_path: Path) -> None:
    laid = room(tmp_path, "BEN sits down beside ANNA.", actions=[(1, "sits down beside", "ben", "dance", "anna")])
    assert laid.facts.steps[0].doings == laid.rules[0].steps[0].doings
    assert laid.fate("action").verdict == "refused"


def test_one_action_stands_for_one_doing(tmp_path: Path) -> None:
    text = "ANNA turns to Ben and looks at the window. BEN is at the window."
    told = [(1, "looks at the window", "anna", "look", "window"), (1, "ANNA turns to Ben", "anna", "kiss", "ben")]
    laid = room(tmp_path, text, actions=told)
    assert laid.facts.steps[0].doings == laid.rules[0].steps[0].doings
    assert [each.verdict for each in laid.facts.proposals] == ["refused", "taken"]


def test_what_one_does_by_the_words_nobody_else_does(tmp_path: Path) -> None:
    laid = room(tmp_path, "BEN sits down. ANNA is at the window.", actions=[(1, "sits down", "anna", "sit", None)])
    assert laid.doings(1) == [("ben", "sit", None)]
    assert laid.fate("action").why == "by the words BEN does it"
    both = [(1, "They sit down", "ben", "sit", None), (1, "They sit down", "anna", "sit", None)]
    assert len(room(tmp_path, "BEN, ANNA. They sit down.", actions=both).doings(1)) == 2


def test_who_opens_the_door_to_come_in_still_comes_in() -> None:
    ground = Ground.of(read(Path("samples/the_understudy.fountain")))
    scene = next(each for each in ground.facts if each.scene == "ext_alley_night")
    told = answer(
        people=[(1, "Grace opens the stage door", "grace", "comes", "")],
        actions=[(1, "Grace opens the stage door", "grace", "open", "door")],
    )
    read_ = next(each for each in with_scenes(ground.facts, {scene.scene: told}, ground) if each.scene == scene.scene)
    assert read_.steps[0].doings == scene.steps[0].doings
    assert Doing(character="grace", verb="enter", target="door") in read_.steps[0].doings


@pytest.mark.parametrize("name", sorted(BY_SCENE))
def test_every_item_of_an_answer_has_a_fate(name: str) -> None:
    ground = Ground.of(read(Path("samples") / f"{name}.fountain"))
    told = dict(BY_SCENE[name])
    for facts in with_scenes(ground.facts, told, ground):
        if facts.scene in told:
            assert len(facts.proposals) == _items(told[facts.scene])
            assert all(each.why for each in facts.proposals if each.verdict != "taken")


def _items(told: SceneAnswer) -> int:
    single = sum(each is not None for each in (told.time, told.weather, told.day))
    lists = (told.people, told.beats, told.actions, told.positions, told.feelings, told.props, told.sounds, told.music)
    return single + sum(map(len, lists)) + len(told.wardrobe)


def test_who_has_gone_by_the_words_does_nothing_more(tmp_path: Path) -> None:
    text = "INT. ROOM - DAY\n\nANNA and BEN wait.\n\nBen goes out.\n\nANNA\nGone.\n\nThe lamp flickers.\n"
    laid = Laid(text, tmp_path, actions=[(4, "lamp flickers", "ben", "look", "lamp")])
    assert laid.doings(4) == []
    assert laid.fate("action").why == "they are not there at that moment"


def test_who_acts_later_by_the_words_has_not_gone(tmp_path: Path) -> None:
    text = "INT. ROOM - DAY\n\nANNA and BEN are by the door.\n\nANNA\nWell.\n\nBen sits down.\n\nBEN\nNo.\n"
    laid = Laid(text, tmp_path, actions=[(1, "by the door", "ben", "exit", None)])
    assert "exit" not in [verb for _, verb, _ in laid.doings(1)]
    text = text.replace("\n\nBEN\nNo.\n", "\n\nBEN (O.S.)\nNo.\n")
    laid = Laid(text, tmp_path, actions=[(1, "by the door", "ben", "exit", None)])
    assert laid.fate("action").why == "they are still there on line 8"


def test_people_stand_in_the_order_in_which_they_are_first_seen(tmp_path: Path) -> None:
    text = (
        "INT. BANK - DAY\n\nANNA waits. A man is behind her.\n\nANNA\nCarl.\n\nDORA comes in.\n\nDORA\nHello.\n\n"
        "EXT. STREET - DAY\n\nCARL\nYes.\n"
    )
    laid = Laid(text, tmp_path, people=[(1, "A man is behind her", "carl", "from_start", "")])
    assert laid.rules[0].present == ("anna", "dora")
    assert laid.facts.present == ("anna", "carl", "dora")
    assert laid.facts.from_start == ("anna", "carl")
