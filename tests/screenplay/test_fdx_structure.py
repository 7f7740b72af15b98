"""Final Draft files as a picky reader checks them: names, order and values as in the files of Final Draft itself."""

from __future__ import annotations

import re
from collections import defaultdict
from pathlib import Path
from xml.etree import ElementTree

import pytest
from hypothesis import given

from film.screenplay import Run, Source, Tag
from screenplay import fdx, fountain
from screenplay.assembly import assemble
from screenplay.manuscript import Draft, Manuscript
from tests.screenplay.test_fdx_original import PRODUCTION, changed, edited, read
from tests.screenplay.test_fdx_writing import MANUSCRIPTS

DATA = Path(__file__).parent / "data"
_FILES = [*sorted((DATA / "fdx").glob("*.fdx")), DATA / "vikings.fdx", DATA / "mostly_genius.fdx"]
_EXACT = "{http://www.w3.org/XML/1998/namespace}space"
_STYLES = {"Bold", "Italic", "Underline", "Strikeout", "AllCaps", "HiddenText"}
_UUID = re.compile("[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_WORDS = {
    "Alignment": {"Left", "Center", "Right", "Full"},
    "StartsNewPage": {"Yes", "No"},
    "FullRevision": {"Yes", "No"},
    _EXACT: {"preserve"},
}


def _vocabulary() -> tuple[dict[str, set[str]], dict[str, set[str]], list[str]]:
    """Attributes and inner elements of each element in the files that others wrote, and the order of the outermost."""
    attributes: dict[str, set[str]] = defaultdict(set)
    inside: dict[str, set[str]] = defaultdict(set)
    for path in _FILES:
        for node in ElementTree.fromstring(path.read_bytes()).iter():
            attributes[node.tag] |= node.attrib.keys()
            inside[node.tag] |= {child.tag for child in node}
    order = ElementTree.fromstring((DATA / "fdx" / "TestFDX-FD.fdx").read_bytes())
    return attributes, inside, list(dict.fromkeys(child.tag for child in order))


_ATTRIBUTES, _INSIDE, _ORDER = _vocabulary()


def assert_well_made(text: str, own: str = "") -> None:
    """Nothing that Final Draft would stumble over, but for what is so in the file ``own`` that it was written into."""
    root = ElementTree.fromstring(text)
    for node in root.iter():
        assert set(node.attrib) <= _ATTRIBUTES[node.tag] | {_EXACT}, node.tag
        assert {child.tag for child in node} <= _INSIDE[node.tag], node.tag
        for name, value in node.attrib.items():
            assert value in _WORDS.get(name, {value}), (node.tag, name)
        assert {*node.get("Style", "").split("+")} <= _STYLES | {""}
    if not own:
        outermost = list(dict.fromkeys(child.tag for child in root))
        assert outermost == [name for name in _ORDER if name in outermost]
        for node in root.iter():
            names = [name for name in node.attrib if name != _EXACT]
            assert names == sorted(names), node.tag
    _assert_types(root, {node.get("Type") for node in ElementTree.fromstring(own or "<none/>").iter("Paragraph")})
    _assert_drafts(root)
    _assert_breakdown(root)


def _assert_types(root: ElementTree.Element, known: set[str | None]) -> None:
    kinds = [each.get("Type") for each in root.iterfind("ElementSettings")]
    assert len(kinds) == len(set(kinds))
    used = {each.get("Type") for each in root.iterfind("Content//Paragraph")} - known - {None}
    assert not kinds or used <= {*kinds}
    for each in () if known else root.iterfind("ElementSettings"):
        assert [child.tag for child in each][:3] == ["FontSpec", "ParagraphSpec", "Behavior"]


def _assert_drafts(root: ElementTree.Element) -> None:
    listed = [each.get("ID") or "" for each in root.iterfind("Revisions/Revision")]
    assert len(listed) == len(set(listed))
    assert all(each.isdecimal() for each in listed)
    used = {each.get("RevisionID", "0") for each in root.iterfind("Content//Text")} - {"0"}
    assert used <= {*listed}
    assert {each.get("ActiveSet") for each in root.iterfind("Revisions")} <= {*listed, "0"}


def _assert_breakdown(root: ElementTree.Element) -> None:
    def ids(path: str, name: str) -> list[str]:
        found = [each.get(name) or "" for each in root.iterfind(f"TagData/{path}")]
        assert len(found) == len(set(found)), (path, name)
        return found

    categories, definitions = ids("TagCategories/TagCategory", "Id"), ids("TagDefinitions/TagDefinition", "Id")
    assert all(_UUID.fullmatch(each) for each in (*categories, *definitions))
    for place, name in (
        ("TagCategories/TagCategory", "Name"),
        ("TagCategories/TagCategory", "Number"),
        ("TagDefinitions/TagDefinition", "Number"),
    ):
        ids(place, name)
    numbers = ids("Tags/Tag", "Number")
    assert {each.get("CatId") for each in root.iterfind("TagData/TagDefinitions/TagDefinition")} <= {*categories}
    assert {each.text for each in root.iterfind("TagData/Tags/Tag/DefId")} <= {*definitions}
    assert {each.get("TagNumber") for each in root.iterfind("Content//Text")} - {None} <= {*numbers}


@pytest.mark.parametrize("path", _FILES, ids=lambda path: path.name)
def test_the_check_passes_what_others_wrote(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert_well_made(text, own=text)


@given(MANUSCRIPTS)
def test_any_screenplay_is_a_well_made_file(manuscript: Manuscript) -> None:
    assert_well_made(fdx.write(assemble(manuscript)))


@given(edited())
def test_a_file_is_well_made_after_any_edits(drafts: list[Draft]) -> None:
    assert_well_made(fdx.write(changed(read(PRODUCTION), drafts)), own=PRODUCTION.decode())


@pytest.mark.parametrize("name", ["vikings", "mostly_genius"])
def test_a_whole_script_is_a_well_made_file(name: str) -> None:
    text = (DATA / f"{name}.fountain").read_text(encoding="utf-8")
    assert_well_made(fdx.write(fountain.parse(text)))


def test_types_of_the_writers_own_look_like_what_they_are() -> None:
    drafts = [
        Draft("scene_heading", (Run(text="INT. BAR - NACHT"),), 1, 1, kind="Szenenüberschrift"),
        Draft("character", (Run(text="ANNA"),), 2, 2, kind="Personnage"),
        Draft("lyrics", (Run(text="La la"),), 3, 3, kind="Singing"),
        Draft("action", (Run(text="MONTAGE"),), 4, 4, kind="Montage"),
        Draft("section", (Run(text="Deep"),), 5, 5, level=7),
    ]
    text = fdx.write(assemble(Manuscript(drafts, {}, [], Source(format="text", text=""))))
    assert_well_made(text)
    specs = {
        each.get("Type"): [
            *(child.attrib for child in each.iterfind("ParagraphSpec")),
            *(child.get("PaginateAs") for child in each.iterfind("Behavior")),
        ]
        for each in ElementTree.fromstring(text).iterfind("ElementSettings")
    }
    for own, known in (("Szenenüberschrift", "Scene Heading"), ("Personnage", "Character"), ("Singing", "Lyrics")):
        assert specs[own] == specs[known]
    assert "Outline 7" in specs


def test_a_draft_that_only_texts_speak_of_is_listed() -> None:
    paragraph = '<Paragraph Type="Action"><Text RevisionID="3">x</Text></Paragraph>'
    manuscript = read(f"<FinalDraft><Content>{paragraph}</Content></FinalDraft>".encode())
    text = fdx.write(assemble(manuscript._replace(source=Source(format="text", text=""))))
    assert_well_made(text)
    assert [each.id for each in read(text.encode()).revisions] == ["3"]


def test_a_category_that_the_file_calls_otherwise_is_not_doubled() -> None:
    own = (DATA / "fdx" / "TestFDX-FI.fdx").read_bytes()
    manuscript = read(own)
    dave = Tag(id="358dcea8-0d67-4991-ba6e-673e521a56b8", category="Cast Members", label="Dave")
    drafts = [*manuscript.drafts, Draft("action", (Run(text="Dave", tags=(dave.id,)),), 1, 1)]
    screenplay = changed(manuscript._replace(tags=(dave,)), drafts)
    text = fdx.write(screenplay)
    assert_well_made(text, own=own.decode())
    assert "<SmartType" in text
    assert read(text.encode()).tags == (dave,)
