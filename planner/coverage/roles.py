"""Who an atom is about: how much each person in it matters, and how close the story wants to be.

Hitchcock's principle, as Hawkins ("Cinematography for Directors") and Galvane et al. 2015 have it: the
size of anything in the frame goes with its importance in the story at that moment.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from film.shot import Angle
from film.style import Style
from planner.coverage.arc import heats
from planner.coverage.intent import SIZES
from planner.coverage.timeline import Atom, walk_of
from planner.facts import CameraWords, Step
from planner.staging.attention import heard_in_place, partner_of
from planner.staging.blocking import Staged

TALK, TIGHTEST_TALK, _EAGER = 3.5, 3.8, 0.8
"""The size (as an index into ``SIZES``) of calm talk, how many sizes closer the hottest comes, how soon (a power)."""
_WHOLE_BODY = {
    "enter", "exit", "cross", "approach", "retreat", "run", "fall", "sit", "rise", "lie", "kneel", "hug", "wave",
    "kiss", "strike", "shove", "dance", "cheer",
}  # fmt: skip
_FACE = {"cry", "laugh", "nod", "look", "wait", "read", "react", "shake_head", "think", "shrug"}
_LISTENS, _MENTIONED, _THERE = 0.42, 0.3, 0.06
_REACH = 4
_BOLD, _TILTED, _THREAT = 0.5, 0.75, 0.6
"""Heats from which drawn films leave eye level and tilt; the tension of a threat."""
_MIDDLE, _CONTRAST = 4.4, 1.15
"""Drawn films leave the middle sizes for the wide and the close."""
_DOWN = ("lie", "kneel", "pray", "crouch", "slump", "pick_up")
_NEWS, _LETS_GO = 6.0, 2.4
"""The sizes of who hears news, and of a scene that ends without a word: it is left from a distance."""
_LEAST_SCENE = 5
"""From so many steps on a scene is let go of."""
_DWELT = 0.9
"""How many sizes closer the camera comes when a deed goes on."""


@dataclass(frozen=True)
class Role:
    """What an atom tells.

    ``weights`` say how much each person there matters (the sum is 1, or 0 where nobody is there).
    ``size`` is the size wanted, as a fractional index into ``SIZES``; ``heat`` how close the scene has come
    (``arc``); ``angle`` what its focus is best seen from.  ``speaker`` speaks here and can be seen doing so;
    ``listener`` is who hears it.  ``opens``: not inside a long speech, where the listener is due.
    """

    weights: Mapping[str, float]
    size: float
    tension: float
    heat: float = 0.0
    angle: Angle = "eye"
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
    warmth = heats(staged)
    parts: dict[int, list[int]] = {}
    for atom in atoms:
        if atom.kind == "speech":
            parts.setdefault(atom.step, []).append(atom.start)
    return tuple(
        _role(
            staged,
            steps,
            atom,
            _Place(
                warmth[atom.step], _inside(atom, staged, parts) or _late(atom, staged, style), _lets_go(atom, staged)
            ),
            style,
        )
        for atom in atoms
    )


class _Place(NamedTuple):
    """Where an atom stands: how close its scene has come, whether it lies inside a long speech, whether all ends."""

    heat: float
    inside: bool
    last: bool


def _inside(atom: Atom, staged: Sequence[Staged], parts: Mapping[int, Sequence[int]]) -> bool:
    """A speech of three parts or more is left for its listener in between: every third part, never the last."""
    spoken, starts = staged[atom.step].speech, parts.get(atom.step, ())
    if spoken is None or len(starts) < 3 or atom.start not in starts:
        return False
    return starts.index(atom.start) % 3 == 1 and atom.end < sum(spoken)


def _late(atom: Atom, staged: Sequence[Staged], style: Style) -> bool:
    """The first words of a speech, which a documentary hand is still on its way to."""
    spoken = staged[atom.step].speech
    return style.coverage == "documentary" and spoken is not None and atom.start == 0 and atom.end < sum(spoken)


def _role(staged: Sequence[Staged], steps: Sequence[Step], atom: Atom, place: _Place, style: Style) -> Role:
    each = staged[atom.step]
    step = each.step
    people = each.after if atom.kind == "news" or each.speech is not None else {**each.before, **each.after}
    there = {**people, **dict.fromkeys(each.tracks)}
    speaker = heard_in_place(step, people)
    listener = partner_of(steps, atom.step, people) if speaker else _hearer(step.character, staged, atom.step)
    actors = tuple(dict.fromkeys(d.character for d in step.doings if d.character in there))
    raw = dict.fromkeys(there, _THERE)
    heat = place.heat
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
        _weigh(
            raw,
            {
                d.target: 0.7
                for d in step.doings
                if d.verb in ("give", "hug", "kiss", "strike", "shove", "aim", "approach", "point")
            },
        )
        _weigh(raw, dict.fromkeys(step.mentions, _MENTIONED if actors else 0.9))
    total = sum(raw.values())
    return Role(
        weights={name: weight / total for name, weight in raw.items()} if total else {},
        size=_size(each, atom, place, style),
        heat=heat,
        angle=_angle(each, atom, heat, (speaker, listener), style),
        tension=step.tension,
        speaker=speaker if atom.kind != "news" else None,
        listener=listener,
        actors=actors,
        opens=not place.inside,
        words=step.camera,
    )


def _weigh(raw: dict[str, float], more: Mapping[str | None, float]) -> None:
    for name, weight in more.items():
        if name in raw and name is not None:
            raw[name] = max(raw[name], weight)


def _size(staged: Staged, atom: Atom, place: _Place, style: Style) -> float:
    """The size that the moment wants, the style's closeness and love of tension in it."""
    step = staged.step
    verbs = {doing.verb for doing in step.doings}
    if not staged.tracks:
        wanted = SIZES.index("WS") + 0.0
    elif atom.kind == "walk":
        wanted = 2.4
    elif atom.kind == "news":
        wanted = _NEWS
    elif step.kind == "speech":
        wanted = TALK + TIGHTEST_TALK * place.heat**_EAGER * style.tension / 0.7
    elif place.last:
        wanted = _LETS_GO
    elif (verbs & _WHOLE_BODY and walk_of(staged)) or len(staged.after) > 2:
        wanted = 2.8
    else:
        wanted = (4.7 if verbs & _FACE else 3.8) + 1.4 * max(step.tension - 0.4, 0.0) * style.tension
        wanted += _DWELT if atom.start > 0 else 0.0
    wanted += 1.3 * style.closeness
    if style.coverage == "anime":
        wanted = _MIDDLE + (wanted - _MIDDLE) * _CONTRAST
    low, high = SIZES.index(style.widest), SIZES.index(style.tightest)
    return round(min(max(wanted, low, 0.0), high, 7.0 if style.coverage == "anime" else 6.4), 2)


def _lets_go(atom: Atom, staged: Sequence[Staged]) -> bool:
    """Whether the scene ends with it, and without a word."""
    return atom.step == len(staged) - 1 and len(staged) >= _LEAST_SCENE and staged[-1].speech is None


def _angle(staged: Staged, atom: Atom, heat: float, who: tuple[str | None, str | None], style: Style) -> Angle:
    """From below who has power, from above who has none; drawn films tilt the turn itself.

    Classical hands do so only where one stands over another under high tension (Mascelli 1965, on camera angles);
    documentary and one-er look from eye level.
    """
    speaker, listener = who
    if style.coverage in ("documentary", "one_er") or atom.kind in ("walk", "insert"):
        return "eye"
    if style.coverage == "anime":
        if atom.kind == "news":
            return "high"
        return "eye" if heat < _BOLD else "dutch" if staged.step.reveal or heat > _TILTED else "low"
    people = staged.after
    if staged.step.tension < _THREAT or speaker not in people or listener not in people:
        return "eye"
    over, under = people[speaker or ""], people[listener or ""]
    low = under.seated or under.pose in _DOWN
    return "low" if low and not over.seated and over.pose not in _DOWN else "eye"


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
