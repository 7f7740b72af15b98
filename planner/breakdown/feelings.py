"""How somebody feels, where the script says so in a word: "(furious)", "she sobs", "exhausted, he sits"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from film.staging import Mood
from planner.breakdown.function_words import AND, BREAKS, CLAUSE_STARTS, CONTRACTED_NOT, NOT, PREPOSITIONS
from planner.places.lists import listed, plain

_WORDS: dict[Mood, tuple[str, str]] = {
    "angry": (
        "angry furious enraged livid irate outraged seething fuming mad hostile incensed resentful indignant"
        " annoyed irritated exasperated upset bitter stern fierce furieux furieuse wutend zornig furioso"
        " furiosa enojado enojada",
        "angrily furiously bitterly sternly fiercely snaps snapping fume fumes fuming seethe seethes seething"
        " glare glares glaring scowl scowls scowling snarl snarls snarling rage rages raging",
    ),
    "sad": (
        "sad heartbroken devastated crushed miserable tearful grieving dejected despondent mournful"
        " crestfallen sorrowful depressed bereft desolate forlorn heavyhearted teary ashamed grim triste"
        " traurig verzweifelt desperado",
        "sadly tearfully mournfully grimly sob sobs sobbing weep weeps weeping cry cries crying wail wails"
        " wailing whimper whimpers whimpering mourn mourns mourning pleure weint llora",
    ),
    "afraid": (
        "afraid scared frightened terrified panicked fearful petrified horrified alarmed anxious nervous"
        " spooked worried panicky desperate shaken stunned shocked trembling effraye effrayee terrifie"
        " verangstigt erschrocken asustado asustada",
        "fearfully nervously anxiously desperately worriedly tremble trembles cower cowers cowering cringe"
        " cringes cringing panic panics panicking",
    ),
    "happy": (
        "happy overjoyed delighted joyful elated thrilled jubilant cheerful ecstatic gleeful glad excited"
        " relieved pleased amused heureux heureuse glucklich feliz contento contenta erleichtert soulage"
        " soulagee",
        "happily joyfully cheerfully gleefully excitedly smile smiles smiling laugh laughs laughing beam"
        " beams beaming grin grins grinning giggle giggles giggling",
    ),
    "tired": (
        "tired exhausted weary drained breathless winded sleepy worn wiped spent fatigued bleary epuise"
        " epuisee fatigue erschopft mude cansado cansada agotado agotada",
        "tiredly wearily yawn yawns yawning",
    ),
    "proud": (
        "proud triumphant smug defiant haughty confident victorious stolz fier fiere orgulloso orgullosa",
        "proudly triumphantly smugly defiantly confidently gloat gloats gloating",
    ),
}
"""By mood: words that say how somebody is, and words that say it of what they do."""

_STATES: dict[str, Mood] = {word: mood for mood, (states, _) in _WORDS.items() for word in listed(states)}
_MANNERS: dict[str, Mood] = {word: mood for mood, (_, manners) in _WORDS.items() for word in listed(manners)}
_ALL = _STATES | _MANNERS
_ENDS = BREAKS | AND | PREPOSITIONS | CLAUSE_STARTS | listed(", but now again - -- — “ ” \" '")
"""What may stand behind a word for how somebody is; before any other word it says how that thing is: "a sad song"."""
_DENIED = NOT | listed("neither nor less")


def mood_of(manner: str) -> Mood | None:
    """The mood that a parenthetical names, the first of several; None where it names none or denies it.

    >>> mood_of("furious, to Ben"), mood_of("not angry"), mood_of("beat")
    ('angry', None, None)
    """
    words = re.findall(r"[^\W_]+", plain(manner))
    found = (_ALL[word] for n, word in enumerate(words) if word in _ALL and not _denied(words[:n]))
    return next(found, None)


def mood_at(words: Sequence[str], index: int) -> Mood | None:
    """The mood that a plain word of a sentence tells of whoever it is about; None where it says nothing of a person."""
    word = words[index]
    if word not in _ALL or _denied(words[:index]):
        return None
    if word in _MANNERS:
        return _MANNERS[word]
    behind = words[index + 1] if index + 1 < len(words) else "."
    return _STATES[word] if behind in _ENDS else None


def _denied(before: Sequence[str]) -> bool:
    return any(word in _DENIED or word == CONTRACTED_NOT for word in before[-2:])
