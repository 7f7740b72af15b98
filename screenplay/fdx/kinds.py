"""What Final Draft calls its paragraphs, and what each is here.

The file's own word is kept as the draft's ``kind`` wherever it says more than our type does.
"""

from __future__ import annotations

from typing import NamedTuple

from film.screenplay import ElementType
from screenplay.headings import prefix_of

PLAIN: dict[ElementType, str] = {
    "scene_heading": "Scene Heading",
    "action": "Action",
    "character": "Character",
    "parenthetical": "Parenthetical",
    "dialogue": "Dialogue",
    "transition": "Transition",
    "lyrics": "Lyrics",
    "synopsis": "Outline Body",
    "page_break": "Page Break",
    "boneyard": "Boneyard",
    "note": "Note",
}
"""Final Draft's word for a type that says exactly what ours does; the last five are types that a template may add."""

OUTLINE = "Outline "
"""Outline 1 is the highest level of Final Draft's outline, as a section of level 1 is here."""

_TYPES: dict[str, ElementType] = {
    **{word.lower(): kind for kind, word in PLAIN.items()},
    "general": "action",
    "shot": "action",
    "cast list": "action",
    "new act": "centered",
    "end of act": "centered",
    "show/ep. title": "centered",
    "dialog": "dialogue",
    "singing": "lyrics",
    "lyric": "lyrics",
    "synopsis": "synopsis",
    "summary": "synopsis",
    "notes": "note",
    "centered": "centered",
    "scene title": "synopsis",
    "omitted scene": "boneyard",
}
_WORDS: tuple[tuple[str, ElementType], ...] = (
    ("lyric", "lyrics"),
    ("singing", "lyrics"),
    ("song", "lyrics"),
    ("parenthe", "parenthetical"),
    ("wryly", "parenthetical"),
    ("dialog", "dialogue"),
    ("character", "character"),
    ("transition", "transition"),
    ("synopsis", "synopsis"),
    ("outline", "synopsis"),
)
_HEADINGS = ("heading", "slug")
_LANGUAGES: dict[ElementType, str] = {
    "scene_heading": "szenenüberschrift, szenenkopf, encabezado de escena, encabezado, título de escena, "
    "intitulé de scène, intitulé, en-tête de scène, intestazione di scena, intestazione scena, cabeçalho de cena, "
    "cabeçalho, scenrubrik, sceneoverskrift, nagłówek sceny, заголовок сцены, место и время, 場景標題, 柱",
    "action": "handlung, aktion, beschreibung, acción, acciones, descripción, didascalie, azione, descrizione, ação, "
    "descrição, handling, akcja, действие, описание действия, ト書き, 動作",
    "character": "figur, rolle, personaje, personnage, personaggio, personagem, rollfigur, karakter, postać, "
    "персонаж, имя героя, герой, 登場人物, 角色",
    "parenthetical": "klammer, klammerzusatz, regieanweisung, acotación, paréntesis, parenthèse, parentesi, "
    "parentetica, parêntese, parênteses, parentes, nawias, ремарка",
    "dialogue": "diálogo, dialogo, replik, реплика, диалог, セリフ, 台詞, 對白",
    "transition": "übergang, überblendung, transición, transizione, transição, övergång, overgang, przejście, "
    "переход, титр перехода, 轉場",
}
_TRANSLATED = {word: kind for kind, words in _LANGUAGES.items() for word in words.split(", ")}
"""The types as templates in other languages call them."""

_CENTRED = frozenset({"action", "centered"})
_KEPT_EMPTY = frozenset({"lyrics", "section", "page_break", "boneyard", "note"})


class Kind(NamedTuple):
    """What a paragraph's word means: ``known`` if the word is Final Draft's own, else it was guessed."""

    type: ElementType
    level: int | None = None
    known: bool = True

    @property
    def kept_empty(self) -> bool:
        """Whether a paragraph of this kind without text still says something."""
        return self.type in _KEPT_EMPTY


def kind_of(word: str, paginates_as: str, text: str) -> Kind:
    """The meaning of a paragraph's type word: Final Draft's own, else the nearest.

    ``paginates_as`` is the type that the file's settings lay it out as.  A paragraph in a type of the
    writer's own that is a heading by name or layout is a scene heading only if it reads like one; so is
    one in capitals without a word.
    """
    name = " ".join(word.split()).lower()
    if not name:
        return Kind("scene_heading" if text == text.upper() and prefix_of(text.lstrip()) else "action")
    if name in _TYPES:
        return Kind(_TYPES[name])
    if name.startswith("outline ") and name[8:].isdecimal():
        return Kind("section", max(1, min(int(name[8:10]), 99)))
    if name in _TRANSLATED:
        return Kind(_TRANSLATED[name], known=False)
    for part, kind in _WORDS:
        if part in name:
            return Kind(kind, known=False)
    laid_out = paginates_as.lower()
    if laid_out == "scene heading" or any(part in name for part in _HEADINGS):
        return Kind("scene_heading" if prefix_of(text.lstrip()) else "action", known=False)
    return Kind(_TYPES.get(laid_out, "action"), known=False)


def centred(kind: ElementType, alignment: str) -> ElementType:
    """Action that the file centres is centred text; nothing else changes by its alignment."""
    if kind in _CENTRED and alignment.lower() in ("center", "centered"):
        return "centered"
    return kind


def own_word(type_: ElementType, word: str) -> str:
    """The file's word where it says more than the type, else nothing."""
    name = " ".join(word.split()).lower()
    if name == PLAIN.get(type_, "").lower() or (type_ == "section" and name.startswith(OUTLINE.lower())):
        return ""
    return "" if type_ == "centered" and name == "action" else word
