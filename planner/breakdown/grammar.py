"""Who does what: a small grammar of action paragraphs.

A clause's subject is the name or pronoun before its verb that is nobody's object; "he" and "she" are
whoever of that gender was named last; "they" are all who were named.  A subordinate clause about a
thing ("as the bus leaves") has no character for its subject, and what is only imagined ("as if to
break it") or denied ("does not turn") is not done.
"""

from __future__ import annotations

from planner.breakdown.clauses import Clauses
from planner.breakdown.discourse import Deed, Discourse, tokens_of
from planner.breakdown.sentences import sentences
from planner.characters.naming import Naming


class Reader:
    """Reads the paragraphs of one scene in order; ``scene`` carries what was established from one to the next."""

    def __init__(self, naming: Naming, scene: Discourse) -> None:
        self._naming = naming
        self.scene = scene

    def heard(self, character: str) -> None:
        """A speech makes its speaker the last one named."""
        self.scene.named(character)

    def read(self, text: str) -> list[Deed]:
        """Everything done in a paragraph, in order."""
        mentions = {mention.start: mention for mention in self._naming.mentions(text)}
        deeds: list[Deed] = []
        for words in sentences(text):
            deeds.extend(Clauses(self.scene, tokens_of(words, mentions)).deeds())
        return deeds
