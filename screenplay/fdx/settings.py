"""What a Final Draft file says outside its paragraphs: how types are laid out, its drafts, its breakdown tags."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import NamedTuple

from film.screenplay import Profile, Revision, Screenplay, Tag
from screenplay.fdx.colours import colour_of
from screenplay.files.markup import Node

_LENGTH = re.compile(r"(?:(\d{1,5})(?![\d/]))?[\s-]{0,9}(?:(\d{1,5})\s?/\s?(\d{1,3}))?")


class Layout(NamedTuple):
    """How the file lays out one type of paragraph."""

    alignment: str = ""
    new_page: bool = False
    paginates_as: str = ""


def layouts_of(root: Node) -> dict[str, Layout]:
    """The layout of each type of paragraph that the file describes."""
    found = {}
    for settings in root.elements("ElementSettings"):
        spec = settings.first("ParagraphSpec")
        behaviour = settings.first("Behavior")
        attributes = spec.attributes if spec else {}
        found[settings.attributes.get("Type", "")] = Layout(
            attributes.get("Alignment", ""),
            is_yes(attributes.get("StartsNewPage", "")),
            behaviour.attributes.get("PaginateAs", "") if behaviour else "",
        )
    return found


def is_yes(word: str) -> bool:
    """Final Draft's Yes, and other programs' true."""
    return word.strip().lower() in ("yes", "true", "1")


def profile_of(root: Node) -> Profile | None:
    """Multi-camera if the file spaces dialogue by two lines, film if it says otherwise, else nothing."""
    for settings in root.elements("ElementSettings"):
        spec = settings.first("ParagraphSpec")
        if settings.attributes.get("Type") == "Dialogue" and spec and "Spacing" in spec.attributes:
            try:
                return "multicam" if float(spec.attributes["Spacing"]) >= 1.5 else "film"
            except ValueError:
                return None
    return None


def eighths_of(length: str) -> int | None:
    """Eighths of a page in ``3/8``, ``1 3/8`` or ``2``; None for what says none.  Other fractions are rounded up."""
    found = _LENGTH.fullmatch(length.strip())
    if not found or not any(found.groups()):
        return None
    whole, part, of = (int(group) if group else 0 for group in found.groups())
    if part and not of:
        return None
    return (whole * 8 + (-(-part * 8 // of) if of else 0)) or None


def length_of(eighths: int) -> str:
    """Eighths as Final Draft writes them: ``3/8``, ``1 3/8``, ``2``."""
    whole, rest = divmod(eighths, 8)
    return f"{whole} {rest}/8" if whole and rest else f"{rest}/8" if rest else str(whole)


def eighths_of_scenes(screenplay: Screenplay) -> dict[str, int]:
    """The length of each scene by the id of its heading."""
    return {scene.elements[0]: scene.eighths for scene in screenplay.scenes if scene.elements}


def revisions_of(root: Node) -> tuple[Revision, ...]:
    """The drafts that the file lists, each once."""
    found: dict[str, Revision] = {}
    for revisions in root.elements("Revisions"):
        for each in revisions.elements("Revision"):
            attributes = each.attributes
            name = attributes.get("ID") or attributes.get("Number", "")
            if not name or name in found:
                continue
            title = attributes.get("Name", "")
            colour = colour_of(title, attributes.get("PageColor", ""))
            found[name] = Revision(id=name, name=title, colour=colour, mark=attributes.get("Mark", "*"))
    return tuple(found.values())


class Tags(NamedTuple):
    """The breakdown tags of a file, which of them each number that a text carries points to, and the ids of
    the categories by their names."""

    tags: tuple[Tag, ...]
    numbers: Mapping[str, tuple[str, ...]]
    categories: Mapping[str, str] = {}


def tags_of(root: Node) -> Tags:
    """The file's breakdown: definitions by their id, categories by theirs, else by name."""
    tags: dict[str, Tag] = {}
    numbers: dict[str, tuple[str, ...]] = {}
    names: dict[str, str] = {}
    for data in root.elements("TagData"):
        categories = {
            each.attributes.get("Id", ""): each.attributes.get("Name", "") for each in _within(data, "TagCategories")
        }
        by_number = {}
        for each in _within(data, "TagDefinitions"):
            attributes = each.attributes
            category = attributes.get("CatId", "")
            number = attributes.get("Number", "")
            name = attributes.get("Id") or number
            tags.setdefault(
                name, Tag(id=name, category=categories.get(category, category), label=attributes.get("Label", ""))
            )
            by_number[number] = name
        for each in _within(data, "Tags"):
            pointed = (each.attributes.get("DefId", ""), *(node.text.strip() for node in each.elements("DefId")))
            number = each.attributes.get("Number", "")
            numbers[number] = tuple(dict.fromkeys(name for name in pointed if name in tags))
        if not numbers:
            numbers = {number: (name,) for number, name in by_number.items()}
        names |= {name: category for category, name in categories.items()}
    return Tags(tuple(tags.values()), numbers, names)


def _within(data: Node, name: str) -> tuple[Node, ...]:
    return tuple(node for group in data.elements(name) for node in group.elements())
