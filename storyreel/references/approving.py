"""Images that are looked at and approved: from then on fixed by what their files hold."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from film.errors import ProjectError
from film.plan import Plan
from storyreel.references import Entry, References, references_of
from storyreel.references.entering import fix
from storyreel.references.finding import checked_as_is, named_in


def approve(folder: Path, plan: Plan, what: str, today: date) -> tuple[str, ...]:
    """Approves the images that ``what`` names: a file, or everything of a person, place or thing by its id.

    Each is fixed by its sha256; the files, seen from the reel's ``folder``.  Raises ProjectError where nothing is
    named so, or an image may not or cannot be used.
    """
    references = references_of(plan, folder, today)
    chosen = _chosen(references, what)
    contents: dict[str, dict[int, tuple[str, str]]] = {}
    for entry in chosen:
        content = checked_as_is(entry, folder, today)
        contents.setdefault(f"{entry.sheet} {entry.id}", {})[entry.place] = (entry.reference.file, content)
    for named in named_in(plan):
        if f"{named.file} {named.id}" in contents:
            fix(folder, named, contents[f"{named.file} {named.id}"])
    return tuple(entry.reference.file for entry in chosen)


def _chosen(references: References, what: str) -> list[Entry]:
    by_id = [entry for entry in references.entries if entry.id == what]
    chosen = by_id or [entry for entry in references.entries if _is_file(references.folder, entry, what)]
    if chosen:
        return chosen
    known = sorted({entry.id for entry in references.entries})
    do = f"Name a file, or one of {', '.join(known[:12])}" if known else "Make some first, or name your own in a sheet"
    raise ProjectError(f"no reference is called {what[:200]!r}", where="--approve", do=do)


def _is_file(folder: Path, entry: Entry, what: str) -> bool:
    file = entry.reference.file
    return what in (file, str(folder / file)) or what.removeprefix("./") == file
