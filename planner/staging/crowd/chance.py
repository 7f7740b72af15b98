"""What is left to chance in a crowd, thrown by name: the same for the same name, whoever else is there."""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import blake2b


def share(name: str, what: str) -> float:
    """0 to 1, evenly."""
    return int.from_bytes(blake2b(f"{name}\0{what}".encode(), digest_size=4).digest(), "big") / 0x100000000


def turned_over(name: str, what: str, options: Sequence[str]) -> list[str]:
    """The options from a random one on, round and round."""
    at = int(share(name, what) * len(options))
    return [*options[at:], *options[:at]]
