"""Synthesised air: what a place sounds like when nobody speaks."""

from assembler.sound.beds.library import BED_LUFS, bed, pieces

__all__ = ["BED_LUFS", "bed", "pieces"]
