"""Names that may be none, or somebody else's misspelled: what a writer is asked to look at."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from film.screenplay import Diagnostic
from film.words.given_names import gender_of
from screenplay.manuscript import Draft
from screenplay.people.names import fold
from screenplay.people.roll import Roll

_ENDS = (".", "!", "?", ":", ",", "--")
_SHORTEST, _LONGEST = 4, 24
"""Letters of a name in which one wrong letter is looked for."""

_OFTEN = 5
"""Speeches of a person whom a name spoken once may stand for."""


def doubts_of(
    drafts: Sequence[Draft], cues: Sequence[tuple[int, str]], roll: Roll, names: Mapping[str, str]
) -> tuple[Diagnostic, ...]:
    """Doubtful cues in order.  ``cues`` are draft and text, ``names`` whom each text's first person is called."""
    uses = Counter(names[text] for _, text in cues)
    first = {names[text]: index for index, text in reversed(cues)}
    found = [*_sentences(drafts, cues, names, uses), *_misspelled(drafts, roll, uses, first)]
    return tuple(sorted(found, key=lambda doubt: doubt.line))


def _sentences(
    drafts: Sequence[Draft], cues: Sequence[tuple[int, str]], names: Mapping[str, str], uses: Mapping[str, int]
) -> Iterator[Diagnostic]:
    """Cues that are more likely a line of action in capitals: used once and closed like a sentence."""
    for index, text in cues:
        if uses[names[text]] == 1 and text.endswith(_ENDS):
            message = (
                f'"{names[text]}" is read as a speaker; put ! before it if it is action, or a blank line behind it'
            )
            yield Diagnostic(severity="info", line=drafts[index].first, message=message)


def _misspelled(
    drafts: Sequence[Draft], roll: Roll, uses: Mapping[str, int], first: Mapping[str, int]
) -> Iterator[Diagnostic]:
    """Names that speak once and are one letter away from somebody who speaks often: ANNNA for ANNA.

    Two names are a letter apart when one letter left out of either makes them the same.
    """
    often: dict[str, str] = {}
    for name, count in uses.items():
        key = fold(name)
        if count >= _OFTEN and _SHORTEST <= len(key) <= _LONGEST:
            for form in _lessened(key):
                often.setdefault(form, name)
    for name, count in uses.items() if often else ():
        key = fold(name)
        if count != 1 or not _SHORTEST <= len(key) <= _LONGEST or gender_of(name) is not None:
            continue
        taken = roll.name(name)
        meant = next((often[form] for form in _lessened(key) if form in often), None)
        if meant and meant != name and not taken.number and not taken.is_role and taken.key not in roll.introduced:
            message = f'"{name}" speaks once; is it {meant}?'
            yield Diagnostic(severity="info", line=drafts[first[name]].first, message=message)


def _lessened(key: str) -> Iterator[str]:
    yield key
    for place in range(len(key)):
        yield key[:place] + key[place + 1 :]
