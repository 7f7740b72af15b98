"""Character and place sheets as a director left them, on those that the script now gives."""

from __future__ import annotations

import difflib
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from pydantic import ValidationError

from film.cast import CharacterSheet, Portrait
from film.errors import ProjectError
from film.names import slug
from film.place import PlaceSheet
from film.screenplay import Screenplay
from storyreel.edits.comments import Mark, Note, comments_of, line_at, read_marks
from storyreel.edits.files import Folder, Told, sheet_text, value_at
from storyreel.edits.ground import place_problems
from storyreel.edits.scene import unsettled
from storyreel.edits.three_way import NOTHING, at, data_of, merged, tree_of
from storyreel.sheets import Sheet, head_lines, sheets_in
from storyreel.yamlfile import Page, read_page

if TYPE_CHECKING:
    from planner.reading.reading import Reading

S = TypeVar("S", CharacterSheet, PlaceSheet)
_BLANK = Portrait().model_dump(mode="json")
Own = Callable[[], Mapping[str, CharacterSheet | PlaceSheet]]


@dataclass(frozen=True)
class Before(Generic[S]):
    """The sheets as they were last written without a hand, by id, and what an id of then is called ``now``."""

    sheets: Mapping[str, S]
    now: Callable[[str], str]


@dataclass(frozen=True)
class SheetEdit(Generic[S]):
    """One edited sheet: the file, what it said, what is in force, what both sides changed."""

    sheet: Sheet
    theirs: S
    value: S
    page: Page
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
            return edit.page.text
        form = edit.value.model_dump(mode="json")
        return sheet_text(form, own, None, marks=edit.marks, notes=edit.notes)


def edited_sheets(folder: Path, kind: type[S], before: Before[S], own: Own, told: Told) -> SheetEdits[S]:
    """The sheets that a person edited or added, merged with what the script says now, by their ids of now.

    Without a base a sheet is wholly theirs.  Raises ProjectError with file and line for a broken one.
    """
    found = _read(folder, kind, {*before.sheets, *own()} if before.sheets else set())
    edits: dict[str, SheetEdit[S]] = {}
    ours: dict[str, S] = {}
    for id, edit in found.items():
        planned = own().get(id)
        if planned is None and (now := before.now(id)) not in found:
            planned = own().get(now)
        base = before.sheets.get(id)
        if not isinstance(planned, kind):
            edits[id] = edit
            continue
        ours[planned.id] = planned
        if base is not None:
            edit = _merged(edit, base, planned)
            _tell(f"{folder.name}/{slug(planned.id)}.yaml", edit, told)
        edits[planned.id] = edit
    return SheetEdits(folder, edits, ours)


def _read(folder: Path, kind: type[S], known: Collection[str]) -> dict[str, SheetEdit[S]]:
    """The edited sheets of a folder by the ids in them; ``known`` are those that there are or were."""
    edits: dict[str, SheetEdit[S]] = {}
    for sheet in sheets_in(folder):
        if not sheet.edited:
            continue
        page = read_page(sheet.path)
        theirs = page.model(kind)
        if theirs.id in edits:
            do = f"Keep one of them; {edits[theirs.id].sheet.path.name} is the other"
            raise ProjectError(f"two edited files are both for {theirs.id}", where=sheet.path, do=do)
        if known and theirs.id not in known and slug(theirs.id) != sheet.path.stem:
            line = page.line(("id",))
            nearest = difflib.get_close_matches(theirs.id, sorted(known), n=1, cutoff=0.5)
            do = f"Did you mean {nearest[0]}?" if nearest else "An id comes from the script; put its own back"
            raise ProjectError(f"nothing in the script has the id {theirs.id}", where=sheet.path, line=line, do=do)
        for problem in place_problems(theirs) if isinstance(theirs, PlaceSheet) else ():
            there = line_at(page, problem.path)
            raise ProjectError(problem.message, where=sheet.path, line=there, do=problem.do)
        marks, notes = read_marks(comments_of(page, head_lines(page.text)))
        edits[theirs.id] = SheetEdit(sheet, theirs, theirs, page, tuple(notes), tuple(marks), tuple(marks))
    return edits


def own_sheets(screenplay: Screenplay, reading: Reading | None = None) -> Own:
    """The sheets that the script gives by itself, dressed as it dresses them, by id; made when somebody asks.

    ``reading`` is the script as a language model read it.
    """

    @cache
    def sheets() -> Mapping[str, CharacterSheet | PlaceSheet]:
        from planner.breakdown import break_down
        from planner.characters import cast_sheets, dress
        from planner.places import place_sheets
        from planner.reading.applying import Applied

        bare = cast_sheets(screenplay, tuple(scene.id for scene in screenplay.scenes))
        places = place_sheets(screenplay)[0]
        read = None if reading is None else Applied.to(screenplay, reading)
        if read is not None:
            bare, places = read.cast(bare), read.places(places)
        facts = break_down(screenplay, bare)
        cast = dress(bare, facts if read is None else read.facts(facts)).cast
        return {**{sheet.id: sheet for sheet in cast}, **{sheet.id: sheet for sheet in places}}

    return sheets


def _merged(edit: SheetEdit[S], base: S, ours: S) -> SheetEdit[S]:
    trees = [tree_of(sheet.model_dump(mode="json")) for sheet in (base, edit.theirs, ours)]
    if base.id != ours.id:
        _keep_guesses(trees[0], trees[2])
    portrayed = "portrait" in trees[2]
    if any("portrait" in tree for tree in trees):  # field by field, also where one side has none
        for tree in trees:
            tree.setdefault("portrait", dict(_BLANK))
    found: list[Mark] = []
    result = merged(trees[0], trees[1], trees[2], (), found)
    if not portrayed and result.get("portrait") == _BLANK:
        del result["portrait"]
    try:
        value = type(edit.theirs).model_validate(data_of(result))
    except ValidationError as error:
        said = error.errors(include_url=False)[0]["msg"]
        raise ProjectError(f"does not go with the script any more: {said}", where=edit.sheet.path) from None
    new = {mark.path for mark in found}
    still: list[Mark] = [mark for mark in edit.open if mark.path not in new and unsettled(mark, result, trees[2])]
    return replace(edit, value=value, marks=(*still, *found))


def _keep_guesses(base: Any, ours: Any) -> None:
    """Another name makes nobody look otherwise: what nobody says of them stays as it was guessed."""
    for name in set(base.get("guessed", ())) & set(ours.get("guessed", ())):
        *above, last = name.split(".")
        there = at(ours, tuple(above))
        if isinstance(there, dict) and (guess := at(base, (*above, last))) is not NOTHING:
            there[last] = guess


def _tell(file: str, edit: SheetEdit[S], told: Told) -> None:
    tree = tree_of(edit.value.model_dump(mode="json"))
    for mark in edit.marks:
        told.show(file, mark, value_at(tree, mark), {})
