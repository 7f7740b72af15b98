"""Single sounds that a script asks for by word: a knock, a ring, thunder."""

from assembler.sound.effects.library import effect

__all__ = ["effect"]
