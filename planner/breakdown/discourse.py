"""What a scene's text has established so far, and the words of one sentence with its names joined."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from planner.breakdown.sentences import Word
from planner.characters.naming import Mention
from planner.facts import Doing


@dataclass(frozen=True)
class Talk:
    """Who was named last, of which gender, in which company, who acted last, and the last prop."""

    last: str | None = None
    he: str | None = None
    she: str | None = None
    group: tuple[str, ...] = ()
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
    """A word or mark in plain form, or a whole name with its mention."""

    low: str
    start: int
    mention: Mention | None = None


@dataclass
class Discourse:
    """The memory of one scene.

    ``genders`` are 0 to 1 by character id, ``props`` the ids that the scene has, ``foreign`` a language
    other than English.  ``appeared`` collects who stood as a sentence's own subject, verb or not ("DEV,
    61, in a grey cap.").
    """

    genders: Mapping[str, float]
    props: frozenset[str] = frozenset()
    foreign: bool = False
    talk: Talk = field(default_factory=Talk)
    appeared: list[str] = field(default_factory=list)

    def named(self, character: str) -> None:
        """Somebody is named or meant: "he" or "she" is they from now on."""
        gender = self.genders.get(character, 0.5)
        group = self.talk.group if character in self.talk.group else (*self.talk.group, character)
        # Somebody of undecided gender is "he" or "she" only where nobody else could be.
        he = character if gender > 0.5 or (gender == 0.5 and self.talk.he is None) else self.talk.he
        she = character if gender < 0.5 or (gender == 0.5 and self.talk.she is None) else self.talk.she
        self.talk = replace(self.talk, last=character, he=he, she=she, group=group)

    def acting(self, subject: tuple[str, ...]) -> None:
        """Who acts, for a sentence without a subject of its own."""
        self.talk = replace(self.talk, subject=subject)

    def handled(self, prop: str) -> None:
        """The prop that "it" means from now on."""
        self.talk = replace(self.talk, prop=prop)

    def other(self, who: str | None, subject: Sequence[str]) -> str | None:
        """The person whom "him" or "her" means: not the subject, but who was last named of that gender."""
        if who is None or who not in subject:
            return who
        gender = self.genders.get(who, 0.5)
        alike = [
            character
            for character in self.talk.group
            if character not in subject and abs(self.genders.get(character, 0.5) - gender) <= 0.5
        ]
        return alike[-1] if alike else None


def tokens_of(words: Sequence[Word], mentions: Mapping[int, Mention]) -> list[Token]:
    """Words with each name made one token; ``mentions`` by their start."""
    tokens: list[Token] = []
    until = -1
    for word in words:
        mention = mentions.get(word.start)
        if mention is not None:
            tokens.append(Token(word.low, word.start, mention))
            until = mention.end
        elif word.start >= until:
            tokens.append(Token(word.low, word.start))
    return tokens
