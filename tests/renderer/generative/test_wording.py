"""What video models are told of shots: as it is staged, of whom is seen, in the trade's words, within their tokens."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from film.camera import CameraKey
from film.cast import CharacterSheet, Palette
from film.errors import RenderError
from film.motion import motions
from film.plan import Extra
from film.shot import Half, ShotProp, SoundCue
from film.staging import Mark
from prompts.book import PromptBook
from renderer.generative.brief import ShotBrief, Spoken
from renderer.generative.wording import Limits, still_worded, worded
from renderer.generative.wording.lens import ANGLES
from tests.conftest import Golden
from tests.renderer.generative.wording_desk import NAMES, TEMPLATES, able, beat, brief, briefs, count, planned, told
from tests.renderer.tiny_shots import field, room

GOLDEN = Path(__file__).parent / "goldens" / "wording.txt"
CHOSEN = {
    "night_bus": ("1-A1", "1-D4", "2-C3", "2-D11", "2-L18", "2-S32", "3-F7"),
    "la_lettre": ("1-F6", "1-K10", "2-B2"),
    "the_understudy": ("2-C3",),
}
SIZES = {
    "EWS": "extreme wide shot", "WS": "wide shot", "FS": "full shot", "MWS": "medium wide shot", "MS": "medium shot",
    "MCU": "medium close-up", "CU": "close-up", "ECU": "extreme close-up",
}  # fmt: skip
EVERY = [(sample, shot) for sample in NAMES for shot in briefs(sample)]


@pytest.mark.golden
def test_shots_of_the_samples_read_as_they_did(golden: Golden) -> None:
    pages = []
    for sample, shots in CHOSEN.items():
        for shot in shots:
            of = briefs(sample)[shot]
            wan, ltx = told(of, "video_wan"), told(of, "video_ltx", audio=True)
            still = still_worded(of, Limits(negative=True), PromptBook(), count)
            pages += [
                f"# {sample} {shot}",
                wan.prompt,
                wan.negative,
                f"ltx: {ltx.prompt}",
                f"still: {still.prompt}",
                "",
            ]
    golden(GOLDEN, "\n".join(pages))


def test_every_shot_says_size_angle_lens_and_whether_the_camera_moves() -> None:
    for sample, shot in EVERY:
        of = briefs(sample)[shot]
        prompt = told(of).prompt
        plan = of.shot
        assert SIZES[plan.size] in prompt.lower(), (sample, shot)
        assert ANGLES[plan.angle] in prompt
        assert f"{plan.lens_mm:.0f} mm" in prompt
        moves = [each for each in prompt.split(". ") if each.startswith(("Static camera", "The camera ", "Handheld "))]
        assert len(moves) == 1, (sample, shot)
        still = moves[0].startswith("Static")
        assert still == (not motions(plan, planned(sample).format.gate) and plan.move != "handheld")


def test_everybody_seen_is_told_by_their_looks_and_nobody_else_is_named() -> None:
    for sample, shot in EVERY:
        of = briefs(sample)[shot]
        prompt = told(of).prompt
        seen = set(of.shot.subjects) if of.shot.idiom != "insert" else set()
        for sheet in planned(sample).cast:
            name = sheet.name.title()
            tied = f"{name} is a" in prompt and f"{round(sheet.build.age)}-year-old" in prompt
            assert tied == (sheet.id in seen), (sample, shot, sheet.id)
            assert sheet.id in seen or f"{name} " not in prompt, (sample, shot, prompt)


@given(st.sampled_from(EVERY), st.sampled_from(TEMPLATES), st.integers(60, 420), st.booleans())
def test_no_prompt_is_longer_than_the_model_reads(
    which: tuple[str, str], template: str, tokens: int, audio: bool
) -> None:
    of = briefs(which[0])[which[1]]
    whole, text = told(of, template, audio=audio), told(of, template, tokens, audio=audio)
    assert count(text.prompt) <= tokens
    assert count(text.negative) <= tokens
    assert text == told(of, template, tokens, audio=audio)
    assert all(each in _sentences(whole.prompt) for each in _sentences(text.prompt)), "a sentence was cut"


def _sentences(prompt: str) -> list[str]:
    return re.split(r"(?<=[.!?…\"])\s+(?=[A-Z\d])", prompt)


def test_what_matters_least_goes_first() -> None:
    of = briefs("night_bus")["1-D4"]
    whole, less, least = (told(of, "video_wan", tokens).prompt for tokens in (0, 150, 75))
    assert "grainy" in whole
    assert "rubbish bin" in whole
    assert "pans right" in whole
    assert "rubbish bin" not in less
    assert "pans right" in less
    assert "34-year-old woman" in less
    assert "pans right" in least
    assert "green coat" not in least
    assert "34-year-old woman" in least


def test_a_template_that_is_longer_than_the_model_reads_is_refused() -> None:
    book = PromptBook({"video_plain": _template("word " * 200)})
    with pytest.raises(RenderError, match=r"video_plain.*77 tokens"):
        worded(brief(), able(77), "video_plain", book, count)


def _template(words: str) -> str:
    holes = "framing people action speech place light move lens sound look"
    lines = "\n".join(f"${hole}" for hole in holes.split())
    return f"== text ==\n{words}\n{lines}\n== negative ==\n$unwanted"


def test_a_model_that_takes_no_negative_prompt_gets_none() -> None:
    assert told(brief(), negative=False).negative == ""
    assert "flicker" in told(brief()).negative


def test_only_what_the_size_shows_of_clothes_is_told() -> None:
    def worn(size: str) -> str:
        return told(brief({"size": size})).prompt

    assert "shoes" in worn("FS")
    assert "trousers" in worn("FS")
    assert "shoes" not in worn("MWS")
    assert "trousers" in worn("MWS")
    assert "trousers" not in worn("MS")
    assert "top" in worn("CU")


def test_of_an_empty_place_people_are_not_wanted() -> None:
    text = told(brief({"subjects": (), "marks": (), "idiom": "establishing"}))
    assert "No people" in text.prompt
    assert text.negative.startswith("people, person")
    assert "year-old" not in text.prompt


def test_who_is_on_the_set_but_not_seen_is_not_told() -> None:
    prompt = told(brief({"subjects": ("ann",)}, beat=beat("Bo waits. Ann waits too. He coughs."))).prompt
    assert "Ann is a" in prompt
    assert "Bo" not in prompt
    assert "Ann waits too." in prompt
    assert "coughs" in prompt, "Ann's build says neither man nor woman: he may be her"


def test_what_another_shot_of_the_beat_plays_is_not_told() -> None:
    prompt = told(brief(beat=beat("Ann looks round. Bo walks to the window."))).prompt
    assert "Ann looks round." in prompt
    assert "walks" not in prompt


def test_words_that_are_spoken_are_no_action() -> None:
    talk = beat("I walk alone. So do I.", id="dialogue-ann-bo-1", kind="reveal")
    assert "alone" not in told(brief(beat=talk)).prompt


def test_a_painters_words_stand_for_the_action() -> None:
    prompt = told(brief(beat=beat("Ann grins.", picture="Two people share a joke."), language="fr")).prompt
    assert "Two people share a joke." in prompt
    assert "grins" not in prompt


def test_action_in_another_language_is_left_to_the_staging() -> None:
    of = brief(beat=beat("Ann sourit."), language="fr", request={"place": room(name="PETITE CHAMBRE", kind="bedroom")})
    prompt = told(of).prompt
    assert "sourit" not in prompt
    assert "CHAMBRE" not in prompt.upper()
    assert "Inside a bedroom" in prompt
    assert "Ann stands" in prompt


SPOKEN = (
    Spoken(character="bo", text='He said "run".', parenthetical="softly", start=2, frames=1),
    Spoken(character="ann", text="Pourquoi ?", language="fr", start=0, frames=1),
    Spoken(character="zoe", text="Far away.", extension="V.O.", seen=False, start=1, frames=1),
)


def test_who_speaks_is_told_to_all_and_the_words_to_those_that_make_sound() -> None:
    of = brief({"size": "MS", "sounds": (SoundCue(name="GLASS BREAKS", start=1, lines=(1, 1)),)}, spoken=SPOKEN)
    mute, heard = told(of).prompt, told(of, audio=True).prompt
    assert "Ann speaks. Then Bo speaks softly." in mute
    assert "run" not in mute
    assert "Pourquoi" not in mute
    assert "glass" not in mute.lower()
    assert 'Ann says in French: "Pourquoi?"' in heard
    assert "Bo says softly in English: \"He said 'run'.\"" in heard
    assert 'A voice in voice-over says in English: "Far away."' in heard
    assert heard.index("Pourquoi") < heard.index("Far away") < heard.index("He said")
    assert "heard: glass breaks." in heard


def test_mouths_stay_closed_where_nobody_is_seen_to_speak() -> None:
    of = brief({"size": "MS"})
    assert "mouths stay closed" in told(of).prompt
    assert "moving lips" in told(of).negative
    talking = brief({"size": "MS"}, spoken=SPOKEN)
    assert "mouths" not in told(talking).prompt
    assert "lips" not in told(talking).negative


def test_an_insert_is_of_the_thing() -> None:
    letter = ShotProp(prop="old_letter", kind="letter", colour="#cfc8b0", holder="ann", text='Come "home"')
    text = told(brief({"idiom": "insert", "insert": "old_letter", "size": "ECU", "props": (letter,)}))
    assert (
        "of an off-white old letter with the words \"Come 'home'\" in the hand of a 35-year-old person" in text.prompt
    )
    assert "Ann" not in text.prompt
    assert "eyes" not in text.prompt
    assert "faces" in text.negative
    assert "people" not in text.negative


def test_both_halves_of_a_split_screen_are_told() -> None:
    right = Half(
        subjects=("bo",),
        camera=(CameraKey(frame=0, position=(2.0, -1.9, 1.5), target=(0.5, 0.6, 1.5), focal_mm=35),),
        marks=(Mark(character="bo", frame=0, position=(0.5, 0.6, 0.0), yaw=180),),
    )
    shot = {
        "subjects": ("ann",),
        "split": right,
        "marks": (Mark(character="ann", frame=0, position=(0, 0.6, 0), yaw=0),),
    }
    text = told(brief(shot, request={"beside": field(kind="beach", name="BEACH")}))
    assert text.prompt.startswith("Split screen, two separate pictures side by side. On the left half of the screen: ")
    assert "On the right half of the screen: on the beach, outdoors." in text.prompt
    assert "Ann is a" in text.prompt
    assert "Bo is a" in text.prompt
    assert "split screen" not in text.negative


def test_a_crowd_is_told_as_far_as_the_frame_has_it() -> None:
    def crowd(*xs: float) -> str:
        people = tuple(
            Extra(
                sheet=CharacterSheet(id=f"x{i}", name="X"),
                mark=Mark(character=f"x{i}", frame=0, position=(x, 3, 0), yaw=0),
            )
            for i, x in enumerate(xs)
        )
        return told(brief(request={"extras": people})).prompt

    assert "One other person in the background." in crowd(0.0, 90.0)
    assert "A crowd of other people" in crowd(*[i / 10 for i in range(9)])
    assert "background" not in crowd(90.0)


def test_names_in_other_letters_are_told_by_what_tells_them_apart() -> None:
    cast = (
        CharacterSheet(id="ann", name="林小姐", palette=Palette(top="#b22222")),
        CharacterSheet(id="bo", name="王先生", palette=Palette(top="#33599a")),
    )
    prompt = told(brief(request={"cast": cast})).prompt
    assert "The person in red is a 35-year-old person" in prompt
    assert prompt.isascii()


HOSTILE = st.text(
    st.sampled_from("${}()[]<>|:\\\"'\n\r\t\x00\x1b\u202e\u200bab .!?éß漢1.3"), max_size=120
) | st.sampled_from(
    ["$people", "${look}", "(red:1.4)", "<lora:x:1>", "<|endoftext|>", "a" * 5000, "== negative ==\nnice"]
)


@given(HOSTILE, HOSTILE, HOSTILE)
def test_words_of_a_script_stay_words(name: str, action: str, look: str) -> None:
    cast = (CharacterSheet(id="ann", name=name), CharacterSheet(id="bo", name="BO"))
    of = brief(
        beat=beat(action, picture=name), look=look, request={"cast": cast, "place": room(name=action)},
        spoken=(Spoken(character="ann", text=action, parenthetical=name, start=0, frames=2),),
    )  # fmt: skip
    for text in (told(of, audio=True), still_worded(of, Limits(), PromptBook(), count)):
        assert not set(text.prompt) & set("()[]{}<>|\\\n\r\t\x00\x1b\u202e\u200b")
        assert len(text.prompt) < 4000
        assert "nice" not in told(of).negative
        assert text.prompt.count('"') % 2 == 0


def test_a_still_shows_who_is_there_at_first_and_nothing_that_moves() -> None:
    marks = (
        Mark(character="ann", frame=0, position=(-0.5, 0.6, 0.0), yaw=0),
        Mark(character="ann", frame=40, position=(0.5, 0.6, 0.0), yaw=0),
        Mark(character="bo", frame=0, position=(40.0, 0.6, 0.0), yaw=180),
        Mark(character="bo", frame=40, position=(0.9, 0.6, 0.0), yaw=180),
    )
    of: ShotBrief = brief({"marks": marks, "frames": 48}, spoken=SPOKEN)
    still = still_worded(of, Limits(negative=True), PromptBook(), count)
    assert "Ann is a" in still.prompt
    assert "Ann stands." in still.prompt
    assert "Bo" not in still.prompt
    assert "walks" not in still.prompt
    assert "camera movement" not in still.negative
    film = told(of).prompt
    assert "Ann stands, then walks to the right" in film
    assert "Bo" in film
