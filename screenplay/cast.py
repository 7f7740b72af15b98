"""Who is in the script; the work is done in ``screenplay.people``."""

from __future__ import annotations

from screenplay.people import Casting, Presence, casting_of, name_in

__all__ = ["Casting", "Presence", "casting_of", "name_in"]
