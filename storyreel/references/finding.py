"""Reference images of a plan: found in the reel's folder, looked at, known by what they hold.

A sheet names an image by its path from the reel's folder; nothing outside of it is ever read.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Literal, NamedTuple

from film.base import Model
from film.cast import CharacterSheet
from film.errors import ProjectError, RenderError
from film.names import slug
from film.place import PlaceSheet
from film.plan import Plan, Prop
from film.references import Reference
from renderer.generative.images import Looked, checked
from storyreel.scenes import scene_stems
from storyreel.yamlfile import Page, read_page

Kind = Literal["person", "place", "prop"]
Trouble = Literal["consent", "file"]
"""What stands against an image: leave to use it, or its file."""

NOBODY = "nobody"
"""Whose likeness an image shows that shows no living person."""


class Named(NamedTuple):
    """Somebody or something that a sheet has references for: the sheet, the file that it stands in, seen from the
    reel's folder, the path of the references in there, and of a thing the scene whose breakdown that is."""

    kind: Kind
    what: CharacterSheet | PlaceSheet | Prop
    file: str
    path: tuple[str, ...]
    scene: str = ""

    @property
    def id(self) -> str:
        """Whose images they are."""
        return self.what.id


class Entry(Model):
    """One image as a sheet names it.

    ``place`` is its place among the sheet's images, ``sheet`` the file that names it and ``line`` where; ``scene`` is
    the scene whose breakdown names a thing's.  ``looked`` is what its file is, None where that is no good.  ``trouble``
    says what stands against it, ``why`` in words and ``do`` what to do about it.
    """

    kind: Kind
    id: str
    name: str
    place: int
    reference: Reference
    sheet: str
    line: int | None = None
    scene: str = ""
    looked: Looked | None = None
    trouble: Trouble | None = None
    why: str = ""
    do: str = ""

    @property
    def usable(self) -> bool:
        """Nothing stands against it, and a model's image was approved."""
        return self.trouble is None and self.reference.usable


def named_in(plan: Plan, *, all_: bool = False) -> Iterator[Named]:
    """Everybody and everything with references, in the order of the plan; with ``all_`` also who has none.

    A thing's references stand in the first scene that names some, else in the first that has the thing.
    """
    for sheet in plan.cast:
        if sheet.references or all_:
            yield Named("person", sheet, f"cast/{slug(sheet.id)}.yaml", ("references",))
    for place in plan.places:
        if place.references or all_:
            yield Named("place", place, f"places/{slug(place.id)}.yaml", ("references",))
    stems = scene_stems(plan)
    things = [(scene, prop) for scene in plan.scenes for prop in scene.breakdown.props]
    with_images = {prop.id for _, prop in things if prop.references}
    seen: set[str] = set()
    for scene, prop in things:
        first = all_ and prop.id not in with_images and prop.id not in seen
        if prop.references or first:
            seen.add(prop.id)
            file, path = f"scenes/{stems[scene.id]}.yaml", ("breakdown", "props", prop.id, "references")
            yield Named("prop", prop, file, path, scene.id)


def entries_of(plan: Plan, folder: Path, today: date) -> tuple[Entry, ...]:
    """Every reference of the plan, looked at; ``folder`` is the reel's."""
    pages: dict[str, Page | None] = {}
    found = []
    for named in named_in(plan):
        if named.file not in pages:
            pages[named.file] = _page(folder / named.file)
        page = pages[named.file]
        for place, reference in enumerate(named.what.references):
            entry = Entry(
                kind=named.kind,
                id=named.id,
                name=named.what.name,
                place=place,
                reference=reference,
                sheet=named.file,
                scene=named.scene,
                line=None if page is None else _line(page, named, place, reference),
            )
            found.append(_proven(entry, folder, today))
    return _all_revoked(found, today)


def inside(folder: Path, file: str) -> Path:
    """The whole path of a file that a sheet names.  Raises RenderError where it leads out of the reel's folder."""
    try:
        path = (folder / file).resolve()
        if path.is_relative_to(folder.resolve()):
            return path
    except (OSError, ValueError, RuntimeError) as error:
        raise RenderError(f"cannot be found: {error}", do="Look how its name is spelt") from None
    do = "Copy it into the reel's folder and write its path from there: references/name.png"
    raise RenderError("is not in the reel's folder", do=do)


def checked_as_is(entry: Entry, folder: Path, today: date) -> str:
    """sha256 of an entry's file as it is now, whatever it was when it was approved.

    Raises ProjectError where it may not or cannot be used.
    """
    proven = _proven(entry.but(reference=entry.reference.but(content=""), looked=None, trouble=None), folder, today)
    if proven.looked is None:
        raise ProjectError(proven.why, where=folder / entry.sheet, line=entry.line, do=proven.do)
    return proven.looked.content


def _proven(entry: Entry, folder: Path, today: date) -> Entry:
    """The entry with what its file is, or what stands against it."""
    missing = _without_leave(entry, today)
    if missing is not None:
        return missing
    reference = entry.reference
    try:
        looked = checked(inside(folder, reference.file))
    except RenderError as error:
        what = f"the reference {reference.file} cannot be used: {error.what}"
        return entry.but(trouble="file", why=what, do=error.do)
    if reference.content and looked.content != reference.content:
        do = "Put the old file back, or look at it and approve it again: storyreel references REEL --approve"
        what = f"the reference {reference.file} was changed since it was approved"
        return entry.but(trouble="file", why=what, do=do)
    return entry.but(looked=looked)


def _without_leave(entry: Entry, today: date) -> Entry | None:
    """The entry with why it may not be used; None where it may."""
    consent = entry.reference.consent
    if consent is None and entry.kind == "person":
        do = "Add consent: {whose: NAME, purpose: WHAT FOR, until: 2027-12-31}, or whose: nobody for no living person"
        what = f"the reference {entry.reference.file} of {entry.name} has no consent"
        return entry.but(trouble="consent", why=what, do=do)
    why = "" if consent is None else consent.why_not(today)
    return entry.but(trouble="consent", why=why, do=_TAKE_OUT) if why else None


_TAKE_OUT = "Take the image out of the sheet, or renew the consent"


def _all_revoked(entries: list[Entry], today: date) -> tuple[Entry, ...]:
    """Who takes their consent back takes it back for every image of them, also those that a model made after them."""
    revoked = {
        _who(consent.whose): consent.why_not(today)
        for entry in entries
        if (consent := entry.reference.consent) is not None and consent.revoked is not None
        if today >= consent.revoked and _who(consent.whose) != NOBODY
    }

    def judged(entry: Entry) -> Entry:
        consent = entry.reference.consent
        why = revoked.get(_who(consent.whose), "") if consent is not None else ""
        return entry.but(trouble="consent", why=why, do=_TAKE_OUT) if why and entry.trouble != "consent" else entry

    return tuple(judged(entry) for entry in entries)


def _who(whose: str) -> str:
    return " ".join(whose.casefold().split())


def _page(file: Path) -> Page | None:
    try:
        return read_page(file) if file.is_file() else None
    except (ProjectError, OSError):
        return None


def _line(page: Page, named: Named, place: int, reference: Reference) -> int | None:
    """The line that names the image; None where the file has no such line (yet)."""
    path: list[int | str] = list(named.path)
    if named.kind == "prop":
        breakdown = page.data.get("breakdown")
        props = breakdown.get("props") if isinstance(breakdown, dict) else None
        ids = [prop.get("id") for prop in props if isinstance(prop, dict)] if isinstance(props, list) else []
        if named.id not in ids:
            return None
        path[2] = ids.index(named.id)
    if reference.file not in page.text:
        return None
    return page.line((*path, place))
