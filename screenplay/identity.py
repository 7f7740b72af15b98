"""Names for elements that outlive text inserted elsewhere."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable

from screenplay.draft import Draft


def element_ids(drafts: Iterable[Draft]) -> list[str]:
    """One id for each draft, of its type and text: ten hexadecimal digits of its sha256, and ``-n`` from the second equal one on."""
    seen: Counter[str] = Counter()
    ids = []
    for draft in drafts:
        name = hashlib.sha256(f"{draft.type}\n{draft.text}".encode()).hexdigest()[:10]
        seen[name] += 1
        ids.append(name if seen[name] == 1 else f"{name}-{seen[name]}")
    return ids
