"""Prompt and description templates, one file each, versioned by their content.

A template is plain text with ``$name`` holes (string.Template).  A hole that is not filled raises;
so does a value that no hole takes, since it would be lost quietly.
"""

from __future__ import annotations

import hashlib
from functools import cache
from importlib.resources import files
from string import Template


@cache
def load(name: str) -> Template:
    """The template in ``prompts/<name>.txt``.  Raises FileNotFoundError for an unknown name."""
    return Template(files(__name__).joinpath(f"{name}.txt").read_text(encoding="utf-8").rstrip("\n"))


def version(name: str) -> str:
    """sha256 of the template's text, in hexadecimal: goes into recipes that depend on its words."""
    return hashlib.sha256(load(name).template.encode()).hexdigest()


def fill(name: str, **values: str) -> str:
    """The template with every hole filled.  Raises KeyError for a missing or a surplus value."""
    template = load(name)
    surplus = sorted(values.keys() - set(template.get_identifiers()))
    if surplus:
        raise KeyError(f"prompts/{name}.txt has no hole for {', '.join(surplus)}")
    return template.substitute(values)
