"""Zip archives from strangers: nothing is written, nothing is unpacked that was not asked for, all within caps.

Members are inflated here, not by ``zipfile``, so that a member's damage costs only what stands behind it and no
size that the archive states is believed.  With ``salvage`` an archive without its list of contents is read by the
headers before each member.  Layout: APPNOTE.TXT of the .ZIP File Format Specification, 4.3 and 4.4.
"""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from film.errors import ScriptError
from film.screenplay import Diagnostic

MAX_MEMBERS = 4096
"""A Word document with a picture on every page has a few hundred."""

MAX_MEMBER_BYTES = 32 * 1024 * 1024
"""Unpacked; the text of a feature with all its XML has two or three million bytes."""

MAX_RATIO = 200
"""Unpacked to packed: scripts and their XML come to about 20."""

_UNJUDGED_BYTES = 1024 * 1024
"""Nobody is harmed by a member of this size, whatever its ratio."""

MAGIC = b"PK\x03\x04"
_LISTING = b"PK\x01\x02"
_SIZES = b"PK\x07\x08"
_HEADER = struct.Struct("<4s5H3I2H")
_ENCRYPTED = 0x1
_SIZES_BEHIND = 0x8
_STORED, _DEFLATED = 0, 8
_CHUNK = 256 * 1024


class Member(NamedTuple):
    """A file in an archive: its name, and where and how its bytes lie; length and CRC are None where unknown."""

    name: str
    offset: int
    packed: int | None
    crc: int | None
    method: int
    encrypted: bool


class Archive(NamedTuple):
    """An archive's bytes, its members by name, and what had to be done to list them."""

    data: bytes
    members: dict[str, Member]
    where: Path
    salvage: bool
    diagnostics: list[Diagnostic]

    def find(self, wanted: Callable[[str], bool]) -> str | None:
        """The first member, in order of depth and then of the list, whose name is wanted."""
        return min(filter(wanted, self.members), key=lambda name: name.count("/"), default=None)

    def read(self, name: str) -> bytes:
        """A member's bytes; with ``salvage`` those before its damage, and an error among the diagnostics.

        Raises ScriptError for what is encrypted, damaged, over a cap, or packed in an unusual way.
        """
        member = self.members[name]
        self._refuse(member)
        body, complaint = _inflate(self.data, member)
        if body is None:
            raise self._error(f"its part {_shown(name)} {complaint}", "Give a single screenplay's file")
        if complaint:
            if not self.salvage:
                do = "Save it again in the program that made it, or add --salvage to read what is left"
                raise self._error(f"its part {_shown(name)} is damaged: {complaint}", do)
            message = f"the part {_shown(name)} is damaged: {complaint}; what could be read of it was read"
            self.diagnostics.append(Diagnostic(severity="error", line=1, message=message))
        return body

    def _refuse(self, member: Member) -> None:
        if member.encrypted:
            raise self._error("it is locked with a password", "Save it without one")
        if member.method not in (_STORED, _DEFLATED):
            raise self._error(f"its part {_shown(member.name)} is packed in a way that is not known", "Save it again")

    def _error(self, what: str, do: str) -> ScriptError:
        return ScriptError(what, where=self.where, do=do)


def open_archive(data: bytes, where: Path, *, salvage: bool = False) -> Archive:
    """List an archive's members.  Raises ScriptError for too many, and, without ``salvage``, for a lost list."""
    diagnostics: list[Diagnostic] = []
    if data.count(_LISTING) > MAX_MEMBERS:
        do = "Give a single screenplay's file"
        raise ScriptError(f"it holds more than {MAX_MEMBERS} files", where=where, do=do)
    try:
        members = _listed(data)
        if any(_header(data, member.offset) is None for member in members):
            raise ValueError("it names parts that are not there")
    except (zipfile.BadZipFile, struct.error, ValueError, NotImplementedError, UnicodeError, EOFError, IndexError):
        if not salvage:
            what = "it is damaged or cut off: the archive's list of contents at its end cannot be read"
            do = "Copy or save it again, or add --salvage to read what is left"
            raise ScriptError(what, where=where, do=do) from None
        members = _scanned(data)
        message = "the archive's list of contents is damaged; its parts were found by their own headers"
        diagnostics.append(Diagnostic(severity="error", line=1, message=message))
    return Archive(data, {member.name: member for member in members}, where, salvage, diagnostics)


def _listed(data: bytes) -> list[Member]:
    with zipfile.ZipFile(io.BytesIO(data)) as file:
        return [
            Member(
                info.filename,
                info.header_offset,
                info.compress_size,
                info.CRC,
                info.compress_type,
                bool(info.flag_bits & _ENCRYPTED),
            )
            for info in file.infolist()
            if not info.is_dir()
        ]


def _scanned(data: bytes) -> list[Member]:
    """Members by the header before each of them; one of unknown length goes on until its deflated text ends."""
    members: list[Member] = []
    offset = data.find(MAGIC)
    while offset >= 0 and len(members) < MAX_MEMBERS:
        start = offset + 4
        if header := _header(data, offset):
            flags, method, crc, packed, name, body = header
            known = not flags & _SIZES_BEHIND
            if method == _STORED and not known:
                behind = data.find(_SIZES, body)
                packed = (len(data) if behind < 0 else behind) - body
            if name and not name.endswith("/"):
                length = packed if known or method == _STORED else None
                check = crc if known else None
                members.append(Member(name, offset, length, check, method, bool(flags & _ENCRYPTED)))
            start = body + packed if known else body
        offset = data.find(MAGIC, start)
    return members


def _header(data: bytes, offset: int) -> tuple[int, int, int, int, str, int] | None:
    """A local header's flags, method, CRC, packed size, name, and where the body begins."""
    if not 0 <= offset <= len(data) - _HEADER.size:
        return None
    magic, _, flags, method, _, _, crc, packed, _, name_size, extra_size = _HEADER.unpack_from(data, offset)
    if magic != MAGIC:
        return None
    begin = offset + _HEADER.size
    name = data[begin : begin + name_size].decode("utf-8", errors="replace")
    return flags, method, crc, packed, name, begin + name_size + extra_size


def _inflate(data: bytes, member: Member) -> tuple[bytes | None, str]:
    """A member's bytes and what is wrong with them; None for what is over a cap."""
    header = _header(data, member.offset)
    if header is None:
        return b"", "its header is gone"
    begin = header[-1]
    end = len(data) if member.packed is None else begin + member.packed
    body, ended, used = _unpacked(data, begin, min(end, len(data)), member.method)
    if len(body) > MAX_MEMBER_BYTES:
        return None, f"is larger than {MAX_MEMBER_BYTES // 1024**2} MiB when unpacked"
    if len(body) > _UNJUDGED_BYTES and len(body) > MAX_RATIO * used:
        return None, f"unpacks to more than {MAX_RATIO} times its size"
    if not ended or end > len(data):
        return body, f"it breaks off after {len(body)} bytes"
    if member.crc is not None and zlib.crc32(body) != member.crc:
        return body, "its check sum does not fit"
    return body, ""


def _unpacked(data: bytes, begin: int, end: int, method: int) -> tuple[bytes, bool, int]:
    """The bytes up to the damage or just over a cap, whether they end as they should, and how many were used."""
    if method == _STORED:
        return data[begin:end], True, max(end - begin, 1)
    inflater = zlib.decompressobj(-zlib.MAX_WBITS)
    pieces: list[bytes] = []
    size, position = 0, begin
    while position < end and not inflater.eof and size <= MAX_MEMBER_BYTES:
        chunk = data[position : min(position + _CHUNK, end)]
        position += len(chunk)
        more = True
        while more and not inflater.eof and size <= MAX_MEMBER_BYTES:
            before = inflater.copy()
            try:
                pieces.append(inflater.decompress(chunk, _CHUNK))
            except zlib.error:
                pieces.append(_up_to_damage(before, chunk))
                return b"".join(pieces), False, max(position - begin, 1)
            size += len(pieces[-1])
            chunk = inflater.unconsumed_tail
            # A full piece may leave more to come out though all bytes went in; behind the end of the
            # deflated text ``unconsumed_tail`` stays as it was, so that it alone would never end this.
            more = bool(chunk) or len(pieces[-1]) == _CHUNK
    used = position - begin - len(inflater.unused_data if inflater.eof else inflater.unconsumed_tail)
    return b"".join(pieces), inflater.eof, max(used, 1)


def _up_to_damage(inflater: zlib._Decompress, chunk: bytes) -> bytes:
    """What comes out of a chunk before the byte that is wrong; at most a chunk's length is asked for at a time."""
    pieces = []
    try:
        for index in range(len(chunk)):
            pieces.append(inflater.decompress(chunk[index : index + 1], _CHUNK))
    except zlib.error:
        pass
    return b"".join(pieces)


def _shown(name: str) -> str:
    """A member's name fit for a message."""
    kept = "".join(char if char.isprintable() else "?" for char in name)
    return kept if len(kept) <= 80 else f"{kept[:77]}..."
