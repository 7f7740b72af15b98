"""Users' own 3D models: found in the reel's folder, proven before anything is rendered, known by what they hold.

A sheet names a model by its path from the reel's folder.  In a plan in force that path is whole and the content's
digest stands beside it; what is written to files stays as the director wrote it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

from film.cast import CharacterSheet
from film.errors import ProjectError, RenderError
from film.model3d import Model3D
from film.names import slug
from film.place import Fixture, PlaceSheet
from film.plan import Plan, Prop, ScenePlan
from storyreel.edits.files import Told
from storyreel.yamlfile import read_text


def with_models(plan: Plan, folder: Path, told: Told, stems: Mapping[str, str]) -> Plan:
    """The plan with its models found in the reel's ``folder``; a person that nobody can act is told of.

    ``stems`` are the names of the scenes' files.  Raises ProjectError with file and line for a model that is not
    there, lies elsewhere or is broken.
    """
    if not any(_named(plan)):
        return plan
    return plan.but(
        cast=tuple(_person(sheet, folder, told) for sheet in plan.cast),
        places=tuple(_place(place, folder) for place in plan.places),
        scenes=tuple(_scene(scene, folder, stems[scene.id]) for scene in plan.scenes),
    )


def _named(plan: Plan) -> list[Model3D]:
    fixtures = (fixture.model for place in plan.places for fixture in place.fixtures)
    props = (prop.model for scene in plan.scenes for prop in scene.breakdown.props)
    people, places = (sheet.model for sheet in plan.cast), (place.model for place in plan.places)
    return [model for model in (*people, *places, *fixtures, *props) if model is not None]


def _person(sheet: CharacterSheet, folder: Path, told: Told) -> CharacterSheet:
    from renderer.previs.models.person import body_for, why_it_stands

    if sheet.model is None:
        return sheet
    file = folder / "cast" / f"{slug(sheet.id)}.yaml"
    found = sheet.but(model=_found(sheet.model, folder, file, lambda model: body_for(sheet.but(model=model))))
    why = why_it_stands(found.model) if found.model is not None else ""
    if why:
        message = f"{sheet.name} stands stiff in every pose: {sheet.model.file} cannot be acted, {why}"
        mend = "Export it with a human skeleton (Mixamo, VRM or Rigify names), or take the model out"
        told.find(message, mend, {"character": sheet.id})
    return found


def _place(place: PlaceSheet, folder: Path) -> PlaceSheet:
    from renderer.previs.models.thing import in_box, set_of

    file = folder / "places" / f"{slug(place.id)}.yaml"

    def fixture(each: Fixture) -> Fixture:
        if each.model is None:
            return each
        return each.but(model=_found(each.model, folder, file, lambda model: in_box(model, each.size)))

    own = None if place.model is None else _found(place.model, folder, file, set_of)
    return place.but(model=own, fixtures=tuple(fixture(each) for each in place.fixtures))


def _scene(scene: ScenePlan, folder: Path, stem: str) -> ScenePlan:
    from renderer.previs.models.thing import in_box

    file = folder / "scenes" / f"{stem}.yaml"

    def prop(each: Prop) -> Prop:
        if each.model is None:
            return each
        return each.but(model=_found(each.model, folder, file, lambda model: in_box(model, (1.0, 1.0, 1.0))))

    return scene.but(breakdown=scene.breakdown.but(props=tuple(prop(each) for each in scene.breakdown.props)))


def _found(model: Model3D, folder: Path, file: Path, prove: Callable[[Model3D], object]) -> Model3D:
    """The model with its whole path and its content's digest, once ``prove`` could use it.  Raises ProjectError."""
    from renderer.previs.models.loading import digest_of

    line = _line(file, model.file)
    path = (folder / model.file).resolve()
    if not path.is_relative_to(folder.resolve()):
        do = "Copy it into the reel's folder and write its path from there: models/name.glb"
        raise ProjectError(f"the model {model.file} is not in the reel's folder", where=file, line=line, do=do)
    if not path.is_file():
        do = "Write its path from the reel's folder: models/name.glb"
        raise ProjectError(f"the model {model.file} is not there", where=file, line=line, do=do)
    try:
        found = model.but(file=str(path), content=digest_of(path))
        prove(found)
    except RenderError as error:
        what = f"the model {model.file} cannot be used: {error.what}"
        raise ProjectError(what, where=file, line=line, do=error.do) from None
    return found


def _line(file: Path, named: str) -> int | None:
    """The line of a sheet's file in which a model is named; None where it stands in no line, or there is no file."""
    if not file.is_file():
        return None
    lines = read_text(file).splitlines()
    return next((number for number, line in enumerate(lines, 1) if named in line), None)
