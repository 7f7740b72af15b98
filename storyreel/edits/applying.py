"""The plan of a script with the director's files in it, and the files that say what it is."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from film.cast import CharacterSheet
from film.findings import Finding
from film.place import PlaceSheet
from film.plan import Plan, ScenePlan
from film.screenplay import Screenplay
from storyreel.edits.files import Folder, Told
from storyreel.edits.past import Past, PastScene, past_of
from storyreel.edits.renaming import by_name, past_under, renamed_people, renamed_places, theirs_under
from storyreel.edits.scenes import SceneEdit, edit_scene, edited_scenes
from storyreel.edits.sheets import Before, SheetEdits, edited_sheets, own_sheets
from storyreel.edits.spans import elements_of
from storyreel.edits.wording import worded
from storyreel.edits.writing import write_all
from storyreel.models import with_models
from storyreel.scenes import scene_stems

if TYPE_CHECKING:
    from planner.brief import Brief
    from storyreel.project import Reel


@dataclass(frozen=True)
class Edited:
    """The plan in force; ``told`` is what became of edits, ``findings`` what both a director and the script changed."""

    plan: Plan
    told: tuple[str, ...]
    findings: tuple[Finding, ...]
    files: Mapping[Path, str | None] = field(default_factory=dict)


def edited(plan_of: Callable[[Screenplay, Brief], Plan], reel: Reel, screenplay: Screenplay, brief: Brief) -> Edited:
    """Plans the script and merges what was changed by hand in the reel's folders; writes nothing.

    Raises ProjectError with file, line and the nearest right name for a value that cannot be, PlanError where the
    plan cannot be made or an edit speaks of what is not there.
    """
    past, told = past_of(reel), Told()
    own = own_sheets(screenplay, brief.reading)
    people = renamed_people(past, screenplay)
    cast = edited_sheets(reel.folder / "cast", CharacterSheet, Before(past.cast, by_name(lambda: people)), own, told)
    grounds = by_name(lambda: renamed_places(past, screenplay))
    places = edited_sheets(reel.folder / "places", PlaceSheet, Before(past.places, grounds), own, told)
    planned = plan_of(screenplay, brief.but(cast=cast.values, places=places.values))
    theirs = edited_scenes(reel.folder / "scenes", _known(past, screenplay))
    hands = {id: theirs_under(people, each) for id, each in theirs.items()}
    before = {id: past_under(people, each) for id, each in past.scenes.items()}
    edits = {
        scene.id: edit_scene(scene, hands.get(scene.id), before.get(scene.id), screenplay, planned, told)
        for scene in planned.scenes
    }
    known = {**{now: past.cast[id] for id, now in people.items() if id in past.cast}, **past.cast}
    plan = _whole(planned, edits, past.but(cast=known))
    for edit in edits.values():
        edit.check(plan)
    whole = not brief.scenes
    files = {
        **cast.written(plan.cast, whole=whole, told=told),
        **places.written(plan.places, whole=whole, told=told),
        **_scene_files(reel.folder / "scenes", plan, edits, whole=whole, told=told),
    }
    kept = _kept(past, plan, edits, cast, places, screenplay, set(theirs))
    files[reel.private / "plan.json"] = kept.model_dump_json()
    files[reel.private / "screenplay.json"] = screenplay.model_dump_json()
    shown = with_models(plan, reel.folder, told, scene_stems(plan))
    told.close()
    return Edited(shown, tuple(told.lines), tuple(told.findings), files)


def keep(reel: Reel, edits: Edited) -> None:
    """Writes cast/, places/ and scenes/ and what the next run has to know, all or nothing.  Raises ProjectError."""
    write_all(reel, edits.files)


def _known(past: Past, screenplay: Screenplay) -> set[str]:
    """The scenes that there are or were; none where nothing is known of the runs before."""
    return {*past.scenes, *(scene.id for scene in screenplay.scenes)} if past.scenes else set()


def _whole(planned: Plan, edits: Mapping[str, SceneEdit], past: Past) -> Plan:
    """The plan with its scenes as they are in force, and everybody and every place that they show."""
    scenes = tuple(edits[scene.id].scene for scene in planned.scenes)
    shown = [shot for scene in scenes for shot in scene.shots]
    people = {mark.character for shot in shown for mark in shot.marks}
    people |= {line.character for scene in scenes for line in scene.dialogue}
    known = {sheet.id for sheet in planned.cast}
    grounds = {scene.place for scene in scenes} | {shot.place for shot in shown if shot.place}
    places = {place.id for place in planned.places}
    everybody = planned.but(
        scenes=scenes,
        cast=(
            *(_dressed(sheet, past.cast.get(sheet.id), scenes) for sheet in planned.cast),
            *(past.cast[id] for id in sorted(people - known) if id in past.cast),
        ),
        places=(*planned.places, *(past.places[id] for id in sorted(grounds - places) if id in past.places)),
    )
    return everybody.but(scenes=tuple(worded(scene, everybody) for scene in scenes))


def _dressed(sheet: CharacterSheet, before: CharacterSheet | None, scenes: Sequence[ScenePlan]) -> CharacterSheet:
    """The sheet with what a director's scene still dresses them in and the script knows no more."""
    here = {outfit.id for outfit in sheet.wardrobe}
    worn = {scene.wardrobe[sheet.id] for scene in scenes if sheet.id in scene.wardrobe} - here
    more = [outfit for outfit in (before.wardrobe if before else ()) if outfit.id in worn]
    return sheet.but(wardrobe=(*sheet.wardrobe, *more)) if more else sheet


def _scene_files(
    folder: Path, plan: Plan, edits: Mapping[str, SceneEdit], *, whole: bool, told: Told
) -> dict[Path, str | None]:
    stems = scene_stems(plan)
    files = Folder(folder, told)
    for scene in plan.scenes:
        edit = edits[scene.id]
        files.put(stems[scene.id], scene.id, edit.text(), edit.sheet, aside=edit.aside)
    return files.settled(whole=whole)


def _kept(
    past: Past, plan: Plan, edits: Mapping[str, SceneEdit], cast: SheetEdits[CharacterSheet],
    places: SheetEdits[PlaceSheet], screenplay: Screenplay, hands: set[str],
) -> Past:  # fmt: skip
    """What the next run compares with: scenes that were not planned this time are known as they were."""
    scenes = {id: scene for id, scene in past.scenes.items() if id in hands or id not in edits}
    for id, edit in edits.items():
        scenes[id] = PastScene(
            plan=edit.planned, shown=edit.shown, elements=elements_of(screenplay, id), instead=dict(edit.instead)
        )
    alive = {scene.id for scene in screenplay.scenes} | hands
    return Past(
        cast={**past.cast, **cast.without_a_hand(plan.cast)},
        places={**past.places, **places.without_a_hand(plan.places)},
        scenes={id: scene for id, scene in sorted(scenes.items()) if id in alive},
    )
