"""Where the words of a sentence have people: each phrase of place with whom it speaks of.

It speaks of the subject at that point; a phrase that opens the sentence ("At the far end, the Kid waits") of the
subject that follows.  What is only looked at, aimed at or gone to is no position, and neither is a phrase about a thing
("the letter on the table").
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from planner.breakdown.discourse import Discourse, Token
from planner.breakdown.falls import PASSIVE
from planner.breakdown.function_words import AND, ARTICLES, HER, HIM, PREPOSITIONS, THEM
from planner.breakdown.lexicon import BODY
from planner.breakdown.relations import Phrase, opens_phrase, phrase_at
from planner.facts import Position
from planner.places.lists import listed

_AIMED = listed(
    "look glance stare gaze peer peek squint glare point gesture wave smile grin laugh shout yell scream fire shoot aim"
    " nod frown scowl bang knock pound hammer rap throw toss hurl arrive blow spit snap work lunge swing shake turn"
    " wink sneer beam call bark tap smirk wince knock kick hit spring play insert put"
)
"""Verbs whose "at" or "on" is their object, not a place."""

_GOING = listed(
    "walk go come run cross hurry rush step move head stride march wander climb enter exit leave approach return race"
    " follow jump drive pace stagger crawl stumble storm burst slip lead bring carry push pull drag drop take pick put"
    " place set lay hang chase"
)
"""Verbs of going and handling: a phrase behind them says where to or what with, unless it opens the sentence."""

_ENDING = listed("stop halt sit settle kneel land pause freeze crouch perch slump lie fall join position squat")
"""Verbs that say where a walk or a move ends."""

_OBJECT_AFTER = listed("the a an his her their some two three one")


@dataclass
class Positions:
    """The positions of one sentence; ``scene`` resolves its pronouns."""

    scene: Discourse
    tokens: Sequence[Token]
    found: list[Position] = field(default_factory=list)
    waiting: list[Phrase] = field(default_factory=list)
    opened: list[Position] = field(default_factory=list)
    """What opened the sentence: whoever joins its subject before a verb is there too."""
    until: int = -1
    base: str = ""
    verb_at: int = -1
    named_at: int | None = None
    """Where the first name is that owns nothing, once it was asked for."""

    def done(self, base: str, index: int) -> None:
        """A verb is done at ``index``: phrases behind it are its own."""
        self.base, self.verb_at = base, index

    def read(self, index: int, subject: tuple[str, ...] | None) -> None:
        """Take up the phrase of place that begins at ``index``, if one does."""
        if subject and (self.waiting or self.opened):
            self._settle(subject)
        if subject and self.tokens[index].low == "with" and self.found:
            self._accompany(index, subject)
        if index < self.until or self.tokens[index].mention is not None or self.scene.foreign:
            return
        if not opens_phrase(self.tokens[index].low):
            return
        words = [token.low for token in self.tokens[index : index + 14]]
        phrase = phrase_at(words, [self._is_somebody(index + offset) for offset in range(len(words))])
        if phrase is None:
            return
        self.until = index + phrase.length
        if phrase.person_at is not None:
            self._to_somebody(phrase, index, subject)
        elif subject is None:
            self.waiting.append(phrase)
        elif self._is_place(index, phrase):
            self._place(phrase, subject, None)

    def _is_somebody(self, index: int) -> bool:
        token = self.tokens[index]
        if token.mention is not None:
            behind = self.tokens[index + 2 : index + 3]  # "a foot from Ben's face"
            return not token.mention.owns or any(each.low in BODY for each in behind)
        ahead = self.tokens[index + 1] if index + 1 < len(self.tokens) else None
        alone = ahead is None or not ahead.low[:1].isalnum() or ahead.low in AND | PREPOSITIONS
        return token.low in HIM | THEM or (token.low in HER and alone)

    def _to_somebody(self, phrase: Phrase, index: int, subject: tuple[str, ...] | None) -> None:
        """A relation to a person: "behind her", "beside Hale"; in front of the subject too: "behind her sits DEV"."""
        if phrase.relation in ("at", "on", "in") or self.base in _GOING:
            return
        token = self.tokens[index + (phrase.person_at or 0)]
        if self.tokens[index].low == "by" and any(
            each.low in PASSIVE for each in self.tokens[max(0, index - 4) : index - 1]
        ):
            return  # "is led away by Anna"
        if subject is None:
            self.waiting.append(phrase)
            return
        if token.mention is not None:
            self._place(phrase, subject, token.mention.character)
        elif token.low not in THEM:
            who = self.scene.meant(token.low in HIM, subject)
            # "Leonard in a wheelchair, and Nina beside him": he is one of the two.
            last = subject if who is not None else subject[-1:]
            self._place(phrase, last, who or self.scene.meant(token.low in HIM, last))

    def _is_place(self, index: int, phrase: Phrase) -> bool:
        """Whether the phrase says where the subject is, by the verb that it follows."""
        if self.verb_at < 0 or phrase.metres is not None:
            return self.verb_at >= 0 or self._follows_subject(index)
        if self.base in _GOING:
            return False
        direct = index - self.verb_at <= 2
        if self.base in _AIMED and phrase.relation in ("at", "on", "across") and direct:
            return False
        between = [token.low for token in self.tokens[self.verb_at + 1 : index]]
        # "reads the letter on the table": the thing lies there; "chops carrots at the counter" is at it.
        thing = any(word in _OBJECT_AFTER for word in between) and phrase.relation in ("on", "in", "behind", "across")
        return not thing

    def _follows_subject(self, index: int) -> bool:
        """ "Ruth at the monitors": a name, perhaps in brackets or apposed, then the place."""
        if self.named_at is None:
            named = (i for i, token in enumerate(self.tokens) if token.mention is not None and not token.mention.owns)
            self.named_at = next(named, len(self.tokens))
        return self.named_at < index

    def _accompany(self, index: int, subject: tuple[str, ...]) -> None:
        """ "DELIA sits at one table with her lawyer, PRYCE": who is with somebody is where they are."""
        other = companion(self.tokens, index)
        if other is not None and other not in subject:
            own = [each for each in self.found if each.character in subject and each.target != other]
            self.found.extend(each.but(character=other) for each in own)

    def _settle(self, subject: tuple[str, ...]) -> None:
        if self.verb_at < 0 and self.opened:
            placed = {each.character for each in self.found}
            joined = [who for who in subject if who not in placed]
            self.found.extend(each.but(character=who) for who in joined for each in self.opened)
        for phrase in self.waiting:
            if phrase.person_at is None:
                self._place(phrase, subject, None, opening=True)
            else:
                others = [who for who in reversed(self.scene.talk.recent) if who not in subject]
                self._place(phrase, subject, others[0] if others else None, opening=True)
        if self.waiting:
            self.opened = [each for each in self.found if each.character == subject[0]]
        self.waiting.clear()

    def _place(self, phrase: Phrase, subject: tuple[str, ...], person: str | None, opening: bool = False) -> None:
        if phrase.person_at is not None and person is None:
            return
        target = person if phrase.person_at is not None else phrase.thing
        number = phrase.number
        if phrase.again:
            target, number = self.scene.numbered(phrase.number or 2)
            if target is None:
                return
        elif number is not None and target is not None:
            self.scene.number(target, number)
        moving = not opening and self.base in _ENDING
        leans = self.base == "lean" and phrase.relation == "on"  # nobody lies on the bar
        for who, at in self._ends(phrase, subject, target):
            if who != at:
                self.found.append(
                    Position(
                        character=who,
                        relation="at" if leans else phrase.relation,
                        target=at,
                        metres=phrase.metres,
                        number=number,
                        moving=moving,
                    )
                )

    def _ends(self, phrase: Phrase, subject: tuple[str, ...], target: str | None) -> list[tuple[str, str | None]]:
        """(who, to whom or what): of two who stand apart or side by side the second is so to the first."""
        if not phrase.bare or phrase.relation == "far_end":
            return [(who, target) for who in subject]
        if len(subject) > 1:
            return [(who, subject[0]) for who in subject[1:]]
        others = [who for who in reversed(self.scene.talk.recent) if who not in subject]
        return [(subject[0], others[0])] if others else []


def companion(tokens: Sequence[Token], index: int) -> str | None:
    """Who is along, behind "with" at ``index``: "with Dev", "with her lawyer, PRYCE"."""
    rest = list(tokens[index + 1 : index + 7])
    while rest and rest[0].mention is None and rest[0].low in ARTICLES:
        rest = rest[1:]
    comma = next((i for i, token in enumerate(rest) if not token.low[:1].isalnum() and token.mention is None), None)
    if rest and rest[0].mention is None:
        rest = rest[comma + 1 :] if comma is not None and rest[comma].low == "," else []
    first = rest[0].mention if rest else None
    return first.character if first is not None and not first.owns else None
