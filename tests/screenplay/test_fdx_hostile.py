"""Damaged and hostile Final Draft files: one clear error, or all that could be saved."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from film.errors import ScriptError
from screenplay import fdx
from screenplay.assembly import assemble

DATA = Path(__file__).parent / "data"
HERE = Path("script.fdx")
PRODUCTION = (DATA / "fdx" / "production.fdx").read_bytes()
FEATURE = (DATA / "mostly_genius.fdx").read_bytes()
_WHOLE = fdx.read(FEATURE, HERE).drafts


@given(st.integers(0, len(FEATURE) - 3))
def test_a_file_cut_at_any_byte(cut: int) -> None:
    with pytest.raises(ScriptError) as caught:
        fdx.read(FEATURE[:cut], HERE)
    assert "\n" not in str(caught.value)
    if b"<Paragraph Type" not in FEATURE[:cut]:
        return
    saved = fdx.read(FEATURE[:cut], HERE, salvage=True)
    drafts = saved.drafts
    assert [(draft.type, draft.text) for draft in drafts[:-1]] == [
        (draft.type, draft.text) for draft in _WHOLE[: max(0, len(drafts) - 1)]
    ]
    if drafts:
        assert _WHOLE[len(drafts) - 1].text.startswith(drafts[-1].text)
    assert any(each.severity == "error" and "ends inside" in each.message for each in saved.diagnostics)


@given(st.binary(min_size=1, max_size=60), st.integers(700, 30_000))
def test_bytes_overwritten_in_the_middle_cost_only_what_stood_there(junk: bytes, at: int) -> None:
    if b"<!" in junk or b"<?" in junk or b"]]>" in junk:
        return
    data = FEATURE[:at] + junk + FEATURE[at + len(junk) :]
    saved = fdx.read(data, HERE, salvage=True)
    before = FEATURE[: max(0, at - 400)].count(b"<Paragraph Type")
    texts = [draft.text for draft in saved.drafts]
    assert texts[: before - 1] == [draft.text for draft in _WHOLE[: before - 1]]
    assert texts[-400:] == [draft.text for draft in _WHOLE[-400:]]


@given(st.integers(0, len(PRODUCTION)), st.integers(0, 300))
def test_a_stretch_that_is_missing(at: int, length: int) -> None:
    data = PRODUCTION[:at] + PRODUCTION[at + length :]
    try:
        manuscript = fdx.read(data, HERE, salvage=True)
    except ScriptError as error:
        message = str(error)
        assert message.startswith("script.fdx")
        return
    assert assemble(manuscript).elements == assemble(manuscript).elements


@pytest.mark.parametrize("salvage", [False, True])
@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"\xff\xd8\xff\xe0\0\x10JFIF\0\x01" * 50, "not XML"),
        (b"", "empty"),
        (b'<!DOCTYPE lolz [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;">]><FinalDraft>&b;</FinalDraft>', "DOCTYPE"),
        (b'<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/hostname">]><FinalDraft>&x;</FinalDraft>', "DOCTYPE"),
        (b"<FinalDraft><Content>" + b"<DualDialogue>" * 100_000, "deep"),
        (b"<FinalDraft><Content>" + b"<Paragraph/>" * 1_000_000 + b"</Content></FinalDraft>", "500,000 elements"),
        (b"<html><body>404</body></html>", "<html>"),
    ],
)
def test_one_clear_error(data: bytes, says: str, salvage: bool) -> None:
    with pytest.raises(ScriptError, match=says) as caught:
        fdx.read(data, HERE, salvage=salvage)
    assert "\n" not in str(caught.value)


def test_paragraphs_never_closed_are_saved_one_after_the_other() -> None:
    data = b"<FinalDraft><Content>" + b"<Paragraph><Text>a" * 1_000
    saved = fdx.read(data, HERE, salvage=True)
    assert [draft.text for draft in saved.drafts] == ["a"] * 1_000
    assert saved.diagnostics[-1].message.endswith("more places behind this line are damaged")


def test_many_empty_paragraphs_are_one_diagnostic() -> None:
    data = (
        b"<FinalDraft><Content>"
        + b"<Paragraph Type='Action'><Text/></Paragraph>\r" * 100_000
        + b"</Content></FinalDraft>"
    )
    manuscript = fdx.read(data, HERE)
    assert manuscript.drafts == []
    assert [each.message for each in manuscript.diagnostics] == ["100,000 empty paragraphs are left out"]


def test_a_file_in_another_encoding_than_it_says() -> None:
    script = "<FinalDraft><Content><Paragraph><Text>naïve é</Text></Paragraph></Content></FinalDraft>"
    text = f'<?xml version="1.0" encoding="UTF-8"?>{script}'
    manuscript = fdx.read(text.encode("cp1252"), HERE)
    assert manuscript.drafts[0].text == "naïve é"
    assert manuscript.diagnostics[0].severity == "warning"
    assert fdx.read(text.encode("utf-16"), HERE).drafts[0].text == "naïve é"


def test_a_file_without_its_frame_is_saved() -> None:
    middle = FEATURE[5_000:50_000]
    saved = fdx.read(middle, HERE, salvage=True)
    texts = [draft.text for draft in saved.drafts]
    assert len(texts) > 200
    assert set(texts[1:-1]) <= {draft.text for draft in _WHOLE}


def test_positions_and_numbers_that_mean_nothing() -> None:
    data = (
        b"<FinalDraft><Content><Paragraph Type='Scene Heading' Number=''><SceneProperties Length='9999999' Page=''/>"
        b"<Text RevisionID='x' TagNumber='7'>INT. A</Text></Paragraph></Content>"
        b"<ScriptNotes><ScriptNote Range='99999999999999999999,1'/><ScriptNote Range='-1'/><ScriptNote/></ScriptNotes>"
        b"<LockedPages><LockedPage PageNumber='1' Position='x'/><LockedPage PageNumber='2' Position='9'/></LockedPages>"
        b"<Revisions><Revision/></Revisions><TagData><Tags><Tag/></Tags></TagData></FinalDraft>"
    )
    manuscript = fdx.read(data, HERE)
    assert [draft.type for draft in manuscript.drafts] == ["scene_heading", "note", "note", "note"]
    assert manuscript.drafts[0].runs[0].tags == ()
    assert manuscript.turns == ()
    assert manuscript.pages is None
    assert assemble(manuscript).scenes[0].eighths == 1


def test_work_grows_with_the_file_and_no_faster() -> None:
    """Positions are looked up, not searched: many locked pages over many empty paragraphs."""
    paragraphs = b"<Paragraph/>" * 20_000
    pages = b"<LockedPage PageNumber='1' Position='0'/>" * 20_000
    data = b"<FinalDraft><Content>" + paragraphs + b"</Content><LockedPages>" + pages + b"</LockedPages></FinalDraft>"
    assert fdx.read(data, HERE).turns == ()
