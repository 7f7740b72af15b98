"""One sentence: who its subject is at each verb, and whether the verb is really done."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from film.staging import Mood
from planner.breakdown.discourse import Deed, Token
from planner.breakdown.distances import distance_at
from planner.breakdown.falls import FELLING, PASSIVE, comes_down, done_to, leads_out, suffered, taken_along
from planner.breakdown.feelings import mood_at
from planner.breakdown.function_words import (
    ARTICLES,
    BEGINNING,
    BREAKS,
    CLAUSE_STARTS,
    CONTRACTED_NOT,
    HER,
    HIM,
    LIGHT,
    LINKS,
    NOT,
    OBJECTS,
    PREPOSITIONS,
    SITTING,
)
from planner.breakdown.lexicon import BODY, SENSES, Form, Sense, foreign_verb
from planner.breakdown.objects import is_idle, noun_in, target_of
from planner.breakdown.positions import Positions, companion
from planner.breakdown.props import KIND, prop_id
from planner.breakdown.subjects import Subjects
from planner.facts import Doing, Verb

_POSSESSIVES = ("her", "son", "la", "le", "les", "l", "lo")
_IT = ("l", "la", "le", "les", "lo")
_BESIDE = ("beside", "behind", "near", "opposite")
_SEATED = ("sits", "sitting", "lies", "lying", "kneels", "kneeling", "stands", "standing")
_WATCHING = ("see", "find", "watch", "glimpse")
_SENTENCE = 12
"""The words behind a verb that may still say how it ends."""
_SEEN_WITHIN = 60
"""The words of a sentence in which "we see" governs what follows."""

_JOINING = LINKS | CLAUSE_STARTS
_GOALS = ("to", "toward", "towards", "into", "down", "up", "across", "along")
_TAKEN_UP = ("stand", "podium", "stage", "pulpit", "dais", "lectern")
"""What is gone to where it is taken: "takes the stand"."""
_SHARED = ("enter", "exit", "sit", "stand", "wait", "kneel", "lie", "cross", "run", "eat", "drink")
"""What whoever is "with" somebody does too."""
_GIVEN = ARTICLES | HIM | HER | {"it", "them", "over", "back"}
_CARRYING = ("bring", "carry", "take")
_NOUN_BEHIND = ("of", "with", "for", "from", "without", "between", "several", "few", "many", "no")
_PROGRESSIVE_AFTER = ("is", "are", ",", "while", "still", "starts", "begins", "keeps", "and")


class Clauses(Subjects):
    """The clauses of one sentence, read from left to right."""

    def deeds(self) -> list[Deed]:
        """What is done in the sentence, in order."""
        found: list[Deed] = []
        opening = self._form(0)
        if opening is not None and (opening.shape != "plain" or len(self.scene.talk.subject) > 1):
            self.subject = self.scene.talk.subject  # "Looks around.": the subject is understood
        imagined = False
        early: Mood | None = None
        where, words = Positions(self.scene, self.tokens), [token.low for token in self.tokens]
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
                found.extend(self._acted(index, found, where))
            where.read(index, self.subject)
            early = self._felt(None if imagined else mood_at(words, index) or early)
            if token.low in _JOINING or _is_mark(token):
                self.last_join = index
        self.scene.positions.extend(where.found)
        return found

    def _acted(self, index: int, found: Sequence[Deed], where: Positions) -> list[Deed]:
        """What is done by a word, and to whom."""
        done = self._done(index)
        form = self._form(index)
        if form is not None and self.last_verb == index:
            where.done(form.base, index)
        led: list[Deed] = []
        if form is not None and done and done[0].doing.verb in _SHARED:
            people = taken_along(self.scene, form.base, self._ahead(index), self.subject or ())
            led = [replace(done[0], doing=done[0].doing.but(character=who, target=None)) for who in people]
        return [*(done or self._followers(index, found)), *led, *self._suffered(index)]

    def _placed(self, index: int) -> list[Deed]:
        """ "LEONARD in a wheelchair": somebody's place said without a verb."""
        mention = self.tokens[index].mention
        if mention is not None and not mention.owns and index == 2 and self._low(0) in _BESIDE:
            other = self.scene.meant(self._low(1) in HIM, (mention.character,))
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

    def _done(self, index: int) -> list[Deed]:
        form = self._form(index)
        if form is None or self._is_noun(index, form) or self._denied(index):
            return []
        subject = self.subject or self._inverted(index, form.base)
        if not subject or not self._is_finite(index, form, subject):
            return []
        if self.last_verb >= 0 and form.shape == "finite" and not self._goes_on():
            return []  # "turns on the stage lights"
        self.last_verb = index
        ahead = self._ahead(index)
        if form.base in ("close", "shut", "open") and any(token.low in BODY for token in ahead):
            return []  # eyes and mouths are the actor's business
        light = self._light(form.base, ahead)
        sense = light or self._sense(index, form.base, ahead)
        out = not self.scene.foreign and leads_out(self.scene, form.base, ahead, subject)
        verb = (
            "exit"
            if out
            else comes_down(form.base, sense.verb if sense else None, ahead, self.tokens[index + 1 : index + _SENTENCE])
        )
        if verb is None:
            return []
        it = self.scene.foreign and self._low(index - 1) in _IT
        target = target_of(self.scene, _goal(verb, ahead), subject, verb, it=it)
        target = None if light and target in LIGHT else target
        if verb == "cross" and form.base in _CARRYING and target in self.scene.genders:
            verb = "give"  # "brings the cup to him"
        if form.base == "stop" and distance_at([token.low for token in ahead]) is not None:
            verb = "wait"  # "stops a foot from him"
        verb = "cross" if form.base == "take" and target in _TAKEN_UP else verb
        if is_idle(form.base, verb, target, self.scene.props):
            return []
        particle = ahead[0].low if ahead and ahead[0].mention is None else ""
        return [
            Deed(
                doing=Doing(character=who, verb=verb, target=None if target == who else target),
                base=form.base,
                start=self.tokens[index].start,
                particle=particle,
            )
            for who in subject
        ]

    def _suffered(self, index: int) -> list[Deed]:
        """Who is brought down, or helped up, by what another does."""
        token, form, before = self.tokens[index], self._form(index), self._low(index - 1)
        acts = form is not None and form.shape == "finite" and form.base in FELLING and before not in ARTICLES
        if self.scene.foreign or not (acts or before in PASSIVE) or self._denied(index):
            return []
        ahead = self._ahead(index)
        felled: list[tuple[str, Verb]] = []
        state = suffered(token.low, before, ahead)
        if state is not None:
            felled = [(who, state) for who in (*(self.subject or ()), *(self._doers(ahead) if state == "exit" else ()))]
        elif acts and form is not None:
            felled = done_to(self.scene, form.base, ahead, self.subject or ())
        return [Deed(Doing(character=who, verb=verb), verb, token.start) for who, verb in felled]

    def _doers(self, ahead: Sequence[Token]) -> tuple[str, ...]:
        """Who leads: "is led away by Anna"."""
        at = next((i for i, token in enumerate(ahead) if token.low == "by"), None)
        other = companion(ahead, at) if at is not None else None
        return () if other is None else (other,)

    def _goes_on(self) -> bool:
        """Whether something joins a second verb to the first: a subject of its own, "and", a comma, "as"."""
        return max(self.last_join, self.last_subject) > self.last_verb or self.scene.foreign

    def _is_noun(self, index: int, form: Form) -> bool:
        """ "a watch", "his walk"; but "behind her sits DEV" and "et la regarde"."""
        before = self._low(index - 1)
        if before in _NOUN_BEHIND and not self.scene.foreign and form.shape == "finite" and self.tokens[index - 1].low:
            return True
        if self._low(index) in BODY and not self.scene.foreign and not self._has_object(index):
            return True  # "hands raised", "blood on her hands"
        owner = before in _POSSESSIVES and (self.scene.foreign or form.shape == "finite")
        return before in ARTICLES and not owner

    def _has_object(self, index: int) -> bool:
        """Whether an object or a particle follows: "hands him the key", "hands over the key"."""
        ahead = self.tokens[index + 1 : index + 2]
        return any(token.mention is not None or token.low in _GIVEN for token in ahead)

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
        if self.tokens[index - 1].mention is None:
            return False
        before = self.tokens[max(0, index - _SEEN_WITHIN) : index]
        return any(a.low == "we" and b.low in _WATCHING for a, b in pairwise(before))

    def _denied(self, index: int) -> bool:
        for token in reversed(self.tokens[max(0, index - 4) : index]):
            if token.low in BREAKS or token.low == ",":
                return False
            if token.low in NOT or (token.low == CONTRACTED_NOT and not self.scene.foreign):
                return True
        return False

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
            before = tuple(token.low for token in self.tokens[max(0, index - 2) : index])
            return Sense(frozenset("*"), foreign_verb(base, before, [token.low for token in ahead]), False)
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
        if not found or found[-1].doing.verb not in _SHARED:
            return []
        by = self._low(index) == "followed" and self._low(index + 1) == "by"
        if not by and self._low(index) not in ("with", "avec", "mit", "con"):
            return []
        other = companion(self.tokens, index + by)
        if other is None or other in (self.subject or ()):
            return []
        doing = found[-1].doing.but(character=other)
        return [replace(found[-1], doing=doing, start=self.tokens[index].start)]


def _is_mark(token: Token) -> bool:
    return token.mention is None and not token.low[:1].isalnum()


def _goal(verb: Verb, ahead: Sequence[Token]) -> Sequence[Token]:
    """Where a walk goes, behind what is carried along: "brings the cups to the table", "makes his way to the bar"."""
    if [token.low for token in ahead[:2]] == ["de", "pie"]:
        return ahead[2:]  # Spanish "on foot" is how somebody stands, not where
    if verb not in ("cross", "approach", "run"):
        return ahead
    starts = (i for i, token in enumerate(ahead) if token.low in _GOALS)
    first = next(starts, None)
    return ahead if first is None else ahead[first:]
