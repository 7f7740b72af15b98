"""Open Screenplay Format: the title page, and the drafts that the file knows of."""

from __future__ import annotations

import re
from collections.abc import Sequence

from film.screenplay import Revision
from screenplay.fadein.styles import File, descendants, runs_in
from screenplay.fdx.colours import PAGES
from screenplay.files.markup import Node
from screenplay.manuscript import Draft

_TITLE_KEYS = {"draft": "Draft date", "basedon": "Source", "phonenumber": "Phone"}
_OLD_TITLE = (("title", "Title"), ("written_by", "Author"), ("drafts", "Draft date"), ("contact", "Contact"))
_CREDIT = re.compile(r"((written|screenplay|story|teleplay|script|created)\b.{0,30}\bby|by|écrit par|von|por|di)", re.I)


def title_page_of(root: Node, nodes: Sequence[Node], file: File) -> dict[str, tuple[str, ...]]:
    """Bookmarked paragraphs under their names, the credit line, and all else as notes; nothing is left out."""
    found: dict[str, list[str]] = {}
    for info in descendants(root, "info"):
        for key, name in (*_OLD_TITLE, ("copyright", "Copyright")):
            if value := info.attributes.get(key, "").strip():
                found.setdefault(name, []).extend(value.split("\n"))
    for node in nodes:
        text = "".join(run.text for child in node.elements("text") for run in runs_in(child, file)).strip()
        mark = node.attributes.get("bookmark", "").strip()
        key = _TITLE_KEYS.get(mark.lower(), mark.capitalize()) or ("Credit" if _CREDIT.fullmatch(text) else "Notes")
        if text:
            found.setdefault(key, []).extend(line.strip() for line in text.splitlines())
    order = ("Title", "Credit", "Author")
    return {key: tuple(found[key]) for key in sorted(found, key=lambda key: (key not in order, key == "Notes"))}


def revisions_of(root: Node, drafts: Sequence[Draft]) -> tuple[Revision, ...]:
    used = {run.revision for draft in drafts for run in draft.runs if run.revision}
    listed = {
        each.attributes.get("index", str(index)): each.attributes
        for parent in descendants(root, "revision_colors")
        for index, each in enumerate(parent.elements("revision_color"))
    }
    return tuple(
        Revision(
            id=number,
            name=listed.get(number, {}).get("name") or f"Revision {number}",
            colour=_colour(listed.get(number, {})),
            mark=listed.get(number, {}).get("mark") or "*",
        )
        for number in sorted(used, key=int)
    )


def _colour(said: dict[str, str]) -> str:
    """A draft's colour in the trade's word (in small letters, as in other formats), or the file's own name for it."""
    name = said.get("color_name") or said.get("name", "")
    return name.lower() if name.lower() in PAGES else name
