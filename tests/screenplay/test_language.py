"""Which language a script is in: from its title page, a page of it, or two scenes."""

from __future__ import annotations

from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from film.screenplay import Element
from screenplay.language import detect, language_of

SCENES = {
    "en": ("INT. KITCHEN - DAY", "Anna opens the drawer. It is empty.", "Where did you put them?"),
    "fr": ("INT. CUISINE - JOUR", "Anna ouvre le tiroir. Il est vide.", "Tu les as mis où ?"),
    "de": ("INNEN. KÜCHE - TAG", "Anna öffnet die Schublade. Leer.", "Wo hast du sie hingetan?"),
    "es": ("INT. COCINA - DÍA", "Ana abre el cajón. Vacío.", "¿Dónde los pusiste?"),
    "it": ("INT. CUCINA - GIORNO", "Anna apre il cassetto. Vuoto.", "Dove li hai messi?"),
    "pt": ("INT. COZINHA - DIA", "Ana abre a gaveta. Vazia.", "Onde você os colocou?"),
    "ru": ("ИНТ. КУХНЯ - ДЕНЬ", "Анна открывает ящик. Пусто.", "Куда ты их положил?"),
    "zh": ("内景。厨房 - 日", "安娜打开抽屉。空的。", "你把它们放哪儿了？"),
    "ja": ("INT. 台所 - 昼", "アンナは引き出しを開ける。空だ。", "どこに置いたの？"),
    "hi": ("INT. रसोई - दिन", "अन्ना दराज़ खोलती है। खाली।", "तुमने उन्हें कहाँ रखा?"),
}
ENGLISH = "She walks to the window and looks out at the rain. Nobody is there. He was never going to come back."
FRENCH = "Elle ne dit rien, mais son visage parle pour elle."


def _elements(*texts: tuple[str, str]) -> list[Element]:
    return [
        Element.model_validate({"id": str(index), "type": kind, "text": text, "lines": (index + 1, index + 1)})
        for index, (kind, text) in enumerate(texts)
    ]


@pytest.mark.parametrize("code", SCENES)
def test_one_short_scene_tells(code: str) -> None:
    heading, action, line = SCENES[code]
    script = _elements(("scene_heading", heading), ("action", action), ("character", "ANNA"), ("dialogue", line))
    assert language_of({}, script) == code


@pytest.mark.parametrize("code", ["fr", "de", "es", "it", "ru", "hi"])
def test_headings_alone_tell(code: str) -> None:
    assert language_of({}, _elements(("scene_heading", SCENES[code][0]))) == code


def test_foreign_lines_do_not_make_a_script_foreign() -> None:
    lines = [("action", ENGLISH)] * 3 + [("dialogue", FRENCH)] * 2 + [("dialogue", SCENES["zh"][2])]
    assert language_of({}, _elements(*lines)) == "en"


def test_a_script_is_looked_at_from_beginning_to_end() -> None:
    lines = [("dialogue", FRENCH)] * 200 + [("action", ENGLISH)] * 2000
    assert language_of({}, _elements(*lines)) == "en"


@pytest.mark.parametrize(
    ("page", "code"),
    [
        ({"Language": ("French",)}, "fr"), ({"language": ("Français (Canada)",)}, "fr"),
        ({"Language": ("fr-CA",)}, "fr"),
        ({"Sprache": ("Deutsch",)}, "de"), ({"Idioma": ("português",)}, "pt"), ({"Language": ("zh-Hans",)}, "zh"),
        ({"Language": ("Brazilian Portuguese",)}, "pt"), ({"Язык": ("русский",)}, "ru"), ({"Language": ("deu",)}, "de"),
        ({"Language": ("sv",)}, "sv"), ({"Language": ("unknown",)}, "en"), ({"Language": ()}, "en"),
        ({"Title": ("French",)}, "en"),
    ],
)  # fmt: skip
def test_the_title_page_comes_first(page: Mapping[str, tuple[str, ...]], code: str) -> None:
    assert language_of(page, _elements(("action", ENGLISH))) == code


@given(st.text())
def test_any_text_has_a_language(text: str) -> None:
    assert len(detect(text, [text])) == 2
