"""How tense a step is and whether it breaks news, by words and marks alone."""

from __future__ import annotations

import re
from collections.abc import Sequence

from planner.facts import Verb
from planner.places.lists import plain

_NEWS = re.compile(
    r"\b(?:dead|died|dying|killed|murdered|pregnant|married|marry me|divorce|divorced|cancer|tumou?r|love you|in"
    r" love|leaving you|i m leaving|leave you|moving out|knew|all along|secret|gun|bomb|murder|it was me|it was you"
    r"|i did it|i lied|lied|your father|your mother|your son|your daughter|your brother|your sister|not your|isn t"
    r" your|never told|found (?:him|her|it|them)|fired|arrested|guilty|innocent|betrayed|stole|gone|won|lost"
    r" everything|the truth|confess|resign|quit|mort|morte|enceinte|je t aime|secret|tot|schwanger|ich liebe dich"
    r"|geheimnis|muerto|muerta|embarazada|te quiero|te amo)\b"
)
_CONFESSION = re.compile(
    r"\b(?:i m|i am|i was|i have|i ve|he s|she s|he is|she is|it s|that s|je suis|ich bin|soy) (?!fine|ok|okay"
    r"|sorry|not sure)\w+"
)
_HARSH = re.compile(
    r"\b(?:hate|kill|shut up|get out|never|liar|damn|hell|bastard|stop it|leave me|don t you dare|how dare|gun|blood"
    r"|help|run|police|die|dead|scream|fight|afraid|scared|no)\b"
)
_SOFT = re.compile(r"\b(?:quietly|softly|gently|whispers?|whispering|smiles|smiling|calmly|kindly|laughs|laughing)\b")
_LOUD = re.compile(
    r"\b(?:shouting|shouts|yelling|yells|screaming|angry|angrily|furious|panicked|desperate|crying|sobbing)\b"
)
_FORCE = re.compile(r"\b[A-Z]{2,}[A-Z!]*\b")
_DOINGS: dict[Verb, float] = {
    "run": 0.25, "fall": 0.3, "cry": 0.3, "point": 0.15, "phone": 0.05, "hug": 0.2, "retreat": 0.2, "kneel": 0.1,
    "kiss": 0.2, "strike": 0.35, "shove": 0.3, "aim": 0.35,
    "take": 0.05, "open": 0.1, "exit": 0.1, "enter": 0.05, "laugh": -0.1, "wave": -0.1, "eat": -0.1, "drink": -0.05,
}  # fmt: skip


def is_news(text: str, before: str) -> bool:
    """Whether a speech changes things: by such a word, or as a plain statement that answers a question.

    >>> is_news("A patient. He died this morning.", "Bad news?")
    True
    """
    flat = plain(text)
    if _NEWS.search(flat) and not text.rstrip().endswith("?"):
        return True
    asked = before.rstrip().endswith("?")
    short = len(text.split()) <= 8
    return asked and short and ("!" in text or _CONFESSION.match(flat) is not None)


def tension(text: str, manner: str, doings: Sequence[Verb], position: float) -> float:
    """From 0 (calm) to 1, for a step at ``position`` (0 first, 1 last) of its scene.

    Scenes rise: the same words weigh more late than early.
    """
    flat = plain(text)
    value = 0.22 + 0.25 * position
    value += min(0.3, 0.14 * text.count("!"))
    value += 0.1 if "?" in text and len(text.split()) <= 4 else 0.0
    value += 0.06 if re.search(r"--|—|\.\.\.|…", text) else 0.0
    value += min(0.24, 0.1 * len(_HARSH.findall(flat)))
    value += 0.12 if len(_FORCE.findall(text)) >= 2 else 0.0
    value += sum(_DOINGS.get(verb, 0.0) for verb in doings[:3])
    words = plain(manner)
    value += 0.2 if _LOUD.search(words) else -0.06 if _SOFT.search(words) else 0.0
    return round(min(max(value, 0.0), 1.0), 3)
