"""The scenes as a director left them, on the plan of the script now."""

from __future__ import annotations

import difflib
from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from film.errors import PlanError
from film.names import digest
from film.plan import Plan, ScenePlan
from film.screenplay import Screenplay
from storyreel.edits.comments import Mark, Note, comments_of, line_at, read_marks
from storyreel.edits.files import Told, sheet_text, value_at
from storyreel.edits.form import filled, form_of
from storyreel.edits.past import PastScene
from storyreel.edits.problems import problems
from storyreel.edits.scene import Past, merge_scene
from storyreel.edits.spans import elements_of, lines_in
from storyreel.edits.three_way import tree_of
from storyreel.edits.wording import unworded
from storyreel.scenes import moved_scene, scene_stems, words_of
from storyreel.sheets import Sheet, head_lines, of_purpose, sheets_in
from storyreel.yamlfile import Page, read_page

HEADS = {
    "beats": "BEATS: one change of intention each; tension from 0 to 1.  lines: first and last line of the script.",
    "dialogue": "DIALOGUE: frames is how long a line lasts; where it starts follows from the shots that play it.",
    "setups": (
        "SETUPS: one camera placement each.  Metres, z up from the floor; lens_mm on Super 35.\n"
        "A change here goes for every shot of the setup that you did not change itself."
    ),
    "shots": (
        "SHOTS in the order of the cut.  Frames count from the shot's own first; yaw in degrees, counter-clockwise\n"
        "seen from above.  lock: true keeps a shot as it is; excuses: [{rule: axis, note: why}] lets a rule be broken."
    ),
    "music": "MUSIC: where it is wanted, from the first to the last of these lines of the script.",
    "proposals": "PROPOSALS of the language model that read it which were not taken as they were; for reading only.",
}
"""What stands over the parts of a scene's file."""
_OURS = frozenset(f"# {line}" for text in HEADS.values() for line in text.splitlines())


@dataclass(frozen=True)
class Theirs:
    """A scene's file that a person edited: what it says, their comments, and the marks that are still open in it.

    ``renamed``: people have other names in it than in the file.
    """

    sheet: Sheet
    scene: ScenePlan
    page: Page
    notes: tuple[Note, ...]
    marks: tuple[Mark, ...]
    renamed: bool = False


@dataclass(frozen=True)
class SceneEdit:
    """A scene in force: ``planned`` is it without a director's hand, ``form`` what its file says.

    ``aside``: something of the file is not in force any more, so the file is kept as it was.
    """

    planned: ScenePlan
    scene: ScenePlan
    form: Mapping[str, Any]
    purpose: Any
    theirs: Theirs | None = None
    marks: tuple[Mark, ...] = ()
    instead: Mapping[str, str] = field(default_factory=dict)
    aside: bool = False
    own: bool = False

    @property
    def sheet(self) -> Sheet | None:
        """The edited file that this was."""
        return self.theirs.sheet if self.theirs else None

    @property
    def shown(self) -> dict[str, Any] | None:
        """The file's form where a director had a hand in it."""
        return dict(self.form) if self.own else None

    def text(self) -> str:
        """The file's text; to the byte what it was where it says all of it already."""
        if self.theirs is None or not self.own:
            return sheet_text(self.form, self.form, self.purpose, heads=HEADS)
        said = form_of(self.scene) == form_of(self.theirs.scene) and set(self.marks) == set(self.theirs.marks)
        if said and not self.theirs.renamed:
            return of_purpose(self.theirs.page.text, self.purpose)
        own, notes = form_of(self.planned), self.theirs.notes
        return sheet_text(self.form, own, self.purpose, heads=HEADS, marks=self.marks, notes=notes)

    def check(self, plan: Plan) -> None:
        """Refuses an edit that speaks of what is not there, before anything is rendered.  Raises PlanError."""
        if self.theirs is None or not self.own:
            return
        for problem in problems(self.scene, plan, [line["id"] for line in self.form.get("dialogue", ())]):
            line = line_at(self.theirs.page, problem.path)
            raise PlanError(problem.message, where=self.theirs.sheet.path, line=line, do=problem.do)


def edited_scenes(folder: Path, known: Collection[str]) -> dict[str, Theirs]:
    """Scene id to the file that a person edited; ``known`` are the scenes that there are or were.

    Raises ProjectError and PlanError with file and line: not a scene, two of one, one that nobody knows.
    """
    found: dict[str, Theirs] = {}
    for sheet in sheets_in(folder):
        if not sheet.edited:
            continue
        page = read_page(sheet.path)
        scene = page.model(ScenePlan, filled)
        if scene.id in found:
            do = f"Keep one of them; {found[scene.id].sheet.path.name} is the other"
            raise PlanError(f"two edited files are both for scene {scene.id}", where=sheet.path, do=do)
        _refuse_strangers(scene, page, known)
        _refuse_twins(scene, page)
        _refuse_late_lines(scene, page)
        marks, notes = read_marks(comments_of(page, _OURS | head_lines(page.text)))
        found[scene.id] = Theirs(sheet, scene, page, tuple(notes), tuple(marks))
    return found


def _refuse_strangers(scene: ScenePlan, page: Page, known: Collection[str]) -> None:
    """A scene that never was, and lines that are not the scene's own: both are slips of the pen."""
    if known and scene.id not in known:
        nearest = difflib.get_close_matches(scene.id, sorted(known), n=1, cutoff=0.5)
        do = f"Did you mean {nearest[0]}?" if nearest else "A scene's id comes from the script; put its own back"
        raise PlanError(f"no scene has the id {scene.id}", where=page.path, line=line_at(page, ("id",)), do=do)
    first, last = scene.lines
    beats = {beat.id for beat in scene.beats}
    for shot in scene.shots:
        if shot.beat not in beats:
            nearest = difflib.get_close_matches(shot.beat, sorted(beats), n=1)
            do = f"Did you mean {nearest[0]}?" if nearest else f"There is {', '.join(sorted(beats))}"
            where = line_at(page, ("shots", shot.id, "beat"))
            raise PlanError(
                f"shot {shot.id} plays beat {shot.beat}, which is not there", where=page.path, line=where, do=do
            )
        for span in shot.covers:
            if not first <= span[0] <= span[1] <= last:
                what = f"shot {shot.id} covers lines {span[0]} to {span[1]}"
                where = line_at(page, ("shots", shot.id, "covers"))
                do = f"The scene is lines {first} to {last} of the script"
                raise PlanError(what, where=page.path, line=where, do=do)


def _refuse_late_lines(scene: ScenePlan, page: Page) -> None:
    """A line that would begin after the end of the shot that plays it."""
    for shot, shown in zip(scene.shots, page.data["shots"], strict=True):
        for part in shown.get("speech", ()):
            if part.get("start", 0) >= shot.frames:
                what = f"shot {shot.id} plays line {part['line']} from its frame {part['start']}"
                where = line_at(page, ("shots", shot.id, "speech", part["line"]))
                do = f"It has {shot.frames} frames, from 0 to {shot.frames - 1}"
                raise PlanError(what, where=page.path, line=where, do=do)


def _refuse_twins(scene: ScenePlan, page: Page) -> None:
    """Two things of one id cannot be told apart ever after."""
    parts = {
        "beats": [beat.id for beat in scene.beats],
        "dialogue": [line.id for line in scene.dialogue],
        "setups": [setup.id for setup in scene.setups],
        "shots": [shot.id for shot in scene.shots],
    }
    for name, ids in parts.items():
        for id, often in Counter(ids).items():
            if often > 1:
                line = line_at(page, (name, f"{id}#2"))
                raise PlanError(f"two {name} are called {id}", where=page.path, line=line, do="Give one another id")


def edit_scene(
    planned: ScenePlan, theirs: Theirs | None, past: PastScene | None, screenplay: Screenplay, plan: Plan, told: Told
) -> SceneEdit:
    """One scene of the plan with the director's hand on it, and under the names that it had."""
    from planner.names import carried_scene, renumbered

    purpose = words_of(screenplay, plan, planned.id)
    planned = unworded(planned, plan)
    now = elements_of(screenplay, planned.id)
    if past is not None:
        taken = _own_ids(past.plan, theirs.scene) if theirs else ()
        planned = carried_scene(planned, lines_in(now), past.plan, lines_in(past.elements), taken)
    edit = SceneEdit(planned, planned, form_of(planned), purpose, theirs)
    if theirs is None:
        return edit
    if past is None:
        return _unremembered(edit, theirs, told)
    _refuse_numbers(theirs, past.plan)
    label = planned.shots[0].id.partition("-")[0]
    before = renumbered(past.plan, label)
    shown = form_of(before) if past.shown is None else _renamed(past.shown, past.plan, before)
    known = Past(before, shown, past.elements, past.instead)
    try:
        merged = merge_scene(known, renumbered(theirs.scene, label), planned, now, theirs.marks)
    except ValidationError as error:
        raise PlanError(_said(error), where=theirs.sheet.path, do="Mend the file") from None
    file = f"scenes/{scene_stems(plan)[planned.id]}.yaml"
    _tell(file, planned, merged.scene, merged.form, merged.marks, told)
    for name in merged.aside:
        told.say(f"{file}: shot {name}, which you made, changed or locked, left the film with the words that it plays")
    _tell_unheard(theirs, past.shown or {}, told)
    own = merged.form != edit.form or bool(theirs.notes)
    return replace(
        edit, scene=merged.scene, form=merged.form, marks=merged.marks, instead=merged.instead,
        aside=bool(merged.aside), own=own,
    )  # fmt: skip


def _unremembered(edit: SceneEdit, theirs: Theirs, told: Told) -> SceneEdit:
    """Nothing is known of the run before: an edit is used while its words are those it was made for."""
    if digest(edit.purpose)[:16] != theirs.sheet.made_for:
        told.say(
            f"scene {theirs.scene.number} was planned anew: its script (or the frame rate) changed after "
            f"scenes/{theirs.sheet.path.name} was edited, and what it was planned as is not known any more"
        )
        return replace(edit, aside=True)
    planned = edit.planned
    scene = moved_scene(theirs.scene, planned).but(read_by=planned.read_by, proposals=planned.proposals)
    return replace(edit, scene=scene, form=form_of(scene), marks=theirs.marks, own=True)


def _own_ids(past: ScenePlan, theirs: ScenePlan) -> set[str]:
    """What the director called things that we had not."""
    return _ids(theirs) - _ids(past)


def _ids(scene: ScenePlan) -> set[str]:
    return {
        id for each in (scene.beats, scene.dialogue, scene.setups, scene.shots) for id in (item.id for item in each)
    }


def _refuse_numbers(theirs: Theirs, past: ScenePlan) -> None:
    for name in ("number", "lines"):
        if getattr(theirs.scene, name) != getattr(past, name):
            line = line_at(theirs.page, (name,))
            raise PlanError(f"{name} comes from the script", where=theirs.sheet.path, line=line, do="Change it there")


def _renamed(form: dict[str, Any], before: ScenePlan, now: ScenePlan) -> dict[str, Any]:
    """A form under the number of now."""
    from planner.names import renumbered

    scene = renumbered(ScenePlan.model_validate(filled(form)), now.shots[0].id.partition("-")[0])
    return form if before is now else form_of(scene)


def _tell(
    file: str, planned: ScenePlan, scene: ScenePlan, form: Mapping[str, Any], marks: tuple[Mark, ...], told: Told
) -> None:
    tree = tree_of(form)
    shots = {shot.id: shot for shot in (*planned.shots, *scene.shots)}
    for mark in marks:
        shot = shots.get(mark.path[1]) if mark.path[0] == "shots" and len(mark.path) > 1 else None
        first = shot.covers[0][0] if shot and shot.covers else scene.lines[0]
        about = {"scene": scene.id, "shots": (shot.id,) if shot else (), "line": first}
        told.show(file, mark, value_at(tree, mark), about)


def _tell_unheard(theirs: Theirs, before: Mapping[str, Any], told: Told) -> None:
    """A shot that names a line which has been heard before it, by the director's hand and not ours of ``before``."""
    ours = {shot["id"]: {part["line"] for part in shot.get("speech", ())} for shot in before.get("shots", ())}
    for shot, shown in zip(theirs.scene.shots, theirs.page.data["shots"], strict=True):
        heard = {part.line for part in shot.speech} | ours.get(shot.id, set())
        for line in [part["line"] for part in shown.get("speech", ()) if part["line"] not in heard]:
            where = f"scenes/{theirs.sheet.path.name}:{line_at(theirs.page, ('shots', shot.id, 'speech', line))}"
            what = f"{where}: {shot.id} names line {line}, which has been heard before it and is not heard again"
            about = {"scene": theirs.scene.id, "shots": (shot.id,), "line": shot.covers[0][0] if shot.covers else None}
            told.find(what, "Take it out of the shot's speech, or out of that of the shot before", about)


def _said(error: ValidationError) -> str:
    first = error.errors(include_url=False)[0]
    return f"{'.'.join(str(part) for part in first['loc'])}: {first['msg']}"
