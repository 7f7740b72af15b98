"""Which spellings are one person: first names, last names and titles that can be nobody else's."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping

from film.words.given_names import usual_gender
from screenplay.people.names import Name
from screenplay.people.words import FAMILY, HER_TITLES, HIS_TITLES


def alike(names: Mapping[str, Name], sure: Collection[str]) -> dict[str, str]:
    """For every key the key of the person it is; a longer name stands for its shorter forms.

    A short form (KOWALSKI, DR. KOWALSKI) joins a longer name only if no second one could be meant.
    ``sure`` are keys that the action introduces as somebody's whole name.  Of others the first word is a first
    name only if the last one is not (MARY JANE is not MARY), and the last word a last name only behind a usual
    first name or a title (EVIL ANNA is not ANNA).
    """
    root = {key: key for key in names}
    whole = _whole_names(names, root)
    titled: defaultdict[str, set[str]] = defaultdict(set)
    shorts: list[tuple[str, str]] = []
    for key, name in names.items():
        if name.number or len(name.words) != 1:
            continue
        if name.titles:
            titled[name.words[0]].add(key)
        elif not name.is_role:
            shorts.append((key, name.words[0]))
    first, last = _ends(names, whole, sure)
    for word, keys in titled.items():
        for key in keys:
            fitting = {each for each in last[word] | first[word] if _may_be(names[key], names[each])}
            if len(fitting) == 1 and (len(keys) == 1 or _only_fit(names, keys, key, *fitting)):
                root[key] = root[fitting.pop()]
    for key, word in shorts:
        meant = {root[each] for each in first[word] | last[word] | titled[word]}
        if len(meant) == 1:
            root[key] = meant.pop()
    return root


def _whole_names(names: Mapping[str, Name], root: dict[str, str]) -> list[str]:
    """Keys of names of two words and more, one for each; DR. ELENA REYES is ELENA REYES."""
    whole: list[str] = []
    for key, name in names.items():
        if name.is_role or len(name.words) < 2 or name.words[0] in FAMILY:
            continue
        untitled = " ".join(name.words)
        if name.titles and untitled in names:
            root[key] = untitled
        else:
            whole.append(key)
    return whole


def _ends(
    names: Mapping[str, Name], whole: list[str], sure: Collection[str]
) -> tuple[defaultdict[str, set[str]], defaultdict[str, set[str]]]:
    """Whole names by their first word (and nickname) and by their last."""
    first: defaultdict[str, set[str]] = defaultdict(set)
    last: defaultdict[str, set[str]] = defaultdict(set)
    for key in whole:
        name = names[key]
        told = key in sure or bool(name.titles)
        if told or usual_gender(name.words[-1:]) is None:
            first[name.words[0]].add(key)
        if told or usual_gender(name.words[:1]) is not None:
            last[name.words[-1]].add(key)
        if name.nickname:
            first[name.nickname].add(key)
    return first, last


def _may_be(short: Name, whole: Name) -> bool:
    """Whether a title fits a whole name: not MRS. to TOM JONES, not DR. to CAPTAIN ANN LEE."""
    if whole.titles and not set(short.titles) & set(whole.titles):
        return False
    gender = usual_gender(whole.words[:1])
    his, hers = (bool(set(short.titles) & titles) for titles in (HIS_TITLES, HER_TITLES))
    return not ((his and gender == 0.0) or (hers and gender == 1.0))


def _only_fit(names: Mapping[str, Name], keys: Collection[str], key: str, whole: str) -> bool:
    """Whether the others of the same last name cannot be this whole name, so that it is left to ``key``."""
    return not any(other != key and _may_be(names[other], names[whole]) for other in keys)
