"""What a paragraph says that somebody wears, puts on or takes off."""

from __future__ import annotations

import re
from typing import Literal, NamedTuple

from film.cast import HairStyle
from film.words.roles import CROWD, GENDER
from planner.characters.naming import Mention, Naming
from planner.characters.quoted import blank_quotes
from planner.characters.wardrobe import COVERINGS, GARMENTS, Part, Worn, part_of, worn_in
from planner.places.lists import listed, plain

_LOOSE = r"(?:(?!(?:wearing|and|who|with|as|by|while|then|beside|on|at|in|to|from|et|und|y)\b)[\w'’-]+,? ){0,4}?"
_OWNERS = r"an?|the|his|her|their|some|two|une?|son|sa|ses|des|eine?n?|einem|einer|seine[mnrs]?|ihre[mnrs]?|una?|su"
_GARMENTS = GARMENTS.replace("t shirt", "t[ -]shirt")
_ITEM = rf"(?:(?:{_OWNERS}) )?{_LOOSE}(?:{_GARMENTS}|{COVERINGS})"
_LIST = rf"(?P<items>{_ITEM}\b(?:(?:,| and| et| und| y|, and| under| over| with) {_ITEM}\b){{0,3}})"
_IN = re.compile(
    rf"\b(?:in|dressed in|clad in|wearing|wears|wear|dressed as|changed into|changes into"
    rf"|strips to|(?:swapped|traded|swaps|trades) [^,.;]{{2,30}} for|(?:now|still|again) in"
    rf"|has on|vetue? d[e']|habillee? d[e']|porte|portant|vestid[oa] con|lleva|viste|tragt|gekleidet in) {_LIST}",
    re.IGNORECASE,
)
_APPOSED = re.compile(rf"(?<=, )(?P<items>(?:an? )?(?:[\w'’-]+ ){{0,2}}(?:{GARMENTS}))(?=[,.;])", re.IGNORECASE)
"""Between commas behind a name: "GRACE, 44, thin, a white shirt, writes"."""
_ON = re.compile(
    rf"\b(?:(?:puts?|pulls?|slips?|throws?|tugs?|shrugs?) (?:(?P<late>{_ITEM}) (?:on|up|over (?:his|her|their) head)\b"
    rf"|(?:on|into|up)\b)|dons|zips up"
    rf"|buttons|enfile|zieht an|se pone) ?(?:{_LIST})?",
    re.IGNORECASE,
)
_OFF = re.compile(
    rf"\b(?:(?:takes?|pulls?|slips?|tears?|rips?|shrugs?|throws?|kicks?|strips?) (?:off|out of) (?:of )?|removes? "
    rf"|sheds? |doffs? |pushes back |pulls back |pulls down |lowers |enleve |retire |ote |zieht aus |se quita ){_LIST}"
    rf"|\btakes (?P<late>{_ITEM}) off\b",
    re.IGNORECASE,
)
_CARRIED = re.compile(
    r"\b(?:holds?|carries|carrying|folds?|hangs?|hands?|gives?|brings?|wraps?|lays?|throws)\b[^.;]*$", re.IGNORECASE
)
_PEOPLE = frozenset(GENDER) | CROWD | listed("figure stranger mannequin doll someone somebody")
_PRONOUNS = re.compile(r"\b(?P<she>she|elle|sie|ella)\b|\b(?P<he>he|il|er|el)\b", re.IGNORECASE)


class Said(NamedTuple):
    """Clothes that a text gives somebody: ``how`` they come to it, the words, the colours, and what covers the head.

    ``parts`` are what the garments cover, coloured or not.
    """

    character: str
    how: Literal["wears", "on", "off"]
    text: str
    worn: Worn
    parts: frozenset[Part]
    hair: HairStyle | None = None


def clothes_in(text: str, naming: Naming, genders: dict[str, float]) -> list[Said]:
    """All that a paragraph says of clothes, in order; what belongs to nobody of the cast is left out."""
    clean = blank_quotes(text)
    mentions = naming.mentions(clean)
    found: list[tuple[int, Said]] = []
    for how, pattern in (("off", _OFF), ("on", _ON), ("wears", _IN), ("wears", _APPOSED)):
        for match in pattern.finditer(clean):
            words = next(
                (match[name] for name in ("items", "late") if name in match.re.groupindex and match[name]), None
            )
            who = _wearer(clean, match.start(), mentions, genders) if words else None
            if words is None or who is None or (how == "wears" and _CARRIED.search(_clause(clean, match.start()))):
                continue
            tidy = re.sub(rf"^(?:{_OWNERS}) ", "", words.strip(), flags=re.IGNORECASE)
            found.append((match.start(), _said(who, how, " ".join(tidy.split()))))
    return [said for _, said in sorted(found, key=lambda pair: pair[0])]


def _said(who: str, how: str, words: str) -> Said:
    flat = plain(words)
    hair: HairStyle | None = None
    if re.search(rf"\b(?:{COVERINGS})\b", flat):
        hair = "hood" if re.search(r"\b(?:hood|capuche|kapuze|capucha)\b", flat) else "cap"
    kind: Literal["wears", "on", "off"] = "off" if how == "off" else "on" if how == "on" else "wears"
    return Said(who, kind, words, worn_in(words), part_of(flat), hair)


def _clause(text: str, at: int) -> str:
    return re.split(r"[.;!?]", text[:at])[-1]


def _wearer(text: str, at: int, mentions: list[Mention], genders: dict[str, float]) -> str | None:
    """The last person named or meant before the clothes, in their sentence or as its pronoun; no stranger between."""
    begin = max(text.rfind(mark, 0, at) for mark in ".!?\n;") + 1
    named = [mention for mention in mentions if begin <= mention.start < at and not mention.owns]
    last = named[-1].end if named else begin
    between = plain(text[last:at]).split()
    if named and "," not in text[last : last + 2] and any(word in _PEOPLE for word in between):
        return None
    if named:
        return named[-1].character
    pronoun = _PRONOUNS.search(text[begin:at])
    if pronoun is None:
        return None
    female = pronoun["she"] is not None
    earlier = [
        m.character for m in mentions if m.start < begin and abs(genders.get(m.character, 0.5) - (not female)) <= 0.5
    ]
    return earlier[-1] if earlier else None
