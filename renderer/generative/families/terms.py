"""Whether a licence allows a use: told before anything is spent.

What stands here is a reading of published terms, not advice; ``Licence.read`` says whether the text itself was read.
"""

from __future__ import annotations

import re

from renderer.generative.families.family import Licence, Use

_UNION = {
    "AT", "BE", "BG", "CY", "CZ", "DE", "DK", "EE", "ES", "FI", "FR", "GR", "HR", "HU", "IE", "IT", "LT", "LU", "LV",
    "MT", "NL", "PL", "PT", "RO", "SE", "SI", "SK",
}  # fmt: skip
"""Members of the European Union, ISO 3166-1 alpha-2 (europa.eu, 2026)."""
_ALSO = {"UK": "GB", "EL": "GR"}
"""Codes that are written for others: ISO 3166-1 reserves UK for the United Kingdom; the Union writes EL for Greece."""


def territory_of(text: str) -> str:
    """A territory as users write it: two letters of ISO 3166-1, or EU; "" for nothing said.

    >>> territory_of(" uk ")
    'GB'

    Raises ValueError for anything else.
    """
    code = text.strip().upper()
    if code and not re.fullmatch(r"[A-Z]{2}", code):
        raise ValueError(f"{text[:40]!r} is no territory; say two letters as in ISO 3166 (DE, US, KR), or EU")
    return _ALSO.get(code, code)


def why_not(licence: Licence, use: Use, territory: str) -> str:
    """Why these weights may not be used so, in a line; "" where nothing known forbids it.

    ``territory`` is where the film is made, as ``territory_of`` takes it; where nothing is said, weights whose licence
    leaves a territory out are refused, since nobody knows that it is not this one.  Raises ValueError for a territory
    that is none.
    """
    code = territory_of(territory)
    left_out = {_ALSO.get(each, each) for each in licence.not_in}
    if left_out and not code:
        names = ", ".join(sorted(left_out))
        return f"the {licence.name} gives no rights in {names}; say where the film is made{_told(licence)}"
    if code in left_out or (code in _UNION and "EU" in left_out) or (code == "EU" and left_out & _UNION):
        return f"the {licence.name} gives no rights in {code}{_told(licence)}"
    if use == "commercial" and licence.commercial == "no":
        return f"the {licence.name} allows no commercial use{_told(licence)}"
    return ""


def what_to_know(licence: Licence, use: Use) -> str:
    """What a use depends on where it is not forbidden, in a line; "" where nothing is to be known."""
    if use == "commercial" and licence.commercial == "terms":
        return f"{licence.terms or 'commercial use is bound to terms'}{_told(licence)}"
    return "" if licence.read else f"its text was not read for this table: {licence.url}"


def _told(licence: Licence) -> str:
    return f" ({licence.url})" if licence.read else f" (as others report; read {licence.url})"
