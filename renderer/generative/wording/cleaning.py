"""Words out of a script, made fit to stand in a prompt: they are somebody else's and may be anything.

Signs that some program reads as a command are taken out: brackets and a weight in them (``(word:1.3)``,
``<lora:name:1>``, ``[a|b]``, ``<|endoftext|>``, ``word++``).  diffusers' own pipelines take a prompt as plain words
(only names in angle brackets stand for learned ones); servers and tools round it do read weights.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

from film.words.plain import listed

_WEIGHT = re.compile(r":\s*-?\d+(?:\.\d+)?\s*(?=[)>\]}])")
_COMMANDS = re.compile(r"[()\[\]{}<>|\\`^*_~#@=]+|\+\+|--")
_QUOTES = {ord(sign): "'" for sign in '"“”„‟«»‹›「」『』〝〞＂'} | {ord(sign): "'" for sign in "‘’‚‛"}
_END = re.compile(r"(?<=[.!?…])['\"]?\s+")
_SHORT = re.compile(r"(?:^|\s)(?:Mr|Mrs|Ms|Dr|St|Sr|Jr|Prof|Lt|Sgt|Capt|No|vs|[A-Z])\.$")


def is_english(language: str) -> bool:
    """Whether a language's code says English of any country."""
    return language.split("-")[0].lower() == "en"


def cleaned(text: str) -> str:
    """On one line, without control and format characters, double quotes or a program's commands.

    >>> cleaned("He <lora:x:1> grins.\\nIt is (red:1.3) | big")
    'He lora:x grins. It is red big'
    """
    normal = unicodedata.normalize("NFC", text).translate(_QUOTES)
    plain = "".join(" " if unicodedata.category(sign)[0] in "CZ" else sign for sign in normal)
    bare = _COMMANDS.sub(" ", _WEIGHT.sub("", plain))
    return re.sub(r"\s+([,.;:!?])", r"\1", " ".join(bare.split()))


def sentences(text: str) -> list[str]:
    """Its sentences, each with a stop at its end.

    >>> sentences("Dr. Who waits. He looks up")
    ['Dr. Who waits.', 'He looks up.']
    """
    found: list[str] = []
    for piece in _END.split(cleaned(text)):
        if found and _SHORT.search(found[-1]):
            found[-1] = f"{found[-1]} {piece}"
        elif piece:
            found.append(piece)
    return [stopped(each) for each in found]


def capped(pieces: Iterable[str], letters: int) -> str:
    """As many whole sentences from the first on as so many letters hold; "" where that is none."""
    kept, used = [], 0
    for piece in pieces:
        used += len(piece) + 1
        if used > letters + 1:
            break
        kept.append(piece)
    return " ".join(kept)


def phrase(text: str, letters: int) -> str:
    """A few words, without their stop; "" for more than so many letters, since half a phrase may say another thing."""
    words = cleaned(text).rstrip(" .,;:")
    return words if len(words) <= letters else ""


def stopped(text: str) -> str:
    """With a stop at its end."""
    return text if not text or text[-1] in ".!?…" or text.endswith((".'", "!'", "?'")) else f"{text}."


def sentence(text: str) -> str:
    """With a capital and a stop."""
    return stopped(text[:1].upper() + text[1:])


def joined(items: Iterable[str]) -> str:
    """``a, b and c``; nothing for what is empty."""
    told = [item for item in items if item]
    return " and ".join([", ".join(told[:-1]), told[-1]] if len(told) > 1 else told)


def article(words: str) -> str:
    """With ``a`` or ``an``, unless it is many things or has a word of that sort.

    >>> article("orange raincoat"), article("jeans"), article("two hats")
    ('an orange raincoat', 'jeans', 'two hats')
    """
    head = re.split(r" (?:of|on|that|with|in|under|for) ", words)[0].lower().split(" ")
    first, last = head[0], head[-1]
    many = last.endswith("s") and not last.endswith(("ss", "us", "dress"))
    if not words or many or first in _DETERMINED or "'s" in first:
        return words
    vowel = first[0] in "aeiou" and not first.startswith(("uni", "eu", "one"))
    return f"{'an' if vowel or first.startswith(('8', '11-', '18-')) else 'a'} {words}"


_DETERMINED = listed("a an the his her its their my your our this that these those no one two three four five six some")
