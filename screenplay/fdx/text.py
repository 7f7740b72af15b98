"""Text and attributes as XML can carry them."""

from __future__ import annotations

import re

_NO_XML = re.compile("[^\t\n\r -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_IN_TEXT = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", "\r": "&#13;"})
_IN_ATTRIBUTE = str.maketrans(
    {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "\t": "&#9;", "\n": "&#10;", "\r": "&#13;"}
)


def carried(text: str) -> str:
    """The text with U+FFFD for every character that XML 1.0 has no way to write."""
    return _NO_XML.sub("\ufffd", text)


def uncarried(text: str) -> int:
    """How many characters of a text XML 1.0 has no way to write."""
    return len(_NO_XML.findall(text))


def in_text(text: str) -> str:
    """Text between tags."""
    return carried(text).translate(_IN_TEXT)


def tag(name: str, attributes: dict[str, str | None], ending: str = ">") -> str:
    """A start tag; attributes without a value are left out."""
    said = "".join(
        f' {key}="{carried(value).translate(_IN_ATTRIBUTE)}"' for key, value in attributes.items() if value is not None
    )
    return f"<{name}{said}{ending}"
