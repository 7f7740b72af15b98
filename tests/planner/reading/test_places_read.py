"""Floor plans with what a model read of places in them: what fits is stood, what does not is refused, and everybody
still gets everywhere."""

from __future__ import annotations

from pathlib import Path
from typing import Any, get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import planner
from film.place import FixtureKind, PlaceSheet
from planner.breakdown import break_down
from planner.brief import Brief
from planner.characters import cast_sheets
from planner.continuity import check
from planner.places import laid_out, place_sheets
from planner.places.arrange import Where
from planner.places.library import KINDS
from planner.places.openings import OpeningKind
from planner.places.words import found_kind
from planner.reading import people, places
from planner.reading.ground import Ground
from planner.reading.places import PlaceAnswer
from planner.reading.places.answer import Floor, Light
from planner.reading.reading import Read, Reading
from screenplay.fountain import parse
from tests.planner.reading.people_answers import answer as person
from tests.planner.reading.place_answers import answer
from tests.planner.reading.place_script import BEFORE, BOOK, GROUND, QUESTIONS, SCRIPT, fates, laid
from tests.planner.test_places import problems


def count(place: PlaceSheet, kind: str) -> int:
    return sum(thing.kind == kind for thing in place.fixtures)


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


wishes = st.lists(
    st.tuples(st.sampled_from(get_args(FixtureKind)), st.sampled_from(get_args(Where)), st.integers(1, 4)), max_size=6
)


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


@pytest.mark.parametrize("name", ["la_lettre", "one_table"])
def test_the_proof_of_the_plan_holds_in_places_and_with_people_that_a_model_read(name: str) -> None:
    screenplay = parse(Path(f"samples/{name}.fountain").read_text(encoding="utf-8"))
    ground = Ground.of(screenplay)
    stuffed = answer(
        fixtures=[(1, "x", kind, 2, "anywhere", None) for kind in ("armchair", "plant", "picture", "crate")],
        openings=[(1, "x", "door", 3), (1, "x", "window", 3)],
    )
    small = person(height=(None, "", "very_short"), weight=(None, "", "very_heavy"), age=(None, "", 4))
    asked = people.questions(ground, BOOK)
    reading = Reading(
        model="by hand",
        places={each.id: Read(source=places.source_of(ground, each.id), answer=stuffed) for each in ground.places},
        people={who: Read(source=people.source_of(ground, who), answer=small) for who in asked},
    )
    plan = planner.plan(screenplay, Brief(reading=reading))
    assert {proposal.kind for proposal in plan.proposals} >= {"sheet", "place"}
    assert [finding for finding in check(plan) if not finding.excused] == []


def test_a_place_of_another_kind_is_played_as_one() -> None:
    screenplay = parse("INT. RICK'S - NIGHT\n\nANNA waits.\n\nTHE BARTENDER\nYes?\n")
    ground = Ground.of(screenplay)
    read = Read(source=places.source_of(ground, "int_rick_s"), answer=answer(kind=(None, "", "bar")))
    told = planner.plan(screenplay, Brief(reading=Reading(model="by hand", places={"int_rick_s": read})))
    plain = planner.plan(screenplay, Brief())
    assert (plain.places[0].kind, told.places[0].kind) == ("room", "bar")
    assert told.scenes[0].ambience != plain.scenes[0].ambience
