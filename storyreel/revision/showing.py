"""A difference for the terminal: a screenful, stars beside what changed, [-old-] and {+new+} words."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain

from screenplay.revisions import LineChange, SceneChange
from storyreel.revision.difference import Difference, Footage

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
    yield from _shots(difference)
    yield from _people(difference)


def _shots(difference: Difference) -> Iterator[str]:
    shots, cost = difference.shots, difference.cost
    if shots is None or cost is None:
        return
    states = ("kept", "changed", "added", "removed", "moved")
    counts = [f"{len(getattr(shots, state))} {state}" for state in states if getattr(shots, state)]
    yield f"Shots: {', '.join(counts)}; film {_length(cost.before)} -> {_length(cost.after)}"
    yield f"To render: {cost.render.shots} shots, {cost.render.frames} frames ({_length(cost.render)} of film)"


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


def _scenes(difference: Difference) -> Iterator[str]:
    told = [scene for scene in difference.changes.scenes if scene.state != "kept" or scene.moved or notes(scene)]
    if told:
        yield ""
    for scene in told[:_MOST_SCENES]:
        mark = ">" if scene.moved and scene.state == "kept" else _MARKS[scene.state]
        yield f"{mark} {scene.number:>5}  {_cut(scene.heading or '(no heading)', 60)}  {'; '.join(_words(scene))}"
    if len(told) > _MOST_SCENES:
        yield f"  and {len(told) - _MOST_SCENES} more scenes"


def _words(scene: SceneChange) -> Iterator[str]:
    """What became of a scene, in words."""
    if scene.omitted:
        yield "omitted"
    elif scene.state == "kept":
        yield "moved" if scene.moved else "same lines"
    elif scene.state == "changed":
        lines = sum(line.printed for line in scene.lines)
        yield f"{lines} line{'s' if lines != 1 else ''}{', moved' if scene.moved else ''}"
    else:
        eighths = scene.eighths[1] or scene.eighths[0]
        yield f"{scene.state}, {eighths}/8"
    yield from notes(scene)


def notes(scene: SceneChange) -> list[str]:
    """What else there is to say of a scene: old number and heading, where it came from or went."""
    told = {
        "was": scene.number_before,
        "was ": scene.heading_before and _cut(scene.heading_before, 50),
        "number it": scene.suggested,
        "split from": scene.split_from,
        "now in": scene.merged_into,
    }
    return [f"{words.strip()} {what}" for words, what in told.items() if what]


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
