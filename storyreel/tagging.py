"""A plan's breakdown as tags on the screenplay's words, so that a budgeting program finds it in the script."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import NamedTuple
from uuid import NAMESPACE_URL, uuid5

from film.base import LineSpan
from film.plan import Plan, ScenePlan
from film.screenplay import Element, Run, Screenplay, Tag

_TAGGED = frozenset({"action", "character", "scene_heading"})


class _Item(NamedTuple):
    """A thing of the breakdown: the words that may stand for it, on these lines."""

    category: str
    label: str
    words: tuple[str, ...]
    lines: LineSpan


def tagged(screenplay: Screenplay, plan: Plan) -> Screenplay:
    """The screenplay with a tag for every item of the plan's breakdown that its words name, each scene by itself.

    Tags that the script has already stay; an item whose name does not stand in its scene gets none.
    """
    scenes = {scene.id: scene for scene in plan.scenes}
    names = {sheet.id: (sheet.name, *sheet.aliases) for sheet in plan.cast}
    tags = {tag.id: tag for tag in screenplay.tags}
    changed: dict[str, Element] = {}
    for scene in screenplay.scenes:
        if scene.id not in scenes:
            continue
        elements = [element for element in screenplay.elements_of(scene) if element.type in _TAGGED]
        for item in _items(scenes[scene.id], names):
            tag = Tag(id=_id(item), category=item.category, label=item.label)
            for element in elements:
                marked = _marked(changed.get(element.id, element), item, tag.id)
                if marked is not None:
                    tags.setdefault(tag.id, tag)
                    changed[element.id] = marked
                    break
    retold = tuple(changed.get(element.id, element) for element in screenplay.elements)
    return screenplay.model_copy(update={"elements": retold, "tags": tuple(tags.values())})


def _id(item: _Item) -> str:
    """The same for the same thing in every draft, in the form that Final Draft's files have ids in."""
    return str(uuid5(NAMESPACE_URL, f"storyreel:{item.category}:{item.label}"))


def _items(scene: ScenePlan, names: dict[str, tuple[str, ...]]) -> Iterator[_Item]:
    """Everything of a scene's breakdown, under the trade's names of the departments."""
    breakdown, lines = scene.breakdown, scene.lines
    for who in breakdown.cast:
        called = names.get(who, ())
        if called:
            yield _Item("Cast Members", called[0], called, lines)
    for prop in breakdown.props:
        yield _Item("Props", prop.name, (prop.name,), prop.lines)
    listed = (
        ("Background Actors", breakdown.extras),
        ("Wardrobe", breakdown.wardrobe),
        ("Vehicles", breakdown.vehicles),
        ("Sound", breakdown.sounds),
    )
    for category, labels in listed:
        for label in labels:
            yield _Item(category, label, (label,), lines)


def _marked(element: Element, item: _Item, tag: str) -> Element | None:
    """The element with the tag on the first of the item's words in it; None where it says none of them."""
    if element.lines[1] < item.lines[0] or element.lines[0] > item.lines[1]:
        return None
    for words in item.words:
        found = re.search(rf"(?<!\w){re.escape(words)}(?!\w)", element.text, re.IGNORECASE)
        if found:
            runs = element.runs or (Run(text=element.text),)
            return element.model_copy(update={"runs": tuple(_split(runs, found.start(), found.end(), tag))})
    return None


def _split(runs: Iterable[Run], start: int, end: int, tag: str) -> Iterator[Run]:
    """The runs with those characters from ``start`` up to ``end`` in runs of their own that carry the tag."""
    at = 0
    for run in runs:
        cuts = sorted({0, len(run.text), *(cut - at for cut in (start, end) if 0 < cut - at < len(run.text))})
        for left, right in pairwise(cuts):
            inside = start <= at + left < end
            tags = (*run.tags, tag) if inside and tag not in run.tags else run.tags
            yield run.model_copy(update={"text": run.text[left:right], "tags": tags})
        at += len(run.text)
