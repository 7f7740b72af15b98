"""Languages by their codes: two letters of ISO 639-1 with a region or script behind them where that matters."""

from __future__ import annotations

import re
from difflib import get_close_matches

from film.errors import PlanError

_NAMES = (
    "aa Afar|ab Abkhazian|af Afrikaans|ak Akan|am Amharic|an Aragonese|ar Arabic|as Assamese|av Avaric|ay Aymara"
    "|az Azerbaijani|ba Bashkir|be Belarusian|bg Bulgarian|bm Bambara|bn Bengali|bo Tibetan|br Breton|bs Bosnian"
    "|ca Catalan|ce Chechen|co Corsican|cs Czech|cv Chuvash|cy Welsh|da Danish|de German|dv Divehi|dz Dzongkha|ee Ewe"
    "|el Greek|en English|eo Esperanto|es Spanish|et Estonian|eu Basque|fa Persian|ff Fulah|fi Finnish|fj Fijian"
    "|fo Faroese|fr French|fy Western Frisian|ga Irish|gd Scottish Gaelic|gl Galician|gn Guarani|gu Gujarati|gv Manx"
    "|ha Hausa|he Hebrew|hi Hindi|hr Croatian|ht Haitian Creole|hu Hungarian|hy Armenian|ia Interlingua|id Indonesian"
    "|ig Igbo|is Icelandic|it Italian|iu Inuktitut|ja Japanese|jv Javanese|ka Georgian|kg Kongo|ki Kikuyu|kk Kazakh"
    "|kl Kalaallisut|km Khmer|kn Kannada|ko Korean|ks Kashmiri|ku Kurdish|kv Komi|kw Cornish|ky Kyrgyz|la Latin"
    "|lb Luxembourgish|lg Ganda|li Limburgish|ln Lingala|lo Lao|lt Lithuanian|lv Latvian|mg Malagasy|mi Maori"
    "|mk Macedonian|ml Malayalam|mn Mongolian|mr Marathi|ms Malay|mt Maltese|my Burmese|nb Norwegian Bokmål|ne Nepali"
    "|nl Dutch|nn Norwegian Nynorsk|no Norwegian|nv Navajo|ny Chichewa|oc Occitan|om Oromo|or Odia|os Ossetian"
    "|pa Punjabi|pl Polish|ps Pashto|pt Portuguese|qu Quechua|rm Romansh|rn Rundi|ro Romanian|ru Russian"
    "|rw Kinyarwanda|sa Sanskrit|sc Sardinian|sd Sindhi|se Northern Sami|sg Sango|si Sinhala|sk Slovak|sl Slovenian"
    "|sm Samoan|sn Shona|so Somali|sq Albanian|sr Serbian|ss Swati|st Southern Sotho|su Sundanese|sv Swedish"
    "|sw Swahili|ta Tamil|te Telugu|tg Tajik|th Thai|ti Tigrinya|tk Turkmen|tl Tagalog|tn Tswana|to Tongan|tr Turkish"
    "|ts Tsonga|tt Tatar|tw Twi|ty Tahitian|ug Uyghur|uk Ukrainian|ur Urdu|uz Uzbek|ve Venda|vi Vietnamese|wa Walloon"
    "|wo Wolof|xh Xhosa|yi Yiddish|yo Yoruba|za Zhuang|zh Chinese|zu Zulu"
)
NAMES = dict(entry.split(" ", 1) for entry in _NAMES.split("|"))
"""English names by code."""

_FORM = re.compile(r"([A-Za-z]{2})(?:[-_]([A-Za-z]{4}))?(?:[-_]([A-Za-z]{2}|\d{3}))?")


def code_of(text: str, where: str) -> str:
    """A language's code as it is written: ``fr``, ``pt-BR``, ``zh-Hant``.

    Raises PlanError, naming ``where`` the words stand, for what is none.

    >>> code_of("PT_br", "--to")
    'pt-BR'
    """
    found = _FORM.fullmatch(text.strip())
    if found is None or found[1].lower() not in NAMES:
        by_name = {name.casefold(): code for code, name in NAMES.items()}
        near = get_close_matches(text.strip().casefold(), by_name, n=1)
        do = f"{NAMES[by_name[near[0]]]} is {by_name[near[0]]}" if near else "Say two letters: fr, de, pt-BR, zh-Hant"
        raise PlanError(f"{text.strip()!r} is no language's code", where=where, do=do)
    parts = (found[1].lower(), (found[2] or "").title(), (found[3] or "").upper())
    return "-".join(part for part in parts if part)


def name_of(code: str) -> str:
    """A code's language in English, its region or script behind it: "Portuguese (BR)"."""
    base, *rest = code.split("-")
    region = f" ({', '.join(rest)})" if rest else ""
    return NAMES.get(base, base) + region
