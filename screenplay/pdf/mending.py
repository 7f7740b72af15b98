"""A cut-off PDF given a new end: a list of the pages that are still whole, so that they can be opened."""

from __future__ import annotations

import re

_OBJECT = re.compile(rb"(?<![0-9])(\d{1,8})\s{1,4}(\d{1,5})\s{1,4}obj\b")
_PAGE = re.compile(rb"/Type\s{0,4}/Page(?![A-Za-z])")
_HEAD = 4_096
"""Bytes at the start of an object in which it says what it is."""


def mended(data: bytes, most: int) -> bytes | None:
    """The data with a new list of at most so many pages behind it; None where no page is left in it."""
    pages: dict[int, int] = {}
    highest = 0
    for found in _OBJECT.finditer(data):
        number, generation = int(found[1]), int(found[2])
        highest = max(highest, number)
        head = data[found.end() : found.end() + _HEAD].partition(b"endobj")[0]
        if _PAGE.search(head):
            pages[number] = generation
    if not pages:
        return None
    last = data.rfind(b"endobj") + len(b"endobj")
    whole = data if _OBJECT.search(data, last) else data[:last]
    kids = " ".join(f"{number} {generation} R" for number, generation in list(pages.items())[:most])
    count = min(len(pages), most)
    end = (
        f"\nendstream\nendobj\n{highest + 1} 0 obj\n<</Type/Pages/Count {count}/Kids[{kids}]/MediaBox[0 0 612 792]>>\n"
        f"endobj\n{highest + 2} 0 obj\n<</Type/Catalog/Pages {highest + 1} 0 R>>\nendobj\n"
        f"trailer\n<</Size {highest + 3}/Root {highest + 2} 0 R>>\nstartxref\n0\n%%EOF\n"
    )
    return whole + end.encode("ascii")
