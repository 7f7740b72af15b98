"""``--scenes 1-3,12A``: which scenes of a script a run is about."""

from __future__ import annotations

import difflib

from film.errors import ProjectError
from film.screenplay import Screenplay


def chosen_scenes(screenplay: Screenplay, wanted: str) -> tuple[str, ...]:
    """The scene numbers that a selection names, in the script's order; nothing for all of them.

    A range goes by the script's order, so ``1-3`` holds 2A where there is one.  Raises ProjectError
    for a scene that is not there.
    """
    numbers = [scene.number for scene in screenplay.scenes]
    chosen: set[int] = set()
    for part in (part.strip() for part in wanted.split(",")):
        if part:
            chosen |= _positions(part, numbers)
    if wanted.strip() and not chosen:
        raise ProjectError(f"{wanted!r} names no scene", where="--scenes", do="Write 1-3,12A")
    return tuple(numbers[position] for position in sorted(chosen))


def _positions(part: str, numbers: list[str]) -> set[int]:
    """A number may hold a hyphen itself, so the whole part is tried first and then a cut at each hyphen."""
    if exact := _at(part, numbers):
        return set(exact)
    for place in (place for place, letter in enumerate(part) if letter == "-"):
        first, last = _at(part[:place].strip(), numbers), _at(part[place + 1 :].strip(), numbers)
        if first and last:
            if first[0] > last[-1]:
                raise ProjectError(f"{part!r} runs backwards", where="--scenes", do="Write the earlier scene first")
            return set(range(first[0], last[-1] + 1))
    missing = next((number for number in part.split("-") if not _at(number.strip(), numbers)), part).strip()
    nearest = difflib.get_close_matches(missing.upper(), numbers, n=1)
    has = f"it has {numbers[0]}{f' to {numbers[-1]}' if len(numbers) > 1 else ''}" if numbers else "it has none"
    do = f"Did you mean {nearest[0]}?" if nearest else ""
    raise ProjectError(f"the script has no scene {missing!r}, {has}", where="--scenes", do=do)


def _at(number: str, numbers: list[str]) -> list[int]:
    return [position for position, each in enumerate(numbers) if each.casefold() == number.casefold()]
