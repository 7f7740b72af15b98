"""Whose eyes the camera looks through, and over whose shoulder."""

from __future__ import annotations

import re
from collections.abc import Iterator

from planner.breakdown.camera.subject import Scenery

Span = tuple[int, int]

_POV = re.compile(
    r"(?<!\w)(?:P\.?O\.?V\.?(?: SHOT)?(?!\w)|POINT OF VIEW|POINT DE VUE|PDV(?!\w)|PUNTO DE VISTA|SUBJEKTIVE?(?!\w)"
    r"|PLANO SUBJETIVO|CAMERA SUBJECTIVE|SOGGETTIVA)"
)
_FROM = re.compile(r"(?:FROM|From|DEPUIS LE|AUS) $")
_EYES = re.compile(
    r"(?:THROUGH|AS SEEN THROUGH|A TRAVERS LES YEUX D[E']|DURCH) ?(?P<who>[\w .'-]{0,40}?) ?(?:EYES|AUGEN)\b"
)
_HIS, _HER = re.compile(r"\b(?:HIS|his|SON|SEINE)\W*$"), re.compile(r"\b(?:HER|her|SA|IHRE)\W*$")
_AFTER = re.compile(r"\s*(?:[-:–—]|OF|of|DE|DI|VON)?\s*")
_SHOULDER = re.compile(
    r"(?:(?i:\bover|\bpast) (?:(?P<who>[^,.;:\n]{1,40}?)(?:'[sS]?)? )?(?i:shoulder)(?: (?:OF"
    r"|of) (?P<of>[\w .]{1,30}?)(?=[,.:-]|$| [-–—]))?"
    r"|\bOTS\b(?: (?:ON|OF))?|\bO\.T\.S\.|PAR-DESSUS L'EPAULE (?:DE |D')?|UBER (?:DIE SCHULTER VON"
    r"|(?P<wessen>\w+?)S? SCHULTER)"
    r"|SOBRE EL HOMBRO DE )"
)
_SEEN = re.compile(r"\s*(?:[,:–—]|-|$|we |WE |$)")


def point_of_view(text: str, flat: str, scenery: Scenery) -> Iterator[tuple[Span, str | None]]:
    """Every POV with the stretch of text that says so, and whose it is."""
    for match in _POV.finditer(flat):
        if "REVERSE" in flat[max(0, match.start() - 9) : match.start()]:
            continue
        start, end, whose = match.start(), match.end(), None
        before = [
            m for m in scenery.naming.mentions(text[:start]) if re.fullmatch(r"(?:['’][sS]?)?\s*", text[m.end : start])
        ]
        if before:
            whose, start = before[-1].character, before[-1].start
        elif said := _HIS.search(flat[:start]) or _HER.search(flat[:start]):
            whose, start = (scenery.he if said.re is _HIS else scenery.she), said.start()
        elif owner := re.search(r"(?:THE )?[A-Z][A-Z.]*'S? $", flat[:start]):
            start = owner.start()  # somebody who is in no cast: THE KILLER'S POV
        else:
            gap = _AFTER.match(flat, end)
            tail = gap.end() if gap else end
            behind = scenery.naming.mentions(text[tail : tail + 60])
            if behind and behind[0].start == 0:
                whose, end = behind[0].character, tail + behind[0].end
            whose = whose or scenery.last
        lead = _FROM.search(flat[:start])
        yield (lead.start() if lead else start, end), whose
    for match in _EYES.finditer(flat):
        named = scenery.naming.mentions(text[match.start() : match.end()])
        if named or match["who"].strip() in ("HIS", "HER"):
            pronoun = scenery.he if match["who"].strip() == "HIS" else scenery.she
            yield (match.start(), match.end()), named[0].character if named else pronoun


def shoulder(text: str, flat: str, scenery: Scenery) -> Iterator[tuple[Span, str | None]]:
    """Every view over a shoulder: in capitals, or at the head of a sentence before what is seen."""
    for match in _SHOULDER.finditer(flat):
        loud = match[0].upper() == match[0]
        if not loud and (match[0][:1].islower() or not _SEEN.match(flat, match.end())):
            continue  # "throws a bag over his shoulder"
        end = match.end()
        named = scenery.naming.mentions(text[match.start() : end])
        whose = named[0].character if named else None
        if whose is None and match[0].endswith((" ", "VON")):
            behind = scenery.naming.mentions(text[end : end + 40])
            if behind and not text[end : end + behind[0].start].strip():
                whose, end = behind[0].character, end + behind[0].end
        if whose is None:
            owner = (match["who"] or "").strip().casefold()
            whose = scenery.he if owner == "his" else scenery.she if owner == "her" else None
        yield (match.start(), end), whose
