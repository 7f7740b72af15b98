"""Files: encodings read, and everything else refused in one line that says what, where and what to do."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from film.errors import ScriptError
from screenplay import fountain, read
from screenplay.reader import MAX_BYTES, decode

SCRIPT = "INT. CAFÉ - DAY\n\nANNA\nHello.\n"


def _file(folder: Path, data: bytes, name: str = "script.fountain") -> Path:
    path = folder / name
    path.write_bytes(data)
    return path


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_unicode_is_read_without_a_word(tmp_path: Path, encoding: str) -> None:
    screenplay = read(_file(tmp_path, SCRIPT.encode(encoding)))
    assert screenplay.scenes[0].heading.place == "CAFÉ"
    assert screenplay.diagnostics == ()


def test_windows_1252_is_read_with_a_warning_at_its_line(tmp_path: Path) -> None:
    screenplay = read(_file(tmp_path, ("Title: x\n\n" + SCRIPT).encode("cp1252")))
    assert screenplay.scenes[0].heading.place == "CAFÉ"
    assert [(each.severity, each.line) for each in screenplay.diagnostics] == [("warning", 3)]


@pytest.mark.parametrize(
    ("data", "name", "words"),
    [
        (b"", "a.fountain", "empty"),
        (b" \n\n", "a.fountain", "empty"),
        (b"\0\1\2\3", "a.fountain", "binary"),
        (bytes(range(128, 256)) * 4 + bytes(range(1, 32)) * 20, "a.fountain", "binary"),
        (b"%PDF-1.7 x", "a.fountain", "a PDF"),
        (b"\xff\xfeA", "a.fountain", "UTF-16"),
        (b"<?xml version='1.0'?><FinalDraft/>", "a.txt", "XML"),
        (b"INT. BAR - DAY\n", "a.fdx", "export it as Fountain"),
        (b"INT. BAR - DAY\n", "a.PDF", "export it as Fountain"),
        (b"He waits.\n\nShe goes.\n", "a.fountain", "no scene heading"),
        (b"Title: Nothing yet\n", "a.fountain", "nothing in it"),
        (b"x" * (MAX_BYTES + 1), "a.fountain", "larger than 16 MiB"),
    ],
)
def test_refuses_in_one_line(tmp_path: Path, data: bytes, name: str, words: str) -> None:
    path = _file(tmp_path, data, name)
    with pytest.raises(ScriptError) as caught:
        read(path)
    message = str(caught.value)
    assert words in message
    assert message.startswith(f"{path}: ")
    assert "\n" not in message
    assert caught.value.do


def test_refuses_what_is_not_there_and_folders(tmp_path: Path) -> None:
    with pytest.raises(ScriptError, match="no such file"):
        read(tmp_path / "missing.fountain")
    with pytest.raises(ScriptError, match="no such file"):
        read(tmp_path / "missing.fdx")
    with pytest.raises(ScriptError, match="folder"):
        read(tmp_path)


def test_refuses_what_cannot_be_opened(tmp_path: Path) -> None:
    path = tmp_path / "loop.fountain"
    path.symlink_to(path)
    with pytest.raises(ScriptError, match="cannot be read: too many levels"):
        read(path)


@settings(max_examples=200, deadline=None)
@given(st.binary(max_size=80))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    with suppress(ScriptError):
        fountain.parse(decode(data, Path("any.fountain"))[0])
