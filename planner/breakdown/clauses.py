"""One sentence: who its subject is at each verb, and whether the verb is really done."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from planner.breakdown.discourse import Deed, Discourse, Token
from planner.breakdown.function_words import (
    ALL,
    AND,
    ARTICLES,
    BEGINNING,
    BREAKS,
    CLAUSE_STARTS,
    CONTRACTED_NOT,
    HE,
    HER,
    HIM,
    LIGHT,
    LINKS,
    NOT,
    OBJECTS,
    PREPOSITIONS,
    SHE,
    SITTING,
    THEY,
    WHO,
)
from planner.breakdown.lexicon import BODY, FOREIGN, FORMS, SENSES, Form, Sense
from planner.breakdown.objects import is_idle, noun_in, target_of
from planner.breakdown.props import KIND, prop_id
from planner.facts import Doing, Verb

_POSSESSIVES = ("her", "son", "la", "le", "les", "l", "lo")
_IT = ("l", "la", "le", "les", "lo")
_BESIDE = ("beside", "behind", "near", "opposite")
_SEATED = ("sits", "sitting", "lies", "lying", "kneels", "kneeling", "stands", "standing")
_WATCHING = ("see", "find", "watch", "glimpse")
_PROGRESSIVE_AFTER = ("is", "are", ",", "while", "still", "starts", "begins", "keeps", "and")


class Clauses:
    """The clauses of one sentence, read from left to right."""

    def __init__(self, scene: Discourse, tokens: list[Token]) -> None:
        self.scene = scene
        self.tokens = tokens
        self.subject: tuple[str, ...] | None = None
        self.last_verb = -1

    def deeds(self) -> list[Deed]:
        """What is done in the sentence, in order."""
        found: list[Deed] = []
        if self._form(0) is not None:
            self.subject = self.scene.talk.subject  # "Looks around.": the subject is understood
        imagined = False
        for index, token in enumerate(self.tokens):
            if token.low in BREAKS:
                imagined = False
                self.subject = self.subject if token.low in ("(", ")") else None
            imagined = imagined or (token.low == "if" and self._low(index - 1) in ("as", "only", "but"))
            if token.low in KIND and prop_id(token.low) in self.scene.props:
                self.scene.handled(prop_id(token.low))
            if self._names(index):
                found.extend(self._placed(index))
            elif not imagined:
                found.extend(self._done(index) or self._followers(index, found))
        return found

    def _placed(self, index: int) -> list[Deed]:
        """ "LEONARD in a wheelchair": somebody's place said without a verb."""
        mention = self.tokens[index].mention
        if mention is not None and not mention.owns and index == 2 and self._low(0) in _BESIDE:
            other = self.scene.other(
                self.scene.talk.he if self._low(1) in HIM else self.scene.talk.she, (mention.character,)
            )
            if self._low(1) in HIM | HER and other is not None and other != mention.character:
                beside = Doing(character=mention.character, verb="stand", target=other)
                return [] if self._sits_later(index) else [Deed(beside, "stand", self.tokens[index].start)]
        if mention is None or mention.owns or self._low(index + 1) not in ("in", "on") or self.subject is None:
            return []
        phrase = self._ahead(index)[1:]
        thing = noun_in(phrase)
        verb: Verb | None = "lie" if thing == "bed" else "sit" if thing in SITTING else None
        if verb is None or mention.character not in self.subject:
            return []
        doing = Doing(character=mention.character, verb=verb, target=thing)
        return [Deed(doing, verb, self.tokens[index].start)]

    def _sits_later(self, index: int) -> bool:
        """Whether the sentence goes on to seat or lay the one who was named."""
        return any(token.low in _SEATED for token in self.tokens[index:])

    def _low(self, index: int) -> str:
        return self.tokens[index].low if 0 <= index < len(self.tokens) else ""

    # Subjects

    def _names(self, index: int) -> bool:
        """Take up a name or pronoun at ``index``; False where there is a plain word."""
        token, talk = self.tokens[index], self.scene.talk
        if token.mention is not None:
            if not token.mention.owns:
                self._take(index, token.mention.character)
            self.scene.named(token.mention.character)
            return True
        if token.low in HE | SHE:
            who = talk.he if token.low in HE else talk.she
            if who is not None:
                self._take(index, who)
                self.scene.named(who)
            return who is not None
        if token.low in THEY | ALL and not self._is_object(index):
            self.subject = self._company(index, token.low in ALL) or self.subject
            return True
        if token.low in WHO and talk.last is not None:
            self.subject = (talk.last,)
            return True
        if token.low in CLAUSE_STARTS or self._new_clause(index):
            self.subject = None
        return False

    def _take(self, index: int, who: str) -> None:
        """A name or pronoun that is nobody's object becomes the subject, or joins it: "Mara and Dev walk"."""
        if self._is_object(index):
            return
        joins = self._low(index - 1) in AND
        if joins or not any(token.mention for token in self.tokens[:index]):
            self.scene.appeared.append(who)
        joins = (joins or self._low(index - 1) in (",", "&")) and self._only_names_since(index)
        self.subject = (*self.subject, who) if joins and self.subject and who not in self.subject else (who,)
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

    def _inverted(self, index: int) -> tuple[str, ...] | None:
        """The name behind a verb that has none before it: "behind her sits DEV"."""
        for token in self.tokens[index + 1 : index + 3]:
            if token.mention is not None and not token.mention.owns:
                return (token.mention.character,)
            if token.low not in ARTICLES:
                return None
        return None

    # Verbs

    def _form(self, index: int) -> Form | None:
        if not 0 <= index < len(self.tokens) or self.tokens[index].mention is not None:
            return None
        low = self._low(index)
        if self.scene.foreign:
            return Form(low, "finite") if low in FOREIGN else None
        return FORMS.get(low)

    def _done(self, index: int) -> list[Deed]:
        form = self._form(index)
        if form is None or self._is_noun(index, form) or self._denied(index):
            return []
        subject = self.subject or self._inverted(index)
        if not subject or not self._is_finite(index, form, subject):
            return []
        self.last_verb = index
        ahead = self._ahead(index)
        if form.base in ("close", "shut", "open") and any(token.low in BODY for token in ahead):
            return []  # eyes and mouths are the actor's business
        light = self._light(form.base, ahead)
        sense = light or self._sense(index, form.base, ahead)
        if sense is None or sense.verb is None:
            return []
        it = self.scene.foreign and self._low(index - 1) in _IT
        target = target_of(self.scene, ahead, subject, sense.verb, it=it)
        target = None if light and target in LIGHT else target
        if is_idle(form.base, sense.verb, target, self.scene.props):
            return []
        particle = ahead[0].low if ahead and ahead[0].mention is None else ""
        return [
            Deed(
                doing=Doing(character=who, verb=sense.verb, target=None if target == who else target),
                base=form.base,
                start=self.tokens[index].start,
                particle=particle,
            )
            for who in subject
        ]

    def _is_noun(self, index: int, form: Form) -> bool:
        """ "a watch", "his walk"; but "behind her sits DEV" and "et la regarde"."""
        before = self._low(index - 1)
        owner = before in _POSSESSIVES and (self.scene.foreign or form.shape == "finite")
        return before in ARTICLES and not owner

    def _is_finite(self, index: int, form: Form, subject: tuple[str, ...]) -> bool:
        before = self._low(index - 1)
        if form.shape == "finite":
            return True
        if form.shape == "progressive":
            return index > 0 and (self.tokens[index - 1].mention is not None or before in _PROGRESSIVE_AFTER)
        if self._is_watched(index):
            return True
        if before == "to":
            return any(token.low in BEGINNING for token in self.tokens[max(0, index - 3) : index - 1])
        # A plain verb goes with several; in "watches him look" it belongs to the object.
        return len(subject) > 1 and before not in PREPOSITIONS and before not in OBJECTS

    def _is_watched(self, index: int) -> bool:
        """ "We see Anna enter": what the audience sees her do is done."""
        seen = any(a.low == "we" and b.low in _WATCHING for a, b in pairwise(self.tokens[:index]))
        return seen and self.tokens[index - 1].mention is not None

    def _denied(self, index: int) -> bool:
        marks = (i for i in range(index) if self._low(i) in BREAKS or self._low(i) == ",")
        start = max(marks, default=-1)
        before = [token.low for token in self.tokens[max(start + 1, index - 4) : index]]
        return any(word in NOT or word in CONTRACTED_NOT for word in before)

    def _ahead(self, index: int) -> list[Token]:
        """What belongs to the verb: up to the next mark, conjunction or clause."""
        ahead: list[Token] = []
        for offset, token in enumerate(self.tokens[index + 1 : index + 12]):
            if token.low in BREAKS or token.low in LINKS:
                break
            if token.low in CLAUSE_STARTS and (offset or token.low not in PREPOSITIONS):
                break
            ahead.append(token)
        return ahead

    def _sense(self, index: int, base: str, ahead: list[Token]) -> Sense | None:
        if self.scene.foreign:
            return Sense(frozenset("*"), FOREIGN[base], False)
        wide = {token.low for token in ahead if token.mention is None}
        near = {token.low for token in ahead[:1] if token.mention is None}
        if ahead[1:] and ahead[0].low in ("back", "right", "straight", "slowly"):
            near.add(ahead[1].low)
        if self._low(index + 1) in (".", ",", "and", "then"):
            near.add(self._low(index + 1))
        senses = SENSES[base]
        return next((s for s in senses if "*" in s.particles or s.particles & (wide if s.apart else near)), None)

    def _light(self, base: str, ahead: list[Token]) -> Sense | None:
        """ "takes a seat", "gives a nod": the noun says what is done."""
        words = [token.low for token in ahead[:4]]
        noun = next((word for word in words if word in LIGHT), None)
        if base not in ("take", "give") or noun is None:
            return None
        return Sense(frozenset(), "retreat" if noun == "step" and "back" in words else LIGHT[noun], False)

    def _followers(self, index: int, found: Sequence[Deed]) -> list[Deed]:
        """ "Anna enters, followed by Dev", "Anna comes in with Dev": he does as she did."""
        if not found or found[-1].doing.verb not in ("enter", "exit"):
            return []
        rest = self.tokens[index + 1 : index + 4]
        if self._low(index) == "followed" and self._low(index + 1) == "by":
            rest = rest[1:]
        elif self._low(index) not in ("with", "avec", "mit", "con"):
            return []
        ahead = next((token for token in rest if token.low not in ARTICLES or token.mention is not None), None)
        if ahead is None or ahead.mention is None or ahead.mention.owns:
            return []
        doing = found[-1].doing.but(character=ahead.mention.character)
        return [replace(found[-1], doing=doing, start=self.tokens[index].start)]
