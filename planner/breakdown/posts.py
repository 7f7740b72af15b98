"""Whose work gives them a place: the judge on the bench, the bartender behind the bar, the driver at the wheel.

First the words of the scene ("presides from the bench", "behind the wheel", "in the witness box"), then the part by
name, then what the script has called somebody ("the prosecutor, HALE").  Each post of the second kind belongs to kinds
of places: a doctor is one everywhere, but has a place as one only in a hospital.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from film.cast import CharacterSheet
from planner.breakdown.sentences import sentences
from planner.characters.naming import Naming
from planner.facts import Post, Posted, Step
from planner.places.lists import plain

_ROLES: tuple[tuple[Post, str, str], ...] = (
    ("judge", "judge magistrate justice", "courtroom"), ("witness", "witness", "courtroom"),
    ("juror", "juror foreman forewoman", "courtroom"), ("accused", "defendant accused", "courtroom"),
    ("counsel", "lawyer attorney prosecutor barrister counsel solicitor advocate", "courtroom"),
    ("clerk", "clerk stenographer", "courtroom"), ("bailiff", "bailiff usher marshal", "courtroom"),
    ("priest", "priest vicar pastor preacher rabbi imam minister bishop reverend officiant", "church graveyard"),
    ("bride", "bride", "church"), ("groom", "groom bridegroom", "church"),
    ("bartender", "bartender barman barmaid barkeep barista publican landlord innkeeper", "bar cafe restaurant"),
    ("shopkeeper", "shopkeeper cashier grocer pharmacist florist jeweller jeweler salesman saleswoman pawnbroker"
                   " butcher baker teller", "shop market"),
    ("waiter", "waiter waitress", "restaurant cafe bar"),
    ("receptionist", "receptionist concierge", "lobby office waiting_room terminal"),
    ("teacher", "teacher professor lecturer", "classroom"),
    ("pupil", "pupil student schoolboy schoolgirl", "classroom"),
    ("driver", "driver cabbie chauffeur trucker", "car_interior bus_interior truck_cab train_interior subway_car"),
    ("passenger", "passenger", "car_interior bus_interior train_interior plane_interior subway_car"),
    ("pilot", "pilot copilot captain", "plane_interior"), ("captain", "captain helmsman skipper", "boat ship_cabin"),
    ("doctor", "doctor surgeon medic dentist", "hospital_room"), ("patient", "patient", "hospital_room"),
    ("guard", "guard warden sentry bouncer doorman", "cell lobby throne_room castle bar corridor"),
    ("officer", "detective inspector interrogator", "police_station interview_room"),
    ("suspect", "suspect", "police_station interview_room"),
    ("king", "king queen emperor empress pharaoh", "throne_room longhouse castle"),
    ("cook", "chef cook", "kitchen restaurant"), ("musician", "pianist organist", "bar church theatre restaurant"),
)  # fmt: skip
_SAID: tuple[tuple[Post, str], ...] = (
    ("driver", r"(?:at|behind) the wheel|in the driver s seat|at the steering wheel"),
    ("passenger", r"in the passenger seat|rides shotgun|in the back ?seat"),
    ("pilot", r"at the controls|in the cockpit|in the pilot s seat|in the left hand seat"),
    ("captain", r"at the helm"),
    ("judge", r"presides|on the bench in (?:his|her) robes|from the bench"),
    ("witness", r"(?:in|on|takes|at) the (?:witness )?stand|in the witness (?:box|stand)|is sworn in"
                r"|in the dock as a witness"),
    ("juror", r"in the jury box|among the jury|on the jury"), ("accused", r"in the dock|at the defen[cs]e table"),
    ("counsel", r"at the (?:prosecution|prosecutor s|counsel) table"),
    ("bartender", r"(?:tends|behind) (?:the )?bar(?! stool)"), ("shopkeeper", r"behind the (?:till|cash register)"),
    ("receptionist", r"behind the (?:reception|front|check in)(?: desk| counter)?|(?:at|mans) the reception desk"
                     r"|mans the desk"),
    ("teacher", r"(?:at|in front of) the (?:blackboard|whiteboard|chalkboard|class)"),
    ("priest", r"(?:in|from) the pulpit|at the altar"), ("speaker", r"(?:at|behind) the (?:podium|lectern|microphone)"),
    ("king", r"on (?:the|his|her) throne"), ("musician", r"at the (?:piano|organ|drums)"),
    ("public", r"in the (?:public )?gallery|in the audience|in the stands|in the pews?"),
)  # fmt: skip
_WORDS = {word: (post, places.split()) for post, words, places in reversed(_ROLES) for word in words.split()}
_APPOSED = re.compile(r"((?:[A-Za-z-]+ ){0,3}[A-Za-z-]+),? $")
_CALLED = re.compile(r"\s*(?:\(\d*\w*,? ?([^)]{3,40})\)|, (?:\d+, )?((?:an?|the|his|her) [a-z -]{3,30}))")
_PATTERNS = tuple((post, re.compile(rf"\b(?:{pattern})\b")) for post, pattern in _SAID)


@dataclass
class Parts:
    """Who is what in a film, as far as it has been read; ``called`` are roles that the action gives people."""

    sheets: Mapping[str, CharacterSheet]
    naming: Naming
    called: dict[str, str] = field(default_factory=dict)

    def hear(self, action: str) -> None:
        """Take up what a scene's action calls people: "her lawyer, PRYCE (45)", "DELIA MARSH (30, the accused)"."""
        for mention in self.naming.mentions(action):
            before = _APPOSED.search(action[max(0, mention.start - 40) : mention.start])
            behind = _CALLED.match(action[mention.end : mention.end + 60])
            words = [word for match in (before, behind) if match for word in plain(match[match.lastindex or 1]).split()]
            role = next((word for word in words if word in _WORDS), None)
            if role is not None and not mention.owns:
                self.called.setdefault(mention.character, role)

    def posts(self, kind: str, people: Iterable[str], steps: Sequence[Step]) -> tuple[Posted, ...]:
        """One post for each of ``people`` who has one in a place of a kind, in their order."""
        said = _said(steps, self.naming)
        found: list[Posted] = []
        for who in people:
            post = said.get(who) or self._by_part(who, kind)
            if post is not None:
                found.append(Posted(character=who, post=post, said=who in said))
        return tuple(found)

    def _by_part(self, who: str, kind: str) -> Post | None:
        """The post of a part's name or calling in a place of a kind: BUS DRIVER drives, the DRIVER'S WIFE does not."""
        sheet = self.sheets.get(who)
        names = [plain(name).split() for name in (sheet.name, *sheet.aliases)] if sheet is not None else []
        ends = [word for name in names for word in (name[-1:], name[:1])]
        for words in (*ends, [self.called.get(who, "")]):
            post, places = _WORDS.get(words[0], (None, [])) if words else (None, [])
            if post is not None and kind in places:
                return post
        return None


def _said(steps: Sequence[Step], naming: Naming) -> dict[str, Post]:
    """Whom the words put at a post, the first word of it for each."""
    found: dict[str, Post] = {}
    for step in steps:
        if step.kind != "action" or step.place is not None or step.montage:
            continue
        flat = plain(step.text)
        if not any(pattern.search(flat) for _, pattern in _PATTERNS):
            continue
        for words in sentences(step.text):
            start, end = words[0].start, words[-1].start + len(words[-1].text)
            text = step.text[start:end]
            if not any(pattern.search(plain(text)) for _, pattern in _PATTERNS):
                continue
            for who, clause in _clauses(text, naming, step):
                post = next((post for post, pattern in _PATTERNS if pattern.search(clause)), None)
                if post is not None:
                    found.setdefault(who, post)
    return found


def _clauses(text: str, naming: Naming, step: Step) -> list[tuple[str, str]]:
    """(who, plain words) from each name to the next; a sentence without one speaks of who acts first in the step."""
    mentions = [each for each in naming.mentions(text) if not each.owns]
    if not mentions:
        who = next((doing.character for doing in step.doings), None)
        return [(who, plain(text))] if who is not None else []
    ends = [*(each.start for each in mentions[1:]), len(text)]
    found = [(each.character, plain(text[each.end : end])) for each, end in zip(mentions, ends, strict=True)]
    # "At the wheel, Anna": the words stand before the first name.
    return [*found, (mentions[0].character, plain(text[: mentions[0].start]))]
