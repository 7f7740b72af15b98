"""Who an atom is about: how much each person in it matters, and how close the story wants to be.

Hitchcock's principle, as Hawkins ("Cinematography for Directors") and Galvane et al. 2015 have it: the
size of anything in the frame goes with its importance in the story at that moment.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from film.style import Style
from planner.coverage.intent import SIZES
from planner.coverage.timeline import Atom, walk_of
from planner.coverage.words import words_of
from planner.facts import CameraWords, Step
from planner.staging.attention import heard_in_place, partner_of
from planner.staging.blocking import Staged

TALK, TIGHTEST_TALK = 3.6, 3.5
"""The size (as an index into ``SIZES``) of calm talk, and how many sizes closer the hottest comes."""
_WHOLE_BODY = {
    "enter", "exit", "cross", "approach", "retreat", "run", "fall", "sit", "rise", "lie", "kneel", "hug", "wave",
}  # fmt: skip
_FACE = {"cry", "laugh", "nod", "look", "wait", "read"}
_LISTENS, _MENTIONED, _THERE = 0.42, 0.3, 0.06
_REACH = 4
_DWELT = 0.9
"""How many sizes closer the camera comes when a deed goes on."""


@dataclass(frozen=True)
class Role:
    """What an atom tells.

    ``weights`` say how much each person there matters (the sum is 1, or 0 where nobody is there).
    ``size`` is the size wanted, as a fractional index into ``SIZES``.  ``speaker`` speaks here and can
    be seen doing so; ``listener`` is who hears it.  ``opens``: not inside a long speech, where the listener is due.
    """

    weights: Mapping[str, float]
    size: float
    tension: float
    speaker: str | None = None
    listener: str | None = None
    actors: tuple[str, ...] = ()
    opens: bool = True
    words: CameraWords | None = None

    @property
    def focus(self) -> str | None:
        """Who matters most."""
        return max(self.weights, key=lambda name: (self.weights[name], name), default=None)


def roles_of(staged: Sequence[Staged], atoms: Sequence[Atom], style: Style) -> tuple[Role, ...]:
    """The role of every atom, in order."""
    steps = [each.step for each in staged]
    progress = _progress(staged)
    counts = Counter(atom.step for atom in atoms if atom.kind == "speech")
    return tuple(
        _role(staged, steps, atom, _Place(progress[atom.step], _inside(atom, staged, counts)), style) for atom in atoms
    )


class _Place(NamedTuple):
    """Where an atom stands: how far its talk has got, whether it lies inside a long speech."""

    progress: float
    inside: bool


def _inside(atom: Atom, staged: Sequence[Staged], counts: Mapping[int, int]) -> bool:
    """A speech of three parts or more is left for its listener in between."""
    spoken = staged[atom.step].speech
    return spoken is not None and counts[atom.step] > 2 and atom.start > spoken[0] and atom.end < sum(spoken)


def _progress(staged: Sequence[Staged]) -> list[float]:
    """How far the talk that a step belongs to has got, 0 to 1.

    A talk is over when people move; a deed between two speeches lets it start afresh, but not from where it began:
    the camera comes closer in waves.
    """
    share = [0.0] * len(staged)
    for part, weight, full in ((_talks(staged), 0.55, 8), (_runs(staged), 0.45, 5)):
        for talk in part:
            for k, i in enumerate(talk):
                share[i] += weight * k / max(len(talk) - 1, 1) * min(len(talk) / full, 1.0)
    return share


def _talks(staged: Sequence[Staged]) -> list[list[int]]:
    """The speeches between one move and the next."""
    found: list[list[int]] = [[]]
    for i, each in enumerate(staged):
        if each.movers or each.entered:
            found.append([])
        if each.speech is not None:
            found[-1].append(i)
    return found


def _runs(staged: Sequence[Staged]) -> list[list[int]]:
    """The speeches between one deed and the next."""
    found: list[list[int]] = [[]]
    for i, each in enumerate(staged):
        if each.speech is None:
            found.append([])
        else:
            found[-1].append(i)
    return found


def _role(staged: Sequence[Staged], steps: Sequence[Step], atom: Atom, place: _Place, style: Style) -> Role:
    each = staged[atom.step]
    step = each.step
    people = each.after if atom.kind == "news" or each.speech is not None else {**each.before, **each.after}
    there = {**people, **dict.fromkeys(each.tracks)}
    speaker = heard_in_place(step, people)
    listener = partner_of(steps, atom.step, people) if speaker else _hearer(step.character, staged, atom.step)
    actors = tuple(dict.fromkeys(d.character for d in step.doings if d.character in there))
    raw = dict.fromkeys(there, _THERE)
    heat = _heat(step, place.progress)
    if atom.kind == "walk":
        _weigh(raw, dict.fromkeys(each.movers, 1.0) or dict.fromkeys(actors, 0.8))
        _weigh(raw, {speaker: 0.8} if speaker else {})
    elif atom.kind == "news":
        _weigh(raw, {listener: 1.0, speaker: 0.1})
    elif step.kind == "speech":
        listens = _LISTENS * (1 - 0.75 * heat) + (2.2 * style.reactions if place.inside else 0.0)
        _weigh(raw, {speaker: 1.0, listener: listens if speaker else 1.0})
    else:
        _weigh(raw, {name: 1.0 - 0.12 * i for i, name in enumerate(actors)})
        _weigh(raw, {d.target: 0.7 for d in step.doings if d.verb in ("give", "hug", "approach", "point")})
        _weigh(raw, dict.fromkeys(step.mentions, _MENTIONED if actors else 0.9))
    total = sum(raw.values())
    return Role(
        weights={name: weight / total for name, weight in raw.items()} if total else {},
        size=_size(each, atom, heat, style),
        tension=step.tension,
        speaker=speaker if atom.kind != "news" else None,
        listener=listener,
        actors=actors,
        opens=not place.inside,
        words=words_of(step),
    )


def _weigh(raw: dict[str, float], more: Mapping[str | None, float]) -> None:
    for name, weight in more.items():
        if name in raw and name is not None:
            raw[name] = max(raw[name], weight)


def _heat(step: Step, progress: float) -> float:
    """0 to about 1: how close a talk has come, by the line's tension and by how far the talk has got."""
    return 0.6 * step.tension + 0.5 * progress


def _size(staged: Staged, atom: Atom, heat: float, style: Style) -> float:
    """The size that the moment wants, the style's closeness and love of tension in it."""
    step = staged.step
    verbs = {doing.verb for doing in step.doings}
    if not staged.tracks:
        wanted = SIZES.index("WS") + 0.0
    elif atom.kind == "walk":
        wanted = 2.4
    elif atom.kind == "news":
        wanted = 5.6
    elif step.kind == "speech":
        wanted = TALK + TIGHTEST_TALK * heat * style.tension / 0.7
    elif (verbs & _WHOLE_BODY and walk_of(staged)) or len(staged.after) > 2:
        wanted = 2.8
    else:
        wanted = (4.7 if verbs & _FACE else 3.8) + 1.4 * max(step.tension - 0.4, 0.0) * style.tension
        wanted += _DWELT if atom.start > 0 else 0.0
    wanted += 1.3 * style.closeness
    low, high = SIZES.index(style.widest), SIZES.index(style.tightest)
    return round(min(max(wanted, low, 0.0), high, 6.4), 2)


def _hearer(voice: str | None, staged: Sequence[Staged], index: int) -> str | None:
    """Who is seen hearing a voice from elsewhere: the one on the phone, the last or next to speak, else the first."""
    if voice is None:
        return None
    people = staged[index].after
    phone = [name for name, person in people.items() if person.pose == "phone"]
    near = [*reversed(staged[max(index - _REACH, 0) : index]), *staged[index + 1 : index + 1 + _REACH]]
    talkers = [name for each in near if (name := heard_in_place(each.step, people)) is not None]
    found = [name for name in (*phone, *talkers, *people) if name != voice] or list(people)
    return found[0] if found else None
