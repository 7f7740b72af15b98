"""A difference for the terminal: a screenful, stars beside what changed, [-old-] and {+new+} words."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain

from screenplay.revisions import LineChange, SceneChange
from storyreel.revision.difference import Difference, Footage
from storyreel.summary import eighths

_MOST_SCENES = 40
_MOST_LINES = 30
_WIDE = 110
_MARKS = {"changed": "*", "added": "+", "removed": "-", "moved": ">", "kept": " "}


def text(difference: Difference) -> str:
    """What changed: figures, people, scenes, then lines with their old and new words."""
    if not difference.changed:
        return f"Nothing changed between {difference.old} and {difference.new}"
    return "\n".join(chain(summary(difference), _scenes(difference), _lines(difference)))


def summary(difference: Difference) -> Iterator[str]:
    """The figures and the people, one line each."""
    scenes, changes = difference.scenes, difference.changes
    title = f"{difference.title}: " if difference.title else ""
    yield f"{title}{difference.old} -> {difference.new}"
    states = ("changed", "added", "removed", "moved", "kept")
    counts = [f"{len(getattr(scenes, state))} {state}" for state in states if getattr(scenes, state)]
    yield f"Scenes: {', '.join(counts)}"
    lines = [line for scene in changes.scenes for line in scene.lines if line.printed]
    counts = [f"{count} {kind}" for kind in states if (count := sum(line.change == kind for line in lines))]
    if counts:
        yield f"Lines: {', '.join(counts)}"
    before, after = difference.minutes.before, difference.minutes.after
    yield (
        f"Pages: {difference.pages.before:.1f} -> {difference.pages.after:.1f}; "
        f"minutes: {before[0]:.0f} to {before[1]:.0f} -> {after[0]:.0f} to {after[1]:.0f}"
    )
    if changes.pages:
        yield f"Changed pages: {_some(changes.pages, 30)}"
    if changes.numbered is not None:
        yield "The scenes are numbered now" if changes.numbered else "The scenes have no numbers any more"
    yield from _shots(difference)
    yield from _people(difference)


def _shots(difference: Difference) -> Iterator[str]:
    shots, cost = difference.shots, difference.cost
    if shots is None or cost is None:
        return
    states = ("kept", "changed", "added", "removed", "moved")
    counts = [f"{len(getattr(shots, state))} {state}" for state in states if getattr(shots, state)]
    yield f"Shots: {', '.join(counts)}; film {_length(cost.before)} -> {_length(cost.after)}"
    shots_to_render, frames = _many(cost.render.shots, "shot"), _many(cost.render.frames, "frame")
    yield f"To render: {shots_to_render}, {frames} ({_length(cost.render)} of film)"


def _many(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"


def _length(footage: Footage) -> str:
    seconds = round(footage.seconds)
    return f"{seconds // 60}:{seconds % 60:02d}"


def _people(difference: Difference) -> Iterator[str]:
    changes = difference.changes
    for each in changes.renamed:
        yield f"{each.before} is {each.after} now"
    if changes.joined:
        yield f"New in the cast: {_some(changes.joined, 12)}"
    if changes.left:
        yield f"No longer in the cast: {_some(changes.left, 12)}"


def _some(names: tuple[str, ...], most: int) -> str:
    rest = len(names) - most
    return ", ".join(names[:most]) + (f" and {rest} more" if rest > 0 else "")


def told_scenes(difference: Difference) -> list[SceneChange]:
    """The scenes of which there is something to say."""
    scenes = difference.changes.scenes
    return [scene for scene in scenes if scene.state != "kept" or scene.moved or _notes(scene, difference)]


def _scenes(difference: Difference) -> Iterator[str]:
    told = told_scenes(difference)
    if told:
        yield ""
    for scene in told[:_MOST_SCENES]:
        heading = _cut(scene.heading or "(no heading)", 60)
        yield f"{mark_of(scene)} {scene.number:>5}  {heading}  {'; '.join(words(scene, difference))}"
    if len(told) > _MOST_SCENES:
        yield f"  and {len(told) - _MOST_SCENES} more scenes"


def mark_of(scene: SceneChange) -> str:
    """The sign beside a scene."""
    return ">" if scene.moved and scene.state == "kept" else _MARKS[scene.state]


def words(scene: SceneChange, difference: Difference) -> Iterator[str]:
    """What became of a scene, in words."""
    if scene.omitted:
        yield "omitted"
    elif scene.state == "kept":
        yield "moved" if scene.moved else "same lines"
    elif scene.state == "changed":
        lines = [line for line in scene.lines if line.printed]
        yield f"{len(lines)} line{'s' if len(lines) != 1 else ''}{', moved' if scene.moved else ''}"
        if all(line.rename_only for line in lines):
            yield "only names"
    else:
        yield f"{scene.state}, {eighths(scene.eighths[1] or scene.eighths[0])}"
    yield from _notes(scene, difference)


def _notes(scene: SceneChange, difference: Difference) -> list[str]:
    """What else there is to say of a scene: old number and heading, where it came from or went."""
    numbers = {other.id: other.number for other in difference.changes.scenes}
    stay = scene.suggested is not None and scene.suggested == scene.number_before
    told: tuple[tuple[str, str | None], ...] = (
        ("was", None if stay else scene.number_before),
        ("was", scene.heading_before and _cut(scene.heading_before, 50)),
        ("should stay" if stay else "should be", scene.suggested),
        ("split from", scene.split_from and numbers[scene.split_from]),
        ("now in", scene.merged_into and numbers[scene.merged_into]),
    )
    return [f"{how} {what}" for how, what in told if what]


def _lines(difference: Difference) -> Iterator[str]:
    """Lines of scenes that live on; what only has new names in it is not told again."""
    room = _MOST_LINES
    left = 0
    for scene in difference.changes.scenes:
        lines = [line for line in scene.lines if _worth_telling(scene, line)]
        if lines and room > 0:
            yield ""
            yield f"  {scene.number}  {_cut(scene.heading or '(no heading)', 60)}"
        for line in lines[: max(0, room)]:
            yield f"{_where(line):>7} {_MARKS[line.change]} {_said(line)}"
        left += max(0, len(lines) - max(0, room))
        room -= len(lines)
    if left:
        yield ""
        yield f"and {left} more lines: --html FILE shows them all"


def _worth_telling(scene: SceneChange, line: LineChange) -> bool:
    return scene.state == "changed" and line.printed and not line.rename_only


def _where(line: LineChange) -> str:
    span = line.after or line.before
    return f"{span[0]}" if line.after and span else f"({span[0]})" if span else ""


def _said(line: LineChange) -> str:
    if line.change in ("added", "removed", "moved"):
        return _cut(" ".join(text for _, text in line.words), _WIDE)
    if all(kind == "same" for kind, _ in line.words):
        return f"{_cut(line.words[0][1] if line.words else '', _WIDE - 22)}  (only how it is set)"
    marked = {"same": "{}", "out": "[-{}-]", "in": "{{+{}+}}"}
    return _cut("".join(marked[kind].format(_short(kind, words)) for kind, words in line.words), _WIDE)


def _short(kind: str, words: str) -> str:
    """What stayed is cut in its middle, so that a long line shows its changes."""
    words = words.replace("\n", " / ")
    return f"{words[:25]} ... {words[-25:]}" if kind == "same" and len(words) > 60 else words


def _cut(text: str, columns: int) -> str:
    text = " ".join(text.split())
    return text if len(text) <= columns else f"{text[: columns - 3]}..."
