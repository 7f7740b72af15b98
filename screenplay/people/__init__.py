"""People of a screenplay: one person across all the ways that cues and action name them."""

from __future__ import annotations

from screenplay.people.casting import Casting, Presence, casting_of, name_in
from screenplay.people.material import count_words

__all__ = ["Casting", "Presence", "casting_of", "count_words", "name_in"]
