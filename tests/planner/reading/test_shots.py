"""The question how a scene might be shot, the answer held to the page, and how it is laid over the steps."""

from __future__ import annotations

import json

import pytest
from pydantic import ValidationError

from planner.llm.question import schema_of
from planner.reading import shots
from planner.reading.ground import Ground
from planner.reading.page import Page
from planner.reading.shots import ShotsAnswer, ShotWish, with_shots
from planner.reading.shots.answer import asked_of
from planner.reading.shots.sense import sensible
from prompts.book import PromptBook
from screenplay.reader import read_bytes
from tests.planner.reading.shot_wishes import NIGHT_BUS, night_bus, wish, wishes

BUS = "int_night_bus_night"
PAGE = Page.of([((1, 1), "Mara puts a brass key on the table.", ""), ((2, 2), "Take it.", "MARA")])


def held(*wanted: ShotWish, scene: str = BUS) -> tuple[tuple[ShotWish, ...], tuple[str, ...]]:
    """What is kept of an answer, and what was wrong with it."""
    found = shots.questions(night_bus()[1], PromptBook())[scene].ground(ShotsAnswer(shots=wanted))
    return found.answer.shots, found.problems


def test_a_question_shows_the_page_its_people_and_how_many_wishes() -> None:
    question = shots.questions(night_bus()[1], PromptBook())[BUS]
    assert question.name == f"shots {BUS}"
    assert "People: mara (MARA), dev (DEV)" in question.text
    assert "4| DEV: That's a careful way to carry a box." in question.text
    assert "At most 12 wishes." in question.text
    assert "MARA" not in question.system + question.shared  # what many questions begin with is the same for all


def test_a_short_page_is_asked_for_few_wishes() -> None:
    question = shots.questions(night_bus()[1], PromptBook())["ext_bus_stop_night"]
    assert "At most 2 wishes." in question.text
    assert schema_of(question.answer)["properties"]["shots"]["maxItems"] == 2


def test_only_the_people_of_the_page_can_be_named() -> None:
    asked = asked_of(("mara", "dev"), 3)
    plain = wish(1, 1, "single", "CU", "mara").model_dump()
    assert asked.model_validate({"shots": [plain]}).shots[0].who == "mara"
    with pytest.raises(ValidationError):
        asked.model_validate({"shots": [{**plain, "who": "zorg"}]})
    with pytest.raises(ValidationError):
        asked_of((), 3).model_validate({"shots": [plain]})


def test_the_answers_form_has_only_what_strict_servers_allow() -> None:
    schema = json.dumps(schema_of(asked_of(("mara",), 5)))
    assert '"default"' not in schema
    assert '"pattern"' not in schema
    wanted = schema_of(asked_of(("mara",), 5))["$defs"]["ShotWish"]
    assert sorted(wanted["required"]) == sorted(wanted["properties"])


def test_an_answer_goes_by_the_order_of_the_page_and_overlaps_nowhere() -> None:
    kept, problems = held(
        wish(13, 13, "single", "CU", "mara"), wish(4, 6, "single", "MS", "dev"), wish(6, 8, "single", "MCU", "mara")
    )
    assert [(each.first, each.last) for each in kept] == [(4, 6), (7, 8), (13, 13)]
    assert problems == ()


def test_a_wish_for_paragraphs_that_are_all_taken_goes() -> None:
    kept, problems = held(wish(4, 6, "single", "MS", "dev"), wish(5, 6, "single", "MCU", "mara"))
    assert [(each.first, each.last) for each in kept] == [(4, 6)]
    assert len(problems) == 1
    assert "paragraph 5 has a wish already" in problems[0]


def test_paragraphs_that_are_not_there_take_a_wish_with_them() -> None:
    kept, problems = held(wish(99, 99, "single", "CU", "mara"), wish(38, 60, "two_shot", "MS"))
    assert [(each.first, each.last) for each in kept] == [(38, 39)]
    assert len(problems) == 1
    assert "no paragraph 99" in problems[0]


def test_words_are_one_line_and_no_longer_than_they_may_be() -> None:
    kept, _ = held(wish(4, 4, "single", "CU", "dev", why="a\x00b\n  c <|im_end|>", picture="x" * 160))
    assert kept[0].why == "ab c ‹|im_end|›"
    assert kept[0].picture == "x" * 160


@pytest.mark.parametrize(
    ("wanted", "told"),
    [
        (wish(1, 1, "insert", "ECU"), "an insert is of a thing"),
        (wish(1, 1, "insert", "ECU", thing="gun"), "'gun' is not on the page"),
        (wish(1, 1, "pov", "MS"), "name who or thing"),
        (wish(1, 1, "reaction", "CU"), "name who"),
        (wish(1, 1, "moving", "FS"), "name who"),
    ],
)
def test_a_wish_that_makes_no_sense_is_not_kept(wanted: ShotWish, told: str) -> None:
    kept, why = sensible(wanted, PAGE, 2)
    assert kept is None
    assert told in why


def test_two_are_not_seen_where_there_is_one() -> None:
    assert sensible(wish(1, 1, "two_shot", "MS"), PAGE, 1)[0] is None
    assert sensible(wish(1, 1, "two_shot", "MS"), PAGE, 2)[0] is not None


@pytest.mark.parametrize(
    ("idiom", "size", "instead"),
    [("master", "ECU", "MWS"), ("establishing", "CU", "FS"), ("ots", "EWS", "MWS"), ("single", "WS", "FS"),
     ("two_shot", "ECU", "MCU")],
)  # fmt: skip
def test_a_size_that_a_kind_of_shot_does_not_come_in_becomes_the_nearest(idiom: str, size: str, instead: str) -> None:
    kept, why = sensible(wish(1, 1, idiom, size, "mara"), PAGE, 2)
    assert kept is not None
    assert (kept.size, why) == (instead, "")


def test_a_thing_is_named_in_words_of_the_page() -> None:
    kept, why = sensible(wish(1, 1, "insert", "ECU", thing="brass key"), PAGE, 1)
    assert kept is not None
    assert why == ""


def test_a_page_too_long_is_asked_about_in_halves_whose_answers_are_one() -> None:
    question = shots.questions(night_bus()[1], PromptBook())[BUS]
    assert question.smaller is not None
    assert question.join is not None
    one, two = question.smaller()
    assert "1| The last bus" in one.text
    assert "39| The bus slows down." not in one.text
    assert "39| The bus slows down." in two.text
    first = wish(4, 4, "single", "MS", "dev")
    joined = question.join([ShotsAnswer(shots=(first,)), ShotsAnswer(shots=(wish(39, 39, "master", "WS"),))])
    assert [each.first for each in joined.shots] == [4, 39]


def test_a_scene_is_about_the_same_while_other_scenes_change() -> None:
    _, ground = night_bus()
    text = NIGHT_BUS.read_text(encoding="utf-8")
    more = text.replace("EXT. BUS DEPOT", "INT. KITCHEN - DAY\n\nA cat sleeps.\n\nEXT. BUS DEPOT")
    other = text.replace("Cake?", "Cakes?")
    after = Ground.of(read_bytes(more.encode(), NIGHT_BUS))
    changed = Ground.of(read_bytes(other.encode(), NIGHT_BUS))
    assert shots.source_of(ground, BUS) == shots.source_of(after, BUS) != shots.source_of(changed, BUS)
    asked = [shots.questions(each, PromptBook())[BUS].request(0).key for each in (ground, after, changed)]
    assert asked[0] == asked[1] != asked[2]


def test_nothing_asked_leaves_the_facts_as_they_are() -> None:
    _, ground = night_bus()
    assert with_shots(ground.facts, {}, ground) == ground.facts


def test_wishes_are_laid_over_the_steps_that_they_are_for() -> None:
    _, ground = night_bus()
    scene = next(each for each in with_shots(ground.facts, wishes(), ground) if each.scene == BUS)
    step = scene.steps[12]
    assert step.suggested is not None
    assert (step.suggested.idiom, step.suggested.size, step.suggested.subject) == ("single", "CU", "mara")
    assert (step.suggested.angle, step.suggested.move) == (None, "dolly")
    assert step.picture == "Seen: her answer shuts him up."
    assert [bool(each.suggested) for each in scene.steps[18:23]] == [False, True, True, True, False]
    assert [bool(each.picture) for each in scene.steps[18:23]] == [False, True, False, False, False]


def test_a_thing_becomes_the_prop_of_its_name() -> None:
    _, ground = night_bus()
    answer = {BUS: ShotsAnswer(shots=(wish(32, 32, "insert", "ECU", thing="the box"),))}
    scene = next(each for each in with_shots(ground.facts, answer, ground) if each.scene == BUS)
    assert scene.steps[31].suggested is not None
    assert scene.steps[31].suggested.subject == "box"


def test_the_writers_camera_words_leave_no_room_for_a_wish() -> None:
    _, ground = night_bus()
    answer = {BUS: ShotsAnswer(shots=(wish(17, 17, "single", "CU", "mara", why="her face"),))}
    scene = next(each for each in with_shots(ground.facts, answer, ground) if each.scene == BUS)
    assert scene.steps[16].suggested is None
    (told,) = scene.proposals
    assert (told.kind, told.verdict, told.line) == ("shot", "refused", scene.steps[16].lines[0])
    assert told.why == 'the writer says how it is shot: "INSERT - THE PHONE"'
    assert told.text == "CU single, MARA: her face"
