"""Answers laid over what rules read: which of the two is taken, what comes of it, what is said of every proposal."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from film.proposals import Proposal
from planner.beats import beats_of
from planner.facts import Custody, Doing, SceneFacts, Step
from planner.reading.ground import Ground
from planner.reading.scenes import SceneAnswer, with_scenes
from screenplay import read
from tests.planner.reading.scene_answers import BY_SCENE, answer
from tests.planner.scenes import action, speech


class Laid:
    """A script's facts by rules and with one answer about its first scene."""

    def __init__(self, text: str, folder: Path, **told: Any) -> None:
        file = folder / "script.fountain"
        file.write_text(text, encoding="utf-8")
        self.ground = Ground.of(read(file))
        self.rules = self.ground.facts
        self.all = with_scenes(self.rules, {self.rules[0].scene: answer(**told)}, self.ground)
        self.facts: SceneFacts = self.all[0]

    def doings(self, paragraph: int) -> list[tuple[str, str, str | None]]:
        return [(each.character, each.verb, each.target) for each in self.facts.steps[paragraph - 1].doings]

    def fate(self, kind: str, place: int = 0) -> Proposal:
        return [each for each in self.facts.proposals if each.kind == kind][place]


ROOM = """INT. ROOM - DAY

{}

ANNA
Good evening, Carla.

BEN
{}
"""


def room(folder: Path, first: str, last: str = "Yes.", **told: Any) -> Laid:
    return Laid(ROOM.format(first, last), folder, **told)


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
        ("adjusted", "the words are read as: cross"), ("taken", ""),
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
    [("table", "part of the place"), ("coat", "worn"), ("nurse", "person"), ("hand", "body"), ("small lamp", "")],
)
def test_what_nobody_carries_is_no_prop(tmp_path: Path, name: str, why: str) -> None:
    laid = room(
        tmp_path, "A table, a coat, a nurse, a hand, a small lamp. ANNA waits.", props=[(1, name, "thing", None)]
    )
    assert bool(laid.facts.breakdown.props) == (not why)
    assert why in laid.fate("prop").why


def test_another_reading_of_the_very_words_takes_their_place(tmp_path: Path) -> None:
    laid = room(tmp_path, "BEN offers his arms to ANNA.", actions=[(1, "offers his arms", "ben", "reach", "anna")])
    assert [each.verb for each in laid.rules[0].steps[0].doings] == ["give"]
    assert laid.doings(1) == [("ben", "reach", "anna")]


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


DAYS = """INT. ROOM - NIGHT

ANNA sleeps. Rain.

INT. KITCHEN

The same room by daylight, a week on. Anna eats.

EXT. GARDEN - DAY

Anna digs.

INT. ROOM - CONTINUOUS

Anna rests.
"""


def days(folder: Path, **told: Any) -> tuple[SceneFacts, ...]:
    file = folder / "days.fountain"
    file.write_text(DAYS, encoding="utf-8")
    ground = Ground.of(read(file))
    return with_scenes(ground.facts, {ground.facts[1].scene: answer(**told)}, ground)


def when(facts: tuple[SceneFacts, ...]) -> list[tuple[int, str]]:
    return [(each.story_day, each.time_of_day) for each in facts]


def test_a_silent_heading_takes_its_time_and_day_from_the_answer_and_hands_them_on(tmp_path: Path) -> None:
    rules = days(tmp_path)
    assert when(rules) == [(1, "night"), (1, "night"), (2, "day"), (2, "day")]
    read = days(tmp_path, time=(1, "by daylight", "day"), day=(1, "a week on", "later"))
    assert when(read) == [(1, "night"), (4, "day"), (4, "day"), (4, "day")]
    assert read[0] == rules[0]
    assert {(each.kind, each.verdict) for each in read[1].proposals} == {("time", "taken")}


def test_a_look_back_is_a_memory_and_the_story_goes_on_where_it_was(tmp_path: Path) -> None:
    read = days(tmp_path, day=(1, "a week on", "earlier"))
    assert [(each.story_day, each.flashback) for each in read] == [(1, False), (0, True), (2, False), (2, False)]


def test_the_scripts_own_words_for_time_and_day_stand(tmp_path: Path) -> None:
    file = tmp_path / "days.fountain"
    file.write_text(DAYS, encoding="utf-8")
    ground = Ground.of(read(file))
    told = answer(time=(1, "Anna rests", "night"), day=(1, "Anna rests", "next"))
    *others, last = with_scenes(ground.facts, {ground.facts[3].scene: told}, ground)
    assert tuple(others) == ground.facts[:3]
    assert (last.story_day, last.time_of_day) == (ground.facts[3].story_day, "night")  # CONTINUOUS names no time
    assert [(each.text, each.verdict) for each in last.proposals] == [
        ("time of day: night", "taken"), ("day: next", "refused"),
    ]  # fmt: skip


def test_weather_is_handed_on_within_a_day_until_the_words_say_otherwise(tmp_path: Path) -> None:
    file = tmp_path / "rain.fountain"
    heads = (
        "EXT. ROAD - DAY\n\nANNA walks.",
        "EXT. HILL - DAY\n\nAnna climbs.",
        "EXT. TOP - DAY\n\nThe fog has lifted.",
    )
    file.write_text("\n\n".join(heads), encoding="utf-8")
    ground = Ground.of(read(file))
    told = {ground.facts[0].scene: answer(weather=(1, "ANNA walks", "rain"))}
    read_ = with_scenes(ground.facts, told, ground)
    assert [each.weather for each in read_] == ["rain", "rain", "clear"]
    assert [each.ambience for each in read_][:2] == ["rain", "rain"]


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
