"""XML from strangers: what is read, what is refused and what is saved of a damaged file."""

from __future__ import annotations

from pathlib import Path
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from film.errors import ScriptError
from screenplay.files import markup
from screenplay.files.markup import Node, lenient, spans, strict
from screenplay.files.markup.repair import MAX_LOSSES

HERE = Path("script.fdx")
SCRIPT = (Path(__file__).parent / "data" / "mostly_genius.fdx").read_bytes()
_WORDS = st.text(
    st.characters(codec="utf-8", exclude_categories=["Cs", "Cc"], exclude_characters="\ufffe\uffff"), max_size=12
)
_NAMES = st.sampled_from(["Paragraph", "Text", "a", "b", "Content"])
_TREES = st.recursive(
    st.builds(lambda name, text: (name, {}, [text]), st.sampled_from(["Text", "a"]), _WORDS),
    lambda inner: st.builds(
        lambda name, attributes, children: (name, attributes, children),
        st.sampled_from(["b", "Content", "c"]),
        st.dictionaries(st.sampled_from(["Type", "x"]), _WORDS, max_size=2),
        st.lists(inner | _WORDS, max_size=4),
    ),
    max_leaves=12,
)


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace('"', "&quot;").replace(">", "&gt;")


def _xml(tree: object) -> str:
    if isinstance(tree, str):
        return _escaped(tree)
    name, attributes, children = tree  # type: ignore[misc]
    said = "".join(f' {key}="{_escaped(value)}"' for key, value in attributes.items())
    return f"<{name}{said}>{''.join(map(_xml, children))}</{name}>"


def _plain(node: Node) -> tuple[object, ...]:
    return node.tag, node.attributes, tuple(each if isinstance(each, str) else _plain(each) for each in node.children)


def _etree(element: ElementTree.Element) -> tuple[object, ...]:
    children: list[object] = [element.text] if element.text else []
    for child in element:
        children.append(_etree(child))
        if child.tail:
            children.append(child.tail)
    return element.tag, element.attrib, tuple(children)


def _parse(text: str | bytes, *, salvage: bool = False) -> markup.Parsed:
    return markup.parse(text.encode() if isinstance(text, str) else text, HERE, salvage=salvage)


@given(_TREES)
def test_a_tree_is_what_the_standard_library_makes_of_it(tree: object) -> None:
    text = _xml(tree)
    assert _plain(_parse(text).root) == _etree(ElementTree.fromstring(text))


@given(_TREES)
def test_what_is_whole_is_read_the_same_with_and_without_salvage(tree: object) -> None:
    text = f'<?xml version="1.0"?>\n<!-- a > b -->\n<Root>\r\n{_xml(tree)}<![CDATA[ & <x> ]]></Root>\n'
    saved = lenient.salvage(text)
    assert not saved.losses
    assert saved.root == strict.tree_of(text)


@pytest.mark.parametrize("path", sorted((Path(__file__).parent / "data").rglob("*.fdx")), ids=lambda path: path.name)
def test_every_file_is_read_the_same_with_and_without_salvage(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert lenient.salvage(text) == (strict.tree_of(text), [], 0)


@given(st.text(alphabet="<>&;/\"'=!-[]?#x1aTPext \n\r\0é", max_size=80))
def test_salvage_reads_anything_and_keeps_every_letter_outside_tags(text: str) -> None:
    if "<!doctype" in text.lower():
        return
    parsed = markup.parse(f"<Text>{text}</Text>".encode(), HERE, salvage=True)
    kept = parsed.root.text
    if not any(mark in text for mark in "<&>"):
        assert [char for char in text if char not in "\0\r\n"] == [char for char in kept if char not in "\r\n"]


def test_lines_are_those_of_the_text() -> None:
    root = _parse("<a>\r\n<b/>\r<c\n x='1'>\n</c>\n</a>").root
    assert [(node.tag, node.line, node.last) for node in root.elements()] == [("b", 2, 2), ("c", 3, 5)]
    assert (root.line, root.last) == (1, 6)


def test_names_lose_their_namespace() -> None:
    root = _parse('<f:a xmlns:f="urn:x"><f:b/></f:a>').root
    assert root.tag == "a"
    assert [node.tag for node in root.elements()] == ["b"]


@pytest.mark.parametrize(
    ("data", "encoding"),
    [
        ("<a>é漢</a>".encode(), "utf-8"),
        ("\ufeff<a>é漢</a>".encode(), "utf-8"),
        ("<a>é漢</a>".encode("utf-16"), "utf-16-le"),
        ("<?xml version='1.0' encoding='UTF-16'?><a>é漢</a>".encode("utf-16-be"), "utf-16-be"),
        ("<?xml version='1.0' encoding='utf-16'?><a>é漢</a>".encode(), "utf-8"),
        ("<?xml version='1.0' encoding='GB18030'?><a>é漢</a>".encode("gb18030"), "gb18030"),
        ("<?xml version='1.0' encoding='no-such'?><a>é漢</a>".encode(), "utf-8"),
        ("<?xml version='1.0' encoding='base64'?><a>é漢</a>".encode(), "utf-8"),
    ],
)
def test_encodings_by_mark_by_shape_by_declaration(data: bytes, encoding: str) -> None:
    parsed = _parse(data)
    assert parsed.root.text == "é漢"
    assert parsed.encoding == encoding
    assert not parsed.diagnostics


def test_bytes_that_are_no_utf8_are_read_as_windows_1252_and_the_rest_stays() -> None:
    parsed = _parse("<a>caf\u00e9 ".encode() + b"\nna\xefve \x93so\x94</a>")
    assert parsed.root.text == "café \nnaïve “so”"
    assert [(each.severity, each.line) for each in parsed.diagnostics] == [("warning", 2)]
    declared = _parse("<?xml version='1.0' encoding='windows-1252'?><a>naïve</a>".encode("cp1252"))
    assert declared.root.text == "naïve"
    assert not declared.diagnostics


@pytest.mark.parametrize(
    "text",
    [
        '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>',
        '<!DOCTYPE a SYSTEM "file:///etc/passwd"><a/>',
        '<?xml version="1.0"?>\n<!DOCTYPE html>\n<a/>',
    ],
)
@pytest.mark.parametrize("salvage", [False, True])
def test_every_doctype_is_refused(text: str, salvage: bool) -> None:
    with pytest.raises(ScriptError, match="DOCTYPE"):
        _parse(text, salvage=salvage)


@pytest.mark.parametrize("salvage", [False, True])
@pytest.mark.parametrize(
    ("text", "cap"),
    [
        ("<a>" * 101, f"{markup.MAX_DEPTH} deep"),
        ("<a>" * 100_000, f"{markup.MAX_DEPTH} deep"),
        (f"<a>{'<b/>' * 1_000_000}</a>", f"{markup.MAX_ELEMENTS:,} elements"),
        (f"<a>{'b' * markup.MAX_CHARACTERS}</a>", f"{markup.MAX_CHARACTERS:,} characters"),
    ],
)
def test_a_cap_says_its_number(text: str, cap: str, salvage: bool) -> None:
    with pytest.raises(ScriptError, match=cap):
        _parse(text, salvage=salvage)


@pytest.mark.parametrize("salvage", [False, True])
@pytest.mark.parametrize(
    "data",
    [b"", b" \n", b"\0" * 50, b"\xff\xd8\xff\xe0\0\x10JFIF\0" * 9, b"INT. KITCHEN - DAY\n\nShe waits.", b"%PDF-1.7"],
)
def test_what_is_no_xml_is_refused_in_one_line(data: bytes, salvage: bool) -> None:
    with pytest.raises(ScriptError, match=r"^script\.fdx: it is (?:not XML|empty)") as caught:
        _parse(data, salvage=salvage)
    assert "\n" not in str(caught.value)


def test_damage_is_named_with_its_line_and_place() -> None:
    with pytest.raises(ScriptError, match=r"script\.fdx:3: .*inside Script > Paragraph > Text.*--salvage"):
        _parse("<Script>\n<Paragraph>\n<Text>Cut off her")


def test_salvage_goes_on_behind_damage_in_the_middle() -> None:
    text = (
        "<Script>\n<Paragraph><Text>One.</Text></Paragraph>\n<Paragraph><Text>Tw<Par\n"
        "<Paragraph><Text>Three & four < five.</Text></Paragraph>\n<Paragraph Type=Action x='1'><Text>Six.</Text>"
        "</Paragraph></Script>"
    )
    parsed = _parse(text, salvage=True)
    assert [node.text for node in parsed.root.elements("Paragraph")] == ["One.", "Tw", "Three & four < five.", "Six."]
    assert parsed.damaged
    assert {each.severity for each in parsed.diagnostics} == {"error"}
    assert [each.line for each in parsed.diagnostics] == [3, 4, 4, 4, 4, 5]


def test_losses_beyond_the_first_are_counted() -> None:
    parsed = _parse("<a>" + "&" * 5 + "< " * 10_000 + "</a>", salvage=True)
    assert len(parsed.diagnostics) == MAX_LOSSES + 1
    assert parsed.diagnostics[-1].message.startswith("9,951 more")


@given(st.integers(0, len(SCRIPT)))
def test_a_file_cut_anywhere_is_refused_or_saved_up_to_the_cut(cut: int) -> None:
    data = SCRIPT[:cut]
    if cut < len(SCRIPT) - 1:
        with pytest.raises(ScriptError):
            _parse(data)
    if cut < 100:
        return
    whole = [node.text for node in _paragraphs(_parse(SCRIPT).root)]
    saved = [node.text for node in _paragraphs(_parse(data, salvage=True).root)]
    assert saved[:-1] == whole[: max(0, len(saved) - 1)]
    assert not saved or whole[len(saved) - 1].startswith(saved[-1].rstrip())


def _paragraphs(root: Node) -> list[Node]:
    return [node for content in root.elements("Content") for node in content.elements("Paragraph")]


@given(_TREES)
def test_spans_are_the_elements_of_the_text(tree: object) -> None:
    text = f"<?xml version='1.0'?><!-- <b> --><Root a='>'>{_xml(tree)}<![CDATA[<c>]]><e/></Root>"
    found = sorted(spans(text, 99), key=lambda span: span.start)
    for span in found:
        assert text[span.start] == "<"
        assert text[span.end - 1] == ">"
        assert strict.tree_of(text[span.start : span.end]).tag == span.path[-1]
    count = sum(1 for _ in ElementTree.fromstring(text).iter())
    assert len(found) == count
    assert markup.replaced(text, [(span.start, span.start, "") for span in found]) == text
