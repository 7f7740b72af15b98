"""Files through the reader: known by content before name, and everything else refused in one line."""

from __future__ import annotations

import io
import os
import random
import zipfile
from contextlib import suppress
from pathlib import Path

import docx
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from film.errors import ScriptError
from screenplay import fountain, read
from screenplay.files.decoding import encode
from screenplay.files.formats import SUFFIXES
from screenplay.reader import MAX_BYTES, MAX_LINE, read_bytes

SCRIPT = "INT. CAFÉ - DAY\n\nANNA\nHello.\n"
FDX = (
    '<?xml version="1.0" encoding="UTF-8"?>\n<FinalDraft DocumentType="Script" Version="5"><Content>'
    '<Paragraph Type="Scene Heading"><Text>INT. CAFÉ - DAY</Text></Paragraph>'
    '<Paragraph Type="Character"><Text>ANNA</Text></Paragraph>'
    '<Paragraph Type="Dialogue"><Text>Hello.</Text></Paragraph></Content></FinalDraft>\n'
)
OSF = (
    '<document type="Open Screenplay Format document" version="40"><paragraphs>'
    '<para><style basestyle="Scene Heading"/><text>INT. CAFÉ - DAY</text></para></paragraphs></document>'
)
DATA = Path(__file__).parent / "data"


def _file(folder: Path, data: bytes, name: str = "script.fountain") -> Path:
    path = folder / name
    path.write_bytes(data)
    return path


def _zip(**members: bytes) -> bytes:
    into = io.BytesIO()
    with zipfile.ZipFile(into, "w", zipfile.ZIP_DEFLATED) as file:
        for name, body in members.items():
            file.writestr(name.replace("__", "/"), body)
    return into.getvalue()


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-32"])
def test_unicode_is_read_without_a_word(tmp_path: Path, encoding: str) -> None:
    screenplay = read(_file(tmp_path, SCRIPT.encode(encoding)))
    assert screenplay.scenes[0].heading.place == "CAFÉ"
    assert screenplay.diagnostics == ()


def test_windows_1252_is_read_with_a_warning_at_its_line(tmp_path: Path) -> None:
    screenplay = read(_file(tmp_path, ("Title: x\n\n" + SCRIPT).encode("cp1252")))
    assert screenplay.scenes[0].heading.place == "CAFÉ"
    assert [(each.severity, each.line) for each in screenplay.diagnostics] == [("warning", 3)]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_fountain_comes_back_byte_for_byte(tmp_path: Path, encoding: str) -> None:
    data = SCRIPT.replace("\n", "\r\n").encode(encoding)
    screenplay = read(_file(tmp_path, data))
    assert screenplay.source is not None
    assert encode(fountain.write(screenplay), screenplay.source.encoding) == data


@pytest.mark.parametrize(
    ("text", "name", "found"),
    [
        (SCRIPT, "a.fountain", "fountain"),
        (SCRIPT, "a.txt", "fountain"),
        (SCRIPT, "a", "fountain"),
        (SCRIPT, "a.md", "fountain"),
        ("## INT. CAFÉ - DAY\n\n**ANNA:** Hello.\n", "a.md", "markdown"),
        ("## INT. CAFÉ - DAY\n\n**ANNA:** Hello.\n", "a.txt", "markdown"),
        (FDX, "a.fdx", "fdx"),
        (FDX, "a.txt", "fdx"),
        (FDX, "a.xml", "fdx"),
        (OSF, "a.osf", "fadein"),
        (OSF, "a.fdx", "fadein"),
    ],
)
def test_content_comes_before_the_name(tmp_path: Path, text: str, name: str, found: str) -> None:
    screenplay = read(_file(tmp_path, text.encode(), name))
    assert screenplay.source is not None
    assert screenplay.source.format == found
    assert screenplay.scenes[0].heading.place == "CAFÉ"


@pytest.mark.parametrize("name", ["a.fdx", "a.pdf", "a.docx", "a.fadein", "a.highland", "a.osf"])
def test_fountain_under_another_name_is_read_and_said(tmp_path: Path, name: str) -> None:
    screenplay = read(_file(tmp_path, SCRIPT.encode(), name))
    assert screenplay.scenes[0].heading.place == "CAFÉ"
    assert "the file is Fountain" in screenplay.diagnostics[0].message


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("ANNA\nHello.\n\nBEN ^\nHello.\n", "a.fountain"),
        (FDX.replace("Scene Heading", "Action"), "a.fdx"),
        (OSF.replace("Scene Heading", "Character"), "a.osf"),
    ],
)
def test_speech_without_a_heading_is_one_scene_where_it_is_surely_speech(tmp_path: Path, text: str, name: str) -> None:
    screenplay = read(_file(tmp_path, text.encode(), name))
    assert len(screenplay.scenes) == 1
    assert "all of it is one scene" in screenplay.diagnostics[0].message
    if name == "a.fountain":
        with pytest.raises(ScriptError, match="no scene heading"):
            read(_file(tmp_path, text.encode(), "a.txt"))


def test_every_promised_suffix_has_a_reader(tmp_path: Path) -> None:
    fade_in = (DATA / "fade_in.fadein").read_bytes()
    for suffix in SUFFIXES:
        if suffix != ".json":
            assert read(_file(tmp_path, fade_in, f"a{suffix}")).scenes


REFUSED = {
    "empty": (b"", "a.fountain", "empty"),
    "blank": (b" \n\n", "a.fountain", "empty"),
    "only a mark": (b"\xef\xbb\xbf", "a.fountain", "empty"),
    "binary": (b"\0\1\2\3", "a.fountain", "binary"),
    "noise": (bytes(range(128, 256)) * 4 + bytes(range(1, 32)) * 20, "a.fountain", "binary"),
    "odd UTF-16": (b"\xff\xfeA", "a.fountain", "UTF-16"),
    "cut PDF": (b"%PDF-1.7 x", "a.fountain", ""),
    "no scene": (b"He waits.\n\nShe goes.\n", "a.fountain", "no scene heading"),
    "no blank lines": (b"INT. BAR - DAY\nHe waits.\nBEN\nHello.\n", "a.txt", ":1: a scene heading stands here without"),
    "only a title": (b"Title: Nothing yet\n", "a.fountain", "nothing in it"),
    "too large": (b"x" * (MAX_BYTES + 1), "a.fountain", "larger than 16 MiB"),
    "long line": (b"INT. A - DAY\n\n" + b"x" * (MAX_LINE + 1), "a.txt", f":3: the line is longer than {MAX_LINE}"),
    "other XML": (b"<?xml version='1.0'?><opml/>", "a.txt", "XML of another sort (opml)"),
    "DOCTYPE": (b"<?xml version='1.0'?><!DOCTYPE FinalDraft []><FinalDraft/>", "a.fdx", "DOCTYPE"),
    "DOCTYPE alone": (b"<!DOCTYPE FinalDraft><FinalDraft/>", "a.fdx", "DOCTYPE"),
    "web page": (b"<!DOCTYPE html><p>INT. A - DAY</p>", "a.html", "web page"),
    "rich text": (b"{\\rtf1 INT. A - DAY}", "a.txt", "rich text"),
    "old Word": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 99, "a.docx", "old Word"),
    "picture": (b"\x89PNG\r\n\x1a\n" + b"\0" * 99, "a.fountain", "a picture"),
    "Celtx": (b"INT. A - DAY\n", "a.celtx", "Export it in Celtx"),
    "Movie Magic": (b"\1\2\3\0", "a.mmsw", "Export it in Movie Magic"),
    "old Final Draft": (b"\1\2\3\0", "a.FDR", "Final Draft"),
    "empty zip": (b"PK\x05\x06" + b"\0" * 18, "a.fadein", "zip archive without"),
    "cut zip": (_zip(a=b"b" * 900)[:40], "a.docx", "--salvage"),
    "spreadsheet": (_zip(xl__workbook=b"", **{"xl/workbook.xml": b"<a/>"}), "a.zip", "spreadsheet"),
    "OpenDocument": (_zip(**{"content.xml": b"<a/>"}), "a.docx", "OpenDocument"),
    "script in a zip": (_zip(**{"b/my script.fdx": FDX.encode()}), "a.zip", "Unpack it and give my script.fdx"),
    "spoilt Word": (b"\0\0\3\4" + b"\xff\0" * 99, "a.docx", "its name says Word"),
    "JSON": (b'{"a": 1}', "a.json", "not a screenplay"),
    "broken FDX": (b"<Paragraph Type='Action'>", "a.fdx", ""),
}


@pytest.mark.parametrize(("data", "name", "words"), REFUSED.values(), ids=REFUSED.keys())
def test_refuses_in_one_line(tmp_path: Path, data: bytes, name: str, words: str) -> None:
    path = _file(tmp_path, data, name)
    with pytest.raises(ScriptError) as caught:
        read(path)
    message = str(caught.value)
    assert words in message
    assert message.startswith(f"{path}:")
    assert "\n" not in message
    assert caught.value.do


def test_refuses_what_is_not_there_folders_and_pipes(tmp_path: Path) -> None:
    with pytest.raises(ScriptError, match="no such file"):
        read(tmp_path / "missing.fountain")
    with pytest.raises(ScriptError, match="no such file"):
        read(tmp_path / "missing.celtx")
    with pytest.raises(ScriptError, match="folder"):
        read(tmp_path)
    with pytest.raises(ScriptError, match="cannot be read"):
        read(Path("a\0b.fountain"))


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes on this system")
def test_a_pipe_or_device_does_not_hang(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.fountain")
    for path in (tmp_path / "pipe.fountain", Path("/dev/zero")):
        with pytest.raises(ScriptError, match="a pipe or a device"):
            read(path)


def test_refuses_what_cannot_be_opened_and_follows_links(tmp_path: Path) -> None:
    path = tmp_path / "loop.fountain"
    path.symlink_to(path)
    with pytest.raises(ScriptError, match="cannot be read: too many levels"):
        read(path)
    link = tmp_path / "link.fountain"
    link.symlink_to(_file(tmp_path, SCRIPT.encode()))
    assert read(link).scenes


def test_a_line_as_long_as_the_cap_is_read() -> None:
    assert read_bytes(b"INT. A - DAY\n\n" + b"x" * MAX_LINE, Path("a.txt")).scenes


def test_bombs_are_refused(tmp_path: Path) -> None:
    inner = _zip(**{"document.xml": b"\0" * 40_000_000})
    with pytest.raises(ScriptError, match="32 MiB"):
        read(_file(tmp_path, inner, "a.fadein"))
    nested = _zip(**{f"{number}.zip": inner for number in range(16)})
    with pytest.raises(ScriptError, match="zip archive without"):
        read(_file(tmp_path, nested, "a.zip"))
    with pytest.raises(ScriptError, match="200 times"):
        read(_file(tmp_path, _zip(**{"word/document.xml": b" " * 3_000_000}), "a.docx"))


@settings(max_examples=200)
@given(st.binary(max_size=120), st.sampled_from(sorted(SUFFIXES)), st.booleans())
@example(b"PK\3\4", ".docx", True)
@example(b"<FinalDraft", ".fdx", True)
@example(b'{"schema_version"', ".json", True)
@example(b"\xff\xfe\0\xd8", ".fountain", True)
def test_any_bytes_are_read_or_refused(data: bytes, suffix: str, salvage: bool) -> None:
    with suppress(ScriptError):
        read_bytes(data, Path(f"any{suffix}"), salvage=salvage)


@settings(max_examples=60)
@given(st.data())
def test_whatever_is_cut_or_spoilt_is_read_or_refused(data: st.DataObject) -> None:
    whole = data.draw(
        st.sampled_from([FDX.encode(), OSF.encode(), (DATA / "fade_in.fadein").read_bytes(), SCRIPT.encode("utf-16")])
    )
    cut = bytearray(whole[: data.draw(st.integers(0, len(whole)))])
    at = data.draw(st.integers(0, max(len(cut) - 1, 0)))
    cut[at : at + 3] = data.draw(st.binary(max_size=3))
    with suppress(ScriptError):
        read_bytes(bytes(cut), Path("any.fdx"), salvage=data.draw(st.booleans()))


def _word() -> bytes:
    document = docx.Document()
    for number in range(40):
        for text in (f"INT. CAFÉ {number} - DAY", "", "Rain.", "", "ANNA", "Hello."):
            document.add_paragraph(text)
    into = io.BytesIO()
    document.save(into)
    return into.getvalue()


def _files() -> dict[str, bytes]:
    """A file of every format, and text in every encoding."""
    bus = Path("samples/night_bus.fountain").read_text(encoding="utf-8")
    return {
        **{f"{encoding}.txt": bus.encode(encoding) for encoding in ("utf-8-sig", "utf-16", "utf-16-be", "cp1252")},
        **{name: (DATA / name).read_bytes() for name in ("client.pdf", "cyrillic.pdf", "fade_in.fadein")},
        "bus.md": bus.replace("\n", "\r\n").encode(),
        "bus.highland": _zip(**{"bus.textbundle/text.md": bus.encode()}),
        "bus.docx": _word(),
        "bus.fdx": FDX.encode() * 20,
        "bus.osf": OSF.encode(),
    }


_ODD = (
    b"\0",
    b"/*",
    b"[[",
    b"(",
    b"<",
    b"</w:p>",
    b"&",
    b"\xff",
    b"\r",
    b"\f",
    b"PK\3\4",
    b"endobj",
    b"\xed\xa0\x80",
    b" " * 500,
)


def _spoilt(chance: random.Random, data: bytes, other: bytes) -> bytes:
    """The bytes cut, doubled, turned round, overwritten, or with odd ones or another file's in them."""
    spoilt = bytearray(data)
    for _ in range(chance.choice((1, 2, 8, 40))):
        at = chance.randrange(len(spoilt) + 1)
        end = at + int(2 ** chance.uniform(0, 13))
        match chance.randrange(7):
            case 0:
                del spoilt[at:end]
            case 1:
                spoilt[at:at] = spoilt[at:end]
            case 2:
                spoilt[at:end] = spoilt[at:end][::-1]
            case 3:
                spoilt[at:end] = chance.randbytes(min(end - at, 300))
            case 4:
                spoilt[at:at] = chance.choice(_ODD) * chance.choice((1, 50, 1000))
            case 5:
                start = chance.randrange(len(other))
                spoilt[at:at] = other[start : start + end - at]
            case _:
                del spoilt[at:]
    return bytes(spoilt)


def _spoilt_inside(chance: random.Random, data: bytes, other: bytes) -> bytes:
    """An archive that is whole, with one of its files spoilt."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    chosen = chance.choice([name for name in members if name.endswith(("document.xml", "styles.xml", "text.md"))])
    return _zip(**{**members, chosen: _spoilt(chance, members[chosen], other)})


@pytest.mark.parametrize("seed", range(12))
def test_whatever_is_spoilt_in_any_format_is_read_or_refused(seed: int) -> None:
    chance = random.Random(seed)
    files = _files()
    for name, data in files.items():
        spoil = _spoilt_inside if data.startswith(b"PK") and chance.random() < 0.6 else _spoilt
        with suppress(ScriptError):
            spoilt = spoil(chance, data, chance.choice(list(files.values())))
            read_bytes(spoilt, Path(name), salvage=chance.random() < 0.6)
