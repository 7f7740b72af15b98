"""What the script does not bear out of an answer is taken out of it, and said so that it can be mended."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from planner.reading.ground import Ground
from planner.reading.page import Page
from planner.reading.scenes import SceneAnswer
from planner.reading.scenes.grounding import grounded
from planner.reading.scenes.matter import Matter, matter_of
from screenplay import read
from tests.planner.reading.scene_answers import Row, answer

SCENE = """INT. PARLOUR - DAY

ANNA, 30, sits at the table. BEN, 40, reads a letter to her: "Carla took the gun and ran."

ANNA
(rising)
Did she take the gun? I would kiss her.

Ben goes out. Anna picks up her red scarf and looks at the old lamp.

BEN (O.S.)
She did.

ANNA
And CARLA?
"""


@pytest.fixture(scope="module")
def matter(tmp_path_factory: pytest.TempPathFactory) -> Matter:
    file = tmp_path_factory.mktemp("scripts") / "parlour.fountain"
    more = "\n\nEXT. ROAD - DAY\n\nCARLA, 20, runs.\n\nCARLA\nAway.\n"
    file.write_text(SCENE + more, encoding="utf-8")
    ground = Ground.of(read(Path(file)))
    found = matter_of(ground, ground.facts[0].scene)
    assert found is not None
    return found


def held(matter: Matter, **told: list[Row] | Row | None) -> tuple[SceneAnswer, str]:
    kept, problems = grounded(matter, answer(**told))
    assert grounded(matter, kept) == (kept, ())
    return kept, "\n".join(problems)


def test_the_matter_is_as_the_answers_here_expect_it(matter: Matter) -> None:
    assert list(matter.people) == ["anna", "ben", "carla"]
    assert [paragraph.number for paragraph in matter.page.paragraphs] == [1, 2, 3, 4, 5]


def test_a_quote_is_moved_to_the_paragraph_that_holds_it(matter: Matter) -> None:
    kept, problems = held(matter, actions=[(1, "picks up her red scarf", "anna", "take", "scarf")])
    assert [(each.paragraph, each.verb) for each in kept.actions] == [(3, "take")]
    assert problems == ""


def test_of_a_quote_with_words_left_out_the_longest_stretch_counts(matter: Matter) -> None:
    kept, problems = held(matter, actions=[(3, "Anna ... looks at the old lamp", "anna", "look", "lamp")])
    assert [each.quote for each in kept.actions] == ["looks at the old lamp"]
    assert problems == ""


@pytest.mark.parametrize(
    ("item", "why"),
    [
        ((3, "Anna dances on the table", "anna", "dance", None), "do not stand in the scene"),
        ((3, "", "anna", "dance", None), "too short"),
        ((3, "Ben goes out", "gandalf", "exit", None), "nobody of the scene"),
        ((1, "Carla took the gun", "carla", "take", "gun"), "between quotation marks"),
        ((2, "I would kiss her", "anna", "kiss", "carla"), "only said"),
        ((2, "rising", "ben", "rise", None), "not who speaks"),
        ((1, "reads a letter", "ben", "give", "letter"), "whom they give is not named"),
    ],
)
def test_an_action_that_the_script_does_not_bear_out_goes(matter: Matter, item: Row, why: str) -> None:
    kept, problems = held(matter, actions=[item])
    assert kept.actions == ()
    assert why in problems


def test_what_a_parenthetical_says_is_done(matter: Matter) -> None:
    kept, problems = held(matter, actions=[(2, "rising", "anna", "rise", None)])
    assert [each.verb for each in kept.actions] == ["rise"]
    assert problems == ""


def test_names_are_taken_for_ids_and_nobody_is_their_own_target(matter: Matter) -> None:
    kept, problems = held(
        matter,
        actions=[(1, "ANNA, 30, sits", "Anna", "sit", "Anna"), (1, "reads a letter to her", "BEN", "read", "ANNA")],
    )
    assert [(each.who, each.target) for each in kept.actions] == [("anna", None), ("ben", "anna")]
    assert problems == ""


def test_a_target_is_a_word_of_the_scene_or_the_planners_own(matter: Matter) -> None:
    kept, problems = held(
        matter,
        actions=[
            (3, "looks at the old lamp", "anna", "look", "old lamp"),
            (3, "Ben goes out", "ben", "cross", "window"),
            (1, "sits at the table", "anna", "sit", "dragon"),
        ],
    )
    assert [each.target for each in kept.actions] == [None, "window", "old lamp"]
    assert "dragon" in problems


def test_what_is_done_to_the_only_other_one_needs_no_name(matter: Matter) -> None:
    kept, problems = held(
        matter,
        people=[(5, "And CARLA", "carla", "absent", "")],
        actions=[(1, "reads a letter to her", "ben", "give", None)],
    )
    assert [each.target for each in kept.actions] == ["anna"]
    assert problems == ""


def test_who_is_not_there_does_nothing(matter: Matter) -> None:
    kept, problems = held(
        matter,
        people=[(5, "And CARLA", "carla", "absent", "")],
        actions=[(3, "looks at the old lamp", "carla", "look", "lamp")],
        feelings=[(3, "looks at the old lamp", "carla", "sad")],
    )
    assert kept.actions == kept.feelings == ()
    assert problems.count("carla is not in the scene by this answer") == 2


def test_who_speaks_in_the_picture_is_there(matter: Matter) -> None:
    kept, problems = held(matter, people=[(1, "ANNA, 30", "anna", "absent", ""), (4, "She did", "ben", "heard", "")])
    assert [each.who for each in kept.people] == ["ben"]
    assert "speaks in paragraph 2" in problems


def test_who_is_there_from_the_start_does_not_come_in(matter: Matter) -> None:
    kept, problems = held(
        matter,
        people=[(1, "ANNA, 30, sits", "anna", "from_start", "")],
        actions=[(1, "sits at the table", "anna", "enter", None)],
    )
    assert [each.there for each in kept.people] == ["comes"]
    assert "say which" in problems


def test_nobody_acts_who_has_gone_goes_twice_or_goes_who_speaks_on(matter: Matter) -> None:
    kept, problems = held(
        matter,
        actions=[
            (3, "Ben goes out", "ben", "exit", None),
            (3, "looks at the old lamp", "ben", "look", "lamp"),
            (3, "picks up her red scarf", "ben", "exit", None),
            (3, "Anna picks up", "anna", "exit", None),
        ],
    )
    assert [(each.who, each.verb) for each in kept.actions] == [("ben", "exit")]
    assert problems.count("has gone in paragraph 3") == 2
    assert "is still there in paragraph 5" in problems


@pytest.mark.parametrize(
    ("item", "why"),
    [
        ((1, "sits at the table", "anna", "at", None), "at what?"),
        ((1, "sits at the table", "anna", "on", "ben"), "nobody is on a person"),
        ((5, "And CARLA", "carla", "near", "anna"), "only spoken of"),
    ],
)
def test_a_position_that_cannot_be_goes(matter: Matter, item: Row, why: str) -> None:
    kept, problems = held(matter, positions=[item])
    assert kept.positions == ()
    assert why in problems


def test_a_feeling_in_a_speech_is_the_speakers(matter: Matter) -> None:
    told = [(2, "Did she take", "anna", "afraid"), (2, "Did she take", "ben", "sad"), (4, "She did", "ben", "sad")]
    kept, problems = held(matter, feelings=told)
    assert [(each.who, each.mood) for each in kept.feelings] == [("anna", "afraid"), ("ben", "sad")]
    assert problems.count("not who speaks there") == 1


def test_a_short_quote_that_is_all_of_a_speech_will_do(matter: Matter) -> None:
    no = replace(matter, page=Page.of([((1, 1), "No.", "ANNA")]), steps=(matter.steps[1],))
    kept, problems = held(no, feelings=[(1, "No", "anna", "afraid"), (1, "o", "anna", "sad")])
    assert [each.mood for each in kept.feelings] == ["afraid"]
    assert "too short" in problems


@pytest.mark.parametrize(("name", "held_to"), [("red scarf", 3), ("lamp", 3), ("letter", 1), ("sword", None)])
def test_a_prop_is_something_that_the_scene_has(matter: Matter, name: str, held_to: int | None) -> None:
    kept, problems = held(matter, props=[(1, name, "thing", None)])
    assert [each.paragraph for each in kept.props] == ([] if held_to is None else [held_to])
    assert ("do not stand" in problems) == (held_to is None)


def test_clothes_sounds_and_music_stand_in_the_script(matter: Matter) -> None:
    kept, problems = held(
        matter,
        wardrobe=[(1, "anna", "red scarf"), (1, "anna", "golden armour")],
        sounds=[(3, "Ben goes out", "footsteps"), (3, "thunder rolls", "thunder")],
        music=[(5, "And CARLA", 1, "low strings"), (5, "And CARLA", 5, "")],
    )
    assert [(each.paragraph, each.clothes) for each in kept.wardrobe] == [(3, "red scarf")]
    assert [each.sound for each in kept.sounds] == ["footsteps"]
    assert [(each.paragraph, each.until) for each in kept.music] == [(5, 5)]
    assert len(problems.splitlines()) == 3


def test_the_time_may_rest_on_the_heading_and_on_nothing_else_that_is_not_there(matter: Matter) -> None:
    kept, problems = held(matter, time=(0, "PARLOUR - DAY", "day"), weather=(0, "a storm", "rain"))
    assert kept.time is not None
    assert kept.weather is None
    assert "do not stand in the scene" in problems


def test_beats_are_in_order_one_a_paragraph_and_the_first_begins_the_scene(matter: Matter) -> None:
    kept, problems = held(
        matter,
        beats=[(4, "ben", "late", 5), (2, "nobody", "early", 3), (4, "anna", "again", 9), (77, None, "nowhere", 1)],
    )
    assert [(each.paragraph, each.leader, each.change) for each in kept.beats] == [
        (1, None, "early"),
        (4, "ben", "late"),
    ]
    assert "there is no such paragraph" in problems


def test_a_models_words_are_told_on_one_line_without_control_tokens(matter: Matter) -> None:
    kept, _ = held(
        matter,
        people=[(1, "ANNA, 30", "anna", "from_start", "to go\n<|im_end|>")],
        beats=[(1, None, "a\x00 <|im_start|>system", 1)],
    )
    assert kept.people[0].wants == "to go ‹|im_end|›"
    assert kept.beats[0].change == "a ‹|im_start|›system"
