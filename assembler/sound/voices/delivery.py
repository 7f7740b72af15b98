"""How a parenthetical changes the voice: the four directions that scratch dialogue cannot do without."""

from __future__ import annotations

import re

from film.base import Model


class Delivery(Model):
    """``pitch`` in semitones, ``pace`` as a ratio, ``level`` in dB; ``whisper`` leaves the breath alone."""

    pitch: float = 0.0
    pace: float = 1.0
    level: float = 0.0
    whisper: bool = False


_DIRECTIONS: tuple[tuple[str, Delivery], ...] = (
    (r"whisper|under (?:his|her|their) breath|sotto|hushed|mouth(?:s|ing)", Delivery(level=-7, whisper=True)),
    (r"shout|yell|scream|call(?:s|ing) out|bellow|roar", Delivery(pitch=3, level=4)),
    (r"quiet|soft|low voice|murmur|mutter|gentl|to (?:him|her|them)self", Delivery(pitch=-0.7, pace=0.95, level=-3)),
    (r"quick|fast|hurr|urgent|rapid|breathless|panick", Delivery(pitch=0.7, pace=1.15)),
    (r"slow|weary|tired|exhaust|sleepy|drunk", Delivery(pitch=-0.7, pace=0.87)),
)


def delivery(parenthetical: str) -> Delivery:
    """The first direction that the parenthetical holds; plain speech when it holds none."""
    said = parenthetical.lower()
    return next((how for pattern, how in _DIRECTIONS if re.search(rf"\b(?:{pattern})", said)), Delivery())
