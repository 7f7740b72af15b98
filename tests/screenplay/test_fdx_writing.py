"""Final Draft files out: what is written reads back as the same screenplay."""

from __future__ import annotations

import json
from pathlib import Path
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from film.screenplay import Element, Revision, Run, Screenplay, Source, Style, Tag
from screenplay import fdx, fountain
from screenplay.assembly import assemble
from screenplay.fdx.template import CATEGORIES
from screenplay.manuscript import Draft, Manuscript
from screenplay.manuscript.runs import merged

DATA = Path(__file__).parent / "data"
HERE = Path("script.fdx")
_CASES = [json.loads(line)["text"] for line in (DATA / "fountain.jsonl").read_text(encoding="utf-8").splitlines()]

_CHARACTERS = st.characters(codec="utf-8", exclude_categories=["Cs"], exclude_characters="\ufffe\uffff").filter(
    lambda char: char >= " " or char in "\t\n\r"
)
_TEXTS = st.text(_CHARACTERS | st.sampled_from("  \t\nAB&<>]\"'*_"), min_size=1, max_size=20)
_REVISIONS = (
    Revision(id="1", name="Blue Rev.", colour="blue"),
    Revision(id="4", name="Fourth", colour="#AB12CD", mark="+"),
)
_TAGS = (
    Tag(id="058dcea8-0d67-4991-ba6e-673e521a56b8", category="Props", label='a "key" & <more>'),
    Tag(id="158dcea8-0d67-4991-ba6e-673e521a56b8", category="Puppets", label="Punch"),
)
_STYLES = st.lists(st.sampled_from(("b", "i", "u", "s")), unique=True).map(
    lambda found: tuple(style for style in ("b", "i", "u", "s") if style in found)
)


@st.composite
def _runs(draw: st.DrawFn) -> tuple[Run, ...]:
    def one() -> Run:
        style: tuple[Style, ...] = draw(_STYLES)
        tags = tuple(draw(st.lists(st.sampled_from([tag.id for tag in _TAGS]), unique=True, max_size=2)))
        return Run(text=draw(_TEXTS), style=style, revision=draw(st.sampled_from([None, "1", "4"])), tags=tags)

    return merged([one() for _ in range(draw(st.integers(1, 3)))])


def _draft(type_: str, runs: tuple[Run, ...], **more: object) -> Draft:
    return Draft(type_, runs, 1, 1, **more)  # type: ignore[arg-type]


_SAID = _runs().filter(lambda runs: "".join(run.text for run in runs).strip() != "")
_PRINTED = st.builds(
    _draft,
    st.sampled_from(["action", "character", "parenthetical", "dialogue", "transition", "centered", "synopsis"]),
    _SAID,
)
_ASIDE = st.one_of(
    st.builds(_draft, st.sampled_from(["note", "boneyard", "lyrics"]), _SAID | st.just(())),
    st.builds(_draft, st.just("section"), _SAID | st.just(()), level=st.integers(1, 7)),
    st.just(_draft("page_break", ())),
)
_HEADING = st.builds(
    _draft,
    st.just("scene_heading"),
    _SAID,
    number=st.none() | st.text("0123456789AB.-é ", min_size=1, max_size=4).map(str.strip).filter(bool),
    page=st.none() | st.sampled_from(["1", "14A"]),
)


@st.composite
def _dual(draw: st.DrawFn) -> list[Draft]:
    found: list[Draft] = []
    for side in ("left", "right"):
        found.append(_draft("character", draw(_SAID), dual=side))
        for _ in range(draw(st.integers(0, 2))):
            kind = draw(st.sampled_from(["dialogue", "parenthetical", "lyrics"]))
            found.append(_draft(kind, draw(_SAID), dual=side))
            if draw(st.booleans()):
                found.append(draw(_ASIDE.filter(lambda each: each.type != "lyrics")))
    return found


MANUSCRIPTS = st.builds(
    lambda parts, titles: Manuscript(
        [draft for part in parts for draft in part],
        titles,
        [],
        Source(format="fountain", text=""),
        revisions=_REVISIONS,
        tags=_TAGS,
    ),
    st.lists(
        st.one_of(
            _PRINTED.map(lambda each: [each]),
            _ASIDE.map(lambda each: [each]),
            _HEADING.map(lambda each: [each]),
            _dual(),
        ),
        max_size=9,
    ),
    st.dictionaries(
        st.text(_CHARACTERS, max_size=12) | st.sampled_from(["Title", "Contact", "Action"]),
        st.lists(_TEXTS | st.just("")).map(tuple),
        max_size=4,
    ),
)


def said(element: Element) -> tuple[object, ...]:
    return (
        *(element.id, element.type, element.text, element.runs, element.number, element.dual, element.level),
        *(element.kind, element.page),
    )


def again(screenplay: Screenplay) -> Screenplay:
    return assemble(fdx.read(fdx.write(screenplay).encode(), HERE))


def assert_same(ours: Screenplay, theirs: Screenplay) -> None:
    assert [said(each) for each in ours.elements] == [said(each) for each in theirs.elements]
    assert list(ours.title_page.items()) == list(theirs.title_page.items())
    assert ours.revisions == theirs.revisions
    assert ours.tags == theirs.tags


@given(MANUSCRIPTS)
def test_any_screenplay_reads_back_as_it_was_written(manuscript: Manuscript) -> None:
    screenplay = assemble(manuscript)
    assert not fdx.losses(screenplay)
    assert_same(again(screenplay), screenplay)


@given(st.lists(st.sampled_from(_CASES), min_size=1, max_size=3).map("\n\n".join) | st.text(max_size=200))
def test_any_fountain_reads_back_from_final_draft(text: str) -> None:
    screenplay = fountain.parse(text)
    back = again(screenplay)
    if not fdx.losses(screenplay):
        assert_same(back, screenplay)
    else:
        assert len(back.elements) <= len(screenplay.elements)


@pytest.mark.parametrize("name", ["vikings", "mostly_genius"])
def test_a_whole_script_reads_back_with_its_scenes(name: str) -> None:
    screenplay = fountain.parse((DATA / f"{name}.fountain").read_text(encoding="utf-8"))
    back = again(screenplay)
    assert_same(back, screenplay)
    assert [(scene.id, scene.eighths) for scene in back.scenes] == [
        (scene.id, scene.eighths) for scene in screenplay.scenes
    ]


def test_the_file_has_what_final_draft_looks_for() -> None:
    text = fdx.write(
        fountain.parse("Title: A & B\n\nINT. HUT - DAY #12A#\n\n= Why\n\nANN\nHi *you*\n\nBOB ^\nNo.\n\n[[Hm]]\n")
    )
    root = ElementTree.fromstring(text)
    assert root.tag == "FinalDraft"
    assert root.attrib == {"DocumentType": "Script", "Template": "No", "Version": "4"}
    heading = root.find("Content/Paragraph")
    assert heading is not None
    assert heading.attrib == {"Number": "12A", "Type": "Scene Heading"}
    assert [each.text for each in heading.iterfind("SceneProperties/Summary/Paragraph/Text")] == ["Why"]
    assert [each.get("Length") for each in heading.iterfind("SceneProperties")] == ["1/8"]
    speeches = root.findall("Content/Paragraph/DualDialogue/Paragraph")
    assert [each.get("Type") for each in speeches] == ["Character", "Dialogue"] * 2
    assert [(each.get("Style"), each.text) for each in speeches[1].iterfind("Text")] == [
        (None, "Hi "),
        ("Italic", "you"),
    ]
    assert [each.text for each in speeches[3].iterfind("ScriptNote/Paragraph/Text")] == ["Hm"]
    kinds = {each.get("Type") for each in root.iterfind("ElementSettings")}
    assert {"General", "Scene Heading", "Action", "Character", "Dialogue", "Lyrics", "Boneyard"} <= kinds
    assert {each.get("Type") for each in root.iter("Paragraph") if each.get("Type")} <= kinds | {"Title:"}
    ids = {each.get("Name"): each.get("Id") for each in root.iterfind("TagData/TagCategories/TagCategory")}
    assert ids == CATEGORIES


def test_a_breakdown_opens_in_final_draft() -> None:
    props = Tag(id="key", category="Props", label="brass key")
    draft = _draft(
        "action",
        (
            Run(text="The "),
            Run(text="key", tags=("key",)),
            Run(text="."),
        ),
    )
    screenplay = assemble(Manuscript([draft], {}, [], Source(format="text", text=""), tags=(props,)))
    root = ElementTree.fromstring(fdx.write(screenplay))
    (definition,) = root.iterfind("TagData/TagDefinitions/TagDefinition")
    assert (definition.get("CatId"), definition.get("Label")) == (CATEGORIES["Props"], "brass key")
    (pointer,) = root.iterfind("TagData/Tags/Tag")
    assert [each.text for each in pointer] == [definition.get("Id")]
    assert [each.get("TagNumber") for each in root.iterfind("Content/Paragraph/Text")] == [
        None,
        pointer.get("Number"),
        None,
    ]
    assert "ids of 1 breakdown tag" in fdx.losses(screenplay)[0].message
    (tag,) = again(screenplay).tags
    assert (tag.category, tag.label) == ("Props", "brass key")


def test_what_the_file_cannot_hold_is_reported() -> None:
    drafts = [
        Draft("action", (Run(text="a\x00b\x0b", revision="new"),), 3, 3),
        Draft("dialogue", (Run(text="alone"),), 4, 4, dual="right"),
        Draft("action", (Run(text=" "),), 5, 5),
        Draft("action", (Run(text="x", tags=("none",)),), 6, 6),
    ]
    screenplay = assemble(Manuscript(drafts, {"Title": ("\x07",)}, [], Source(format="pdf", text=""), pages=2.0))
    assert [(each.line, each.message.split(":")[0][:44]) for each in fdx.losses(screenplay)] == [
        (1, "1 character of the title page that XML canno"),
        (1, "names of drafts that are no number"),
        (1, "drafts that the script does not list"),
        (1, "the page that each line stands on"),
        (3, "2 characters that XML cannot hold"),
        (4, "one side of a dual dialogue without the othe"),
        (5, "action without text"),
        (6, "a breakdown tag that nothing defines"),
    ]
    back = again(screenplay)
    assert [each.text for each in back.elements] == ["a\ufffdb\ufffd", "alone", "x"]
    assert back.elements[0].runs[0].revision == "1"
