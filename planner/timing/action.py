"""How long action takes, from its words: what is done, how far, for how long, and what stands to be read.

A page is a minute by the trade's rule of thumb; reading time stands for playing time as storyboard artists reckon
it, near 0.3 s a word, and never less than what is done takes.  Few words may stand for much: a battle, a chase, "for a
long time" play for as long as they need on the screen, whatever little the page says of them.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from planner.facts import Verb
from planner.places.lists import plain
from planner.timing.speech import words_in

_DETAIL_SHORTEST, _SUPER_SHORTEST, _READ_WORD = 1.6, 2.0, 0.33
_SECONDS_A_WORD = 0.3
_SHORTEST, _LONGEST = 1.2, 7.0
LONGEST_TOLD = 20.0
"""Seconds that a paragraph plays at most when its words ask for long."""
_DOING_SECONDS: dict[Verb, float] = {
    "enter": 2.4, "exit": 2.4, "sit": 1.8, "rise": 1.6, "lie": 2.4, "kneel": 1.6, "cross": 2.4, "approach": 2.0,
    "retreat": 1.6, "turn": 1.2, "look": 1.4, "point": 1.4, "reach": 1.2, "take": 1.6, "give": 2.0, "put": 1.6,
    "open": 1.8, "phone": 2.0, "hang_up": 1.4, "read": 2.4, "write": 2.4, "eat": 2.0, "drink": 2.0, "drive": 2.4,
    "wave": 1.6, "hug": 2.6, "fall": 1.8, "run": 2.0, "wait": 2.4, "stand": 1.4, "hold": 1.2, "cry": 2.2,
    "laugh": 1.8, "nod": 1.2, "react": 1.2, "kiss": 2.6, "strike": 1.6, "shove": 1.4, "aim": 1.6, "type": 2.4,
    "dance": 4.0, "clap": 1.8, "cheer": 1.8, "pray": 2.6, "salute": 1.6, "shrug": 1.2, "shake_head": 1.2, "think": 1.6,
}  # fmt: skip
_WALKING: frozenset[Verb] = frozenset(("cross", "approach", "enter", "exit", "run", "retreat"))
_FAR_SECONDS = 1.6
_FAR = re.compile(
    r"\b(?:the length of|all the way|from end to end|the whole way|(?:across|along|down|up"
    r"|through) the (?:\w+ )?(?:street"
    r"|road|field|square|bridge|beach|corridor|hall|hallway|platform|pavement|quay|pier|park|forest|garden"
    r"|car park|yard"
    r"|courtyard|aisle|nave|stairs|staircase|hill|tunnel)|toute la longueur|le long d|tout le long|die ganze lange"
    r"|entlang|a lo largo|de punta a punta)\b"
)
"""A way longer than a room: six paces more, a little over 1.2 m/s."""

_ASKED: tuple[tuple[float, re.Pattern[str]], ...] = (
    (12.0, re.compile(r"\b(?:battle|war|melee|massacre|armies|army|carnage|siege|stampede|bataille|schlacht|batalla"
                      r"|battaglia)\b")),
    (7.0, re.compile(r"\b(?:fights?|fighting|brawl|brawls|duel|duels|combat|chase|chases|chasing|pursuit|wrestles?"
                     r"|wrestling|struggles?|riot|shoot ?out|gunfight|swordfight|make love|makes love|dance together"
                     r"|se battent|poursuite|kampfen|verfolgung|pelean|lucha|persecucion)\b")),
    (6.0, re.compile(r"\b(?:for (?:a|what seems a|a very) (?:very )?long (?:time|while)|for hours|hours pass"
                     r"|time passes|time pass"
                     r"|minutes pass|(?:the )?hours go by|longtemps|des heures|lange zeit|stundenlang|mucho tiempo"
                     r"|pasan las horas|a lungo)\b")),
    (3.4, re.compile(r"\b(?:(?:a |for a )?long (?:beat|pause|silence|moment|look|stare)"
                     r"|endless(?:ly)? (?:moment|silence)"
                     r"|long silence|lange pause|lange stille|largo silencio|lungo silenzio)\b")),
)  # fmt: skip
_COUNTED = re.compile(
    r"\bfor (?:about |almost |nearly |exactly )?(a|one|two|three|four|five|six|seven|eight|nine|ten|fifteen|twenty"
    r"|thirty|\d{1,3}) (?:full |long |whole )?(seconds?|minutes?)\b"
)
_COUNTS = {
    "a": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9,
    "ten": 10, "fifteen": 15, "twenty": 20, "thirty": 30,
}  # fmt: skip
_MORE = 1.5
"""A fight or chase that is said to be long."""


def action_seconds(text: str, doings: Sequence[Verb] = ()) -> float:
    """How long a paragraph of action plays: reading time, or what is done in it, 1.2 s to 7 s.

    The first doing takes its time, each further one 0.7 of it, for people overlap what they do.  Words that ask
    for long ("They fight for a long time", "for ten seconds", "Hours pass") go past that, up to 20 s.
    """
    flat = plain(text)
    read = _SECONDS_A_WORD * words_in(text)
    done = [_DOING_SECONDS[verb] for verb in doings]
    played = (done[0] + 0.7 * sum(done[1:])) if done else 0.0
    if _FAR.search(flat) and _WALKING & set(doings):
        played += _FAR_SECONDS
    usual = min(max(_SHORTEST, read, played), _LONGEST)
    return round(min(max(usual, told_seconds(flat)), LONGEST_TOLD), 3)


def told_seconds(flat: str) -> float:
    """The seconds that plain words themselves ask for; nothing where they ask for none."""
    asked = [seconds for seconds, pattern in _ASKED if pattern.search(flat)]
    counted = _COUNTED.search(flat)
    if counted:
        number = _COUNTS.get(counted[1]) or int(counted[1])
        asked.append(float(number * (60 if counted[2].startswith("minute") else 1)))
    if not asked:
        return 0.0
    return max(asked) * (_MORE if len(asked) > 1 else 1.0)


def reading_seconds(words: str, detail: bool = False) -> float:
    """How long words on the screen stand: three are read in a second, after 0.8 s to find them.

    A super stands 2 s at least; a ``detail`` is seen at once, in 1.6 s.
    """
    return round(max(_DETAIL_SHORTEST if detail else _SUPER_SHORTEST, 0.8 + _READ_WORD * len(words.split())), 3)
