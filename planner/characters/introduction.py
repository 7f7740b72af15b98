"""The words that speak of one person where the script introduces it, and of nobody else."""

from __future__ import annotations

import re

from planner.characters.naming import Naming
from planner.characters.people import Person

_SENTENCE_ENDS = re.compile(r"(?<=[.!?;:])\s+|\n")
_TITLE = re.compile(r"\b(?:Mrs?|Ms|Dr|St|Sgt|Lt|Capt|Prof)\.", re.IGNORECASE)
_APPOSITION = re.compile(
    r"\b(?:a|an|the|his|her|their|un|une|le|la|son|sa|ein|eine|der|die|das|sein|ihr|una|el|su) "
    r"(?:(?!sits|stands|lies|is|comes|walks|enters|est|steht|sitzt)[^\W_][\w-]*,? ?){1,4}$",
    re.IGNORECASE,
)
"""Up to four words behind an article or owner, none of them a verb, right before the name."""


def said_of(person: Person, naming: Naming) -> tuple[str, str]:
    """(the words around the name in its sentence, the words behind it and in paragraphs of the person's own).

    Both end where somebody else is named.  A pronoun or noun before the name may be another's, so only an
    apposition ("a tired man, DEV") is kept of what stands there.
    """
    if person.introduced is None:
        return person.name, "\n".join(person.alone)
    element, start = person.introduced
    text = element.text
    begin, end, next_end = _sentence(text, start)
    others = [mention for mention in naming.mentions(text) if mention.character != person.id]
    left = max([begin, *(mention.end for mention in others if mention.end <= start)])
    right = min([len(text), *(mention.start for mention in others if mention.start > start)])
    apposition = _APPOSITION.search(text[max(left, start - 60) : start])
    apposed = apposition[0] if apposition else ""
    behind = text[start + len(person.name) : min(next_end, right)]
    return f"{apposed} {text[start : min(end, right)]}", "\n".join((behind, *person.alone))


def _sentence(text: str, at: int) -> tuple[int, int, int]:
    """Where the sentence around ``at`` begins and ends, and where the one after it ends."""
    # The full stop of a title ends nothing; the same length keeps the places.
    breaks = list(_SENTENCE_ENDS.finditer(_TITLE.sub(lambda title: title[0][:-1] + " ", text)))
    begins = [0, *(match.end() for match in breaks)]
    ends = [*(match.start() for match in breaks), len(text)]
    which = max(index for index, begin in enumerate(begins) if begin <= at)
    return begins[which], ends[which], ends[min(which + 1, len(ends) - 1)]
