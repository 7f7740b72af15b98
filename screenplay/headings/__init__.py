"""Scene headings in ten languages: told from running text, and taken apart.

::

    INT./EXT. CAR - BACK SEAT - NIGHT - CONTINUOUS (FLASHBACK)
    setting   place           time    modifiers
              location / sub
"""

from __future__ import annotations

from screenplay.headings.labels import Label, label_of
from screenplay.headings.lines import looks_like_heading
from screenplay.headings.parse import parse_heading
from screenplay.headings.prefixes import Prefix, prefix_of

__all__ = ["Label", "Prefix", "label_of", "looks_like_heading", "parse_heading", "prefix_of"]
