"""Paragraphs that steer the film instead of being played: cuts, intercuts, montages, flashbacks, supers, lapses.

Each is told by its words in capitals at the head of a paragraph of its own, in English, French, German, Spanish,
Italian and Portuguese; what only looks like one ("Anna cuts to the chase", "a montage of photographs") is action.
"""

from __future__ import annotations

import re
from typing import Literal, NamedTuple

from film.shot import Transition
from planner.breakdown.lapses import lapse_in
from planner.places.lists import plain

Kind = Literal[
    "transition", "intercut", "end_intercut", "montage", "end_montage", "flashback", "end_flashback", "super", "lapse",
    "return",
]  # fmt: skip

_TO = r"(?: (?:to|back to|on|auf|zu|nach|sur|a|para|su|in|with))?"
_WAYS: tuple[tuple[Transition, str], ...] = (
    ("smash_cut", r"(?:smash|hard|shock|sharp|slam) cut|smash to|coupe brutale|harter schnitt|corte brusco"),
    ("match_cut", r"match(?:ing)? cut|match on action|raccord(?: sur)?|match schnitt|corte por encaje"),
    ("dissolve", r"(?:slow |quick |lap |cross |ripple |match )?dissolve|cross ?fade|slow fade to$|fade to(?=$"
                 r"|:)|fade through"
                 r"|fondu enchaine|uberblendung|uberblende|fundido encadenado|encadenado|dissolvenza incrociata|fusao"),
    ("fade_in", r"(?:slow )?fade (?:in|up|from)|iris in|fondu a l ouverture|ouverture en fondu|aufblende"
                r"|fundido de entrada|abre fundido|fade de abertura|dissolvenza in apertura"),
    ("fade_out", r"(?:slow )?fade (?:out|to black|to white|to \w+$|away)|iris out|fondu(?: au noir)?|fermeture en fondu"
                 r"|abblende|fundido a negro|fundido|dissolvenza(?: in nero)?|escurece"),
    ("wipe", r"(?:star |clock |soft |hard )?wipe(?= to|$)|volet|wischblende|cortinilla|tendina"),
    ("cut", r"(?:jump |flash |quick |time |direct |straight )?cut|cuts? back|back|coupe|coupez|schnitt|corte|corta"
            r"|stacco|transition|the end|end credits|fin|ende|blackout|black out|cut to black|over black"),
)  # fmt: skip
_TRANSITION = tuple((way, re.compile(rf"^(?:we |and |then )?(?:{words}){_TO}\b")) for way, words in _WAYS)
_CUTTING = re.compile(
    r"^(?:jump |flash |quick |time )?(?:cut|coupe|schnitt|corte|corta|stacco) (?:to|sur|auf|zu|nach|a|para|su|back)"
)
_MOST_WORDS = 6
_INTERCUT = re.compile(
    r"^(?:begin |start |we )?(?:intercut(?:s|ting)?|inter cut|parallelmontage|montage alterne|montage parallele"
    r"|montaje (?:alterno|paralelo)|montaggio alternato|cross ?cut(?:ting)?|montagem paralela)\b"
)
_ENDED = r"(?:end|ends|end of|stop|fin|fin de|fin du|fin de la|fin del|ende|ende der|fine|fine del|fim|fim da|fim do)"
_END_INTERCUT = re.compile(
    rf"^{_ENDED} (?:the )?(?:intercut(?:ting)?|parallelmontage|montage alterne|montaje alterno)"
    rf"|^intercut(?:ting)? ends\b"
)
_SERIES = (
    r"(?:[a-z]+ ){0,3}?montage(?: sequence)?|series of (?:quick |short |brief )?(?:shots|images|scenes|vignettes)"
    r"|(?:quick|various|series of) (?:cuts|shots|flashes|pops)|sequence (?:de )?montage|suite de plans|serie de plans"
    r"|serie de planos|secuencia de montaje|montaje|montagesequenz|bilderfolge|sequenza di montaggio|montaggio"
    r"|sequencia de montagem|montagem"
)
_MONTAGE = re.compile(rf"^(?:begin |start |start of )?(?:{_SERIES})\b")
_END_MONTAGE = re.compile(rf"^{_ENDED} (?:the )?(?:{_SERIES}|series|shots)\b|^montage ends\b")
_BACK_WHEN = r"flash ?backs?|ruckblende|retour en arriere|salto atras|analepsis"
_FLASHBACK = re.compile(rf"^(?:begin |start |quick |series of |we )?(?:{_BACK_WHEN})\b")
_END_FLASHBACK = re.compile(
    rf"^{_ENDED} (?:the |der )?(?:{_BACK_WHEN})|^(?:{_BACK_WHEN}) ends?\b"
    r"|^(?:back|return|returning|retour|zuruck|regreso|vuelta|ritorno|volta)"
    r" (?:to|au|in die|zur|al|ao) (?:the )?(?:present|gegenwart|presente)\b"
)
_RETURN = re.compile(
    r"^(?:back to (?:scene|shot|live|master)|end insert|return to scene|resume(?: scene)?|retour (?:a la|sur la) scene"
    r"|zuruck zur szene|vuelta a (?:la )?escena|end split screen|end pov|end of pov|torna alla scena)\b"
)
_SUPER = re.compile(
    r"^\W*(?:SUPER(?:IMPOSED?|TITLE)?S?|TITLES?(?: CARD| OVER)?|CAPTION|CHYRON|LOWER THIRD|CARD|LEGEND"
    r"|INTERTITLE|SUBTITLE"
    r"|ON[- ]SCREEN (?:TEXT|TITLE)|TEXT ON SCREEN|CARTON|INCRUSTATION|TITRE|EINBLENDUNG|TEXTTAFEL|INSERT-TITEL"
    r"|TITEL|ROTULO|RÓTULO"
    r"|SOBREIMPRESO|SOBREIMPRESIÓN|DIDASCALIA|CARTELLO|LETREIRO)(?: (?:OVER|TITLE|READS|CARD)\b[^:\"“«]{0,30})?"
    r"\s*(?:[:–—]|-|(?=[\"“«„]))\s*"
)
_SET_OFF = re.compile(r"[^a-zß-ÿ]*(?:[:.\n]|\s-|[–—]|$)")
"""The keyword's capitals end in a mark, not in running text."""

_SMALL_HEAD = re.compile(r"(?!Intercut)[\W\d_]*[^\W\d_A-ZÀ-Þ]|(?!Intercut)[\W\d_]*[A-ZÀ-Þ]+[^\W\d_A-ZÀ-Þ]")
"""A first word that is not in capitals: no keyword."""

_QUOTES = '"“”«»„ *_'
_QUOTED = re.compile(r"[\"“«„]([^\"”»“]+)[\"”»“]\.?\s+([^\n(][^\n]*[a-z][^\n]*)$")
_TAIL = re.compile(
    r"(?:(?<=[.!?)\"”–—-])|^)\s+(?P<tail>(?:[A-ZÀ-Þ][A-ZÀ-Þ-]* ){0,2}(?:CUT|DISSOLVE|FADE|WIPE|INTERCUT"
    r"|CROSSFADE|SCHNITT|CORTE|FONDU)"
    r"\b[^.!?\n]{0,40}[.:!]?|(?:SUPER|SUPERIMPOSE|TITLE|CHYRON|CAPTION)\b *[:–—-] *[\"“«][^\n]*)\s*$"
)
SUPERS = ("SUPER", "TITLE", "CHYRON", "CAPTION")
"""Heads of words written over the picture that may end a paragraph."""

SPLIT = re.compile(r"\b(?:split ?screen|ecran partage|geteilter bildschirm|pantalla dividida|schermo diviso)\b")
"""Two pictures side by side, in plain letters."""

_BULLET = re.compile(r"^\s*(?:--+|[-–—•*·‣]|\(?(?:[A-Za-z]|\d{1,2})[.)])\s+(?=\S)")
_REST = re.compile(r"[:.]\s+|\s[-–—]+\s|\n")


class Marker(NamedTuple):
    """What a paragraph steers; ``words`` behind its keyword (a super's text, the places of an intercut).

    ``transition`` is how a transition comes in; ``rest`` is action that the same paragraph goes on with.
    """

    kind: Kind
    words: str = ""
    transition: Transition = "cut"
    rest: str = ""


def marker_of(text: str) -> Marker | None:
    """What a paragraph steers; None for one that is played."""
    shown = super_text(text)
    if shown is not None:
        behind = _QUOTED.match(shown)
        words, rest = (behind[1], behind[2].strip()) if behind else (shown, "")
        return Marker("super", words.strip(_QUOTES), rest=rest)
    head = text.strip()[:160]
    loud = _loud(head)
    if not loud and _SMALL_HEAD.match(head):
        return None  # running text, as nearly every paragraph is
    flat = plain(head)
    for kind, pattern in _ENDS:
        if loud and pattern.match(flat):
            return Marker(kind)
    if _INTERCUT.match(flat) and (loud or head[:1].isupper()) and _is_keyword(head):
        return Marker("intercut", _behind(head, _INTERCUT))
    for kind, pattern in _STARTS:
        if pattern.match(flat) and _opens_loud(head, pattern) and (loud or _SET_OFF.match(head)):
            title, rest = _title(text.strip())
            return Marker(kind, title, rest=rest)
    if way := transition_in(head):
        return Marker("transition", transition=way)
    if loud and len(flat.split()) <= _MOST_WORDS and lapse_in(head) is not None:
        return Marker("lapse", head)
    return None


def transition_in(text: str) -> Transition | None:
    """The way from picture to picture that a whole line names; None for any other line.

    >>> transition_in("SMASH CUT TO:")
    'smash_cut'
    """
    flat = plain(text)
    few = len(flat.split()) <= _MOST_WORDS
    way = next((way for way, pattern in _TRANSITION if pattern.match(flat)), None) if few and _loud(text) else None
    if way != "cut":
        return way
    marked = text.rstrip()[-1:] in ":." or _CUTTING.match(flat) is not None
    plain_end = flat in ("the end", "fin", "ende", "blackout", "black out", "end credits", "over black", "transition")
    return way if plain_end or (marked and not flat.startswith("back to ")) or flat == "back to" else None


def super_text(text: str) -> str | None:
    """The words that are written over the picture, or on a card; None for a paragraph that is no such."""
    found = _SUPER.match(text.strip())
    return text.strip()[found.end() :].strip() if found else None


def without_tail(text: str) -> tuple[str, str]:
    """A paragraph, and the cut or intercut that it ends in: "He dials. INTERCUT." """
    found = _TAIL.search(text)
    tail = found["tail"] if found else ""
    if found is None or found.start() == 0 or marker_of(tail) is None:
        return text, ""
    return text[: found.start()].rstrip(" -–—"), tail


def bullets(text: str) -> list[tuple[int, str]]:
    """(line within the paragraph, words) of each item; empty where the paragraph is no list."""
    lines = [(number, line) for number, line in enumerate(text.split("\n")) if line.strip()]
    if not lines or not _BULLET.match(lines[0][1]):
        return []
    items: list[tuple[int, str]] = []
    for number, line in lines:
        mark = _BULLET.match(line)
        if mark:
            items.append((number, line[mark.end() :].strip()))
        else:
            items[-1] = (items[-1][0], f"{items[-1][1]}\n{line.strip()}")
    return items


_ENDS: tuple[tuple[Kind, re.Pattern[str]], ...] = (
    ("end_intercut", _END_INTERCUT), ("end_montage", _END_MONTAGE), ("end_flashback", _END_FLASHBACK),
    ("return", _RETURN),
)  # fmt: skip
_STARTS: tuple[tuple[Kind, re.Pattern[str]], ...] = (("montage", _MONTAGE), ("flashback", _FLASHBACK))


def _loud(text: str) -> bool:
    """All in capitals; a few small words in brackets or behind a colon do not count."""
    head = re.split(r"[(\[]", text, maxsplit=1)[0]
    letters = list(filter(str.isalpha, head))
    return bool(letters) and sum(map(str.islower, letters)) <= 0.2 * len(letters)


def _is_keyword(head: str) -> bool:
    """Whether the word itself is loud, or begins a sentence about the cut and nothing else ("Intercut between ...")."""
    word = re.split(r"[^\w-]", head, maxsplit=1)[0]
    return word.isupper() or re.match(r"Intercut(?:ting)?(?: (?:with|between|phone|the)\b|[ :.-]*$)", head) is not None


def _opens_loud(head: str, pattern: re.Pattern[str]) -> bool:
    """Whether the keyword stands in capitals at the head."""
    words = re.findall(r"[^\W\d_]+", head)
    flat = [plain(word) for word in words]
    for count in range(1, min(len(words), 7) + 1):
        if pattern.match(" ".join(flat[:count])):
            return all(word.isupper() for word in words[:count])
    return False


def _behind(head: str, pattern: re.Pattern[str]) -> str:
    """The words behind the keyword."""
    words = head.split()
    for count in range(1, min(len(words), 5) + 1):
        if pattern.fullmatch(plain(" ".join(words[:count]))):
            return " ".join(words[count:]).strip(" :.-–—")
    return ""


def _title(text: str) -> tuple[str, str]:
    """A montage's heading in capitals, and the action that follows it in the same paragraph."""
    pieces = _REST.split(text)
    at = 0
    title: list[str] = []
    for piece in pieces:
        start = text.find(piece, at)
        if any(letter.islower() for letter in piece):
            return " ".join(title), text[start:].strip()
        title.append(piece.strip(" -–—:."))
        at = start + len(piece)
    return " ".join(word for word in title if word), ""
