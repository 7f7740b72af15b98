"""Who a sentence's subject is at each of its words."""

from __future__ import annotations

from film.staging import Mood
from planner.breakdown.discourse import Discourse, Token
from planner.breakdown.function_words import (
    ALL,
    AND,
    ARTICLES,
    BREAKS,
    CLAUSE_STARTS,
    HE,
    LINKS,
    PREPOSITIONS,
    SHE,
    THEY,
    WHO,
)
from planner.breakdown.lexicon import FOREIGN_WORDS, FORMS, Form
from planner.places.lists import listed

_INVERTING = listed(
    "sit stand lie wait kneel enter exit come go walk run step stride march stroll stagger stumble lean crouch perch"
    " appear emerge arrive rush burst storm climb crawl limp slouch sprawl lounge recline sleep hover linger remain"
    " slump huddle pace watch"
)
"""Verbs of place and coming, before which a phrase of place may stand with the subject behind them."""


_WHOLE_BODY = listed("body corpse figure form")
"""What is the owner: "Anna's body lies on the floor"."""


class Subjects:
    """A sentence read from left to right as far as its subject goes.

    ``last_verb`` and ``last_subject`` are the places of the last verb that is done and of the last word that set the
    subject, ``last_join`` that of the last word or mark that joins clauses, -1 before there is one.
    """

    def __init__(self, scene: Discourse, tokens: list[Token]) -> None:
        self.scene = scene
        self.tokens = tokens
        self.subject: tuple[str, ...] | None = None
        self.last_verb = -1
        self.last_subject = -1
        self.last_join = -1
        self.first_name = next((i for i, token in enumerate(tokens) if token.mention is not None), len(tokens))

    def _low(self, index: int) -> str:
        return self.tokens[index].low if 0 <= index < len(self.tokens) else ""

    def _form(self, index: int) -> Form | None:
        if not 0 <= index < len(self.tokens) or self.tokens[index].mention is not None:
            return None
        low = self._low(index)
        if self.scene.foreign:
            return Form(low, "finite") if low in FOREIGN_WORDS else None
        return FORMS.get(low)

    def _felt(self, mood: Mood | None) -> Mood | None:
        """How the subject feels; what is said before anybody is named ("Exhausted, she sits") waits for who it is."""
        if mood is None or not self.subject:
            return mood
        for who in self.subject:
            self.scene.felt.setdefault(who, mood)
        return None

    def _names(self, index: int) -> bool:
        """Take up a name or pronoun at ``index``; False where there is a plain word."""
        token, talk = self.tokens[index], self.scene.talk
        if token.mention is not None:
            if not token.mention.owns or self._low(index + 2) in _WHOLE_BODY:
                self._take(index, token.mention.character)
            self.scene.named(token.mention.character)
            return True
        if token.low in HE | SHE:
            who = talk.he if token.low in HE else talk.she
            if who is not None:
                self._take(index, who, nominative=not self.scene.foreign)
                self.scene.named(who)
            return who is not None
        if token.low in THEY | ALL and not self._is_object(index):
            self.subject = self._company(index, token.low in ALL) or self.subject
            self.last_subject = index
            return True
        if token.low in WHO and talk.last is not None:
            self.subject, self.last_subject = (talk.last,), index
            return True
        if (token.low in CLAUSE_STARTS and not self._goes_on_after(index)) or self._new_clause(index):
            self.subject = None
        return False

    def _goes_on_after(self, index: int) -> bool:
        """ "tries to stand, but falls": the subject is the same."""
        form = self._form(index + 1)
        return self._low(index) == "but" and form is not None and form.shape == "finite"

    def _take(self, index: int, who: str, nominative: bool = False) -> None:
        """A name or pronoun that is nobody's object becomes the subject, or joins it: "Mara and Dev walk".

        A ``nominative`` pronoun ("he") is never an object.
        """
        if not nominative and self._is_object(index):
            return
        joins = self._low(index - 1) in AND
        if joins or index <= self.first_name:
            self.scene.appeared.append(who)
        joins = (joins or self._low(index - 1) in (",", "&")) and self._only_names_since(index)
        acts = None if self.scene.foreign else self._form(index + 1)
        alone = acts is not None and acts.shape == "finite"  # "Anna sits and Ben stands": two would stand
        joins = joins and not alone and not (nominative and self.last_verb > self.last_subject)
        self.subject = (*self.subject, who) if joins and self.subject and who not in self.subject else (who,)
        self.last_subject = index
        self.scene.acting(self.subject)

    def _only_names_since(self, index: int) -> bool:
        """Whether nothing but names stands between the last verb and ``index``."""
        return self.last_verb < 0 or all(
            token.mention is not None or token.low in LINKS for token in self.tokens[self.last_verb + 1 : index]
        )

    def _company(self, index: int, everyone: bool) -> tuple[str, ...]:
        """Who "they" are: all who were named, but for those whom the sentence sets against them."""
        rest = self.tokens if everyone else self.tokens[index:]
        named = {token.mention.character for token in rest if token.mention is not None}
        return tuple(character for character in self.scene.talk.group if character not in named)

    def _is_object(self, index: int) -> bool:
        back = index - 1
        while back >= 0 and self._is_article(back) and back != self.last_verb:
            if self._low(back) == "her" and back == index - 1:
                break
            back -= 1
        if back < 0 or self.tokens[back].mention is not None:
            return False
        if self._low(back) in AND and back > 0:
            acts = self._form(index + 1)  # "shoves Anna and Ben falls"
            if acts is not None and acts.shape == "finite":
                return False
            return self.tokens[back - 1].mention is not None and self._is_object(back - 1)
        if self._low(back) in PREPOSITIONS:
            return True
        return back == self.last_verb and self.subject is not None

    def _is_article(self, index: int) -> bool:
        return self._low(index) in ARTICLES and self.tokens[index].mention is None

    def _new_clause(self, index: int) -> bool:
        """After "and": an article, a thing and its verb begin a clause about the thing ("and the bus leaves")."""
        if self._low(index - 1) not in AND or self._low(index) not in ARTICLES:
            return False
        ahead = self.tokens[index + 1 : index + 5]
        stop = next((i for i, token in enumerate(ahead) if token.low in BREAKS | LINKS), len(ahead))
        forms = (self._form(index + 2 + offset) for offset in range(max(0, stop - 1)))
        return any(form is not None and form.shape == "finite" for form in forms)

    def _inverted(self, index: int, base: str) -> tuple[str, ...] | None:
        """The name behind a verb that has none before it: "behind her sits DEV"; "a bullet hits DEV" has an object."""
        if base not in _INVERTING and not self.scene.foreign:
            return None
        for token in self.tokens[index + 1 : index + 3]:
            if token.mention is not None and not token.mention.owns:
                return (token.mention.character,)
            if token.low not in ARTICLES:
                return None
        return None
