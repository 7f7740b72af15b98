"""What a scene's text has established so far, and the words of one sentence with its names joined."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from film.staging import Mood
from planner.breakdown.sentences import Word
from planner.characters.naming import Mention
from planner.facts import Doing, Position


@dataclass(frozen=True)
class Talk:
    """Who was named last, of which gender, in which company, who acted last, and the last prop.

    ``group`` is in the order of first naming, ``recent`` in that of the last.
    """

    last: str | None = None
    he: str | None = None
    she: str | None = None
    group: tuple[str, ...] = ()
    recent: tuple[str, ...] = ()
    subject: tuple[str, ...] = ()
    prop: str | None = None


@dataclass(frozen=True)
class Deed:
    """A doing with the verb's base and particle still known, and where in the text it stands."""

    doing: Doing
    base: str
    start: int
    particle: str = ""


@dataclass(frozen=True)
class Token:
    """A word or mark in plain form, or a whole name with its mention and no word of its own."""

    low: str
    start: int
    mention: Mention | None = None


@dataclass
class Discourse:
    """The memory of one scene.

    ``genders`` are 0 to 1 by character id, ``props`` the ids that the scene has, ``foreign`` a language
    other than English.  ``appeared`` collects who stood as a sentence's own subject, verb or not ("DEV,
    61, in a grey cap."), ``positions`` where the words have people.  ``counted`` are things told apart by number ("at
    one table"), the last one last; ``felt`` how the words have people feel, by character id.
    """

    genders: Mapping[str, float]
    props: frozenset[str] = frozenset()
    foreign: bool = False
    talk: Talk = field(default_factory=Talk)
    appeared: list[str] = field(default_factory=list)
    positions: list[Position] = field(default_factory=list)
    counted: list[tuple[str, int]] = field(default_factory=list)
    felt: dict[str, Mood] = field(default_factory=dict)

    def named(self, character: str) -> None:
        """Somebody is named or meant: "he" or "she" is they from now on."""
        gender = self.genders.get(character, 0.5)
        group = self.talk.group if character in self.talk.group else (*self.talk.group, character)
        # Somebody of undecided gender is "he" or "she" only where nobody else could be.
        he = character if gender > 0.5 or (gender == 0.5 and self.talk.he is None) else self.talk.he
        she = character if gender < 0.5 or (gender == 0.5 and self.talk.she is None) else self.talk.she
        recent = (*(each for each in self.talk.recent if each != character), character)
        self.talk = replace(self.talk, last=character, he=he, she=she, group=group, recent=recent)

    def acting(self, subject: tuple[str, ...]) -> None:
        """Who acts, for a sentence without a subject of its own."""
        self.talk = replace(self.talk, subject=subject)

    def handled(self, prop: str) -> None:
        """The prop that "it" means from now on."""
        self.talk = replace(self.talk, prop=prop)

    def number(self, thing: str, number: int) -> None:
        """One of several things of a word is spoken of."""
        self.counted.append((thing, number))

    def numbered(self, number: int) -> tuple[str | None, int]:
        """What "the other" (2) is another of: the thing that was numbered last, under the next number of its own."""
        if not self.counted:
            return None, number
        thing = self.counted[-1][0]
        self.number(thing, number)
        return thing, number

    def meant(self, male: bool, subject: Sequence[str]) -> str | None:
        """The person whom "him" or "her" means: not the subject, but who was last named of that gender."""
        who = self.talk.he if male else self.talk.she
        if who is not None and who not in subject:
            return who
        others = (each for each in reversed(self.talk.recent) if each not in subject)
        return next((each for each in others if abs(self.genders.get(each, 0.5) - male) <= 0.5), None)


def tokens_of(words: Sequence[Word], mentions: Mapping[int, Mention]) -> list[Token]:
    """Words with each name made one token; ``mentions`` by their start."""
    tokens: list[Token] = []
    until = -1
    for word in words:
        mention = mentions.get(word.start)
        if mention is not None:
            tokens.append(Token("", word.start, mention))  # "the" of THE KID is no article
            until = mention.end
        elif word.start >= until:
            tokens.append(Token(word.low, word.start))
    return tokens
