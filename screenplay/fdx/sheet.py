"""A title page as Final Draft's: lines on a sheet, each with its key in its type so that it is found again."""

from __future__ import annotations

from collections.abc import Mapping

from screenplay.fdx.runs import EXACT
from screenplay.fdx.template import FONT, LINE
from screenplay.fdx.text import in_text, tag

_CENTRED = frozenset({"title", "credit", "author", "authors", "source", "episode", "series"})
_RIGHT = frozenset({"draft date", "date", "revision", "draft"})
_ABOVE = {"title": 18, "credit": 3, "source": 4}
_FOOT = 45
"""The line that what is not centred begins on, of the sheet's 54."""


def content_lines(title_page: Mapping[str, tuple[str, ...]], indent: str = "    ") -> list[str]:
    """The title page's Content; keys stand in their order, the title a third down the sheet, contact at its foot."""
    lines = [f"{indent}<Content>"]
    at = 0
    for key, values in title_page.items():
        name = key.lower()
        centred = name in _CENTRED
        gap = _ABOVE.get(name, 1) if centred else _FOOT - at if at < _FOOT - 1 else 1
        lines.extend(_line(indent + "  ", "General", None, "Left") for _ in range(gap))
        alignment = "Center" if centred else "Right" if name in _RIGHT else "Left"
        lines.extend(_line(indent + "  ", f"{key}:", value, alignment) for value in values or (None,))
        at += gap + max(len(values), 1)
    return [*lines, f"{indent}</Content>"]


def _line(indent: str, kind: str, text: str | None, alignment: str) -> str:
    attributes = {**LINE, "Alignment": alignment, "Type": kind}
    if text is None:
        return indent + tag("Paragraph", attributes, "/>")
    exact = "preserve" if text[-1:].isspace() else None
    run = f"{tag('Text', {**FONT, 'Style': '', EXACT: exact})}{in_text(text)}</Text>"
    return f"{indent}{tag('Paragraph', attributes)}{run}</Paragraph>"
