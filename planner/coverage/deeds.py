"""Covering action: establishing, walks followed, hands and things seen close, the writer's own camera words."""

from __future__ import annotations

import math
from dataclasses import replace

from film.shot import Move, Size
from planner.coverage.intent import Intent, tighter
from planner.staging.blocking import Staged
from planner.staging.slices import Piece

ESTABLISHING_SECONDS = 3.2
INSERT_SECONDS = 1.8
HOLD_SECONDS = 5.5
_REST_SECONDS = 1.3


def cover_deed(
    staged: Staged, index: int, fps: float, establish: bool, outside: bool, again: bool = False
) -> list[Intent]:
    """The shots of one paragraph of action, in order, filling its frames.

    ``again``: what came before was on the same person, who is now seen closer and from another side.
    """
    step, end = staged.step, staged.frames
    shots: list[Intent] = []
    start = 0
    people = tuple(staged.before) or tuple(staged.after)
    if establish:
        still = not staged.movers and not step.insert and not step.direction
        share = end if end <= round(ESTABLISHING_SECONDS * 1.6 * fps) else round(ESTABLISHING_SECONDS * fps)
        start = share if still or (end - share > fps * 2 and not staged.movers) else 0
        if start or not staged.movers:
            start = start or end
            shots.append(
                Intent("establishing", "EWS" if outside and not people else "WS", people, ((index, 0, start),))
            )
    if start < end:
        shots += _inside(staged, index, start, fps)
    return [_closer(shot) if again and shot.idiom == "single" else shot for shot in shots]


def _closer(shot: Intent) -> Intent:
    return replace(shot, size=shot.size if shot.size == "CU" else tighter(shot.size), variant=shot.variant + 1)


def _inside(staged: Staged, index: int, start: int, fps: float) -> list[Intent]:
    step, end = staged.step, staged.frames
    whole: Piece = (index, start, end)
    if step.insert is not None and any(prop.prop == step.insert for prop in staged.props):
        return _insert(staged, index, start, fps)
    if step.direction or step.insert:
        return [_directed(staged, whole)]
    if staged.movers:
        return _moving(staged, index, start, fps)
    shown = _handed_over(staged, index, start, fps)
    if shown:
        return shown
    ladder = _ladder(staged)
    count = min(len(ladder), max(1, math.ceil((end - start) / (HOLD_SECONDS * fps))))
    edges = [start + round((end - start) * i / count) for i in range(count + 1)]
    return [_cut(ladder[i], (index, edges[i], edges[i + 1])) for i in range(count)]


def _cut(intent: Intent, piece: Piece) -> Intent:
    return replace(intent, pieces=(piece,))


def _handed_over(staged: Staged, index: int, start: int, fps: float) -> list[Intent]:
    """One gives, another does something with it: both first, then the second one's face, in profile at the work."""
    doers = [doing.character for doing in staged.step.doings if doing.character in staged.after]
    if len(set(doers)) < 2 or doers[-1] == doers[0] or doers.count(doers[-1]) > 1 or len(set(doers)) < len(doers):
        return []
    middle = start + round(0.52 * (staged.frames - start))
    if middle - start < _REST_SECONDS * fps:
        return []
    face = Intent("single", "MCU", (doers[-1],), ((index, middle, staged.frames),), variant=1)
    return [_cut(_group(tuple(dict.fromkeys(doers))), (index, start, middle)), face]


def _ladder(staged: Staged) -> list[Intent]:
    """From the fitting shot to closer ones, for a paragraph that needs more than one."""
    step, people = staged.step, staged.after
    given = [d.target for d in step.doings if d.verb in ("give", "hug") and d.target is not None]
    named = [d.character for d in step.doings] + given + list(step.mentions)
    who = tuple(dict.fromkeys(name for name in named if name in people))
    nothing: tuple[Piece, ...] = ()
    calm = step.tension < 0.6
    size: Size = "MS" if calm else "MCU"
    if not people:
        return [Intent("master", "WS", (), nothing), Intent("master", "FS", (), nothing, variant=1)]
    if not who:
        everybody = tuple(people)
        return [_group(everybody), Intent("reaction", size, everybody[:1], nothing)]
    if len(who) == 1:
        push: Move = "static" if calm else "dolly"
        rest = [Intent("reaction", size, (name,), nothing) for name in people if name not in who][:1]
        return [Intent("single", size, who, nothing, move=push), *rest, Intent("single", "CU", who, nothing, variant=1)]
    return [_group(who), *(Intent("single", size, (name,), nothing) for name in who[:2])]


def _group(names: tuple[str, ...]) -> Intent:
    if len(names) == 1:
        return Intent("single", "MWS", names, ())
    if len(names) == 2:
        return Intent("two_shot", "MWS", names, ())
    return Intent("master", "FS", names, ())


def main_of(staged: Staged) -> str | None:
    """Whom a paragraph is about: the first who does something in it, else the first named, else the first there."""
    named = [d.character for d in staged.step.doings] + list(staged.step.mentions)
    everybody = {**staged.before, **staged.after}
    found = [name for name in named if name in everybody or name in staged.tracks]
    return found[0] if found else next(iter(everybody), None)


def _insert(staged: Staged, index: int, start: int, fps: float) -> list[Intent]:
    """First who does it, then the thing itself; a short paragraph is the thing alone."""
    end = staged.frames
    thing = staged.step.insert
    holder = next((p.holder for p in staged.props if p.prop == thing and p.holder), None) or main_of(staged)
    subjects = (holder,) if holder else ()
    close = max(round(INSERT_SECONDS * fps), round((end - start) * 0.45))
    insert_shot = Intent("insert", "ECU", subjects, (), insert=thing)
    if end - start < close + round(1.2 * fps):
        return [_cut(insert_shot, (index, start, end))]
    lead = [_cut(shot, (index, start, end - close)) for shot in _lead_in(staged, subjects)]
    return [*lead, _cut(insert_shot, (index, end - close, end))]


def _lead_in(staged: Staged, subjects: tuple[str, ...]) -> list[Intent]:
    if staged.movers:
        return [Intent("moving", "FS", staged.movers[:1], (), move="pan")]
    if not subjects:
        return [Intent("master", "WS", (), ())]
    return [Intent("single", "MS", subjects, ())]


def _directed(staged: Staged, whole: Piece) -> Intent:
    """The writer's own camera word is obeyed."""
    main = main_of(staged)
    everybody = tuple(dict.fromkeys([*([main] if main else []), *staged.after]))
    if staged.step.direction == "wide" or main is None:
        return Intent("master", "WS", everybody, (whole,))
    if staged.step.direction in ("close", "insert", ""):
        return Intent("single", "CU", (main,), (whole,))
    if staged.step.direction == "pov":
        seen = [d.target for d in staged.step.doings if d.target in staged.after and d.target != main]
        others = [name for name in staged.after if name != main]
        return Intent("pov", "MS", tuple([name for name in seen if name] or others)[:1], (whole,), over=main)
    return Intent("single", "MS", (main,), (whole,))


def _moving(staged: Staged, index: int, start: int, fps: float) -> list[Intent]:
    """A walk is followed from first to last step; before and after it whoever matters is held."""
    mover = next((d.character for d in staged.step.doings if d.character in staged.movers), staged.movers[0])
    depart, arrive = walk_of(staged)
    least = round(_REST_SECONDS * fps)
    depart = depart - round(0.3 * fps)
    depart = depart if depart - start >= least else start
    arrive = arrive if staged.frames - arrive >= least and arrive - depart >= least else staged.frames
    size: Size = "FS" if staged.entered or staged.left or len(staged.after) > 1 else "MWS"
    others = tuple(name for name in staged.movers if name != mover)
    shots = [Intent("moving", size, (mover, *others), ((index, depart, arrive),), move="pan")]
    if depart > start:
        before = staged.before or staged.after
        shots.insert(0, _cut(_group((mover,) if mover in before else tuple(before)), (index, start, depart)))
    if arrive < staged.frames:
        shots += _after_walk(staged, (index, arrive, staged.frames), mover)
    return shots


def walk_of(staged: Staged) -> tuple[int, int]:
    """The first frame at which a mover sets off and the one after the last has arrived, in step frames."""
    moved = [
        (a.frame, b.frame)
        for name in staged.movers
        for a, b in zip(staged.tracks[name], staged.tracks[name][1:], strict=False)
        if math.dist(a.position[:2], b.position[:2]) > 0.05
    ]
    first, last = min(frame for frame, _ in moved), max(frame for _, frame in moved)
    return first, min(last + 1, staged.frames)


def _after_walk(staged: Staged, piece: Piece, mover: str) -> list[Intent]:
    if not staged.after:
        return [Intent("master", "WS", (), (piece,))]
    names = (mover,) if mover in staged.after else tuple(staged.after)
    if len(staged.after) == 2 and mover in staged.after:
        names = (mover, *(name for name in staged.after if name != mover))
    return [_cut(_group(names), piece)]
