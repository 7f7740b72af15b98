"""The setups worth trying in a stretch: who talks and who does what decide, never how long it takes.

Masters and two-shots show who is where; over-the-shoulder pairs and singles of matched sizes play a
talk (Katz, "Film Directing Shot by Shot", 1991; Arijon, "Grammar of the Film Language", 1976);
reactions use the singles of the listeners; a walk is followed or watched; things are inserted.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from film.shot import Angle, Size
from film.style import Style
from planner.coverage.asked import as_asked
from planner.coverage.blocks import Block
from planner.coverage.intent import SIZES, Intent
from planner.coverage.option import Asked, Wanted
from planner.coverage.roles import Role
from planner.coverage.timeline import Atom
from planner.staging.blocking import Staged
from planner.staging.person import Person, faces

_OTS_REACH, _OTS_NEAR = 3.0, 0.7
_MOST_PEOPLE, _MOST_SIZES = 4, 3
_GROUP = 6
"""How many of a company a master must hold; the rest may stand outside it."""
Moment = tuple[int, int]


@dataclass(frozen=True)
class Setting:
    """What the palette must know of the scene."""

    staged: Sequence[Staged]
    atoms: Sequence[Atom]
    roles: Sequence[Role]
    style: Style
    outside: bool
    establish: bool


def palette(block: Block, setting: Setting) -> tuple[Wanted, ...]:
    """The setups to try for a block, without repeats."""
    found = [*_directed(block, setting), *_inserts(block, setting)]
    if block.walking:
        found += _walks(block, setting)
    else:
        found += _wides(block, setting)
        found += _talks(block, setting)
        found += _singles(block, setting)
    merged: dict[tuple[Intent, Asked | None], Wanted] = {}
    for wanted in (bounded(each, setting.style) for each in found):
        merged.setdefault((wanted.intent, wanted.forced), wanted)
    return tuple(merged.values())


def bounded(wanted: Wanted, style: Style) -> Wanted:
    """The setup in a size that the style uses; what the writer asks for, things and places are seen as they must be."""
    if wanted.forced is not None or wanted.intent.idiom in ("establishing", "master"):
        return wanted
    low, high = SIZES.index(style.widest), SIZES.index(style.tightest)
    size = SIZES[min(max(SIZES.index(wanted.intent.size), low), high)]
    return replace(wanted, intent=replace(wanted.intent, size=size))


def _span(block: Block) -> range:
    return range(block.first, block.end)


def _moment(atom: Atom) -> Moment:
    return atom.step, atom.middle


def _by_weight(block: Block, setting: Setting) -> list[str]:
    """The people of a block, who matters most in it first."""
    sums: Counter[str] = Counter()
    for i in _span(block):
        for name, weight in setting.roles[i].weights.items():
            sums[name] += round(weight * 100)
    return sorted(sums, key=lambda name: (-sums[name], name))


def _wides(block: Block, setting: Setting) -> Iterator[Wanted]:
    people, first = tuple(_by_weight(block, setting)), setting.atoms[block.first]
    moments = (_moment(first), _moment(setting.atoms[block.end - 1]))
    steps = len({setting.atoms[i].step for i in _span(block)})
    if block.first == 0 and setting.establish:
        size: Size = "EWS" if setting.outside and not people else "WS"
        yield Wanted(Intent("establishing", size, people, ()), moments[:1], 1, opening=True)
    if not people:
        yield Wanted(Intent("master", "WS", (), ()), moments, steps)
        yield Wanted(Intent("master", "FS", (), (), variant=1), moments, steps)
        return
    held = people[:_GROUP]
    if len(people) == 1:
        yield Wanted(Intent("single", "FS", people, ()), moments[:1], max(steps // 2, 1))
        return
    yield Wanted(Intent("master", "FS" if len(people) < 5 else "WS", held, ()), moments, max(steps // 3, 1))
    if block.first:
        # A look at the whole place lets the line be drawn anew where people came to rest on its other side.
        yield Wanted(Intent("establishing", "WS", held, ()), moments, 1)
    if len(people) > 2 and steps > 6:
        yield Wanted(Intent("master", "WS", held, (), variant=1), moments, max(steps // 4, 1))


def _pairs(block: Block, setting: Setting) -> Counter[tuple[str, str]]:
    """Who talks to whom or does something to whom, by the number of speeches or deeds."""
    found: Counter[tuple[str, str]] = Counter()
    seen: set[int] = set()
    for i in _span(block):
        role, atom = setting.roles[i], setting.atoms[i]
        if atom.step in seen:
            continue
        seen.add(atom.step)
        who = [name for name in (role.speaker, role.listener) if name] if role.speaker else list(role.actors)
        if len(who) == 1:
            who += [d.target for d in setting.staged[atom.step].step.doings if d.target in role.weights and d.target]
        if len(who) > 1 and who[0] != who[1]:
            found[(min(who[:2]), max(who[:2]))] += 1
    return found


def _talks(block: Block, setting: Setting) -> Iterator[Wanted]:
    """Two-shots and both shoulders of every pair, the busiest pairs first."""
    pairs = _pairs(block, setting)
    people = setting.staged[setting.atoms[block.end - 1].step].after
    if not pairs and len(block.people) == 2:
        pairs[(min(block.people), max(block.people))] = 1
    for a, b in sorted(pairs, key=lambda pair: (-pairs[pair], pair))[:3]:
        moments = tuple(_moments(block, setting, (a, b)))[:2]
        if not moments or a not in people or b not in people:
            continue
        many = len(people) > 2
        yield Wanted(Intent("two_shot", "MS" if many else "MWS", (a, b), ()), moments, max(pairs[(a, b)] // 2, 1))
        if not many and pairs[(a, b)] > 3:
            yield Wanted(Intent("two_shot", "MS", (a, b), ()), moments, max(pairs[(a, b)] // 3, 1))
        if not _can_ots(people, a, b):
            continue
        for size in _ots_sizes(block, setting):
            for seen, over in ((a, b), (b, a)):
                about = tuple(_moments(block, setting, (seen,)))[:2]
                yield Wanted(Intent("ots", size, (seen, over), (), over=over), about, pairs[(a, b)])


def _ots_sizes(block: Block, setting: Setting) -> list[Size]:
    wanted = [setting.roles[i].size for i in _span(block) if setting.roles[i].speaker]
    sizes: list[Size] = []
    if not wanted or min(wanted) < 4.65:
        sizes.append("MS")
    if wanted and max(wanted) > 4.5:
        sizes.append("MCU")
    return sizes


def _can_ots(people: Mapping[str, Person], one: str, two: str) -> bool:
    """Two who face each other, near enough to be one frame and far enough to be two."""
    a, b = people[one], people[two]
    if "lie" in (a.pose, b.pose):
        return False
    return _OTS_NEAR <= math.dist(a.spot, b.spot) <= _OTS_REACH and faces(a, b) and faces(b, a)


def _moments(block: Block, setting: Setting, names: Sequence[str]) -> list[Moment]:
    """When these people matter: the first atom of each kind of bearing, the weightiest ones first."""
    ranked = sorted(
        _span(block), key=lambda i: (-max(round(setting.roles[i].weights.get(name, 0.0), 1) for name in names), i)
    )
    best: list[Moment] = []
    seen: list[tuple[object, ...]] = []
    for i in ranked:
        staged = setting.staged[setting.atoms[i].step]
        bearing = tuple((round(p.yaw), p.pose) for n in names if (p := staged.after.get(n) or staged.before.get(n)))
        if bearing not in seen:
            seen.append(bearing)
            best.append(_moment(setting.atoms[i]))
    return best


def _singles(block: Block, setting: Setting) -> Iterator[Wanted]:
    """Everybody who matters, in the sizes that their moments want; matched for who talk with each other."""
    named = _by_weight(block, setting)[:_MOST_PEOPLE]
    wanted = {name: _sizes(block, setting, name) for name in named}
    for a, b in _pairs(block, setting):
        if a in wanted and b in wanted:
            wanted[a] = wanted[b] = sorted({*wanted[a], *wanted[b]})
    for name in named:
        sizes = wanted[name][-_MOST_SIZES:]
        moments = tuple(_moments(block, setting, (name,)))[:2]
        steps = {setting.atoms[i].step for i in _span(block) if setting.roles[i].focus == name}
        for index in sizes:
            yield Wanted(Intent("single", SIZES[index], (name,), ()), moments, max(len(steps), 1))
        for angle in sorted(_angles(block, setting, name)) if sizes else ():
            # One size off, so that it cuts with the straight single of the same face.
            bold = min(sizes[-1] + 1, 7) if angle == "dutch" else max(sizes[-1] - 1, 2)
            yield Wanted(Intent("single", SIZES[bold], (name,), (), angle=angle), moments, max(len(steps) // 2, 1))
        if sizes and _long_alone(block, setting, name):
            turned = SIZES[max(sizes[0] - 1, 2)], SIZES[min(sizes[-1] + 1, 6)]
            for variant, size in enumerate(turned, start=1):
                yield Wanted(Intent("single", size, (name,), (), variant=variant), moments, max(len(steps) // 2, 1))


def _angles(block: Block, setting: Setting, name: str) -> set[Angle]:
    """The angles other than eye level that moments about a person want."""
    roles = [setting.roles[i] for i in _span(block)]
    return {role.angle for role in roles if role.angle != "eye" and role.focus == name}


def _sizes(block: Block, setting: Setting, name: str) -> list[int]:
    """Indices of the sizes that a person's moments come nearest to, at most three: from the widest to the tightest."""
    found: Counter[int] = Counter()
    for i in _span(block):
        role = setting.roles[i]
        if role.weights.get(name, 0.0) >= 0.2:
            found[round(role.size)] += 1
            if setting.atoms[i].kind == "news" or role.tension >= 0.5:
                found[min(round(role.size) + 1, 6)] += 1
    if not found:
        return []
    low, high = min(found), max(found)
    return sorted({low, high, round((low + high) / 2)})


def _long_alone(block: Block, setting: Setting, name: str) -> bool:
    """Whether three atoms in a row are about one person, who would be looked at from one side too long."""
    run = 0
    for i in _span(block):
        run = run + 1 if setting.roles[i].focus == name and len(setting.roles[i].weights) < 3 else 0
        if run >= 3 and (len(block.people) == 1 or setting.roles[i].listener is None):
            return True
    return False


def _walks(block: Block, setting: Setting) -> Iterator[Wanted]:
    """A walk is followed, or watched from where it begins or ends."""
    atom, staged = setting.atoms[block.first], setting.staged[setting.atoms[block.first].step]
    last = setting.atoms[block.end - 1]
    walk = (atom.step, atom.start, last.end)
    moments = tuple((atom.step, frame) for frame in (atom.start, (atom.start + last.end) // 2, last.end - 1))
    movers = staged.movers or tuple(_by_weight(block, setting)[:1])
    first = next((d.character for d in staged.step.doings if d.character in movers), movers[0])
    rest = tuple(name for name in movers if name != first)
    size: Size = "FS" if staged.entered or staged.left or len(block.people) > 1 else "MWS"
    opening = block.first == 0 and setting.establish
    if opening:
        yield Wanted(Intent("establishing", "WS", block.people[:_GROUP], ()), moments, 1, opening=True)
    elif len(block.people) > 2:
        # As where people rest: who comes in to a company may have to be shown from its other side.
        yield Wanted(Intent("establishing", "WS", block.people[:_GROUP], ()), moments, 1)
    if staged.movers:
        yield Wanted(Intent("moving", size, (first, *rest), (), move="pan"), moments, 1, walk)
    else:
        yield Wanted(Intent("single", "MS", (first,), ()), moments, 1, walk)
    yield Wanted(Intent("master", "WS" if staged.movers else "FS", (first, *_others(block, first)), ()), moments, 1)


def _others(block: Block, first: str) -> tuple[str, ...]:
    return tuple(name for name in block.people if name != first)[: _GROUP - 1]


def _inserts(block: Block, setting: Setting) -> Iterator[Wanted]:
    for i in _span(block):
        atom = setting.atoms[i]
        if atom.kind != "insert":
            continue
        staged = setting.staged[atom.step]
        thing = staged.step.insert
        holder = next((p.holder for p in staged.props if p.prop == thing and p.holder), None)
        who = holder or setting.roles[i].focus
        intent = Intent("insert", "ECU", (who,) if who else (), (), insert=thing)
        yield Wanted(intent, ((atom.step, atom.end - 1),), 2, forced=("thing", thing or ""))


def _directed(block: Block, setting: Setting) -> Iterator[Wanted]:
    """What the writer's camera words ask for, for the steps that carry them."""
    seen: set[int] = set()
    for i in _span(block):
        atom, role = setting.atoms[i], setting.roles[i]
        if role.words is None or atom.step in seen or atom.kind == "insert":
            continue
        seen.add(atom.step)
        staged = setting.staged[atom.step]
        intent = as_asked(role, staged, block.people)
        moments = ((atom.step, atom.middle), (atom.step, staged.frames - 1))
        if intent.idiom == "moving" or block.walking:
            walk = (atom.step, atom.start, setting.atoms[block.end - 1].end)
            along = ((atom.step, atom.start), (atom.step, atom.middle), (atom.step, walk[2] - 1))
            yield Wanted(intent, along, 2, walk if intent.idiom == "moving" else None, forced=("words", atom.step))
            continue
        yield Wanted(intent, moments, 2, forced=("words", atom.step))
