"""HTML out of values: whatever is not markup already is text and is escaped, whoever wrote it."""

from __future__ import annotations

from html import escape

_VOID = ("img", "input", "link", "meta", "br")


class Markup(str):
    """HTML that was made here."""

    __slots__ = ()


def text(words: str) -> Markup:
    """Words as HTML: nothing in them is a tag, an attribute's end or a sign that turns the page's writing round."""
    shown = "".join(sign if sign.isprintable() or sign == "\n" else " " for sign in words)
    return Markup(escape(shown, quote=True))


def tag(name: str, /, *inside: str, **attributes: str | int | bool | None) -> Markup:
    """An element.  ``class_`` is ``class``, ``data_shot`` is ``data-shot``; None and False leave an attribute out.

    >>> tag("p", "1 < 2", class_="note")
    '<p class="note">1 &lt; 2</p>'
    """
    told = "".join(
        _attribute(key, value) for key, value in attributes.items() if value is not None and value is not False
    )
    if name in _VOID:
        return Markup(f"<{name}{told}>")
    return Markup(f"<{name}{told}>{together(*inside)}</{name}>")


def together(*parts: str) -> Markup:
    """Parts one after another."""
    return Markup("".join(part if isinstance(part, Markup) else text(part) for part in parts))


def _attribute(key: str, value: str | int | bool) -> str:
    name = key.rstrip("_").replace("_", "-")
    return f" {name}" if value is True else f' {name}="{text(str(value))}"'
