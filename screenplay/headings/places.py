"""A place and the part of it: WATERFORD HOUSE - BEDROOM; PHARE, LANTERNE; 学校 屋上."""

from __future__ import annotations

import re

from screenplay.headings.cuts import DASH

_SEPARATORS: tuple[tuple[frozenset[str], re.Pattern[str]], ...] = (
    (frozenset("-–—…."), DASH),
    (frozenset("/／"), re.compile(r" / | ?／ ?")),
    (frozenset(",，、"), re.compile(r"(?<!\d), |，|、|(?<=[^\d ]),(?=\D)")),
    (frozenset(":："), re.compile(r"[:：] ?")),
    (frozenset("・·"), re.compile("[・·]")),
)
_STOP = re.compile(r"(?P<word>[^\W\d_]{3,})\. (?=\S)|[。।] ?(?=\S)")
_SHORTENED_WORDS = """
    APT AVE AVDA APTO ASST ATTY BLDG BLVD CAPT COL COMM CORP COR DEPT DEPTO DET EDIF ENS GEN GOV HON HWY INC INSP INTL
    LIEUT LTD MAJ MISS MME MLLE MRS MTN NATL OFC OPS PRES PROF PTE PVT REV SEN SGT SGTO SRA SRTA STA STE STO STR
    SUPT UNIV VAN ALT NRO ПРОСП КОРП КОМН ДОК НАБ БУЛ ПЕР
"""
_SHORTENED = frozenset(_SHORTENED_WORDS.split())
"""Shortened words whose full stop ends no part; those of two letters (ST, DR, MT) are passed over by their length."""
_BRACKET = re.compile(r"[(（\[【]([^()（）\[\]【】]+)[)）\]】] ?$")
_ASIAN = "[\u3005\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff]"
_ASIAN_WORDS = re.compile(rf"({_ASIAN}+) ({_ASIAN}.*)")


def split_location(place: str) -> tuple[str, str]:
    """(location, sub-location) by the strongest separator there is; the sub-location keeps the others."""
    present = set(place)
    for marks, separator in _SEPARATORS:
        found = None if present.isdisjoint(marks) else separator.search(place)
        if found and place[: found.start()].strip() and place[found.end() :].strip():
            return place[: found.start()].strip(), place[found.end() :].strip()
    for stop in _STOP.finditer(place) if not present.isdisjoint(".。।") else ():
        if (stop["word"] or "").upper() not in _SHORTENED and stop.end() > 1:
            return place[: stop.end()].rstrip(" .。।"), place[stop.end() :].strip()
    if place[-1:] in (")", "）", "]", "】") and (found := _BRACKET.search(place)) and place[: found.start()].strip():
        return place[: found.start()].strip(), found[1].strip()
    if not place.isascii() and (found := _ASIAN_WORDS.fullmatch(place)):
        return found[1], found[2]
    return place, ""
