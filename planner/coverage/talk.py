"""Covering speech: over-the-shoulder pairs, singles that come closer as it gets tense, reactions, held two-shots.

What covers a line hangs on the line itself and on its place in the talk (which turn of how many,
who speaks to whom), so that changed words change their own shots only.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from film.shot import Move, Size
from planner.coverage.clauses import cut_shares
from planner.coverage.intent import Intent, tighter
from planner.staging.attention import heard_in_place, partner_of
from planner.staging.blocking import Staged
from planner.staging.person import faces
from planner.staging.slices import Piece

LONG_SECONDS, VERY_LONG_SECONDS, SHORT_SECONDS = 6.5, 11.0, 1.5
_PART_SECONDS = 1.7
_OTS_REACH = 3.0


@dataclass(frozen=True)
class Turn:
    """One speech in a run of them: step ``index``, turn ``k`` of ``n``; who speaks (if seen), who hears it."""

    index: int
    k: int
    n: int
    speaker: str | None
    listener: str | None
    staged: Staged
    fps: float

    @property
    def level(self) -> int:
        """0, 1 or 2: how close the talk has come, by the line's tension and how far the talk has got."""
        progress = self.k / max(self.n - 1, 1) * min(self.n / 8, 1.0)
        heat = 0.6 * self.staged.step.tension + 0.35 * progress
        return 0 if heat < 0.34 else 1 if heat < 0.56 else 2

    @property
    def whole(self) -> Piece:
        """The turn from first to last frame."""
        return self.index, 0, self.staged.frames

    @property
    def short(self) -> bool:
        """A line that need not be cut to."""
        return self.staged.step.seconds < SHORT_SECONDS and not self.staged.step.reveal

    @property
    def still(self) -> bool:
        """Whether nobody moves, comes or goes during it."""
        return not (self.staged.movers or self.staged.entered or self.staged.left)


def turns_of(staged: Sequence[Staged], first: int, end: int, fps: float) -> tuple[Turn, ...]:
    """The speeches of a run of steps with who speaks to whom, numbered within the talk they belong to."""
    steps = [each.step for each in staged]
    done, to_come = _talk_around(staged, first, end)
    turns = []
    for index in range(first, end):
        people = staged[index].after
        speaker = heard_in_place(steps[index], people)
        listener = partner_of(steps, index, people) if speaker else _hearer(steps[index].character, staged, index)
        turns.append(
            Turn(index, done + index - first, done + end - first + to_come, speaker, listener, staged[index], fps)
        )
    return tuple(turns)


def _talk_around(staged: Sequence[Staged], first: int, end: int) -> tuple[int, int]:
    """How many speeches came before and will come after while everybody stays where they are."""
    before = after = 0
    for each in reversed(staged[:first]):
        if each.movers or each.entered or each.left:
            break
        before += each.speech is not None
    for each in staged[end:]:
        if each.movers or each.entered or each.left:
            break
        after += each.speech is not None
    return before, after


def _hearer(voice: str | None, staged: Sequence[Staged], index: int) -> str | None:
    """Who is seen hearing a voice from elsewhere: the one on the phone, the last or next to speak, else the first."""
    people = staged[index].after
    phone = [name for name, person in people.items() if person.pose == "phone"]
    near = [*reversed(staged[max(index - 4, 0) : index]), *staged[index + 1 : index + 5]]
    talkers = [name for each in near if (name := heard_in_place(each.step, people)) is not None]
    found = [name for name in (*phone, *talkers, *people) if name != voice] or list(people)
    return found[0] if found else None


def cover_talk(turns: Sequence[Turn], wide_wanted: bool) -> list[Intent]:
    """The shots of one run of speeches.  ``wide_wanted``: the audience has yet to see who is where."""
    shots: list[Intent] = []
    skip = False
    for turn, after in zip(turns, (*turns[1:], None), strict=True):
        if skip:
            skip = False
            continue
        wide = wide_wanted and turn is turns[0]
        if after is not None and _held_together(turn, after):
            shots.append(_held(turn, after, wide))
            skip = True
            continue
        shots += _cover_turn(turn, wide)
    return shots


def _held_together(turn: Turn, after: Turn) -> bool:
    """Two short lines, question and answer, are played in one shot; pairs are fixed by the turn's number."""
    pair = turn.speaker and after.speaker and turn.speaker != after.speaker
    return bool(turn.k % 2 == 0 and pair and turn.short and after.short and turn.still and after.still)


def _held(turn: Turn, after: Turn, wide: bool) -> Intent:
    pieces = (turn.whole, after.whole)
    a, b = turn.speaker or "", after.speaker or ""
    if len(turn.staged.after) > 2 and wide:
        return Intent("master", "FS", (a, b, *_rest(turn, a, b)), pieces)
    if wide or turn.k % 4 == 2 or not _can_ots(turn, b, a):
        return Intent("two_shot", "MWS" if wide else "MS", (a, b), pieces)
    return Intent("ots", _size(turn.level), (b, a), pieces, over=a)


def _cover_turn(turn: Turn, wide: bool) -> list[Intent]:
    if turn.speaker is None:
        return _unseen(turn)
    base = _wide(turn) if wide and len(turn.staged.after) > 1 else _on_speaker(turn)
    return _split(turn, base)


def _wide(turn: Turn) -> Intent:
    names = (turn.speaker or "", *([turn.listener] if turn.listener else []))
    if len(turn.staged.after) > 2:
        return Intent("master", "FS", (*names, *_rest(turn, *names)), (turn.whole,))
    return Intent("two_shot", "MWS", names, (turn.whole,))


def _rest(turn: Turn, *names: str) -> tuple[str, ...]:
    return tuple(name for name in turn.staged.after if name not in names)


def _on_speaker(turn: Turn) -> Intent:
    speaker, listener, group = turn.speaker or "", turn.listener, len(turn.staged.after) > 2
    size = _size(turn.level)
    if listener is None:
        return _alone(turn, speaker)
    if group and turn.k % 8 == 7 and turn.level < 2:
        return Intent("master", "FS", (speaker, listener, *_rest(turn, speaker, listener)), (turn.whole,))
    if group and turn.k % 5 == 3 and turn.level < 2:
        return Intent("two_shot", "MS", (speaker, listener), (turn.whole,))
    if turn.level < 2 and _can_ots(turn, speaker, listener):
        return Intent("ots", size, (speaker, listener), (turn.whole,), over=listener)
    move: Move = "dolly" if turn.level == 2 and turn.staged.step.tension > 0.7 else "static"
    return Intent("single", size, (speaker,), (turn.whole,), move=move)


def _size(level: int) -> Size:
    sizes: tuple[Size, ...] = ("MS", "MCU", "CU")
    return sizes[level]


def _can_ots(turn: Turn, seen: str, over: str) -> bool:
    """Two who face each other, near enough to be one frame and far enough to be two."""
    a, b = turn.staged.after.get(seen), turn.staged.after.get(over)
    if a is None or b is None or a.pose == "lie" or b.pose == "lie":
        return False
    apart = ((a.position[0] - b.position[0]) ** 2 + (a.position[1] - b.position[1]) ** 2) ** 0.5
    return 0.7 <= apart <= _OTS_REACH and faces(a, b) and faces(b, a)


def _alone(turn: Turn, name: str) -> Intent:
    """One person for a long time: sizes and sides take turns; tension brings the camera in slowly."""
    sizes: tuple[Size, ...] = ("MS", "MCU", "MS", "CU")
    size = tighter(sizes[turn.k % 4], 1 if turn.level == 2 and turn.k % 4 != 3 else 0)
    move: Move = "dolly" if turn.level > 0 and turn.k % 3 == 2 else "static"
    return Intent("single", size, (name,), (turn.whole,), move=move, variant=turn.k % 3)


def _unseen(turn: Turn) -> list[Intent]:
    """A voice over: the picture stays with who hears it, or with the place."""
    if turn.listener is None:
        return [Intent("master", "WS", (), (turn.whole,), variant=turn.k % 2)]
    base = _alone(turn, turn.listener)
    reaction = Intent("reaction", base.size, base.subjects, base.pieces, move=base.move, variant=base.variant)
    return _split(turn, reaction)


def _split(turn: Turn, base: Intent) -> list[Intent]:
    """A long line over two or three shots, cut between sentences; news ends on the face that hears it."""
    speech_start, spoken = turn.staged.speech or (0, turn.staged.frames)
    end = turn.staged.frames
    shots_end = end
    tail: list[Intent] = []
    react = turn.staged.step.reveal and turn.listener is not None and base.idiom != "reaction"
    if react and end - max(speech_start + spoken, round(turn.fps)) >= round(0.9 * turn.fps):
        shots_end = max(speech_start + spoken, round(turn.fps))
        tail = [_reaction(turn, (turn.index, shots_end, end))]
    parts = 1 + (spoken / turn.fps > LONG_SECONDS) + (spoken / turn.fps > VERY_LONG_SECONDS)
    shares = cut_shares(turn.staged.step.text, parts, _PART_SECONDS * turn.fps / spoken) if turn.still else ()
    edges = [0, *(speech_start + round(share * spoken) for share in shares), shots_end]
    pieces = [(turn.index, a, b) for a, b in pairwise(edges)]
    return [_part(turn, base, i, len(pieces), piece) for i, piece in enumerate(pieces)] + tail


def _part(turn: Turn, base: Intent, i: int, count: int, piece: Piece) -> Intent:
    if i == 0:
        return Intent(
            base.idiom, base.size, base.subjects, (piece,), base.angle, base.move, base.over, None, base.variant
        )
    if base.idiom != "reaction" and turn.listener and i == 1 and count > 2:
        return _reaction(turn, piece)
    closer: Size = tighter(base.size, 2) if base.size in ("FS", "MWS", "MS") else "CU" if base.size == "MCU" else "MCU"
    variant = (base.variant + i) % 3
    idiom = "reaction" if base.idiom == "reaction" else "single"
    return Intent(idiom, closer, base.subjects[:1], (piece,), variant=variant)  # type: ignore[arg-type]


def _reaction(turn: Turn, piece: Piece) -> Intent:
    """The listener's face, close: two sizes from the shot over a shoulder that is likely to follow."""
    return Intent("reaction", "CU", (turn.listener or "",), (piece,))
