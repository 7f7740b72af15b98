"""People whom the action introduces: a name or role in capitals, or a name with an age behind it.

Capitals also mark sounds, props, signs, the camera's words and whole paragraphs; what is a person is told
by roles, ages, given names and articles around them.
"""

from __future__ import annotations

import re
from collections.abc import Container, Sequence
from typing import NamedTuple

from film.words.given_names import usual_gender
from film.words.plain import listed
from film.words.roles import GENDER, NEVER
from screenplay.manuscript import Draft
from screenplay.people.letters import CAPITAL, CASELESS, HAS_CASELESS
from screenplay.people.names import fold, names_many
from screenplay.people.words import EVERYBODY, FAMILY, TITLES

_PHRASE = re.compile(
    rf"(?=[{CAPITAL}])(?<![\w'])"  # the look ahead is for speed alone
    r"(?:(?:MRS?|MS|DR|PROF|SGT|LT|CAPT|DET|COL|GEN|MAJ|REV|SRA?|SIG|HR|ST)\. )?"
    rf"[{CAPITAL}][{CAPITAL}'.-]*[{CAPITAL}](?: (?:#?\d{{1,2}}(?!\w)"
    rf"|\"[{CAPITAL}][{CAPITAL}'.-]*\"|[{CAPITAL}][{CAPITAL}'.-]*[{CAPITAL}.]))*(?!\w)"
)
_YEARS = (
    r"(?:in (?:his|her|their) )?(?:early |mid |late |about |around |circa |env\. |ca\. )?"
    r"(?:-|\d{1,2}(?:'?s|\b)(?! ?[:%°$€/])|\w+ties\b|mid-"
    r"|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|elderly|teen|middle)"
)
_AGED = re.compile(rf"\s*(?:,|\(|[–—-]+ )\s*{_YEARS}", re.IGNORECASE)
_AGE = re.compile(r"\s*(?:,|\(|[–—-]+ )\s*(\d{1,2})(?!\d|'?s)")
_APPOSED = re.compile(r", (?:a|an|une?|eine?|una|uma|um) ((?:[^\W\d_]+[ -]){0,3}[^\W\d_]+)", re.IGNORECASE)
_ARTICLE = re.compile(
    r"\b(?:a|an|the|another|un|une|le|la|ein|eine|der|die|das|una|el|il|lo|uno|um|uma|o)\s+(?:[\w-]+\s+){0,2}$",
    re.IGNORECASE,
)
_NAME_BEHIND = re.compile(rf"^,? [{CAPITAL}]{{2,}}[{CAPITAL} .'-]*(?:,| \()")
_NAME_BEFORE = re.compile(
    rf"\b[{CAPITAL}]{{2,}}(?: \([^)]*\))?, (?:a|an|the|une?|le|la|eine?|der|die|el|una|il|o|uma?) (?:[\w-]+ ){{0,2}}$"
)
_LAST_WORDS = re.compile(r"([^\W\d_]+(?: of [^\W\d_]+)?), $", re.IGNORECASE)
_SIGNED = re.compile(r"[:：\"“„«「『]\s*$")
_OWNED = re.compile(r"^'s?\b|^'(?!\w)", re.IGNORECASE)
_LEADING = listed("the a an of black white")
_ONLY_TITLES = listed("mr mrs ms miss dr prof sgt lt capt det")
_OPENINGS = frozenset(",(–—-")
_WINDOW = 48
"""Characters before and behind a name that are looked at."""

_MIXED = re.compile(
    rf"(?:^|[.!?;:\n—] *|(?:, |\b(?:is|meet|by) ))"
    rf"((?:[{CAPITAL}][^\W\d_]+ ){{1,2}}[{CAPITAL}][^\W\d_]+|[{CAPITAL}][^\W\d_]+) ?\((\d{{1,2}})(?:s|\)|,)"
)
_CASELESS = re.compile(
    rf"(?:(?:^|[，。、；：！？「」,.;:!?।] ?)([{CASELESS}]{{1,12}}(?: [{CASELESS}]{{2,12}})?)"
    rf"|(?<=\s)([{CASELESS}]{{1,12}}))"
    r" ?[（(，,] ?(\d{1,3}) ?(?:岁|歲|歳|才|साल|वर्ष|[）),，])"
)
_PRONOUNS = listed("i he she it we they you this that there here then now but and his her their the")


class Introduction(NamedTuple):
    """A name in the draft ``at``; ``whole`` says that it is somebody's own name, by an age or an apposition."""

    name: str
    at: int
    whole: bool
    age: str = ""


def introduced_in(
    index: int, draft: Draft, text: str, capitalised: Sequence[str], known: Container[str]
) -> list[Introduction]:
    """Everybody whom a paragraph of action introduces.  ``known`` are spellings that speak: of these only ages count.

    ``text`` is the draft's, with straight apostrophes; ``capitalised`` are its words that begin with a capital.
    """
    found: list[Introduction] = []
    if not text.isascii() and HAS_CASELESS.search(text):
        found += [
            Introduction(match[1] or match[2], index, True, str(int(match[3]))) for match in _CASELESS.finditer(text)
        ]
    if any(map(str.isupper, capitalised)):
        if text.isupper():
            return found + _underlined(index, draft)
        found += _shouted(index, text, known)
    if capitalised and "(" in text:
        found += _mixed(index, text)
    return found


def _shouted(index: int, text: str, known: Container[str]) -> list[Introduction]:
    found: list[Introduction] = []
    for match in _PHRASE.finditer(text):
        phrase = match[0]
        start, end = match.span()
        if phrase in known:
            age = _AGE.match(text, end, end + _WINDOW) if text[end : end + 2].lstrip()[:1] in _OPENINGS else None
            if age:
                found.append(Introduction(phrase, index, True, str(int(age[1]))))
            continue
        words = _folded(phrase)
        name = phrase.strip(" .'-")
        aged = text[end : end + 2].lstrip()[:1] in _OPENINGS and _AGED.match(text, end) is not None
        while words and words[-1] in NEVER and not aged:  # "WOMAN SCREAMS" is a woman, "ANNA BELL, 40," is not
            words.pop()
            name = name.rpartition(" ")[0].strip(" .'-")
        if name and words:
            behind = text[start + len(name) : start + len(name) + _WINDOW]
            verdict = _person(words, text[max(0, start - _WINDOW) : start], behind)
            if verdict is not None:
                age = _AGE.match(behind)
                found.append(Introduction(name, index, verdict, str(int(age[1])) if age else ""))
    return found


def _folded(phrase: str) -> list[str]:
    """The words of a phrase in capitals, folded."""
    return (phrase if phrase.isalpha() and phrase.isascii() else fold(phrase)).lower().split()


def _person(words: list[str], before: str, behind: str) -> bool | None:
    """None for nobody; else whether the capitals are surely somebody's whole name."""
    if len(words) > 4 or words[-1] in EVERYBODY:
        return None
    person = _own_name(words, before, behind)
    if person is None or _SIGNED.search(before[-3:]) or _OWNED.match(behind):
        return None
    return person


def _own_name(words: list[str], before: str, behind: str) -> bool | None:
    if len(words) == 1 and words[0] in _ONLY_TITLES:
        return None
    if _head(words) in GENDER or names_many(words[-1]):
        return None if _describes(before, behind) or (words[0] in NEVER and words[0] not in _LEADING) else False
    aged = behind[:2].lstrip()[:1] in _OPENINGS and (_AGED.match(behind) or _role_behind(behind))
    if not NEVER.isdisjoint(words[:-1] if aged else words):
        return None
    if aged or _role_before(before):
        return True
    # "reads a MARTHA STEWART magazine" has an article before it; a person's name has none.
    if usual_gender(words) is not None and len("".join(words)) > 2 and not _ARTICLE.search(before):
        return False
    # DR. ZORBLAX, UNCLE LI: a title and one or two words.
    titled = len(words[0]) > 1 and (words[0] in TITLES or (words[0] in FAMILY and words[0] in GENDER))
    return True if titled and 1 < len(words) <= 3 else None


def _head(words: list[str]) -> str:
    """The noun that says what somebody is: "boy" of "boy of nine", "cop" of "cop 2"."""
    if "of" in words[1:]:
        return words[words.index("of", 1) - 1]
    return words[-2] if words[-1].isdigit() and len(words) > 1 else words[-1]


def _describes(before: str, behind: str) -> bool:
    """Whether a role in capitals only says who a person beside it is: "a BOY OF NINE, TEO," and "TEO, a BOY,"."""
    return _NAME_BEHIND.match(behind) is not None or _NAME_BEFORE.search(before) is not None


def _role_before(before: str) -> bool:
    """Whether a role and a comma stand right before: "a tired woman, ZORA,"."""
    if not before.endswith(", "):
        return False
    match = _LAST_WORDS.search(before)
    words = fold(match[1]).split() if match else []
    return bool(words) and _head(words) in GENDER


def _role_behind(behind: str) -> bool:
    """Whether an apposition with a role stands right behind: "ZORA, a tall woman"."""
    match = _APPOSED.match(behind)
    return match is not None and any(word in GENDER for word in fold(match[1]).split())


def _underlined(index: int, draft: Draft) -> list[Introduction]:
    """Where all action is in capitals, as in multi-camera scripts, a new person's name is underlined and aged."""
    found: list[Introduction] = []
    for place, run in enumerate(draft.runs):
        name = run.text.strip(" .,'-")
        words = fold(name).split() if "u" in run.style else []
        if not 0 < len(words) <= 3 or any(word in NEVER for word in words):
            continue
        behind = draft.runs[place + 1].text[:_WINDOW] if place + 1 < len(draft.runs) else ""
        if _AGED.match(behind) or usual_gender(words) is not None:
            found.append(Introduction(name, index, _AGED.match(behind) is not None))
    return found


def _mixed(index: int, text: str) -> list[Introduction]:
    """Names that are not in capitals but aged: "Anna Kowalski (32) waits"."""
    return [
        Introduction(match[1], index, True, str(int(match[2])))
        for match in _MIXED.finditer(text)
        if not set(fold(match[1]).split()) & (_PRONOUNS | NEVER) and not match[1].isupper()
    ]
