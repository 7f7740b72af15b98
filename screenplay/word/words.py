"""Names of paragraph styles and the elements they mean, in the ten languages that headings are known in.

Names are compared without case, spaces, digits and signs, and without the words that templates put before them.
The English ones are those of Final Draft, Celtx, Movie Magic, Fade In and WriterDuet exports.
"""

from __future__ import annotations

import re

from film.screenplay import ElementType

_NAMES: dict[ElementType, str] = {
    "scene_heading": """
        sceneheading sceneheader scenehead scene slugline slug sceneslug masterscene masterheading
        sceneheadings locationheading entêtedescène intitulédescène titredescène intitulé séquence
        szenenüberschrift szenenkopf szene szenenheading bildkopf encabezadodeescena encabezado escena
        cabeceradeescena intestazionescena intestazionediscena intestazione scena cabeçalhodecena cabeçalho
        cena заголовоксцены сцена местодействия времяиместо местоивремя объект 场景标题 场景 场次 场记
        場景標題 場景 场景提示 柱 柱書き シーン見出し シーン 場面 場面見出し दृश्यशीर्षक दृश्य
    """,
    "action": """
        action actions scenedescription description sceneaction direction stagedirection narrative
        businessaction didascalie didascalies aktion handlung regie szenenbeschreibung beschreibung acción
        accion descripción azione descrizione ação acao descrição действие описание ремарка описаниедействия
        动作 动作描述 描述 叙述 動作 ト書き ト書 क्रिया विवरण कार्य
    """,
    "character": """
        character charactername charactercue name cue speaker personnage nom nomdupersonnage figur rolle
        figurenname charakter personaje nombre personaggio nome nomepersonaggio personagem nomedopersonagem
        персонаж имя имяперсонажа герой 人物 角色 角色名 人名 登場人物 役名 話者 पात्र चरित्र
    """,
    "parenthetical": """
        parenthetical parentheticals parenthesis wryly wrylie extension parenthèse parenthèses parenthétique
        jeu indication klammer parenthese regieanweisung spielanweisung acotación acotacion paréntesis
        parentetica parentesi parêntese rubrica parentético ремаркагероя скобки пояснение 括号 插入语
        表演提示 括弧 कोष्ठक निर्देश
    """,
    "dialogue": """
        dialogue dialog dialogs dialogues speech dialogos réplique dialogtext diálogo dialogo dialoghi
        battuta diálogos fala диалог реплика репликагероя 对白 对话 台词 對白 台詞 セリフ せりふ संवाद
    """,
    "transition": """
        transition transitions scenetransition transicion transición transizione transição übergang переход
        титр 转场 轉場 转换 場面転換 トランジション संक्रमण
    """,
    "lyrics": "lyrics lyric song paroles chanson liedtext letra letras testo текстпесни 歌词 歌詞 गीत",
    "section": "newact endofact act actheading acte akt acto atto ato акт sequence outline",
    "note": "note notes scriptnote comment remarque notiz nota заметка 备注 メモ",
    "synopsis": "synopsis scenesummary summary résumé zusammenfassung sinopsis sinossi sinopse",
}
_OWN = {
    "shot": "Shot",
    "shots": "Shot",
    "general": "General",
    "castlist": "Cast List",
    "plan": "Shot",
    "einstellung": "Shot",
}
_BEFORE = re.compile(
    r"^(?:sp|sc|scr|fd|celtx|screenplay|script|film|scenario|drehbuch|guion|guión|wd)(?=\W|_)", re.IGNORECASE
)
_SIGNS = re.compile(r"[\W\d_]+")
_TITLES = {
    "title": "Title",
    "scripttitle": "Title",
    "titre": "Title",
    "titel": "Title",
    "título": "Title",
    "titolo": "Title",
    "название": "Title",
    "标题": "Title",
    "タイトル": "Title",
    "subtitle": "Subtitle",
    "credit": "Credit",
    "author": "Author",
    "byline": "Author",
    "auteur": "Author",
    "autor": "Author",
    "autore": "Author",
    "автор": "Author",
    "作者": "Author",
    "contact": "Contact",
    "contactinfo": "Contact",
    "copyright": "Copyright",
    "draftdate": "Draft date",
    "date": "Draft date",
    "source": "Source",
}


def _plain(style: str) -> str:
    return _SIGNS.sub("", _BEFORE.sub("", style.strip())).casefold()


_TITLE_KEYS = {_plain(name): key for name, key in _TITLES.items()}
_TYPES: dict[str, ElementType] = {_plain(name): kind for kind, names in _NAMES.items() for name in names.split()}


def type_of(style: str) -> tuple[ElementType | None, str]:
    """The element that a style's name means, None for none; and the trade's word where our type is wider."""
    plain = _plain(style)
    if plain in _OWN:
        return "action", _OWN[plain]
    kind = _TYPES.get(plain)
    return kind, style if kind == "section" else ""


def title_key(style: str) -> str | None:
    """The title page's key that a style's name means."""
    return _TITLE_KEYS.get(_plain(style))
