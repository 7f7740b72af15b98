"""Names for elements that outlive text inserted elsewhere."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable

from film.screenplay import ElementType


def element_ids(contents: Iterable[tuple[ElementType, str]]) -> list[str]:
    """One id for each (type, text): ten hexadecimal digits of its sha256, and ``-n`` from the second equal one on."""
    seen: Counter[str] = Counter()
    ids = []
    for kind, text in contents:
        name = hashlib.sha256(f"{kind}\n{text}".encode()).hexdigest()[:10]
        seen[name] += 1
        ids.append(name if seen[name] == 1 else f"{name}-{seen[name]}")
    return ids
