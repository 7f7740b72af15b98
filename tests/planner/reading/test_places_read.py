"""Floor plans with what a model read of places in them: what fits is stood, what does not is refused, and everybody
still gets everywhere."""

from __future__ import annotations

from pathlib import Path
from typing import Any, get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

from film.place import FixtureKind, PlaceSheet
from planner.breakdown import break_down
from planner.characters import cast_sheets
from planner.places import laid_out, place_sheets
from planner.places.arrange import BUILT, Arranging, Where
from planner.places.library import KINDS
from planner.places.openings import OpeningKind, open_wall, openings_of
from planner.places.stand import stand
from planner.places.variety import Variety
from planner.places.words import found_kind
from planner.reading import places
from planner.reading.ground import Ground
from planner.reading.places import PlaceAnswer
from planner.reading.places.answer import Floor, Light
from prompts.book import PromptBook
from screenplay.fountain import parse
from tests.planner.reading import place_answers
from tests.planner.reading.place_answers import answer
from tests.planner.test_places import problems

BOOK = PromptBook()
SCRIPT = """
INT. RICK'S - NIGHT

Smoke. A long counter, a piano in the corner, three stools in a row. Above the door a sign: "NO CREDIT". Candles.

INT. BUS - NIGHT

A sofa blocks the aisle. The bus stands still.

EXT. STREET - DAY

A sofa on the wet grass, two barrels, a van. Someone has painted a board: "FREE".

INT. STUDY - DAY

It is a barn, really: hay on the earth floor, one door more than there should be, and an armchair by the window.
"""
GROUND = Ground.of(parse(SCRIPT))
QUESTIONS = places.questions(GROUND, BOOK)
BEFORE = {place.id: place for place in GROUND.places}


def laid(**answers: PlaceAnswer) -> dict[str, PlaceSheet]:
    held = {place: QUESTIONS[place].ground(each).answer for place, each in answers.items()}
    return {place.id: place for place in places.with_places(GROUND.places, held, GROUND)[0]}


def fates(**answers: PlaceAnswer) -> list[tuple[str, str, str]]:
    held = {place: QUESTIONS[place].ground(each).answer for place, each in answers.items()}
    _, proposals = places.with_places(GROUND.places, held, GROUND)
    return [(each.verdict, each.text.partition(": ")[2], each.why) for each in proposals]


def count(place: PlaceSheet, kind: str) -> int:
    return sum(thing.kind == kind for thing in place.fixtures)


def test_every_place_that_something_is_told_of_is_asked_about() -> None:
    assert [*QUESTIONS] == ["int_rick_s", "int_bus", "ext_street", "int_study"]
    assert "Headings: INT. RICK'S - NIGHT" in QUESTIONS["int_rick_s"].text
    assert "1| Smoke. A long counter" in QUESTIONS["int_rick_s"].text


def test_no_answer_changes_nothing() -> None:
    assert places.with_places(GROUND.places, {}, GROUND) == (GROUND.places, ())
    assert laid(int_rick_s=answer(), int_bus=answer(), ext_street=answer(), int_study=answer()) == BEFORE


def test_a_kind_is_taken_where_rules_had_to_fall_back() -> None:
    assert BEFORE["int_rick_s"].kind == "room"
    bar = laid(int_rick_s=answer(kind=(None, "", "bar")))["int_rick_s"]
    assert bar.kind == "bar"
    assert (bar.id, bar.name) == ("int_rick_s", "RICK'S")
    assert problems(bar) == []


def test_a_kind_that_the_heading_names_stays_unless_words_name_the_other() -> None:
    assert found_kind(GROUND.screenplay.scenes[3].heading).by == "heading"
    assert fates(int_study=answer(kind=(None, "", "barn"))) == [("refused", "barn", "the heading says office")]
    assert fates(int_study=answer(kind=(1, "hay on the earth floor", "barn")))[0][0] == "refused"
    assert laid(int_study=answer(kind=(1, "It is a barn, really", "barn")))["int_study"].kind == "barn"


def test_a_kitchen_is_not_out_of_doors() -> None:
    told = QUESTIONS["ext_street"].ground(answer(kind=(None, "", "kitchen")))
    assert told.answer.kind is None
    assert told.problems == ("kind: 'kitchen' is none of the kinds",)
    with pytest.raises(ValidationError):
        QUESTIONS["ext_street"].answer.model_validate(answer(kind=(None, "", "kitchen")).model_dump())


def test_things_are_stood_where_the_words_have_them() -> None:
    told = answer(
        kind=(None, "", "bar"),
        fixtures=[
            (1, "a piano in the corner", "piano", 1, "corner", None),
            (1, "Candles", "lamp_desk", 1, "anywhere", None),
        ],
    )
    before, bar = laid(int_rick_s=answer(kind=(None, "", "bar"))), laid(int_rick_s=told)["int_rick_s"]
    assert count(bar, "piano") == 1
    assert len(bar.lamps) == len(before["int_rick_s"].lamps) + 1
    piano = next(thing for thing in bar.fixtures if thing.kind == "piano")
    corner = (abs(bar.walls[0].start[0]), abs(bar.walls[0].start[1]))
    assert abs(abs(piano.position[0]) - corner[0]) + abs(abs(piano.position[1]) - corner[1]) < 2.5
    assert problems(bar) == []


def test_what_is_there_is_not_stood_again() -> None:
    stools = answer(kind=(None, "", "bar"), fixtures=[(1, "three stools in a row", "stool", 3, "in_row", None)])
    bare = laid(int_rick_s=answer(kind=(None, "", "bar")))["int_rick_s"]
    assert count(laid(int_rick_s=stools)["int_rick_s"], "stool") == count(bare, "stool") >= 3


def test_words_nobody_wrote_are_on_no_sign() -> None:
    told = QUESTIONS["int_rick_s"].ground(
        answer(
            fixtures=[(1, "a sign", "sign", 1, "by_door", "OBEY"), (1, "a sign", "picture", 1, "anywhere", "no credit")]
        )
    )
    assert [each.text for each in told.answer.fixtures] == [None, "no credit"]
    assert told.problems == ("fixtures sign: no paragraph has the writing 'OBEY'",)


def test_writing_is_put_on_a_sign() -> None:
    told = answer(fixtures=[(1, "a sign", "sign", 1, "by_door", "NO CREDIT")])
    assert [thing.text for thing in laid(int_rick_s=told)["int_rick_s"].fixtures if thing.kind == "sign"] == [
        "NO CREDIT"
    ]


def test_a_sofa_in_a_bus_and_a_house_in_a_street_are_refused() -> None:
    sofa = answer(fixtures=[(1, "A sofa blocks the aisle", "sofa", 1, "middle", None)])
    assert fates(int_bus=sofa) == [("refused", "1 sofa", "a vehicle has its own furniture")]
    assert laid(int_bus=sofa) == BEFORE
    house = answer(fixtures=[(1, "two barrels", "house", 1, "anywhere", None)])
    assert fates(ext_street=house) == [("refused", "1 house", "it is built with a place, not stood in it")]


def test_what_no_words_put_there_is_taken_out() -> None:
    told = QUESTIONS["int_rick_s"].ground(answer(fixtures=[(1, "a grand fireplace", "fireplace", 1, "anywhere", None)]))
    assert told.answer.fixtures == ()
    assert told.problems == ("fixtures: paragraph 1 does not say 'a grand fireplace'",)


def test_a_place_is_never_filled_up() -> None:
    kinds: tuple[FixtureKind, ...] = (
        "sofa",
        "piano",
        "wardrobe",
        "bed",
        "fridge",
        "stove",
        "bookcase",
        "desk",
        "crate",
    )
    told = answer(fixtures=[(1, "Smoke", kind, 6, "anywhere", None) for kind in kinds])
    room = laid(int_rick_s=told)["int_rick_s"]
    assert problems(room) == []
    x0, y0, x1, y1 = BEFORE["int_rick_s"].stage
    a0, b0, a1, b1 = room.stage
    assert (a1 - a0) * (b1 - b0) >= 0.69 * (x1 - x0) * (y1 - y0)
    assert any(verdict == "refused" for verdict, _, _ in fates(int_rick_s=told))


def test_more_than_six_of_a_kind_or_ten_kinds_are_no_answer() -> None:
    with pytest.raises(ValidationError):
        answer(fixtures=[(1, "Smoke", "sofa", 40, "anywhere", None)])
    with pytest.raises(ValidationError):
        answer(fixtures=[(1, "Smoke", "sofa", 1, "anywhere", None)] * 40)


def test_light_floor_and_riding() -> None:
    sheets = laid(
        int_rick_s=answer(light=(1, "Candles", "candles")),
        int_study=answer(floor=(1, "hay on the earth floor", "earth")),
        int_bus=answer(moving=(1, "The bus stands still", False)),
    )
    lamps = zip(BEFORE["int_rick_s"].lamps, sheets["int_rick_s"].lamps, strict=True)
    assert all(after.power == pytest.approx(before.power / 2, abs=1e-3) for before, after in lamps)
    assert sheets["int_study"].ground == "earth"
    assert (BEFORE["int_bus"].moving, sheets["int_bus"].moving) == (True, False)
    rides = fates(int_study=answer(moving=(1, "It is a barn", True)))
    assert rides == [("refused", "it rides", "it cannot ride")]


def test_a_door_more_is_a_way_in() -> None:
    doors = len([o for wall in BEFORE["int_study"].walls for o in wall.openings if o.kind == "door"])
    told = answer(openings=[(1, "one door more than there should be", "door", doors + 1)])
    study = laid(int_study=told)["int_study"]
    assert len(study.entrances) == len(BEFORE["int_study"].entrances) + 1
    assert problems(study) == []
    assert fates(ext_street=answer(openings=[(1, "two barrels", "window", 1)]))[0][0] == "refused"


def test_evidence_of_a_place_grows_by_what_was_taken() -> None:
    before = BEFORE["int_study"].evidence
    assert laid(int_study=answer(floor=(1, "earth floor", "earth")))["int_study"].evidence == (*before, (16, 16))
    assert laid(int_study=answer(moving=(1, "It is a barn", True)))["int_study"].evidence == before


@pytest.mark.parametrize("name", ["la_lettre", "the_understudy"])
def test_good_answers_hold(name: str) -> None:
    ground = Ground.of(parse(Path(f"samples/{name}.fountain").read_text(encoding="utf-8")))
    questions = places.questions(ground, BOOK)
    for place, each in getattr(place_answers, name.upper()).items():
        read = questions[place].answer.model_validate_json(each.model_dump_json())
        assert questions[place].ground(read).problems == ()


def test_an_edit_elsewhere_changes_no_question() -> None:
    more = "INT. QUARRY OFFICE - DAY\n\nDust. A desk.\n\nANNA\nDust.\n\n"
    edited = SCRIPT.replace("INT. BUS", f"{more}INT. BUS").replace("two barrels", "three barrels")
    ground = Ground.of(parse(edited))
    now = places.questions(ground, BOOK)
    for place in ("int_rick_s", "int_bus", "int_study"):
        assert now[place].text == QUESTIONS[place].text
        assert places.source_of(ground, place) == places.source_of(GROUND, place)
    assert places.source_of(ground, "ext_street") != places.source_of(GROUND, "ext_street")


def test_a_question_about_a_place_does_not_grow_with_the_script() -> None:
    scene = "INT. HALL - DAY\n\nDay {n} in the hall: the windows are shut, the long table is laid for {n} guests.\n\n"
    for scenes in (60, 120):
        ground = Ground.of(parse("".join(scene.format(n=n) for n in range(scenes))))
        assert len(places.questions(ground, BOOK)["int_hall"].text) < 4600


def test_standing_says_whether_it_fitted() -> None:
    kitchen, bus = KINDS["kitchen"](Variety("a")), KINDS["bus_interior"](Variety("a"))
    assert stand(kitchen, "armchair")
    assert not stand(bus, "armchair")
    before = len(kitchen.fixtures)
    assert not stand(kitchen, "train")
    assert len(kitchen.fixtures) == before


def test_an_opening_that_shuts_somebody_off_is_not_made() -> None:
    lift = KINDS["lift"](Variety("a"))
    entrances = len(lift.entrances)
    while open_wall(lift, "door").stands:
        pass
    assert openings_of(lift, "door") == len(lift.entrances) >= entrances


wishes = st.lists(
    st.tuples(st.sampled_from(get_args(FixtureKind)), st.sampled_from(get_args(Where)), st.integers(1, 4)), max_size=6
)


@settings(max_examples=25, deadline=None)
@given(st.sampled_from(sorted(KINDS)), wishes, st.lists(st.sampled_from(get_args(OpeningKind)), max_size=3))
def test_whatever_is_wished_for_the_place_can_be_played_in(
    kind: str, wished: list[tuple[FixtureKind, Where, int]], openings: list[OpeningKind]
) -> None:
    plan = KINDS[kind](Variety("x"))
    arranging = Arranging(plan)
    for thing, where, often in wished:
        for _ in range(often):
            before = len(plan.fixtures)
            stood = arranging.stand(thing, where)
            assert stood.stands == (len(plan.fixtures) > before)
            assert not (stood.stands and thing in BUILT)
            assert stood.stands or stood.why
    for opening in openings:
        open_wall(plan, opening)
    assert problems(plan.sheet("id", "x", ())) == []


@st.composite
def _answers(draw: st.DrawFn, place: str) -> PlaceAnswer:
    paragraph = QUESTIONS[place].text.split("1| ")[1]
    words = draw(st.sampled_from(paragraph.split()))
    told: dict[str, Any] = {"fixtures": [], "openings": []}
    for kind, where, often in draw(wishes):
        told["fixtures"].append((1, words, kind, often, where, draw(st.sampled_from([None, "FREE", "<b>"]))))
    told["openings"] = [
        (1, words, kind, 2) for kind in draw(st.lists(st.sampled_from(get_args(OpeningKind)), max_size=2))
    ]
    told["kind"] = (draw(st.sampled_from([None, 1])), words, draw(st.sampled_from(sorted(KINDS))))
    told["light"] = (1, words, draw(st.sampled_from(get_args(Light))))
    told["floor"] = (1, words, draw(st.sampled_from(get_args(Floor))))
    told["moving"] = (1, words, draw(st.booleans()))
    return answer(**{name: told[name] for name in draw(st.sets(st.sampled_from(sorted(told))))})


@settings(max_examples=15, deadline=None)
@given(st.sampled_from(sorted(QUESTIONS)).flatmap(lambda place: st.tuples(st.just(place), _answers(place))))
def test_whatever_is_answered_the_law_holds(told: tuple[str, PlaceAnswer]) -> None:
    place, each = told
    held = {place: QUESTIONS[place].ground(each).answer}
    sheets, proposals = places.with_places(GROUND.places, held, GROUND)
    assert (sheets, proposals) == places.with_places(GROUND.places, held, GROUND)
    for sheet in sheets:
        assert problems(sheet) == []
        assert sheet.id != place or PlaceSheet.model_validate(sheet.model_dump()) == sheet
        assert sheet.id == place or sheet == BEFORE[sheet.id]
    assert all(each.verdict == "taken" or each.why for each in proposals)


def test_a_place_laid_out_again_is_the_same() -> None:
    sheets, _ = place_sheets(GROUND.screenplay)
    scene = GROUND.screenplay.scenes[3]
    text = SCRIPT.rsplit("DAY\n\n", 1)[1].strip()
    again = laid_out(scene.heading, text).sheet(sheets[3].id, sheets[3].name, sheets[3].evidence)
    assert again == sheets[3]


def test_who_knows_the_kind_of_a_place_tells_how_it_sounds() -> None:
    script = parse("INT. RICK'S - NIGHT\n\nANNA waits.\n\nTHE BARTENDER\nYes?\n")
    cast, scene = cast_sheets(script, ()), script.scenes[0].id
    (plain,), (told,) = break_down(script, cast), break_down(script, cast, {scene: "bar"})
    assert plain.ambience != told.ambience
    assert "bartender" in {posted.post for posted in told.posts} - {posted.post for posted in plain.posts}


def test_an_answer_that_was_tampered_with_builds_no_strange_place() -> None:
    told = {"int_study": answer(kind=(50, "x", "../palace"), fixtures=[(60, "x", "sofa", 1, "anywhere", None)])}
    sheets, proposals = places.with_places(GROUND.places, told, GROUND)
    assert {sheet.id: sheet.kind for sheet in sheets}["int_study"] == "office"
    assert proposals[0].verdict == "refused"


def test_a_question_about_a_place_is_asked_in_parts_where_it_is_too_long() -> None:
    ground = Ground.of(parse("INT. HALL - DAY\n\nA long table.\n\nTwo doors.\n\nA piano.\n"))
    question = places.questions(ground, BOOK)["int_hall"]
    assert question.smaller is not None
    assert question.join is not None
    assert len(question.smaller()) == 2
    one = answer(kind=(None, "", "hall"), openings=[(2, "Two doors", "door", 2)])
    two = answer(kind=(1, "long table", "dining_room"), fixtures=[(3, "A piano", "piano", 1, "anywhere", None)] * 10)
    both = question.join([one, two, two])
    assert (both.kind, both.openings) == (two.kind, one.openings)
    assert len(both.fixtures) == 10
