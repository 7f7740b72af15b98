"""A translated line held to its source: its names, its numbers, the glossary's terms, nothing added."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping
from itertools import pairwise
from typing import Literal

from film.plan import Plan
from planner.adapting.standing import named, tokens, within
from planner.llm.neutral import told
from planner.translating.lines import Line, too_long

Flag = Literal["long", "name", "number", "term", "same", "missing", "stale"]
"""What a person should look at: ``long`` takes more than its time; a ``name``, ``number`` or ``term`` of the source is
not in it; it is the ``same`` as the source; it is ``missing``; or ``stale``, for the source was changed since."""

Glossary = Mapping[str, str]
"""Terms and names of the source, each with its rendering."""

_ARTICLE = "a an the der die das den dem ein eine einen le la les un une el los las una il lo gli i o os as um uma"
_ARTICLES = frozenset(_ARTICLE.split())
_LONGEST, _MORE = 3, 80
"""A translation is cut to so many times its source's letters, and so many more."""


def cleaned(text: str, line: Line) -> str:
    """A model's words for a line, on one line and no longer than a translation can be."""
    return told(text, _LONGEST * len(line.text) + _MORE)


def names_in(plan: Plan) -> tuple[str, ...]:
    """What people are called that is a name and no word of the language: never written small, never behind an article.

    "Driver!" is a word where the script has a driver somewhere.
    """
    texts = [plan.title, *(beat.text for scene in plan.scenes for beat in scene.beats)]
    texts += [said.text for scene in plan.scenes for said in scene.dialogue]
    words = [word for text in texts for word in re.findall(r"[^\W\d_]+", text)]
    small = {word for word in words if word.islower()}
    behind = {
        after.casefold()
        for text in texts
        for before, after in pairwise(re.findall(r"[^\W\d_]+", text))
        if before.casefold() in _ARTICLES
    }
    called = (
        part for sheet in plan.cast for name in (sheet.name, *sheet.aliases) for part in re.findall(r"[^\W\d_]+", name)
    )
    kept = (part for part in called if len(part) > 1 and part.casefold() not in small | behind)
    return tuple(dict.fromkeys(part.casefold() for part in kept))


def flags_of(line: Line, text: str, language: str, names: Iterable[str], glossary: Glossary) -> tuple[Flag, ...]:
    """What is to be looked at in a translation."""
    if not text:
        return ("missing",)
    checks: tuple[tuple[Flag, object], ...] = (
        ("term", lost_terms(line, text, glossary)),
        ("name", lost_names(line, text, language, names, glossary)),
        ("number", digits(line.text) != digits(text)),
        ("same", len(tokens(line.text)) > 3 and tokens(line.text) == tokens(text)),
        ("long", too_long(line, text, language)),
    )
    return tuple(flag for flag, found in checks if found)


def problems_of(line: Line, text: str, language: str, names: Iterable[str], glossary: Glossary) -> list[str]:
    """The same in words for the model that gave it, but for its length."""
    if not text:
        return ["it is missing"]
    found = [f'"{term}" must be rendered "{glossary[term]}"' for term in lost_terms(line, text, glossary)]
    found += [f"the name {name} is missing" for name in lost_names(line, text, language, names, glossary)]
    if digits(line.text) != digits(text):
        found.append("its numbers are not those of the source: keep them as digits")
    if "same" in flags_of(line, text, language, (), {}):
        found.append("it is not translated")
    return found


def lost_terms(line: Line, text: str, glossary: Glossary) -> list[str]:
    """Terms of the source whose rendering is not in the text; a first letter may be large for small."""
    normal = unicodedata.normalize("NFC", text)
    return [
        term
        for term, rendering in glossary.items()
        if within(term, line.text) and not _has(unicodedata.normalize("NFC", rendering), normal)
    ]


def _has(rendering: str, text: str) -> bool:
    return rendering in text or (rendering[:1].upper() + rendering[1:]) in text


def lost_names(line: Line, text: str, language: str, names: Iterable[str], glossary: Glossary) -> list[str]:
    """Names of the source that are not in the text; those that the glossary renders are its own affair.

    A translation in other letters (玛拉 for Mara) is left to the glossary.
    """
    rendered = {word for term in glossary for word in tokens(term)}
    there = set(tokens(line.text))
    wanted = [name for name in names if set(tokens(name)) <= there and not set(tokens(name)) & rendered]
    return [name.title() for name in wanted if _letters(name) == _letters(text) and not named(name, text, language)]


def unrendered(pairs: Iterable[tuple[Line, str]], names: Iterable[str], glossary: Glossary) -> tuple[str, ...]:
    """Names that were translated into other letters (玛拉 for Mara) without a rendering in the glossary, by name."""
    rendered = {word for term in glossary for word in tokens(term)}
    open_ = {name: set(tokens(name)) for name in names if not set(tokens(name)) & rendered}
    found = {
        name.title()
        for line, text in pairs
        for name, words in open_.items()
        if words <= set(tokens(line.text)) and _letters(name) != _letters(text)
    }
    return tuple(sorted(found))


def _letters(text: str) -> str:
    """The writing system that most letters of a text are of: LATIN, CYRILLIC, ARABIC."""
    found = Counter(unicodedata.name(char, "?").split()[0] for char in text if char.isalpha())
    return min(found, key=lambda name: (-found[name], name), default="")


def digits(text: str) -> Counter[int]:
    """The digits of a text, in whatever order and grouping: 1,000 and 1.000 have the same, so have 7:30 and 7h30."""
    return Counter(unicodedata.digit(char) for char in text if unicodedata.digit(char, None) is not None)
