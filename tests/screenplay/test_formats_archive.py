"""Zip archives from strangers: caps hold, nothing stated is believed, and damage costs only what it hits."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from film.errors import ScriptError
from screenplay.files import archive
from screenplay.files.archive import open_archive

HERE = Path("any.highland")
BODY = b"".join(b"Line %d of the text.\n" % number for number in range(4000))


def _zip(members: dict[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    into = io.BytesIO()
    with zipfile.ZipFile(into, "w", method) as file:
        for name, body in members.items():
            file.writestr(name, body)
    return into.getvalue()


@pytest.mark.parametrize("method", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED])
def test_members_are_read_as_they_were_written(method: int) -> None:
    opened = open_archive(_zip({"a/text.md": BODY, "b.txt": b""}, method), HERE)
    assert opened.read("a/text.md") == BODY
    assert opened.read("b.txt") == b""
    assert opened.diagnostics == []


@pytest.mark.parametrize("method", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED])
@pytest.mark.parametrize("unseekable", [False, True])
def test_an_archive_without_its_list_is_salvaged_by_its_headers(method: int, unseekable: bool) -> None:
    class _Stream(io.BytesIO):
        def seekable(self) -> bool:
            return not unseekable

        def tell(self) -> int:
            if unseekable:
                raise io.UnsupportedOperation
            return super().tell()

    into = _Stream()
    with zipfile.ZipFile(into, "w", method) as file:
        file.writestr("text.md", BODY)
        file.writestr("info.json", b"{}")
    cut = into.getvalue()[: into.getvalue().index(b"PK\x01\x02")]
    with pytest.raises(ScriptError, match=r"list of contents.*--salvage"):
        open_archive(cut, HERE)
    opened = open_archive(cut, HERE, salvage=True)
    assert opened.read("text.md") == BODY
    assert opened.read("info.json") == b"{}"
    assert [each.severity for each in opened.diagnostics] == ["error"]


def test_a_member_cut_short_gives_its_beginning() -> None:
    data = _zip({"text.md": BODY})
    cut = data[: data.index(b"PK\x01\x02") // 2]
    opened = open_archive(cut, HERE, salvage=True)
    body = opened.read("text.md")
    assert len(body) > 1000
    assert BODY.startswith(body)
    assert "text.md" in opened.diagnostics[-1].message


def test_damage_inside_names_the_member_and_gives_what_stands_before_it() -> None:
    data = bytearray(_zip({"text.md": BODY, "info.json": b"{}"}))
    middle = data.index(b"PK\x03\x04", 10) // 2
    data[middle : middle + 8] = b"\xff" * 8
    with pytest.raises(ScriptError, match=r"text\.md is damaged"):
        open_archive(bytes(data), HERE).read("text.md")
    opened = open_archive(bytes(data), HERE, salvage=True)
    body = opened.read("text.md")
    assert opened.read("info.json") == b"{}"
    assert body[:1000] == BODY[:1000]
    assert [each.severity for each in opened.diagnostics] == ["error"]


def test_a_wrong_check_sum_is_damage() -> None:
    data = _zip({"text.md": b"INT. BAR - DAY\n"}, zipfile.ZIP_STORED).replace(b"INT. BAR", b"INT. CAR")
    with pytest.raises(ScriptError, match="check sum"):
        open_archive(data, HERE).read("text.md")
    assert open_archive(data, HERE, salvage=True).read("text.md") == b"INT. CAR - DAY\n"


def test_bombs_are_refused_by_size_and_by_ratio(monkeypatch: pytest.MonkeyPatch) -> None:
    bomb = open_archive(_zip({"text.md": b"\0" * 3_000_000}), HERE)
    with pytest.raises(ScriptError, match=f"{archive.MAX_RATIO} times"):
        bomb.read("text.md")
    monkeypatch.setattr(archive, "MAX_MEMBER_BYTES", 1024 * 1024)
    with pytest.raises(ScriptError, match="larger than 1 MiB"):
        bomb.read("text.md")


@pytest.mark.parametrize("size", [archive._CHUNK - 1, archive._CHUNK, archive._CHUNK + 1, 3 * archive._CHUNK])
def test_what_stands_behind_the_packed_text_is_not_waited_for(size: int) -> None:
    """A member whose stated length is too great, where its text comes out in more than one piece."""
    body = (b"Line of the text.\n" * (size // 18 + 1))[:size]
    packer = zlib.compressobj(9, zlib.DEFLATED, -zlib.MAX_WBITS)
    packed = packer.compress(body) + packer.flush()
    for behind in (b"", b"PK", b"?" * 1000):
        data = packed + behind
        assert archive._unpacked(data, 0, len(data), 8) == (body, True, len(packed))


def test_a_stated_size_is_not_believed() -> None:
    data = _zip({"text.md": b"\0" * 3_000_000})
    lying = data.replace(struct.pack("<I", 3_000_000), struct.pack("<I", 30))
    with pytest.raises(ScriptError, match="times"):
        open_archive(lying, HERE).read("text.md")


def test_too_many_members_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archive, "MAX_MEMBERS", 3)
    data = _zip({f"{number}.txt": b"x" for number in range(4)})
    with pytest.raises(ScriptError, match="more than 3 files"):
        open_archive(data, HERE)
    assert len(open_archive(data[: data.index(b"PK\x01\x02")], HERE, salvage=True).members) == 3


def test_locked_and_unusual_members_are_refused() -> None:
    data = bytearray(_zip({"text.md": BODY}))
    listing = data.index(b"PK\x01\x02")
    data[6] |= 1
    data[listing + 8] |= 1
    with pytest.raises(ScriptError, match="password"):
        open_archive(bytes(data), HERE).read("text.md")
    with pytest.raises(ScriptError, match="packed in a way"):
        open_archive(_zip({"text.md": BODY}, zipfile.ZIP_LZMA), HERE).read("text.md")


def test_names_are_only_names() -> None:
    opened = open_archive(_zip({"../../etc/passwd": b"x", "C:\\text.md": b"y"}), HERE)
    assert set(opened.members) == {"../../etc/passwd", "C:\\text.md"}


def test_a_list_that_names_places_without_a_part_is_damaged() -> None:
    data = bytearray(_zip({"text.md": BODY}))
    start = data.index(b"PK\x05\x06") + 16
    data[start : start + 4] = struct.pack("<I", struct.unpack_from("<I", data, start)[0] + 7)
    with pytest.raises(ScriptError, match="list of contents"):
        open_archive(bytes(data), HERE)
    assert open_archive(bytes(data), HERE, salvage=True).read("text.md") == BODY


@given(st.binary(max_size=120), st.integers(0, 300), st.binary(min_size=1, max_size=6))
@example(b"", 286, b"\x01")
def test_damage_anywhere_is_read_or_refused(tail: bytes, at: int, spoilt: bytes) -> None:
    data = bytearray(_zip({"text.md": BODY[:400], "info.json": b"{}"}) + tail)
    data[at : at + len(spoilt)] = spoilt
    for salvage in (False, True):
        with suppress(ScriptError):
            opened = open_archive(bytes(data), HERE, salvage=salvage)
            for name in opened.members:
                with suppress(ScriptError):
                    opened.read(name)
