"""The prompts of language models: ours, or a reader's own in their place.

A prompt's file has parts, each under a line of its own::

    == system ==      who the model is and how it answers: the same for every question of a kind
    == shared ==      what many questions of one script share, if anything
    == text ==        the question itself

Holes are written ``$name``; two dollars are one.  Somebody's own prompt must have every hole that ours has, since
what fills it would be lost, and no other, since nothing would fill it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from string import Template
from typing import NamedTuple

from prompts import load

_HEAD = re.compile(r"^== *(\w+) *==[ \t]*\n", re.MULTILINE)
_PARTS = ("system", "shared", "text")


class Prompt(NamedTuple):
    """A prompt with its holes filled; ``shared`` is empty where the file has no such part."""

    system: str
    shared: str
    text: str


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
        """A prompt filled.  Raises KeyError for a value that is missing or that no hole takes."""
        parts = _parts(self.own.get(name) or load(name).template)
        surplus = sorted(values.keys() - {hole for part in parts.values() for hole in _holes(part)})
        if surplus:
            raise KeyError(f"prompts/{name}.txt has no hole for {', '.join(surplus)}")
        filled = {part: Template(text).substitute(values).strip("\n") for part, text in parts.items()}
        return Prompt(filled["system"], filled.get("shared", ""), filled["text"])


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


def _check(name: str, text: str) -> None:
    ours, parts = _parts(load(name).template), _parts(text)
    if strange := sorted(parts.keys() - set(_PARTS)):
        raise ValueError(f"{name}: there is no part {strange[0]}; there are {', '.join(_PARTS)}")
    if missing := [part for part in ("system", "text") if part not in parts]:
        raise ValueError(f"{name}: it has no part {missing[0]}; write a line == {missing[0]} == above it")
    if not Template(text).is_valid():
        raise ValueError(f"{name}: a $ in it names no hole; write $$ for the sign itself")
    wanted = {hole for part in ours.values() for hole in _holes(part)}
    has = {hole for part in parts.values() for hole in _holes(part)}
    if wanted - has:
        raise ValueError(f"{name}: nothing in it takes ${sorted(wanted - has)[0]}")
    if has - wanted:
        raise ValueError(f"{name}: nothing fills ${sorted(has - wanted)[0]}")
