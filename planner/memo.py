"""What is worked out once for a thing and looked up after, because to work it out, or even to hash it, is dear."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache, wraps
from typing import Generic, TypeVar

Thing = TypeVar("Thing")
Made = TypeVar("Made")


@dataclass(frozen=True, eq=False)
class Same(Generic[Thing]):
    """Something that is looked up by being the very same value: hashing a whole place sheet costs more than a proof."""

    thing: Thing

    def __hash__(self) -> int:
        return id(self.thing)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Same) and other.thing is self.thing


def once_for(count: int) -> Callable[[Callable[[Thing], Made]], Callable[[Thing], Made]]:
    """Remembers the last ``count`` results of a pure function of a frozen value, which is known by identity."""

    def remembering(make: Callable[[Thing], Made]) -> Callable[[Thing], Made]:
        @lru_cache(maxsize=count)
        def known(same: Same[Thing]) -> Made:
            return make(same.thing)

        @wraps(make)
        def asked(thing: Thing) -> Made:
            return known(Same(thing))

        return asked

    return remembering
