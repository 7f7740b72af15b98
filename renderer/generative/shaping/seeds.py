"""Where the noise of a take comes from: who the shot is and which take, never where or when it is made."""

from __future__ import annotations

from film.names import digest

_BITS = 63


def seed_of(shot: str, number: int, film_seed: int) -> int:
    """The seed of a take of a shot, below 2**63: the first bits of a sha256, and the same for ever.

    >>> seed_of("1-A1", 1, 0) == seed_of("1-A1", 1, 0) != seed_of("1-A1", 2, 0)
    True
    """
    return _first_bits({"film": film_seed, "shot": shot, "take": number})


def piece_seed(seed: int, piece: int) -> int:
    """The seed of a piece of a take: the take's own for the first, so that one piece is one take; then others."""
    return seed if piece == 0 else _first_bits({"seed": seed, "piece": piece})


def _first_bits(of: dict[str, str | int]) -> int:
    return int(digest(of), 16) >> (256 - _BITS)
