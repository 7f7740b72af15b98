"""What ``storyreel read`` prints: a screenful, however long the script is."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import groupby
from typing import TypeVar

from rich.cells import cell_len

from film.screenplay import Diagnostic, Scene, Screenplay, Speaker

_Thing = TypeVar("_Thing")

_MOST_SCENES = 14
_MOST_PEOPLE = 10
_MOST_PLACES = 6
_MOST_DOUBTS = 8
_WIDEST = 58
_FORMATS = {
    "fountain": "Fountain", "fdx": "Final Draft", "pdf": "PDF", "fadein": "Fade In", "highland": "Highland",
    "docx": "Word", "markdown": "Markdown", "text": "plain text",
}  # fmt: skip
_SEVERITY = {"error": 0, "warning": 1, "info": 2}


def summary(script: Screenplay) -> str:
    """Title and length, scenes, cast, places, and what looked wrong and where."""
    return "\n".join(_lines(script))


def eighths(count: int) -> str:
    """Eighths of a page as the trade writes them: ``2``, ``1 3/8``, ``5/8``."""
    pages, rest = divmod(count, 8)
    return " ".join(part for part in (str(pages) if pages else "", f"{rest}/8" if rest else "") if part) or "0"


def _lines(script: Screenplay) -> Iterator[str]:
    yield _title(script)
    yield _length(script)
    names = {person.id: person.name for person in script.cast}
    yield from _part("Scenes", script.scenes, _MOST_SCENES, lambda scene: _scene(scene, names))
    scenes = Counter(id for scene in script.scenes for id in scene.cast)
    people = sorted(script.cast, key=lambda person: -person.words)
    yield from _part("Cast", people, _MOST_PEOPLE, lambda person: _person(person, scenes[person.id], names))
    yield from _part("Places", _by_place(script).most_common(), _MOST_PLACES, _place)
    doubts = sorted(script.diagnostics, key=lambda each: _SEVERITY[each.severity])
    yield from _part("Looked wrong", list(_doubts(doubts)), _MOST_DOUBTS, str)


def _title(script: Screenplay) -> str:
    source = f" ({_FORMATS[script.source.format]})" if script.source else ""
    author = next((script.title_page[key] for key in ("Author", "Authors") if key in script.title_page), ())
    by = f" by {', '.join(author)}" if author else ""
    return f"{script.title or 'Untitled'}{by}{source}"


def _length(script: Screenplay) -> str:
    low, high = script.minutes
    minutes = f"{low:.0f} to {high:.0f} minutes" if high >= 2 else f"{low * 60:.0f} to {high * 60:.0f} seconds"
    paper = "page" if script.pages <= 1 else "pages"
    pages = f"{eighths(round(script.pages * 8))} {paper}{'' if script.profile == 'film' else ', multi-camera'}"
    speaking = sum(1 for person in script.cast if person.lines)
    scenes, places = _count(len(script.scenes), "scene"), _count(len(_by_place(script)), "place")
    return f"{scenes}, {pages}, {minutes}, {speaking} speaking, {places}"


def _part(name: str, things: Sequence[_Thing], most: int, line: Callable[[_Thing], str]) -> Iterator[str]:
    """A heading and a line for each thing, the last one saying how many are left out."""
    if not things:
        return
    yield ""
    yield name
    shown = things if len(things) <= most else things[: most - 1]
    yield from (f"  {line(thing)}" for thing in shown)
    if len(things) > len(shown):
        yield f"  and {len(things) - len(shown)} more; --json has them all"


def _scene(scene: Scene, names: Mapping[str, str]) -> str:
    who = ", ".join(names.get(person, person) for person in scene.cast[:_MOST_PEOPLE])
    text = "omitted" if scene.omitted else _cut(scene.text or "(before the first heading)", _WIDEST)
    padding = " " * (_WIDEST - cell_len(text))
    return f"{scene.number:>4}  {text}{padding} {eighths(scene.eighths):>6}  {_cut(who, 40)}".rstrip()


def _person(person: Speaker, scenes: int, names: Mapping[str, str]) -> str:
    said = f"{_count(person.lines, 'line')}, {_count(person.words, 'word')}" if person.lines else "silent"
    known = f", also {', '.join(person.aliases)}" if person.aliases else ""
    age = names.get(person.age_of or "", "")
    return f"{person.name}: {said}, {_count(scenes, 'scene')}{known}{f', {age} at another age' if age else ''}"


def _by_place(script: Screenplay) -> Counter[tuple[str, str]]:
    """Eighths shot in each location, by setting and location."""
    found: Counter[tuple[str, str]] = Counter()
    for scene in script.scenes:
        if scene.heading.location and not scene.omitted:
            found[scene.heading.setting or "", scene.heading.location.upper()] += scene.eighths
    return found


def _place(found: tuple[tuple[str, str], int]) -> str:
    (setting, place), length = found
    return f"{f'{setting}. ' if setting else ''}{place}: {eighths(length)}"


def _doubts(diagnostics: Sequence[Diagnostic]) -> Iterator[str]:
    """One line for each kind of thing that looked wrong: the first of its lines, and how many others."""
    for (severity, message), group in groupby(diagnostics, key=lambda each: (each.severity, each.message)):
        lines = [each.line for each in group]
        more = f" and {len(lines) - 1} more" if len(lines) > 1 else ""
        yield f"{severity}: line {lines[0]}{more}: {message}"


def _cut(text: str, width: int) -> str:
    """The text in so many columns at most; East Asian characters take two."""
    if cell_len(text) <= width:
        return text
    kept = text[: width - 1]
    while cell_len(kept) > width - 1:
        kept = kept[:-1]
    return kept + "…"


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"
