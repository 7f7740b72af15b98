"""People: one person across the spellings of ten languages, groups, ages, and who is where without a word."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from film.screenplay import ElementType, Run
from screenplay.manuscript import Draft
from screenplay.people import Casting, casting_of

DATA = Path(__file__).parent / "data"
CASES = [json.loads(line) for line in (DATA / "people.jsonl").read_text(encoding="utf-8").splitlines()]
_MARKS: dict[str, ElementType] = {"#": "scene_heading", "@": "character", ">": "dialogue", "(": "parenthetical"}


def drafts_of(lines: Iterable[str]) -> list[Draft]:
    """``#`` begins a heading, ``@`` a cue, ``>`` speech, ``(`` a parenthetical, all else action; ``_underlined_``."""
    drafts = []
    for number, line in enumerate(lines, 1):
        kind = _MARKS.get(line[:1], "action")
        text = line[1:].strip() if kind not in ("action", "parenthetical") else line
        pieces = text.split("_") if kind == "action" else [text]
        runs = tuple(Run(text=piece, style=("u",) if place % 2 else ()) for place, piece in enumerate(pieces) if piece)
        drafts.append(Draft(kind, runs, number, number))
    return drafts


def cast(*cues: str) -> Casting:
    return casting_of(drafts_of(line for cue in cues for line in (f"@{cue}", "> Yes, of course.")))


@pytest.mark.parametrize("case", CASES, ids=[f"{case['language']}-{case['case']}" for case in CASES])
def test_cases(case: dict[str, Any]) -> None:
    drafts = drafts_of(case["script"])
    casting = casting_of(drafts)
    names = {speaker.id: speaker.name for speaker in casting.cast}
    assert [speaker.name for speaker in casting.cast] == case["cast"]
    kinds = {speaker.name: speaker.kind for speaker in casting.cast if speaker.kind != "person"}
    assert kinds == case.get("kinds", {})
    ages = {speaker.name: names[speaker.age_of] for speaker in casting.cast if speaker.age_of}
    if "ages" in case:
        assert ages == case["ages"]
    lines = {speaker.name: speaker.lines for speaker in casting.cast}
    assert {name: lines[name] for name in case.get("lines", {})} == case.get("lines", {})
    said = {drafts[index].text: [names[who] for who in ids] for index, ids in casting.speakers.items()}
    assert {cue: said[cue] for cue in case.get("says", {})} == case.get("says", {})
    starts = [index for index, draft in enumerate(drafts) if draft.type == "scene_heading"]
    for scene, start, end in zip(case.get("scenes", []), starts, [*starts[1:], len(drafts)], strict=False):
        presence = casting.presence(start, end)
        found = {key: [names[who] for who in getattr(presence, key)] for key in ("cast", "silent", "unseen")}
        assert found == scene


def test_a_likely_slip_is_asked_about_and_not_mended() -> None:
    casting = cast(*["MARLOWE"] * 5, "MARLOW", "MARLOWEE", "KAI")
    assert [speaker.name for speaker in casting.cast] == ["MARLOWE", "MARLOW", "MARLOWEE", "KAI"]
    assert [(doubt.line, doubt.severity) for doubt in casting.doubts] == [(11, "info"), (13, "info")]
    assert "is it MARLOWE?" in casting.doubts[0].message


def test_a_name_used_once_like_another_usual_name_is_no_slip() -> None:
    assert cast(*["MARIA"] * 6, "MARIO").doubts == ()


def test_a_later_alias_leaves_the_id() -> None:
    before = cast("ANNA", "ANNA", "BEN")
    after = casting_of(
        drafts_of(
            ["ANNA KOWALSKI (32) waits.", "@KOWALSKI", "> Hm.", "@ANNA", "> Hm.", "@ANNA", "> Hm.", "@BEN", "> Hm."]
        )
    )
    assert [speaker.id for speaker in before.cast] == [speaker.id for speaker in after.cast] == ["anna", "ben"]
    assert after.cast[0].aliases == ("KOWALSKI", "ANNA KOWALSKI")


def test_names_with_one_slug_have_two_ids() -> None:
    assert [speaker.id for speaker in cast("O'BRIEN", "O BRIEN", "O BRIEN").cast] == ["o_brien", "o_brien_2"]


_cues = st.one_of(
    st.sampled_from(
        [
            "ANNA",
            "BEN",
            "ANNA/BEN",
            "ALL",
            "BOTH",
            "YOUNG ANNA",
            "ANNA (8)",
            "DR. LEE",
            "LEE",
            "MRS. LEE",
            "COP #2",
            "COP",
            "ANNA'S VOICE",
            "MR. AND MRS. LEE",
            "ANNA VO",
            "ГОЛОС АННЫ",
            "安娜和李明",
            "安娜",
            "李明",
            "BEN AND THE COP",
        ]
    ),
    st.text(st.characters(codec="utf-8", exclude_categories=["Cs", "Cc"]), min_size=1, max_size=30),
    st.text("ABN /&,'()[].#0189-VO", min_size=1, max_size=16),
)
_scripts = st.lists(
    st.one_of(
        _cues.map(lambda cue: f"@{cue}"),
        st.text("Anna Ben's COP. \"A(3)", max_size=40).map(lambda text: f"> {text}"),
        st.text("ANNA Ben's cop, LEE (8). ", max_size=60),
        st.just("# INT. ROOM - DAY"),
    ),
    max_size=24,
)


@given(_scripts)
def test_every_cue_has_its_people_and_all_adds_up(lines: list[str]) -> None:
    drafts = drafts_of(lines)
    casting = casting_of(drafts)
    ids = [speaker.id for speaker in casting.cast]
    assert len(ids) == len(set(ids))
    cues = [index for index, draft in enumerate(drafts) if draft.type == "character"]
    assert [*casting.speakers] == cues
    assert all(who and set(who) <= set(ids) for who in casting.speakers.values())
    assert sum(speaker.lines for speaker in casting.cast) == sum(map(len, casting.speakers.values()))
    whole = casting.presence(0, len(drafts))
    assert [*whole.cast] == [each for each in ids if each in whole.cast], "in order of appearance"
    assert {who for each in casting.speakers.values() for who in each} <= set(whole.cast)
    assert set(whole.silent) == {each.id for each in casting.cast if not each.lines} & set(whole.cast)
    assert set(whole.unseen) <= set(whole.cast)
    assert {speaker.age_of for speaker in casting.cast} <= {None, *ids}


@given(st.lists(st.sampled_from(["ANNA", "BEN", "DR. LEE", "COP 2"]), max_size=8), st.data())
def test_extensions_never_change_who_it_is(names: list[str], data: st.DataObject) -> None:
    extensions = [
        " (V.O.)",
        " (O.S.)",
        " (CONT'D)",
        " (CONT’D)",
        "（画外音）",
        " (ON PHONE",
        " (in Italian)",
        " V.O.",
        ":",
        "",
    ]
    spelled = [name + data.draw(st.sampled_from(extensions)) for name in names]
    plain, extended = cast(*names), cast(*spelled)
    assert [(each.id, each.name, each.lines) for each in plain.cast] == [
        (each.id, each.name, each.lines) for each in extended.cast
    ]
    assert plain.speakers == extended.speakers


def test_a_scrambled_feature_has_no_crowd_of_false_people() -> None:
    text = (DATA / "vikings.fountain").read_text(encoding="utf-8")
    paragraphs = [" ".join(part.split()) for part in text.split("\n\n")]
    casting = casting_of(drafts_of(part for part in paragraphs if part and part[0] not in "#@>(."))
    assert len(casting.cast) < 12, "nobody has a cue here; the rest of the capitals are sounds, props and titles"
