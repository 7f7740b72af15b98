"""What stands between quotation marks is read by somebody: it is neither done nor worn."""

from __future__ import annotations

import re

_QUOTED = re.compile(r"\"[^\"\n]*\"|“[^”\n]*”|«[^»\n]*»|„[^“\n]*“")


def blank_quotes(text: str) -> str:
    """The same length of text with everything between quotation marks replaced by spaces."""
    return _QUOTED.sub(lambda match: " " * len(match[0]), text)
