"""What the measures of a reading count, with labels and readings made so that it is known what is right."""

from __future__ import annotations

import math

from benchmarks.judging.gold import GoldPerson, GoldPlace, GoldScene
from benchmarks.judging.measures import Tally, person_judged, place_judged, scene_judged, summed
from film.cast import Build, CharacterSheet, Outfit, Palette, Portrait, Relation
from film.place import Fixture, PlaceSheet
from film.plan import Breakdown, Prop
from planner.characters.wardrobe import worn_in
from planner.facts import Doing, Feeling, SceneFacts, Step

GOLD = GoldScene.model_validate(
    {
        "scene": "x",
        "story_day": [1],
        "time_of_day": "night",
        "cast": {"anna": "start", "ben": "later"},
        "props": {"box": 1},
        "props_perhaps": ["cap"],
        "beats": [1, 5, 9],
        "beats_perhaps": [7],
        "moods": {3: ["sad"], 7: ["none", "angry"]},
        "actions": {1: ["anna sit"], 5: ["ben cross|approach"]},
        "actions_perhaps": {5: ["ben look"]},
    }
)


def step(line: int, kind: str = "action", **changes: object) -> Step:
    """A step of one line."""
    text = {"kind": kind, "lines": (line, line), "text": "x", "seconds": 1.0}
    return Step.model_validate({**text, **changes})


def facts(*steps: Step, **changes: object) -> SceneFacts:
    """A reading of the scene: all right, but for the changes."""
    found: dict[str, object] = {
        "scene": "x",
        "time_of_day": "night",
        "ambience": "room",
        "present": ("anna", "ben"),
        "from_start": ("anna",),
        "breakdown": Breakdown(props=(Prop(id="cardboard_box", name="cardboard box", kind="box", lines=(1, 1)),)),
        "steps": steps,
    }
    return SceneFacts.model_validate(found | changes)


def does(who: str, verb: str) -> tuple[Doing, ...]:
    """One doing."""
    return (Doing.model_validate({"character": who, "verb": verb}),)


RIGHT = facts(
    step(1, doings=does("anna", "sit")),
    step(3, "speech", character="anna", feelings=(Feeling(character="anna", mood="sad"),), reveal=True),
    step(5, doings=does("ben", "approach"), turn=True),
    step(7, "speech", character="ben"),
    step(9, turn=True),
)


def test_a_right_reading_is_right_in_everything() -> None:
    found = scene_judged(GOLD, RIGHT)
    assert {name: tally.recall for name, tally in found.items()} == dict.fromkeys(found, 1.0)
    assert found["actions"] == Tally(2, 2, 2)
    assert found["moods"] == Tally(2, 2, 2)
    assert found["clear_moods"] == Tally(1, 1, 1)
    assert found["props"] == Tally(1, 1, 1)


def test_who_is_not_there_counts_against_the_reading() -> None:
    assert scene_judged(GOLD, RIGHT.but(present=("anna", "carl", "dan")))["cast"] == Tally(1, 3, 2)


def test_who_opens_the_scene_is_counted_of_those_found() -> None:
    assert scene_judged(GOLD, RIGHT.but(from_start=("anna", "ben")))["opening"] == Tally(1, 2, 2)
    assert scene_judged(GOLD, RIGHT.but(present=("ben",), from_start=()))["opening"] == Tally(1, 1, 1)


def test_what_may_be_found_counts_neither_way() -> None:
    cap = Prop(id="cap", name="cap", kind="hat", lines=(1, 1))
    lamp = Prop(id="lamp", name="lamp", kind="thing", lines=(1, 1))
    box = RIGHT.breakdown.props[0]
    assert scene_judged(GOLD, RIGHT.but(breakdown=Breakdown(props=(box, cap))))["props"] == Tally(1, 1, 1)
    assert scene_judged(GOLD, RIGHT.but(breakdown=Breakdown(props=(box, lamp))))["props"] == Tally(1, 2, 1)
    looking = RIGHT.steps[2].but(doings=(*does("ben", "approach"), *does("ben", "look"), *does("anna", "look")))
    steps = (*RIGHT.steps[:2], looking, *RIGHT.steps[3:])
    assert scene_judged(GOLD, RIGHT.but(steps=steps))["actions"] == Tally(2, 3, 2)


def test_an_act_in_another_paragraph_is_none() -> None:
    steps = (step(1), *RIGHT.steps[1:4], step(9, doings=does("anna", "sit")))
    assert scene_judged(GOLD, RIGHT.but(steps=steps))["actions"] == Tally(1, 2, 2)


def test_a_mood_that_is_not_there_is_wrong_and_a_clear_one_missed_is_too() -> None:
    happy = RIGHT.steps[3].but(feelings=(Feeling(character="ben", mood="happy"),))
    steps = (RIGHT.steps[0], RIGHT.steps[1].but(feelings=()), RIGHT.steps[2], happy, RIGHT.steps[4])
    found = scene_judged(GOLD, RIGHT.but(steps=steps))
    assert (found["moods"], found["clear_moods"]) == (Tally(0, 2, 2), Tally(0, 1, 1))


def test_a_beat_may_begin_a_line_off_and_no_further() -> None:
    gold = GOLD.but(beats=(1, 4, 9), beats_perhaps=())
    found = scene_judged(gold, facts(step(1), step(3, "speech", character="anna"), step(7), step(9)))
    assert found["beats"] == Tally(1, 2, 2)


def test_where_a_reading_says_what_turns_that_is_where_beats_begin() -> None:
    steps = (
        step(1),
        step(3, "speech", character="anna"),
        step(5, turn=True),
        step(6),
        step(9, doings=does("ben", "exit")),
    )
    assert scene_judged(GOLD, facts(*steps))["beats"] == Tally(1, 1, 2)
    plain = tuple(each.but(turn=False) for each in steps)
    assert scene_judged(GOLD, facts(*plain))["beats"] == Tally(2, 3, 2)


def test_the_day_may_be_any_that_the_script_leaves_open() -> None:
    assert scene_judged(GOLD.but(story_day=(3, 2)), RIGHT.but(story_day=2))["story_day"].right == 1
    assert scene_judged(GOLD.but(story_day=(3, 2)), RIGHT.but(story_day=4))["story_day"].right == 0


PERSON = GoldPerson.model_validate(
    {
        "id": "anna",
        "age": {"is": 34, "lines": [1]},
        "clothes": {"is": "a green coat", "lines": [1]},
        "height": {"is": "tall", "lines": [1]},
        "unsaid": ["skin", "hair"],
        "related": {"ben": 2},
        "words": {"nurse": 1},
    }
)
GUESSED = ("build.gender", "build.weight", "hair", "palette.hair", "palette.skin")


def sheet(**changes: object) -> CharacterSheet:
    """A sheet that says what the labels say."""
    top = worn_in("a green coat").top
    assert top is not None
    right = CharacterSheet(
        id="anna",
        name="ANNA",
        build=Build(age=34, gender=0, height=1.8),
        palette=Palette(top=top),
        guessed=GUESSED,
        portrait=Portrait(looks="A nurse.", relations=(Relation(character="ben", text="sister"),)),
    )
    return right.but(**changes)


def test_a_sheet_is_counted_by_what_it_says_for_sure() -> None:
    found = person_judged(PERSON, sheet())
    assert found == {
        "sheet": Tally(3, 3, 3),
        "made_up": Tally(0, 0, 2),
        "relations": Tally(1, 1, 1),
        "portrait": Tally(1, 1, 1),
    }


def test_a_guess_is_no_claim_and_a_claim_on_the_unsaid_is_made_up() -> None:
    assert person_judged(PERSON, sheet(guessed=(*GUESSED, "build.age")))["sheet"] == Tally(2, 2, 3)
    skin = person_judged(PERSON, sheet(guessed=tuple(each for each in GUESSED if each != "palette.skin")))
    assert (skin["sheet"], skin["made_up"]) == (Tally(3, 4, 3), Tally(0, 1, 2))


def test_clothes_may_stand_in_the_wardrobe_and_have_the_colour_that_is_said() -> None:
    green = sheet().palette.top
    plain = sheet(guessed=(*GUESSED, "palette.top"))
    worn = plain.but(wardrobe=(Outfit(id="coat", text="green coat", top=green, lines=(1, 1)),))
    assert person_judged(PERSON, plain)["sheet"] == Tally(2, 2, 3)
    assert person_judged(PERSON, worn)["sheet"] == Tally(3, 3, 3)
    assert person_judged(PERSON, sheet(palette=Palette(top="#a8322d")))["sheet"] == Tally(2, 3, 3)


def test_a_sheet_without_a_portrait_tells_nothing() -> None:
    found = person_judged(PERSON, sheet(portrait=None))
    assert (found["relations"], found["portrait"]) == (Tally(0, 0, 1), Tally(0, 0, 1))


def test_a_place_is_of_a_right_kind_and_has_what_the_script_puts_there() -> None:
    gold = GoldPlace.model_validate({"id": "hall", "kind": ["hall", "room"], "fixtures": {"bed|bench": 1, "stove": 2}})
    bench = Fixture(id="bench", kind="bench", position=(0, 0, 0), size=(1, 1, 1))
    lamp = bench.but(id="lamp", kind="lamp_floor")
    hall = PlaceSheet(
        id="hall",
        name="HALL",
        kind="hall",
        enclosure="open",
        stage=(0, 0, 1, 1),
        ground="wood",
        fixtures=(bench, lamp),
    )
    assert place_judged(gold, hall) == {"place": Tally(1, 1, 1), "fixtures": Tally(1, 1, 2)}
    assert place_judged(gold, hall.but(kind="shop", fixtures=(lamp,))) == {
        "place": Tally(0, 1, 1),
        "fixtures": Tally(0, 0, 2),
    }


def test_tallies_add_up_and_nothing_of_nothing_is_no_number() -> None:
    total = summed([{"cast": Tally(1, 2, 3)}, {"cast": Tally(1, 1, 1), "props": Tally(0, 0, 0)}])
    assert total == {"cast": Tally(2, 3, 4), "props": Tally(0, 0, 0)}
    assert (total["cast"].precision, total["cast"].recall, total["cast"].f1) == (2 / 3, 0.5, 4 / 7)
    assert math.isnan(total["props"].f1)
