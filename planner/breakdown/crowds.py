"""People without a name: "On the boardwalk, TOWNSPEOPLE watch", "eleven JURORS", "a CROWD of reporters".

A word means several people when it is a collective noun, or the plural of somebody's role, and stands where a noun
stands: behind a number, an article or another describing word, or at the head of a clause.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from film.words.numbers import Count, count_in
from film.words.plain import listed
from film.words.roles import CROWD, GENDER
from planner.breakdown.function_words import ARTICLES, OBJECTS
from planner.breakdown.lexicon import FORMS
from planner.breakdown.relations import phrase_at
from planner.breakdown.sentences import Word, sentences
from planner.facts import Crowd, Post, Relation

_NOBODY = listed("everyone everybody others both voices players figures team couple family")
_ALONE = listed("figures players team couple family voices")
"""Words that mean extras only behind an article or number."""
_BEFORE = listed(
    "the a an two three four five six seven eight nine ten eleven twelve several some many few of hundred other more"
    " dozen dozens handful couple pair trio group crowd packs rows row line lines hundreds thousands both all these"
    " those his her their angry armed young old little nervous drunken other local excited silent and with by no"
)
_GATHERED = listed("crowd group pack mob gang team line row swarm throng handful band party crew dozens hundreds")
"""What a plural behind "of" makes up: the people are what stands behind."""
_PACK = Count(None, 8, None)
_SIZES = {"group": Count(None, 4, 8), "pack": Count(None, 5, 8), "gang": Count(None, 4, 8), "band": Count(None, 4, 8),
          "party": Count(None, 4, 8), "row": Count(None, 4, 8), "line": Count(None, 4, 10)}  # fmt: skip
_POSTS: dict[str, Post] = {
    "juror": "juror", "jurors": "juror", "jury": "juror", "spectators": "public", "public": "public",
    "reporters": "public", "students": "pupil", "pupils": "pupil", "schoolchildren": "pupil", "patrons": "public",
    "passengers": "passenger", "commuters": "passenger", "congregation": "public", "worshippers": "public",
    "mourners": "public", "guards": "guard", "musicians": "musician", "waiters": "waiter", "patients": "patient",
    "officers": "officer", "cooks": "cook", "chefs": "cook",
}  # fmt: skip
_PEOPLE = re.compile(r"(?:men|women|people|folk|folks|boys|girls|keepers|masters)$")
_DESCRIBING = re.compile(r"(?:ed|ing|ish|ful|less|ous|ern)$|^police$")
_OWNING = listed(
    "box room car cars station stations officer officers chief van vans boat dog dogs noise noises dinner house home"
    " bench table album photo portrait car's line lines control scene badge uniform sirens siren tape work band member"
    " members of"
)
"""Words behind a collective noun that make it part of a thing: "jury box", "police car", "a couple of"."""


def is_several(word: str) -> bool:
    """Whether a plain word means several people: "jurors", "townspeople", "cowboys", "gunmen"."""
    if word in CROWD:
        return word not in _NOBODY or word in _ALONE
    if word.endswith("ies") and word[:-3] + "y" in GENDER:
        return True
    if word.endswith("s") and (word[:-1] in GENDER or (word.endswith("es") and word[:-2] in GENDER)):
        return len(word) > 4
    match = _PEOPLE.search(word)
    return match is not None and match.start() > 0


def crowds_in(action: str) -> tuple[Crowd, ...]:
    """Everybody unnamed in a scene's action, each word once, in the order of the words."""
    found: dict[str, Crowd] = {}
    for words in sentences(action):
        for crowd in _in_sentence(words):
            known = found.get(crowd.word)
            if known is None or (known.count is None and crowd.count is not None):
                found[crowd.word] = crowd
    return tuple(found.values())


def _in_sentence(words: Sequence[Word]) -> Iterator[Crowd]:
    lows = [word.low for word in words]
    if not any(map(is_several, lows)):
        return
    opening = _where(lows, 0)
    for index, word in enumerate(words):
        if not is_several(word.low) or not _is_noun(words, index):
            continue
        ahead = lows[index + 1] if index + 1 < len(words) else ""
        acts = index + 2 < len(words) and lows[index + 2] in ARTICLES  # "regulars line the counter"
        if ahead in _OWNING and ((word.low == "couple") if ahead == "of" else not acts):
            continue
        if index + 2 < len(words) and word.low in _GATHERED and lows[index + 1] == "of":
            behind = next((low for low in lows[index + 2 : index + 5] if is_several(low)), None)
            if behind is not None:
                continue  # "a crowd of reporters": the reporters are counted
        count = _counted(lows, index)
        place = _where(lows, index + 1) or opening
        yield Crowd(
            word=word.text.casefold(),
            count=count.exact if count else None,
            least=count.least if count else 1,
            most=count.most if count else None,
            relation=place[0] if place else None,
            target=place[1] if place else None,
            post=_POSTS.get(word.low),
        )


def _is_noun(words: Sequence[Word], index: int) -> bool:
    """Whether the word stands where people do; "the crowd noise" is a noise, "Anna guards" a deed."""
    before = words[index - 1].low if index else ""
    loud = len(words[index].text) > 3 and words[index].text.isupper()
    headed = not before or not before[:1].isalnum() or loud
    described = index > 1 and words[index - 2].low in _BEFORE and before.isalpha() and before not in ("and", "with")
    ahead = words[index + 1].low if index + 1 < len(words) else ""
    if words[index].low in FORMS and not loud and (ahead in ARTICLES | OBJECTS or ahead == "it"):
        return False
    if index == 1 and _DESCRIBING.search(before) and ahead not in ARTICLES | OBJECTS:
        return True  # "Masked gunmen burst in."
    if words[index].low in _ALONE:
        return before in _BEFORE - {"and", "with"} or described
    return (
        headed or before in _BEFORE or before.replace(" ", "").isdigit() or count_in([before]) is not None or described
    )


def _counted(lows: Sequence[str], index: int) -> Count | None:
    """How many, from the words before: back to the clause's beginning or the noun before."""
    before: list[str] = []
    for low in reversed(lows[max(0, index - 5) : index]):
        if not low[:1].isalnum() or low in ("and", "with", "by", "as", "at", "in", "on", "are", "is"):
            break
        before.insert(0, low)
    gathered = next((low for low in before if low in _GATHERED), None)
    said = count_in(before)
    if gathered is not None and (said is None or said.exact == 1):
        return _SIZES.get(gathered, _PACK)
    return said


def _where(lows: Sequence[str], start: int) -> tuple[Relation, str | None] | None:
    """The phrase of place at ``start``, or the one that follows a verb there: "sit in the gallery"."""
    for at in (start, start + 1):
        phrase = phrase_at(lows[at : at + 10], [False] * len(lows[at : at + 10])) if at < len(lows) else None
        if phrase is not None and not phrase.again and (phrase.thing or phrase.relation == "far_end"):
            return phrase.relation, phrase.thing
        if start == 0:
            break
    return None
