"""Three-way merging of plain data: what the base was, what the director made of it, what the script makes of it now.

::

    base == theirs   -> ours       nobody touched it
    base == ours     -> theirs     the director's
    theirs == ours   -> either
    else             -> theirs, and a mark: both sides are shown until somebody settles it
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final

from storyreel.edits.comments import Mark
from storyreel.edits.layout import Path, flow, names_of, on_one_line

_LISTS = frozenset(
    {"beats", "dialogue", "setups", "shots", "props", "fixtures", "seats", "stands", "entrances", "wardrobe"}
)
_STAGING = frozenset({"camera", "marks", "props", "speech", "sounds", "split", "position", "target", "axis"})
_SETS = frozenset({"excuses", "notes"})


class _Nothing:
    def __repr__(self) -> str:
        return "nothing"


NOTHING: Final = _Nothing()
"""What a side has where it has no such name."""


class Keyed(dict[str, Any]):
    """The items of a list by what they are called, in order."""


Rule = Callable[[Any, Any, Any, Path, list[Mark]], Any]


def tree_of(value: Any, name: str = "") -> Any:
    """Lists of named items as ``Keyed``, a shot's marks as a list for each character."""
    if isinstance(value, Mapping):
        return {key: tree_of(item, key) for key, item in value.items()}
    if name == "marks":
        marks = Keyed()
        for mark in value:
            marks.setdefault(mark["character"], []).append(mark)
        return marks
    if name in _LISTS and isinstance(value, Sequence) and all(isinstance(item, Mapping) for item in value):
        return Keyed(zip(names_of(value), (tree_of(item) for item in value), strict=True))
    return value


def data_of(tree: Any, name: str = "") -> Any:
    """The reverse of ``tree_of``."""
    if name == "marks" and isinstance(tree, Keyed):
        return [mark for marks in tree.values() for mark in marks]
    if isinstance(tree, Keyed):
        return [data_of(item) for item in tree.values()]
    return {key: data_of(item, key) for key, item in tree.items()} if isinstance(tree, Mapping) else tree


def merged(base: Any, theirs: Any, ours: Any, path: Path, marks: list[Mark], rule: Rule | None = None) -> Any:
    """One value of three; what both changed is theirs and goes into ``marks``.  ``rule`` merges a list's items."""
    if isinstance(theirs, Mapping) and isinstance(ours, Mapping) and not on_one_line(path):
        before = base if isinstance(base, Mapping) else type(theirs)()
        each = rule if rule is not None and isinstance(theirs, Keyed) else merged
        names = _order(before, theirs, ours, path, marks) if isinstance(theirs, Keyed) else [*ours, *theirs]
        whole = Keyed() if isinstance(theirs, Keyed) else {}
        for name in dict.fromkeys(names):
            sides = before.get(name, NOTHING), theirs.get(name, NOTHING), ours.get(name, NOTHING)
            value = each(sides[0], sides[1], sides[2], (*path, name), marks)
            if value is not NOTHING:
                whole[name] = value
        return whole
    if same(theirs, ours) or same(theirs, base):
        return ours
    if same(ours, base):
        return theirs
    if path and path[-1] in _SETS:
        return _joined(*([] if side is NOTHING else side for side in (base, theirs, ours)))
    marks.append(mark(theirs, ours, path))
    return theirs


def mark(theirs: Any, ours: Any, path: Path) -> Mark:
    """What is shown where both sides differ."""
    item = len(path) == 2 and path[0] in _LISTS
    if item and ours is NOTHING:
        return Mark("gone", path)
    if item and theirs is NOTHING:
        return Mark("out", path, flow({name: value for name, value in ours.items() if name not in _STAGING}))
    return Mark("changed", path, "as usual" if ours is NOTHING else flow(data_of(ours, path[-1])))


def same(a: Any, b: Any) -> bool:
    """Equal, in the order of their items too."""
    if isinstance(a, Keyed) and isinstance(b, Keyed) and list(a) != list(b):
        return False
    if isinstance(a, Mapping) and isinstance(b, Mapping):
        return a.keys() == b.keys() and all(same(a[name], b[name]) for name in a)
    return bool(a == b)


def at(tree: Any, path: Path) -> Any:
    """What stands at a path; NOTHING where there is no such thing."""
    for name in path:
        tree = tree.get(name, NOTHING) if isinstance(tree, Mapping) else NOTHING
    return tree


def _joined(base: Sequence[Any], theirs: Sequence[Any], ours: Sequence[Any]) -> list[Any]:
    """Remarks: the script's without those that the director took out, then the director's own."""
    kept = [each for each in ours if each not in base or each in theirs]
    return [*kept, *(each for each in theirs if each not in base and each not in kept)]


def _order(
    base: Mapping[str, Any], theirs: Mapping[str, Any], ours: Mapping[str, Any], path: Path, marks: list[Mark]
) -> list[str]:
    """The items' names in the order of who changed it; what the other side added stands behind what it stood behind."""
    common = [name for name in base if name in theirs and name in ours]
    orders = [[name for name in side if name in common] for side in (theirs, ours)]
    if orders[0] == common:
        return put_in(list(ours), list(theirs))
    if orders[1] not in (common, orders[0]) and path:
        marks.append(Mark("changed", path, f"the order {flow(orders[1])}"))
    return put_in(list(theirs), list(ours))


def put_in(order: list[str], others: list[str]) -> list[str]:
    """The names of ``order`` with the rest of ``others``, each behind what it stands behind there."""
    known = set(order)
    for place, name in enumerate(others):
        if name not in known:
            behind = next((each for each in reversed(others[:place]) if each in known), None)
            order.insert(order.index(behind) + 1 if behind is not None else 0, name)
            known.add(name)
    return order
