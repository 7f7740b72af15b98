"""What headings are made of besides places, a language a file: times of day, relations in time, dates, remarks."""

from __future__ import annotations

from screenplay.headings.words.chinese import CHINESE
from screenplay.headings.words.english import ENGLISH
from screenplay.headings.words.french import FRENCH
from screenplay.headings.words.german import GERMAN
from screenplay.headings.words.hindi import HINDI
from screenplay.headings.words.italian import ITALIAN
from screenplay.headings.words.japanese import JAPANESE
from screenplay.headings.words.others import ARABIC, KOREAN
from screenplay.headings.words.portuguese import PORTUGUESE
from screenplay.headings.words.russian import RUSSIAN
from screenplay.headings.words.spanish import SPANISH

LANGUAGES = (
    ENGLISH,
    FRENCH,
    GERMAN,
    SPANISH,
    ITALIAN,
    PORTUGUESE,
    RUSSIAN,
    CHINESE,
    JAPANESE,
    HINDI,
    KOREAN,
    ARABIC,
)
"""Where one word says different things in two languages, the first that has it wins, unless the language is known."""
