"""A cue taken apart: whose name stands in it, at what age, in whose company, and how the voice is heard."""

from __future__ import annotations

import re
from typing import NamedTuple

from film.words.cues import Heard, heard_as, is_shown, is_voice
from screenplay.people.names import fold
from screenplay.people.words import AGES, GENERIC

LONGEST = 120
"""Characters; what is longer is one name as it stands, whatever is in it."""

_WIDE_FORMS = str.maketrans("（）［］：／＆＋，＃　", "()[]:/&+,# ")
_BARE = re.compile(
    r"(?:[ ,/–—-]| - )(?:V\. ?O\.?|V/O|O\. ?S\.?|O\. ?C\.?|CONT['’]?D\.?|VOICE[ -]?OVER|OFF[ -]?SCREEN|OFF[ -]?CAMERA"
    r"|PRE-?LAP|VOIX OFF|HORS CHAMP|画外音|旁白)$",
    re.IGNORECASE,
)
_MAYBE = re.compile(r"[ ,–—-]+(?:VO|OS|OC|OFF|CONTD|CONT|N|ЗК)$", re.IGNORECASE)
_APPARATUS = (
    "PHONE|TELEPHONE|CELL|TV|TELEVISION|RADIO|SCREEN|VIDEO|MONITOR|TAPE|SPEAKER|SPEAKERPHONE|INTERCOM|LAPTOP|COMPUTER"
    "|RECORDING|WALKIE|WALKIE-TALKIE|LINE|COMMS|HEADSET|ANSWERING MACHINE|VOICEMAIL|LOUDSPEAKER|MACHINE"
)
_DEVICE = re.compile(
    rf"^(.+?) (?:(?:ON|OVER|THROUGH|VIA|FROM) (?:THE )?(?:{_APPARATUS})|(?:AU|PAR) TÉLÉPHONE|AM TELEFON"
    r"|IM (?:TV|FERNSEHEN|RADIO)|(?:POR|AL|AO) TEL[EÉ]FONO?|EN LA (?:TELE|RADIO)|À LA (?:TÉLÉ|RADIO)"
    r"|ПО (?:ТЕЛЕФОНУ|РАДИО|ТЕЛЕВИЗОРУ))$",
    re.IGNORECASE,
)
_VOICES = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        r"^(.+?)['’`]S? (?:(?:RECORDED|MUFFLED|DISTANT|TINNY|AMPLIFIED) )?"
        r"(?:VOICE|VOICE-?OVER|VOICEMAIL|RECORDING)\b.*$",
        r"^(?:THE )?VOICE OF (.+)$",
        r"^(?:LA )?VOIX (?:OFF )?(?:DE LA |DE L['’]|DU |DES |DE |D['’])(.+)$",
        r"^(?:LA )?VOZ (?:EN OFF )?(?:DE LA |DE EL |DEL |DE |DO |DA )(.+)$",
        r"^(?:LA )?VOCE (?:FUORI CAMPO )?(?:DELLA |DELL['’]|DEL |DI )(.+)$",
        r"^(?:DIE )?STIMME (?:VON |DES |DER )(.+)$",
        r"^(.+?)['’]? ?STIMME$",
        r"^ГОЛОС (.+)$",
        r"^(.+?)的?(?:声音|聲音|画外音|畫外音)$",
        r"^(.+?)の(?:心の)?声$",
        r"^(.+?) की आवा(?:ज़|ज़|ज)$",
    )
)
_DIGIT = re.compile(r"\d")
_AGED = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        r"^(.+?),? (?:AGE|AGED|AT) (\d{1,3})$",
        r"^(.+?), (\d{1,3})$",
        r"^(.+?),? (\d{1,3}) (?:YEARS? OLD|ANS|JAHRE(?: ALT)?|AÑOS|ANNI|ANOS|ЛЕТ|ГОДА|ГОД|साल|वर्ष)$",
        r"^(.+?)[ ,]?(\d{1,3}) ?[岁歳才歲]$",
    )
)
_YEARS_BEFORE = re.compile(
    r"^(\d{1,3})(?:[ -](?:YEARS?|YRS?)[ -]OLD|-ЛЕТН(?:ЯЯ|ИЙ)|-JÄHRIGER?| ?[岁歲]的?| ?[歳才]の| साल (?:की|का)) ?(.+)$",
    re.IGNORECASE,
)
_AGE_INSIDE = re.compile(
    r"^(?:(?:aged?|im alter von|at) )?(\d{1,3})"
    r"(?: ?(?:years?|yrs?|yo|years? old|ans|jahre|anos|anni|лет|года|год|साल|वर्ष|岁|歲|歳|才))?$"
)
_HINTS = re.compile("VOICE|RECORDING|VOIX|VOZ|VOCE|STIMME|ГОЛОС|声|聲|画外音|畫外音|आवा", re.IGNORECASE)
_AS = re.compile(r"^(.+?) (?:AS|COMME|ALS|COMO|COME|В РОЛИ) (?:(?:A|AN|UN|UNE|UNA|UM|UMA) )?(.+)$", re.IGNORECASE)


class Cue(NamedTuple):
    """A cue's parts: ``name`` is whose it is without extensions, as spelled.

    ``maybe`` is the name if its last word is an extension without dots (ANNA VO); ``base`` and ``age`` the
    person and the mark where it is somebody at another age; ``voice_of`` whose voice it may be; ``heard``
    how (V.O., O.S.), ``shown`` that the speaker is on a screen.
    """

    name: str
    maybe: str = ""
    base: str = ""
    age: str = ""
    voice_of: str = ""
    heard: Heard = ""
    shown: bool = False


def read_cue(text: str) -> Cue:
    """Takes a cue apart; never without a name unless nothing is written."""
    tidy = " ".join(text.translate(_WIDE_FORMS).split()) if not text.isascii() else " ".join(text.split())
    if tidy.isascii() and tidy.isalpha():
        return Cue(tidy, heard="V.O." if is_voice(tidy) else "")
    if len(tidy) > LONGEST:
        return Cue(tidy.partition("(")[0].strip(" ^:") or tidy)
    outside, inside = _parted(tidy)
    name = outside.strip(" ^:*,;–—-") or outside.strip() or tidy.strip("() ") or tidy
    heard: Heard = next((each for words in inside if (each := heard_as(words))), "")
    shown = any(is_shown(words) for words in inside)
    while bare := _BARE.search(name, max(1, len(name) - 16)):
        heard = heard or heard_as(bare[0])
        name = name[: bare.start()].rstrip(" ,/–—-") or name
    device = _DEVICE.match(name)
    if device:
        heard, shown = heard or "V.O.", shown or is_shown(name[device.end(1) :])
        name = name if _is_generic(device[1]) else device[1]
    maybe = _MAYBE.sub("", name) if len(name) > 3 else ""
    found = Cue(name, maybe if maybe != name else "", heard=heard, shown=shown)
    voice = _voice_of(name)
    if voice:
        return found._replace(voice_of=voice, heard=heard or "V.O.")
    if not heard and is_voice(name):
        return found._replace(heard="V.O.")
    return _aged(found, inside)


def _parted(text: str) -> tuple[str, list[str]]:
    """What stands outside the brackets, and each stretch inside; a bracket that is never closed goes to the end."""
    if "(" not in text and "[" not in text:
        return text, []
    outside: list[str] = []
    inside: list[str] = []
    depth = 0
    for letter in text:
        if letter in "([":
            depth += 1
            inside.append("")
            outside.append(" ")
        elif letter in ")]":
            depth = max(0, depth - 1)
        elif depth:
            inside[-1] += letter
        else:
            outside.append(letter)
    return " ".join("".join(outside).split()), inside


def _is_generic(name: str) -> bool:
    words = fold(name).split()
    return not words or words[-1] in GENERIC or words[0] in ("voice", "voix", "voz", "voce", "stimme", "голос")


def _voice_of(name: str) -> str:
    """Whose voice it is; nothing where it is a voice of its own (MAN'S VOICE, VOICE ON RADIO)."""
    for pattern in _VOICES if _HINTS.search(name) else ():
        match = pattern.match(name)
        if match:
            return "" if _is_generic(match[1]) else match[1]
    return ""


def _aged(cue: Cue, inside: list[str]) -> Cue:
    """The cue with the person behind an age: YOUNG ANNA, ANNA (8), ANNA, AGE 8, ANNA AS A CHILD."""
    for words in inside:
        age = _age_in(words)
        if age:
            return cue._replace(name=f"{cue.name} ({words.strip()})", base=cue.name, age=age)
    name = cue.name
    if _DIGIT.search(name):
        for pattern in _AGED:
            match = pattern.match(name)
            if match:
                return cue._replace(base=match[1], age=str(int(match[2])))
        match = _YEARS_BEFORE.match(name)
        if match:
            return cue._replace(base=match[2], age=str(int(match[1])))
    role = _AS.match(name)
    if role:
        age = _age_in(role[2])
        return cue._replace(base=role[1], age=age) if age else cue._replace(name=role[1])
    return _aged_by_word(cue)


def _age_in(words: str) -> str:
    flat = fold(words)
    match = _AGE_INSIDE.match(flat)
    if match:
        return str(int(match[1]))
    last = flat.rpartition(" ")[2]
    return AGES.get(flat) or (AGES.get(last, "") if flat.startswith(("as ", "a ", "als ", "als kleines ")) else "")


def _aged_by_word(cue: Cue) -> Cue:
    """YOUNG ANNA, ANNA JEUNE, 年轻的安娜: an age word at either end of the name."""
    words = cue.name.split(" ")
    if len(words) > 1:
        first, last = fold(words[0]), fold(words[-1])
        if first in AGES:
            return cue._replace(base=" ".join(words[1:]), age=AGES[first])
        if last in AGES:
            return cue._replace(base=" ".join(words[:-1]).rstrip(","), age=AGES[last])
    elif cue.name and cue.name[0] > "\u2fff":
        for length in range(min(6, len(cue.name) - 1), 1, -1):
            if cue.name[:length] in AGES:
                return cue._replace(base=cue.name[length:], age=AGES[cue.name[:length]])
    return cue
