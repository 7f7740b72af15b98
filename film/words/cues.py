"""How the voice under a cue is heard: words of extensions, in the languages that scripts come in."""

from __future__ import annotations

import re
import unicodedata
from typing import Literal

Heard = Literal["", "V.O.", "O.S."]

_LONGEST = 120
"""Characters of an extension that are read."""

_PARTS = re.compile(r"[(\[（［]([^()\[\]（）［］]*)")
_MARKS = re.compile("([A-Za-z])[\u0300-\u036f]+")
_LETTERS = re.compile("[^\\w\u0900-\u0dff]+")
_VOICE = re.compile(
    r"\b(?:v ?o|voice ?over|voices?|voix off|voix|voz en off|voz|voce fuori campo|voce|stimme|(?:aus dem|in|en) off"
    r"|(?:on|over|through|via|from|by) (?:the |his |her )?(?:tele|cell ?)?(?:phone|radio|speaker|speakerphone"
    r"|walkie|intercom|tv|television|screen|video|monitor|line|comms?)|filtered|filter|recording|recorded|voicemail"
    r"|pre ?lap|am telefon"
    r"|au telephone|por telefono|al telefono|ao telefone|narrator|narration|narrating|за кадром|з ?к|голос|по телефону"
    r"|по радио|पार्श्व स्वर|फ़ोन पर|फोन पर|वॉइस ओवर)\b|(?<!.)(?:n|na|м|off|phone|telephone|radio|intercom|स्वर|वी ओ)(?!.)"
    r"|画外音|畫外音|旁白|电话|電話|ナレーション|モノローグ|心の声|声のみ"
)
_OWN_VOICE = re.compile(
    r"\bVOICES?\b|\bVOIX\b|\bVOZ\b|\bVOCE\b|STIMME\b|\bГОЛОС\b|声音?$|聲音?$|आवा"
    r"|^(?:THE )?NARRAT(?:OR|EUR|RICE|ORE)$|^NARRADORA?$|^ERZÄHLER(?:IN)?$|^РАССКАЗЧИ(?:К|ЦА)$"
    r"|^旁白$|^ナレー(?:ション|ター)$|^सूत्रधार$|^कथावाचक$| V\. ?O\.$",
    re.IGNORECASE,
)
_INTO = re.compile(
    r"\b(?:into|to|dans|ins|in den|nel|al|a la|no|в)\b.*\b(?:phone|telephone|cell|radio|mic|mike|microphone|intercom"
    r"|walkie|telefon|horer|telefono|telefone|camera|recorder|телефон|трубку|рацию)\b|冲电话|对着电话"
)
_AWAY = re.compile(
    r"\b(?<!m )(?:o ?s|o ?c|off ?screen|off ?camera|off ?stage|hors ?champ|h ?c|im off|fuera de (?:campo|cuadro|camara)"
    r"|fuori campo|f ?c|fora de (?:campo|quadro|cena)|from (?:the |behind |inside |outside )?(?!memory|now|here)\w+"
    r"|вне кадра"
    r"|ऑफ ?स्क्रीन)\b|画面外|畫面外|場外|场外|オフ"
)
_SHOWN = re.compile(r"\b(?:on|over|auf|a la|en la|in) (?:the )?(?:tv|television|tele|screen|video|monitor|laptop)\b")


def heard_as(words: str) -> Heard:
    """What an extension says of a voice: V.O. from elsewhere (phone, radio, narrator), O.S. from out of frame.

    Nothing for what it says of the speech alone: CONT'D, SUBTITLED, INTO PHONE (the speaker is there).
    """
    flat = _flat(words[:_LONGEST])
    if _INTO.search(flat):
        return ""
    voice = _VOICE.search(flat) is not None
    if _AWAY.search(flat) and (not voice or "fuori campo" in flat or "im off" in flat):
        return "O.S."
    return "V.O." if voice else ""


def is_shown(words: str) -> bool:
    """Whether the speaker is seen on a screen, though not in the place: ON TV."""
    return _SHOWN.search(_flat(words[:_LONGEST])) is not None


def extension_of(cue: str) -> Heard:
    """The first of a cue's extensions that says how the voice is heard, else V.O. for a name that is a voice's."""
    told: Heard = next((heard for words in _PARTS.findall(cue) if (heard := heard_as(words))), "")
    return told or ("V.O." if is_voice(_PARTS.split(cue, maxsplit=1)[0].strip(" ^:：")) else "")


def is_voice(name: str) -> bool:
    """Whether a name is a voice's or a narrator's: ANNA'S VOICE, VOICE ON RADIO, ERZÄHLER."""
    return _OWN_VOICE.search(name) is not None


def _flat(words: str) -> str:
    """Small letters without Latin accents; whatever is neither letter nor digit is one space."""
    if not words.isascii():
        words = _MARKS.sub(r"\1", unicodedata.normalize("NFD", unicodedata.normalize("NFKC", words)))
        words = unicodedata.normalize("NFC", words)
    return " ".join(_LETTERS.sub(" ", words.casefold()).split())
