"""What can be read of XML that is not well-formed: every tag and text that is whole, and where something is not.

One pass over the text, tag by tag.  Text is never made up: a tag cut in two is left out, a ``<`` or ``&``
that begins nothing is text, an end tag closes the nearest element of its name, and an element whose end
is lost ends where its parent does, or where the next paragraph begins.
"""

from __future__ import annotations

import re

from screenplay.files.markup.repair import Building, Salvaged
from screenplay.files.markup.strict import DoctypeError, local

_NAME = r"[^\W\d][\w:.\-]*+"
_TAG = re.compile(
    rf"<({_NAME})((?:\s++{_NAME}\s*+=\s*+(?:\"[^\"<]*+\"|'[^'<]*+'))*+)\s*+(/?)>"  # 1 name, 2 attributes, 3 empty
    rf"|</({_NAME})\s*+>"  # 4 name of an end tag
)
_ATTRIBUTE = re.compile(rf"({_NAME})\s*+=\s*+(?:\"([^\"<]*+)\"|'([^'<]*+)')")
_BROKEN_TAG = re.compile(rf"<(/?)({_NAME})[^<>]*+(>?)")
_REFERENCE = re.compile(r"&(?:#([0-9]{1,7}+)|#x([0-9a-fA-F]{1,6}+)|(amp|lt|gt|quot|apos));")
_NAMED = {"amp": "&", "lt": "<", "gt": ">", "quot": '"', "apos": "'"}
_NO_XML = re.compile("[^\t\n\r -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_LINE_END = re.compile("\r\n?|\n")
_CUT_REFERENCE = re.compile(r"&(?:#?\w*)\Z")
_LONGEST_OPENING = 10
_SPECIALS = (("<!--", "-->"), ("<![CDATA[", "]]>"), ("<?", "?>"))


def salvage(text: str) -> Salvaged:
    """Read all that can be read.  Raises TooLargeError and DoctypeError as the strict reader does."""
    return _Reader(text).read()


class _Reader:
    def __init__(self, text: str) -> None:
        self._text = text
        self._building = Building(text)
        self._unclosed: set[str] = set()

    def read(self) -> Salvaged:
        """The whole text, tag by tag."""
        position = 0
        while (start := self._text.find("<", position)) >= 0:
            self._characters(position, start)
            position = self._markup(start)
        end = _CUT_REFERENCE.search(self._text, max(position, len(self._text) - _LONGEST_OPENING))
        self._characters(position, end.start() if end else len(self._text))
        return self._building.finish()

    def _markup(self, start: int) -> int:
        """Take what begins at a ``<`` and say where the next thing begins."""
        if tag := _TAG.match(self._text, start):
            return self._tag(tag)
        for opening, closing in _SPECIALS:
            if self._text.startswith(opening, start):
                return self._special(start, opening, closing)
        if self._text[start + 2 : start + 9].upper() == "DOCTYPE" and self._text[start + 1] == "!":
            raise DoctypeError(self._building.line(start))
        if len(self._text) - start < _LONGEST_OPENING and _is_begun(self._text[start:]):
            return len(self._text)
        broken = _BROKEN_TAG.match(self._text, start)
        return self._broken(broken) if broken else self._literal(start)

    def _tag(self, tag: re.Match[str]) -> int:
        name, attributes, empty, ending = tag.groups()
        if ending:
            self._building.end(tag.start(), local(ending))
            return tag.end()
        self._building.begin(tag.start(), local(name), self._attributes(attributes, tag.start()))
        if empty:
            self._building.close(tag.end() - 1)
        return tag.end()

    def _attributes(self, text: str, offset: int) -> dict[str, str]:
        found: dict[str, str] = {}
        for each in _ATTRIBUTE.finditer(text):
            name, double, single = each.groups()
            value = double if double is not None else single
            if name == "xmlns" or name.startswith("xmlns:"):
                continue
            name = local(name)
            if name in found:
                self._building.lose(offset, f"{name} is said a second time: {_quoted(value)} is left out")
            else:
                flat = value.replace("\r\n", " ").translate(_BLANKS)
                found[name] = self._meaning(flat, offset)
        return found

    def _special(self, start: int, opening: str, closing: str) -> int:
        """A comment, a CDATA section or an instruction; of an unclosed one only the opening is left out."""
        inner = start + len(opening)
        end = -1 if closing in self._unclosed else self._text.find(closing, inner)
        if end < 0:
            self._unclosed.add(closing)
            self._building.lose(start, f"a {opening} is never closed by {closing}: what it begins is read as it stands")
            return inner
        if opening == "<![CDATA[":
            self._building.add(self._printable(self._lines(self._text[inner:end]), inner))
        return end + len(closing)

    def _broken(self, broken: re.Match[str]) -> int:
        """A tag that is cut or misspelt: begun if it is clear what it was, else left out."""
        ending, name, whole = broken.groups()
        tag = self._building.place_of(local(name)) if whole and not ending else None
        if tag is None:
            self._building.lose(broken.start(), f"a tag is cut off: {_quoted(broken.group())} is lost")
            return broken.end()
        self._building.lose(broken.start(), f"a tag is damaged; part of {_quoted(broken.group())} is lost")
        attributes: dict[str, str] = {}
        for each in _ATTRIBUTE.finditer(broken.group()):
            attributes.setdefault(local(each[1]), each[2] if each[2] is not None else each[3])
        self._building.begin(broken.start(), tag, attributes)
        if broken.group().endswith("/>"):
            self._building.close(broken.start())
        return broken.end()

    def _literal(self, start: int) -> int:
        self._building.lose(start, "a < begins no tag: read as text")
        self._building.add("<")
        return start + 1

    def _characters(self, start: int, end: int) -> None:
        if start < end:
            self._building.add(self._meaning(self._lines(self._text[start:end]), start))

    def _lines(self, text: str) -> str:
        return _LINE_END.sub("\n", text) if "\r" in text else text

    def _meaning(self, text: str, offset: int) -> str:
        """Text with its character references resolved and what XML cannot hold left out."""
        text = self._printable(text, offset)
        if "&" not in text:
            return text
        references = [_referred(found) for found in _REFERENCE.finditer(text)]
        if text.count("&") > len(references) or None in references:
            self._building.lose(offset, "an & begins no character reference: read as text")
        return _REFERENCE.sub(lambda found: _referred(found) or found.group(), text)

    def _printable(self, text: str, offset: int) -> str:
        kept = _NO_XML.sub("", text)
        if len(kept) < len(text):
            self._building.lose(offset, f"{len(text) - len(kept)} control characters are left out")
        return kept


_BLANKS = {ord("\t"): " ", ord("\n"): " ", ord("\r"): " "}


def _referred(found: re.Match[str]) -> str | None:
    """The character that a reference stands for, if XML has it."""
    decimal, hexadecimal, name = found.groups()
    if name:
        return _NAMED[name]
    code = int(decimal) if decimal else int(hexadecimal, 16)
    return None if code > 0x10FFFF or _NO_XML.match(chr(code)) else chr(code)


def _is_begun(end: str) -> bool:
    """Whether the last characters of a text begin markup whose name is not there any more."""
    return end in ("<", "</") or any(opening.startswith(end) for opening, _ in _SPECIALS)


def _quoted(text: str) -> str:
    flat = " ".join(text[:200].split())
    return f"{flat[:40]}…" if len(flat) > 40 else flat
