"""The prompts of models: ours, or a reader's own in their place.

A prompt's file has parts, each under a line of its own.  One for a language model asks a question::

    == system ==      who the model is and how it answers: the same for every question of a kind
    == shared ==      what many questions of one script share, if anything
    == text ==        the question itself

One for a model of pictures says what is wanted, a line each, and what is not::

    == text ==        a line all of whose holes are empty is left out, so that its own words go with them
    == negative ==

Holes are written ``$name``; two dollars are one.  Somebody's own prompt must have every hole that ours has, since
what fills it would be lost, and no other, since nothing would fill it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from string import Template
from typing import NamedTuple

from prompts import load

_HEAD = re.compile(r"^== *(\w+) *==[ \t]*\n", re.MULTILINE)


class _Form(NamedTuple):
    """The parts that prompts of a kind have, and those that none goes without."""

    parts: tuple[str, ...]
    needed: tuple[str, ...]


_QUESTION = _Form(("system", "shared", "text"), ("system", "text"))
_PICTURE = _Form(("text", "negative"), ("text", "negative"))


class Prompt(NamedTuple):
    """A question with its holes filled; ``shared`` is empty where the file has no such part."""

    system: str
    shared: str
    text: str


class Wanted(NamedTuple):
    """What a picture is to show, and what not, each on one line."""

    text: str
    negative: str


class PromptBook:
    """All prompts: ``own`` by name are taken instead of ours.

    Raises ValueError, in one line that begins with the prompt's name, for one that is not ours or does not hold.
    """

    def __init__(self, own: Mapping[str, str] | None = None) -> None:
        self.own = dict(own or {})
        for name, text in self.own.items():
            if name not in names():
                raise ValueError(f"{name}: there is no such prompt; there are {', '.join(names())}")
            _check(name, text)

    def fill(self, name: str, **values: str) -> Prompt:
        """A question filled.  Raises KeyError for a value that is missing or that no hole takes."""
        parts = self._parts(name, values)
        filled = {part: Template(text).substitute(values).strip("\n") for part, text in parts.items()}
        return Prompt(filled["system"], filled.get("shared", ""), filled["text"])

    def picture(self, name: str, **values: str) -> Wanted:
        """A prompt of a picture filled.  Raises KeyError for a value that is missing or that no hole takes."""
        parts = self._parts(name, values)
        return Wanted(*(" ".join(" ".join(_lines(parts[part], values)).split()) for part in _PICTURE.parts))

    def holes(self, name: str) -> tuple[str, ...]:
        """What a prompt takes, by name."""
        return tuple(sorted({hole for part in self._parts(name, {}).values() for hole in _holes(part)}))

    def _parts(self, name: str, values: Mapping[str, str]) -> Mapping[str, str]:
        parts = _parts(self.own.get(name) or load(name).template)
        surplus = sorted(values.keys() - {hole for part in parts.values() for hole in _holes(part)})
        if surplus:
            raise KeyError(f"prompts/{name}.txt has no hole for {', '.join(surplus)}")
        return parts


def names() -> tuple[str, ...]:
    """The prompts that there are: every file with parts."""
    from importlib.resources import files

    found = (entry.name.removesuffix(".txt") for entry in files("prompts").iterdir() if entry.name.endswith(".txt"))
    return tuple(sorted(name for name in found if _HEAD.match(load(name).template)))


@lru_cache(maxsize=64)
def _parts(text: str) -> Mapping[str, str]:
    pieces = _HEAD.split(f"{text}\n")
    return dict(zip(pieces[1::2], pieces[2::2], strict=True))


def _holes(text: str) -> set[str]:
    return set(Template(text).get_identifiers())


def _lines(text: str, values: Mapping[str, str]) -> Iterator[str]:
    """The lines filled, without those that have holes and nothing in any of them."""
    for line in text.splitlines():
        filled, holes = Template(line).substitute(values), _holes(line)
        if not holes or any(values[hole].strip() for hole in holes):
            yield filled


def _check(name: str, text: str) -> None:
    ours, parts = _parts(load(name).template), _parts(text)
    form = _PICTURE if "negative" in ours else _QUESTION
    if strange := sorted(parts.keys() - set(form.parts)):
        raise ValueError(f"{name}: there is no part {strange[0]}; there are {', '.join(form.parts)}")
    if missing := [part for part in form.needed if part not in parts]:
        raise ValueError(f"{name}: it has no part {missing[0]}; write a line == {missing[0]} == above it")
    if not Template(text).is_valid():
        raise ValueError(f"{name}: a $ in it names no hole; write $$ for the sign itself")
    wanted = {hole for part in ours.values() for hole in _holes(part)}
    has = {hole for part in parts.values() for hole in _holes(part)}
    if wanted - has:
        raise ValueError(f"{name}: nothing in it takes ${sorted(wanted - has)[0]}")
    if has - wanted:
        raise ValueError(f"{name}: nothing fills ${sorted(has - wanted)[0]}")
