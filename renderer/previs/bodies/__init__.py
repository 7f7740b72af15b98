"""Mannequins: bodies out of CC0 data, dressed by bone, posed for every stance of ``film.staging``."""

from renderer.previs.bodies.life import Moment
from renderer.previs.bodies.mannequin import Mannequin, Posed

__all__ = ["Mannequin", "Moment", "Posed"]
