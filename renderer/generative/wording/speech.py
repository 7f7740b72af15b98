"""Who speaks in a shot and how; for a model that makes sound, the words too."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from film.cast import CharacterSheet
from renderer.generative.brief import ShotBrief, Spoken
from renderer.generative.wording.cleaning import capped, is_english, joined, phrase, sentence, sentences
from renderer.generative.wording.people import noun

_LINE, _MANNER = 400, 60
"""Letters of a line and of how it is said."""
_LANGUAGES = {
    "en": "English", "fr": "French", "de": "German", "es": "Spanish", "it": "Italian", "pt": "Portuguese",
    "nl": "Dutch", "pl": "Polish", "ru": "Russian", "ja": "Japanese", "zh": "Chinese", "ko": "Korean", "sv": "Swedish",
    "da": "Danish", "no": "Norwegian", "fi": "Finnish", "cs": "Czech", "tr": "Turkish", "ar": "Arabic", "hi": "Hindi",
    "uk": "Ukrainian", "el": "Greek", "hu": "Hungarian", "ro": "Romanian",
}  # fmt: skip


def mouths(brief: ShotBrief, names: Mapping[str, str]) -> str:
    """Who is seen to speak, in order: ``Dev speaks, quietly. Then Mara speaks.``; that nobody does, where
    so; nothing where mouths are too small to be seen."""
    if not names or brief.shot.size in ("EWS", "WS"):
        return ""
    seen = [line for line in brief.spoken if line.seen and line.character in names and not line.extension]
    if not seen:
        return "Nobody in the frame speaks; mouths stay closed."
    told: list[str] = []
    for index, line in enumerate(sorted(seen, key=lambda line: line.start)):
        manner = _manner(line, brief)
        clause = f"{names[line.character]} speaks{_told(manner)}"
        told.append(sentence(clause if index == 0 else f"then {clause}"))
    return " ".join(dict.fromkeys(told))


def words(brief: ShotBrief, names: Mapping[str, str]) -> list[str]:
    """Every line in order with its words in double quotes, a sentence each; a line too long to be whole is cut at one
    of its own stops."""
    sheets = {sheet.id: sheet for sheet in brief.request.cast}
    return [
        f'{_speaker(line, names, sheets)} says{_set_off(_manner(line, brief))} in {_language(line)}: "{said}"'
        for line in sorted(brief.spoken, key=lambda line: line.start)
        if (said := _unquoted(capped(sentences(line.text), _LINE)))
    ]


def sounds(brief: ShotBrief) -> str:
    """What else is heard, in order, by the script's words where they are English."""
    if not is_english(brief.language):
        return ""
    cues = sorted(brief.shot.sounds, key=lambda cue: (cue.start, cue.name))
    return joined(dict.fromkeys(phrase(cue.name, 40).lower() for cue in cues))


def _manner(line: Spoken, brief: ShotBrief) -> str:
    if not is_english(brief.language):
        return ""
    return phrase(line.parenthetical, _MANNER).lower()


def _told(manner: str) -> str:
    """An adverb stands by its verb; more words are set off."""
    return f" {manner}" if manner.endswith("ly") and " " not in manner else manner and f", {manner}"


def _language(line: Spoken) -> str:
    code = line.language.split("-")[0].lower()
    return _LANGUAGES.get(code, "the script's language")


def _speaker(line: Spoken, names: Mapping[str, str], sheets: Mapping[str, CharacterSheet]) -> str:
    if line.character in names and not line.extension:
        return names[line.character] if line.seen else f"{names[line.character]}, whose face is not seen,"
    sheet = sheets.get(line.character)
    who = f"A {noun(sheet)}'s voice" if sheet is not None else "A voice"
    return f"{who} {'in voice-over' if line.extension == 'V.O.' else 'from off screen'}"


def _unquoted(said: str) -> str:
    """A line that is all in quotes of its own without them: it gets ours."""
    return said[1:-1] if len(said) > 2 and said[0] == said[-1] == "'" else said


def _set_off(manner: str) -> str:
    told = _told(manner)
    return f"{told}," if told.startswith(",") else told


def spoken_texts(lines: Sequence[Spoken]) -> frozenset[str]:
    """The sentences that are spoken, so that nobody takes them for action."""
    return frozenset(each for line in lines for each in sentences(line.text))
