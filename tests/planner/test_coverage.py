"""Coverage: which idiom plays what, and where a line may be cut."""

from __future__ import annotations

import statistics
from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from film.plan import Prop, ScenePlan
from film.shot import Shot, Size
from film.style import Style
from planner.coverage.clauses import cut_shares
from planner.coverage.intent import SIZES, tighter
from planner.facts import CameraWords, Step
from tests.planner.scenes import action, doing, facts_of, planned, speech


def scene_of(
    steps: Sequence[Step], *names: str, kind: str = "street", establish: bool = True, **more: object
) -> ScenePlan:
    """The plan of steps with these people there from the start."""
    return planned(kind, facts_of(steps, names, **more), establish)[0]


def talk(count: int, **more: object) -> list[Step]:
    """A talk of two in lines of two seconds."""
    return [speech(("anna", "ben")[i % 2], f"Line {i} it is.", 3 + 2 * i, **more) for i in range(count)]


def test_a_new_place_is_established_and_a_known_one_is_not() -> None:
    assert scene_of(talk(4), "anna", "ben").shots[0].idiom == "establishing"
    assert scene_of(talk(4), "anna", "ben", establish=False).shots[0].idiom == "two_shot"


def test_two_who_face_each_other_are_shot_over_both_shoulders() -> None:
    shots = [shot for shot in scene_of(talk(6), "anna", "ben").shots if shot.idiom == "ots"]
    assert {shot.subjects[0] for shot in shots} == {"anna", "ben"}
    assert all(len(shot.subjects) == 2 for shot in shots)
    assert len({shot.size for shot in shots[:2]}) == 1


def test_the_camera_comes_closer_as_the_talk_gets_tense() -> None:
    calm = scene_of(talk(10, tension=0.2), "anna", "ben").shots[-1]
    tense = scene_of(talk(10, tension=0.9), "anna", "ben").shots[-1]
    assert SIZES.index(tense.size) > SIZES.index(calm.size)


def test_news_ends_on_the_face_that_hears_it() -> None:
    steps = [*talk(2), speech("anna", "He is dead.", 20, reveal=True)]
    last = scene_of(steps, "anna", "ben").shots[-1]
    assert (last.idiom, last.subjects[0], last.speech) == ("reaction", "ben", ())


def test_a_long_line_is_cut_between_its_sentences_and_heard_whole() -> None:
    steps = [*talk(1), speech("ben", "It was late. I was tired. Nobody had called me.", 20, 9.0)]
    scene = scene_of(steps, "anna", "ben")
    parts = [speech for shot in scene.shots for speech in shot.speech if speech.line == scene.dialogue[-1].id]
    assert len(parts) >= 2
    assert sum(part.frames for part in parts) == scene.dialogue[-1].frames


def test_short_lines_are_held_in_one_shot() -> None:
    steps = [*talk(2), speech("anna", "Yes?", 20, 0.6), speech("ben", "No.", 22, 0.6)]
    scene = scene_of(steps, "anna", "ben")
    assert {line.id for line in scene.dialogue[-2:]} <= {speech.line for speech in scene.shots[-1].speech}


def test_a_thing_to_see_close_gets_an_insert_with_the_hand_that_holds_it() -> None:
    phone = Prop(id="phone", name="phone", kind="phone", lines=(5, 5))
    read = action(
        "Ben reads the phone.", 5, 4.0, doings=(doing("ben", "read", "phone"),), props=("phone",), insert="phone"
    )
    shots = scene_of([*talk(1), read], "anna", "ben", props=(phone,)).shots
    assert [(shot.insert, shot.size, shot.subjects) for shot in shots if shot.idiom == "insert"] == [
        ("phone", "ECU", ("ben",))
    ]


def test_a_voice_over_stays_on_who_hears_it() -> None:
    steps = [speech("anna", "Hello?", 3), speech("ben", "It is me.", 5, extension="V.O."), speech("anna", "You.", 7)]
    scene = planned("street", facts_of(steps, ("anna",)))[0]
    voice = next(shot for shot in scene.shots if any(speech.character == "ben" for speech in shot.speech))
    assert voice.subjects == ("anna",)
    assert not any(speech.seen for speech in voice.speech if speech.character == "ben")


@pytest.mark.parametrize(("words", "idiom", "size"), [("CU", "single", "CU"), ("WS", "master", "WS")])
def test_the_writers_camera_words_are_obeyed(words: Size, idiom: str, size: str) -> None:
    step = action("The camera word.", 30, 3.0, camera=CameraWords(text="words", size=words), mentions=("anna",))
    last = scene_of([*talk(2), step], "anna", "ben").shots[-1]
    assert (last.idiom, last.size) == (idiom, size)


def test_a_pov_does_not_show_its_owner() -> None:
    words = CameraWords(text="POV of Anna.", idiom="pov", whose="anna")
    step = action("POV of Anna.", 30, 3.0, camera=words, mentions=("anna",), doings=(doing("anna", "look", "ben"),))
    last = scene_of([*talk(2), step], "anna", "ben").shots[-1]
    assert (last.idiom, last.subjects) == ("pov", ("ben",))


@given(st.text(alphabet="ab .,!", max_size=80), st.integers(1, 4))
def test_lines_are_never_cut_inside_a_word(text: str, parts: int) -> None:
    for share in cut_shares(text, parts, 0.1):
        at = round(share * len(text))
        assert text[at - 1] in " .,!"
        assert 0.1 <= share <= 0.9


def test_sizes_stop_at_the_ends_of_their_row() -> None:
    assert tighter("ECU") == "ECU"
    assert tighter("EWS", -1) == "EWS"
    assert tighter("MS", 2) == "CU"


@pytest.mark.parametrize(
    ("words", "idiom", "size", "angle", "move"),
    [
        ({"idiom": "single", "size": "CU", "angle": "low", "subject": "ben"}, "single", "CU", "low", "static"),
        ({"idiom": "two_shot", "size": "MS"}, "two_shot", "MS", "eye", "static"),
        ({"size": "WS"}, "master", "WS", "eye", "static"),
        ({"idiom": "single", "size": "MS", "subject": "ben", "move": "dolly"}, "single", "MS", "eye", "dolly"),
    ],
)
def test_camera_words_set_idiom_size_angle_and_move(
    words: dict[str, str], idiom: str, size: str, angle: str, move: str
) -> None:
    step = action("As the writer wants it.", 30, 3.0, camera=CameraWords(text="words", **words), mentions=("anna",))
    last = scene_of([*talk(2), step], "anna", "ben").shots[-1]
    assert (last.idiom, last.size, last.angle) == (idiom, size, angle)
    assert move in (last.move, "static")


def test_each_picture_of_a_montage_is_one_shot() -> None:
    pictures = [action(f"Picture {i}.", 30 + 2 * i, 4.0, montage=True, mentions=("anna",)) for i in range(4)]
    scene = scene_of([*talk(2), *pictures], "anna", "ben")
    played = [[span for span in shot.covers if span[0] >= 30] for shot in scene.shots]
    assert [spans for spans in played if spans] == [[(30 + 2 * i, 30 + 2 * i)] for i in range(4)]


def test_a_writers_transition_starts_a_shot_that_carries_it() -> None:
    steps = [*talk(4), action("Later.", 30, 3.0, transition="smash_cut", mentions=("ben",)), *talk(1)]
    scene = scene_of(steps, "anna", "ben")
    carried = [shot for shot in scene.shots if shot.transition != "cut"]
    assert [(shot.transition, shot.covers[0]) for shot in carried] == [("smash_cut", (30, 30))]


def test_a_long_speech_leaves_its_speaker_for_the_one_who_hears_it() -> None:
    text = "It was late. I was tired. Nobody had called me. I went home. The lamp was on. Somebody had been there."
    steps = [*talk(2), speech("anna", text, 20, 16.0), speech("ben", "Who?", 22)]
    shots = [shot for shot in scene_of(steps, "anna", "ben").shots if (20, 20) in shot.covers]
    assert len(shots) >= 3
    assert any(not speech.seen for shot in shots for speech in shot.speech)


def median(shots: Sequence[Shot]) -> float:
    """The median length of shots in seconds."""
    return statistics.median(shot.frames / 24 for shot in shots)


def tightness(shots: Sequence[Shot]) -> float:
    """The mean size of the shots of people, as an index from wide to tight."""
    return statistics.mean(SIZES.index(shot.size) for shot in shots if shot.idiom not in ("insert", "establishing"))


def in_style(**style: object) -> tuple[Shot, ...]:
    """The shots of one talk in a style."""
    lines = [speech(("anna", "ben")[i % 2], f"Line {i} it is. And more of it.", 3 + 2 * i, 3.4) for i in range(10)]
    return planned("street", facts_of(lines, ("anna", "ben")), True, Style(**style))[0].shots


def test_the_style_sets_pace_and_closeness() -> None:
    assert median(in_style(shot_seconds=12)) > median(in_style(shot_seconds=3)) * 1.5
    assert tightness(in_style(closeness=1)) > tightness(in_style(closeness=-1)) + 1


def test_a_one_er_holds_where_a_classical_cut_cuts() -> None:
    one_er = in_style(coverage="one_er", shot_seconds=60, handheld=0.5)
    assert len(one_er) <= 3
    assert {shot.move for shot in one_er} & {"handheld", "truck", "dolly", "crane", "steadicam"}
    assert len(in_style()) > 6


def test_only_the_styles_lenses_are_used() -> None:
    assert {shot.lens_mm for shot in in_style(lens_kit=(25.0, 40.0, 85.0))} <= {25.0, 40.0, 85.0}


def test_sizes_stay_within_the_styles_bounds() -> None:
    sizes = {SIZES.index(shot.size) for shot in in_style(widest="MWS", tightest="MCU") if shot.idiom != "establishing"}
    assert max(sizes) <= SIZES.index("MCU")
