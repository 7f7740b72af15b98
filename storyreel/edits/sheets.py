"""Character and place sheets as a director left them, on those that the script now gives."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Generic, TypeVar

from pydantic import ValidationError

from film.cast import CharacterSheet
from film.errors import ProjectError
from film.names import slug
from film.place import PlaceSheet
from film.screenplay import Screenplay
from storyreel.edits.comments import Mark, Note, comments_of, read_marks
from storyreel.edits.files import Folder, Told, sheet_text, value_at
from storyreel.edits.scene import unsettled
from storyreel.edits.three_way import data_of, merged, tree_of
from storyreel.sheets import Sheet, head_lines, sheets_in
from storyreel.yamlfile import read_page

S = TypeVar("S", CharacterSheet, PlaceSheet)
Own = Callable[[], Mapping[str, CharacterSheet | PlaceSheet]]


@dataclass(frozen=True)
class SheetEdit(Generic[S]):
    """One edited sheet: the file, what it said, what is in force, what both sides changed."""

    sheet: Sheet
    theirs: S
    value: S
    text: str
    notes: tuple[Note, ...]
    marks: tuple[Mark, ...] = ()
    open: tuple[Mark, ...] = ()


@dataclass(frozen=True)
class SheetEdits(Generic[S]):
    """The edited sheets of a folder; ``own`` are those of the script in their place, by id."""

    folder: Path
    edits: Mapping[str, SheetEdit[S]]
    own: Mapping[str, S] = field(default_factory=dict)

    @property
    def values(self) -> tuple[S, ...]:
        """The sheets in force for the planner."""
        return tuple(edit.value for edit in self.edits.values())

    def written(self, sheets: Sequence[S], *, whole: bool, told: Told) -> dict[Path, str | None]:
        """The folder's files for the sheets of a plan."""
        folder = Folder(self.folder, told)
        for sheet in sheets:
            edit = self.edits.get(sheet.id)
            folder.put(slug(sheet.id), sheet.id, self._text(sheet, edit), edit.sheet if edit else None)
        return folder.settled(whole=whole)

    def without_a_hand(self, sheets: Sequence[S]) -> dict[str, S]:
        """The sheets of a plan as the script gives them, by id; none for one that is known only as edited."""
        return {**{sheet.id: sheet for sheet in sheets if sheet.id not in self.edits}, **self.own}

    def _text(self, sheet: S, edit: SheetEdit[S] | None) -> str:
        own = self.own.get(sheet.id, sheet).model_dump(mode="json")
        if edit is None:
            return sheet_text(own, own, None)
        if edit.value == edit.theirs and set(edit.marks) == set(edit.open):
            return edit.text
        form = edit.value.model_dump(mode="json")
        return sheet_text(form, own, None, marks=edit.marks, notes=edit.notes)


def edited_sheets(folder: Path, kind: type[S], base: Mapping[str, S], own: Own, told: Told) -> SheetEdits[S]:
    """The sheets that a person edited or added, merged with what the script says now.

    Without a base a sheet is wholly theirs.  Raises ProjectError with file and line for a broken one.
    """
    edits: dict[str, SheetEdit[S]] = {}
    ours: dict[str, S] = {}
    for sheet in sheets_in(folder):
        if not sheet.edited:
            continue
        page = read_page(sheet.path)
        theirs = page.model(kind)
        if theirs.id in edits:
            do = f"Keep one of them; {edits[theirs.id].sheet.path.name} is the other"
            raise ProjectError(f"two edited files are both for {theirs.id}", where=sheet.path, do=do)
        marks, notes = read_marks(comments_of(page, head_lines(page.text)))
        edit = SheetEdit(sheet, theirs, theirs, page.text, tuple(notes), tuple(marks), tuple(marks))
        planned = own().get(theirs.id)
        if isinstance(planned, kind):
            ours[theirs.id] = planned
        if isinstance(planned, kind) and theirs.id in base:
            edit = _merged(edit, base[theirs.id], planned)
            _tell(f"{folder.name}/{slug(theirs.id)}.yaml", edit, told)
        edits[theirs.id] = edit
    return SheetEdits(folder, edits, ours)


def own_sheets(screenplay: Screenplay) -> Own:
    """The sheets that the script gives by itself, by id; made when somebody asks."""

    @cache
    def sheets() -> Mapping[str, CharacterSheet | PlaceSheet]:
        from planner.characters import cast_sheets
        from planner.places import place_sheets

        cast = cast_sheets(screenplay, tuple(scene.id for scene in screenplay.scenes))
        return {**{sheet.id: sheet for sheet in cast}, **{sheet.id: sheet for sheet in place_sheets(screenplay)[0]}}

    return sheets


def _merged(edit: SheetEdit[S], base: S, ours: S) -> SheetEdit[S]:
    trees = [tree_of(sheet.model_dump(mode="json")) for sheet in (base, edit.theirs, ours)]
    found: list[Mark] = []
    result = merged(trees[0], trees[1], trees[2], (), found)
    try:
        value = type(edit.theirs).model_validate(data_of(result))
    except ValidationError as error:
        said = error.errors(include_url=False)[0]["msg"]
        raise ProjectError(f"does not go with the script any more: {said}", where=edit.sheet.path) from None
    new = {mark.path for mark in found}
    still: list[Mark] = [mark for mark in edit.open if mark.path not in new and unsettled(mark, result, trees[2])]
    return SheetEdit(edit.sheet, edit.theirs, value, edit.text, edit.notes, (*still, *found), edit.open)


def _tell(file: str, edit: SheetEdit[S], told: Told) -> None:
    tree = tree_of(edit.value.model_dump(mode="json"))
    for mark in edit.marks:
        told.show(file, mark, value_at(tree, mark), {})
