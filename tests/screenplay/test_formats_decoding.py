"""Bytes to text and back: every byte of what is read comes back, and what cannot be read says where."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from film.errors import ScriptError
from screenplay.files.decoding import Decoded, decode, encode

HERE = Path("any.fountain")
SCRIPT = "INT. CAFÉ – DAY\n\nANNA\nIt’s late.\n"


def _lossless(decoded: Decoded) -> bool:
    return not any(each.severity == "error" for each in decoded.diagnostics)


@pytest.mark.parametrize(
    ("mark", "encoding"),
    [
        (b"", "utf-8"),
        (b"\xef\xbb\xbf", "utf-8"),
        (b"\xff\xfe", "utf-16-le"),
        (b"\xfe\xff", "utf-16-be"),
        (b"\xff\xfe\0\0", "utf-32-le"),
        (b"\0\0\xfe\xff", "utf-32-be"),
        (b"", "utf-16-le"),
        (b"", "utf-16-be"),
    ],
)
@pytest.mark.parametrize(
    "text", [SCRIPT, "ИНТ. КУХНЯ - ДЕНЬ\n\nАННА\nПоздно.\n" * 3, "INT. 公寓 - 夜\n\n很晚了。\n" * 3]
)
def test_unicode_is_found_by_mark_or_by_its_nuls(mark: bytes, encoding: str, text: str) -> None:
    data = mark + text.encode(encoding)
    decoded = decode(data, HERE)
    assert decoded.text.removeprefix("\ufeff") == text
    assert decoded.encoding == encoding
    assert decoded.diagnostics == []
    assert encode(decoded.text, decoded.encoding) == data


@given(st.binary(min_size=1, max_size=200))
@example(bytes(range(256)))
@example(b"\x81\x8d\x8f\x90\x9d cafe \xe9")
@example("Ünïcödé ünd Ümläüte".encode() + b"\xe9\x80")
@example(b"\xff\xfea\0\x00\xd8")
def test_what_is_read_without_loss_gives_its_bytes_back(data: bytes) -> None:
    with suppress(ScriptError):
        decoded = decode(data, HERE, salvage=True)
        if _lossless(decoded):
            assert encode(decoded.text, decoded.encoding) == data


@given(st.text(min_size=1, max_size=60), st.sampled_from(["utf-8", "utf-16", "utf-32"]))
def test_any_marked_text_comes_through(text: str, encoding: str) -> None:
    data = (b"\xef\xbb\xbf" if encoding == "utf-8" else b"") + text.encode(encoding)
    with suppress(ScriptError):
        decoded = decode(data, HERE)
        assert decoded.text.removeprefix("\ufeff") == text.removeprefix("\ufeff")


def test_windows_1252_warns_at_its_first_line_and_keeps_its_undefined_bytes() -> None:
    decoded = decode(b"Title: x\n\nINT. CAF\xc9 - DAY\n\x81 is kept.\n", HERE)
    assert decoded.text == "Title: x\n\nINT. CAFÉ - DAY\n\x81 is kept.\n"
    assert decoded.encoding == "windows-1252"
    assert [(each.severity, each.line) for each in decoded.diagnostics] == [("warning", 3)]


def test_single_bytes_pasted_into_utf8_do_not_spoil_the_rest() -> None:
    data = "Éléonore répète à l’été.\n".encode() + b"Le caf\xe9.\n"
    decoded = decode(data, HERE)
    assert decoded.text == "Éléonore répète à l’été.\nLe café.\n"
    assert [(each.severity, each.line) for each in decoded.diagnostics] == [("warning", 2)]
    assert encode(decoded.text, decoded.encoding) == data


@pytest.mark.parametrize(
    ("text", "encoding"),
    [("ИНТ. КУХНЯ - ДЕНЬ\n\nАННА\nУже поздно.\n", "cp1251"), ("INT. 公寓 - 夜\n\n安娜\n很晚了,我们走吧。\n", "gbk"),
     ("Elle est allée à l’été dernier, très tôt, même fâchée.\n", "mac_roman")],
)  # fmt: skip
def test_other_old_encodings_are_said_to_look_wrong(text: str, encoding: str) -> None:
    decoded = decode(text.encode(encoding), HERE)
    assert "looks wrong" in decoded.diagnostics[0].message
    assert encode(decoded.text, decoded.encoding) == text.encode(encoding)


@pytest.mark.parametrize(
    "text", ["Größe, Übermut und Süßes für die Bäuerin.", "Il a été là-bas, très tôt.", "“Quoted” – dashed…", "£5, 20°"]
)
def test_western_text_is_not_said_to_look_wrong(text: str) -> None:
    assert "looks wrong" not in decode(text.encode("cp1252"), HERE).diagnostics[0].message


def test_nuls_in_text_are_kept_and_reported() -> None:
    decoded = decode(b"INT. BAR - DAY\n\nShe \0waits, and waits, and waits.\0\n", HERE)
    assert decoded.text.count("\0") == 2
    assert [(each.severity, each.line) for each in decoded.diagnostics] == [("warning", 3)]


def test_damaged_utf16_is_refused_or_salvaged_with_an_error() -> None:
    data = b"\xff\xfe" + "INT. BAR - DAY\n".encode("utf-16-le") + b"A"
    with pytest.raises(ScriptError, match="UTF-16"):
        decode(data, HERE)
    decoded = decode(data, HERE, salvage=True)
    assert decoded.text == "\ufeffINT. BAR - DAY\n"
    assert [(each.severity, each.line) for each in decoded.diagnostics] == [("error", 2)]


def test_half_a_character_of_utf16_is_read_as_a_replacement_and_reported() -> None:
    decoded = decode(b"\xff\xfe" + "Go ".encode("utf-16-le") + b"\x00\xd8" + " now".encode("utf-16-le"), HERE)
    assert decoded.text == "\ufeffGo \ufffd now"
    assert [each.severity for each in decoded.diagnostics] == ["error"]


@pytest.mark.parametrize("data", [b"", b" \r\n\t", b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff\0 \0\n", b"\0\0\0\0"])
def test_nothing_is_called_empty(data: bytes) -> None:
    with pytest.raises(ScriptError, match="empty"):
        decode(data, HERE)


@pytest.mark.parametrize("data", [b"\0\1\2\3abc", bytes(range(128, 256)) * 4 + bytes(range(1, 32)) * 20])
def test_binary_is_refused(data: bytes) -> None:
    with pytest.raises(ScriptError, match="binary"):
        decode(data, HERE)
