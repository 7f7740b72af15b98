"""What a row is by its words alone, whatever stands around it."""

from __future__ import annotations

import re

from screenplay.headings import prefix_of

_EXTENSION = re.compile(r"\([^()]*\)?|（[^（）]*）?")
_NUMBER = r"(?:[A-Z]{1,3}-?)?\d{1,4}(?:-?[A-Z]{1,3}|\.\d{1,3})?"
_SCENE_NUMBER = re.compile(rf"\(?({_NUMBER}(?: ?(?:-|–|thru|to|&|,) ?{_NUMBER})?)[.):]?", re.IGNORECASE)
_LEADING_NUMBER = re.compile(rf"({_NUMBER})[.):]?\s+")
_OUTER_NUMBER = re.compile(rf"({_NUMBER}(?:-{_NUMBER})?)[.):]?\s{{2,3}}(?=\S)")
_TRAILING_NUMBER = re.compile(rf"\s+({_NUMBER})\.?")
_OMITTED = re.compile(r"[\[(]?(?:SCENES? )?OMIT(?:TED)?[\])]?[.:]?", re.IGNORECASE)
_TRANSITION = re.compile(
    r"(?:CUT|FADE|DISSOLVE|SMASH|MATCH|JUMP|WIPE|IRIS|FLASH|INTERCUT|CROSS|BACK|END|FIN|COUPE|FONDU|SCHNITT|BLENDE"
    r"|ABBLENDE|AUFBLENDE|ÜBERBLENDUNG|CORTE|FUNDE|FUNDIDO|DISOLVENCIA|STACCO|DISSOLVENZA|TITLE|THE END|ЗТМ|ИЗ ЗТМ)\b"
)
_REVISION_MARK = re.compile(r"[*＊•#+|]{1,3}|[*＊][A-Z0-9]?")
_MAX_CUE = 60
_STOPS = (".", "!", "?", "…", '."', '!"', '?"', ".”", "!”", "?”", ".)", "。", "！", "？", "--", "—", ":")


def is_heading(text: str) -> bool:
    """Opens with INT, EXT or both in a language known, with a full stop behind it or in capitals."""
    bare = text.lstrip("([ ")
    prefix = prefix_of(bare)
    if prefix is None or not bare[prefix.end :].strip(" .。．:-/"):
        return False
    word = bare[: prefix.end]
    if prefix.stopped:
        return prefix.short or word.upper() == word
    return prefix.short and word.isupper() and bare[prefix.end].isspace()


def is_omitted(text: str) -> bool:
    """What a taken-out scene leaves: OMITTED."""
    return _OMITTED.fullmatch(text.strip()) is not None


def is_caps(text: str) -> bool:
    """In capitals, at least one letter of them; what stands in parentheses may be in any case."""
    return _EXTENSION.sub("", text).replace("ß", "").isupper()


def is_caseless(text: str) -> bool:
    """Letters of a writing that knows no capitals, as Chinese, Hindi or Arabic."""
    return any(char.isalpha() for char in text) and not any(char.isupper() or char.islower() for char in text)


def is_cue(text: str) -> bool:
    """Might name a speaker: short, begins with no parenthesis, in capitals (or in a writing without any).

    A few small letters inside are let through, as in McCABE or DeSOUZA.
    """
    if len(text) > _MAX_CUE or text[0] in "(（[-–—•" or text.endswith((".", "!", "?", ",", ";", "。")):
        return text[-1] == "." and len(text) <= _MAX_CUE and text[0].isalpha() and is_caps(text) and _abbreviated(text)
    name = _EXTENSION.sub("", text)
    return is_caps(text) or is_caseless(name) or _mostly_caps(name)


def is_name(text: str) -> bool:
    """Might name a speaker in a script that does not set names in capitals: up to four words, no sentence."""
    name = _EXTENSION.sub("", text).strip()
    return bool(name) and name[0].isupper() and len(name.split()) <= 4 and name[-1].isalnum() and len(text) <= _MAX_CUE


def _abbreviated(text: str) -> bool:
    """A full stop at its end belongs to a short word, as in BOB JR. or HARRY S."""
    return len(text.rstrip(".").rsplit(None, 1)[-1]) <= 3 or text.count(".") > 1


def _mostly_caps(name: str) -> bool:
    letters = [char for char in name if char.isalpha()]
    small = sum(char.islower() for char in letters)
    return bool(letters) and len(letters) >= 4 and small * 3 <= len(letters) and name[-1:].isupper()


def is_transition(text: str) -> bool:
    """Capitals that end in TO: or open with a word such as FADE or CUT."""
    if not is_caps(text):
        return False
    return text.endswith(("TO:", "TO：")) or (_TRANSITION.match(text) is not None and text.endswith((":", ".", "：")))


def ends_in_to(text: str) -> bool:
    """Capitals that end in TO: with nothing behind it, which is a transition wherever it stands."""
    return text.endswith("TO:") and text.isupper() and (len(text) == 3 or not text[-4].isalnum())


def scene_number(text: str) -> str | None:
    """The number in a text that is nothing but a scene number, as 12, 12A, A12, 12-15; None for others."""
    found = _SCENE_NUMBER.fullmatch(text.strip().rstrip("*").rstrip())
    return found[1] if found else None


def leading_number(text: str) -> tuple[str, int] | None:
    """A scene number at a heading's start and where the heading behind it begins."""
    found = _LEADING_NUMBER.match(text)
    if found is None or not (is_heading(text[found.end() :]) or is_omitted(text[found.end() :])):
        return None
    return found[1], found.end()


def outer_number(text: str) -> tuple[str, int] | None:
    """A number and the wide space behind it at the start of a row that begins outside the margin."""
    found = _OUTER_NUMBER.match(text)
    return (found[1], found.end()) if found else None


def trailing_number(text: str, number: str) -> int | None:
    """Where a heading ends whose number is said again behind it."""
    found = list(_TRAILING_NUMBER.finditer(text))
    return found[-1].start() if found and found[-1][1] == number and found[-1].end() == len(text) else None


def is_revision_mark(text: str) -> bool:
    """An asterisk, or what else marks a changed row in the right margin."""
    return _REVISION_MARK.fullmatch(text) is not None


def is_finished(text: str) -> bool:
    """Ends as a sentence does."""
    return text.rstrip(" '’\"”»)").endswith(_STOPS) or text.endswith(_STOPS)
