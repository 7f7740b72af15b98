"""Names out of a script made safe for ids and file names, and digests that never depend on order."""

from __future__ import annotations

import hashlib
import json
import re
import unicodedata
from typing import Any

_SAFE = re.compile(r"[^a-z0-9]+")
_LONGEST = 40


def slug(name: str) -> str:
    """A short ASCII id: lower case, digits and underscores, never empty.

    Names that differ only in case, spaces or ASCII punctuation are one name (JEAN-PAUL and
    JEAN PAUL).  Whatever else the ASCII form loses, another script, an accent or a long tail, is
    stood for by six hexadecimal digits of the name's digest, so that such names stay distinct.
    """
    normal = unicodedata.normalize("NFC", name).strip()
    ascii_form = unicodedata.normalize("NFKD", normal).encode("ascii", "ignore").decode()
    words = _SAFE.sub("_", ascii_form.lower()).strip("_")
    kept = words[:_LONGEST].strip("_")
    if kept == words and words and normal.isascii():
        return kept
    tail = hashlib.sha256(normal.casefold().encode()).hexdigest()[:6]
    return f"{kept}_{tail}" if kept else f"n_{tail}"


def canonical_json(value: Any) -> str:
    """One spelling for one value: sorted keys, no spaces, NFC text, no NaN."""
    text = json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False)
    return unicodedata.normalize("NFC", text)


def digest(value: Any) -> str:
    """sha256 of the canonical JSON, in hexadecimal."""
    return hashlib.sha256(canonical_json(value).encode()).hexdigest()
