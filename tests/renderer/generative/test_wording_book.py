"""Prompts of pictures in the book: their parts, their holes, and somebody's own in the place of ours."""

from __future__ import annotations

import pytest

from prompts import load
from prompts.book import PromptBook, names

PICTURES = ("sheet_person", "sheet_place", "sheet_prop", "still", "video_ltx", "video_plain", "video_wan")


def test_the_prompts_of_pictures_are_listed_with_the_others() -> None:
    assert {*PICTURES, "scene", "shots"} <= set(names())
    assert "shot" not in names(), "a file without parts is no prompt"


@pytest.mark.parametrize("name", PICTURES)
def test_ours_can_be_copied_and_holds(name: str) -> None:
    own = PromptBook({name: f"{load(name).template}\n"})
    values = dict.fromkeys(own.holes(name), "x.")
    assert own.picture(name, **values) == PromptBook().picture(name, **values)
    assert own.picture(name, **values).negative


def test_all_templates_of_videos_take_the_same() -> None:
    assert len({PromptBook().holes(name) for name in PICTURES if name.startswith("video_")}) == 1


def test_every_family_has_a_template() -> None:
    from renderer.generative.families import families

    assert {family.prompt for family in families()} <= {name for name in names() if name.startswith("video_")}


def test_a_line_goes_with_what_fills_it() -> None:
    text = load("sheet_prop").template.replace("$look", "Style: $look")
    book = PromptBook({"sheet_prop": text})
    values = dict.fromkeys(book.holes("sheet_prop"), "")
    assert "Style" not in book.picture("sheet_prop", **values).text
    assert "Style: noir" in book.picture("sheet_prop", **{**values, "look": "noir"}).text
    assert "Plain light grey" in book.picture("sheet_prop", **values).text


def test_what_fills_a_hole_is_not_filled_again() -> None:
    values = dict.fromkeys(PromptBook().holes("sheet_prop"), "")
    wanted = PromptBook().picture("sheet_prop", **{**values, "thing": "$look {view} $$ == negative =="})
    assert "$look {view} $$ == negative ==" in wanted.text


@pytest.mark.parametrize(
    ("change", "why"),
    [
        (("== negative ==", "== system =="), "there is no part system; there are text, negative"),
        (("== negative ==\n", ""), "it has no part negative"),
        (("$move\n", ""), r"nothing in it takes \$move"),
        (("$move", "$move $mood"), r"nothing fills \$mood"),
        (("$move", "$move 5$"), "names no hole"),
    ],
)
def test_an_own_prompt_that_does_not_hold_is_refused(change: tuple[str, str], why: str) -> None:
    with pytest.raises(ValueError, match=why) as refused:
        PromptBook({"video_wan": load("video_wan").template.replace(*change)})
    assert str(refused.value).startswith("video_wan: ")


def test_a_question_has_no_negative_part() -> None:
    with pytest.raises(ValueError, match="there is no part negative; there are system, shared, text"):
        PromptBook({"scene": load("scene").template + "\n== negative ==\nno"})


def test_a_value_that_no_hole_takes_is_refused() -> None:
    values = dict.fromkeys(PromptBook().holes("still"), "")
    with pytest.raises(KeyError, match="no hole for mood"):
        PromptBook().picture("still", **values, mood="sad")
    with pytest.raises(KeyError):
        PromptBook().picture("still", **{hole: "" for hole in values if hole != "look"})
