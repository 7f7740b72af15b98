"""A reel and the drafts of its script: the director's edits stay with their scenes, through any memory or none."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from film.errors import PlanError, ProjectError
from film.plan import Plan, ScenePlan
from film.screenplay import Screenplay
from planner.brief import Brief
from renderer.request import Look
from storyreel import pipeline
from storyreel.draft import made_from, read_draft
from storyreel.edits.form import filled
from storyreel.pipeline import Run
from storyreel.progress import Silence
from storyreel.project import project_of
from storyreel.revision import compare
from storyreel.shots import shot_orders
from storyreel.stages import Stages
from storyreel.yamlfile import read_model

HALL = "INT. HALL - DAY\n\nANNA, 30, waits.\n\nANNA\nHello.\n\n"
BAR = "INT. BAR - NIGHT\n\nBEN, 60, pours.\n\nBEN\nOne for you.\n\nANNA\nThanks.\n\n"
YARD = "EXT. YARD - DAY\n\nAnna walks.\n\n"
LATE = "INT. BAR - NIGHT\n\nBen sleeps. Anna sits.\n\nANNA\nWake up.\n\n"
FRESH = "INT. BAR - NIGHT\n\nCARL, 40, drinks alone.\n\nCARL\nMore.\n\n"
LENS = 99.0


class Desk:
    """A script and its reel, planned draft by draft."""

    def __init__(self, folder: Path) -> None:
        self.script, self.reel = folder / "bar.fountain", folder / "bar.reel"
        self.scenes = self.reel / "scenes"

    def run(self, scenes: str = "") -> Run:
        options = {"size": "160x90", "supersample": 1}
        return Run(project_of(self.script, self.reel, options), Stages(), Silence(), jobs=1, scenes=scenes)

    def plan(self, *scenes: str) -> Plan:
        self.script.write_text("".join(scenes), encoding="utf-8")
        return pipeline.plan(self.run())

    def edit(self, name: str) -> None:
        path = self.scenes / name
        path.write_text(re.sub(r"lens_mm: [\d.]+", f"lens_mm: {LENS}", path.read_text()))

    def files(self) -> dict[str, bytes]:
        return {path.relative_to(self.reel).as_posix(): path.read_bytes() for path in self.reel.glob("*/*.yaml")}

    def draft(self) -> Path:
        return self.reel / ".storyreel" / "screenplay.json"


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """The reel of four scenes, two under one heading, the first of these edited."""
    made = Desk(tmp_path)
    made.plan(HALL, BAR, YARD, LATE)
    made.edit("002.yaml")
    return made


def edited(plan: Plan) -> ScenePlan:
    """The one scene with the director's lens."""
    (scene,) = [scene for scene in plan.scenes if any(setup.lens_mm == LENS for setup in scene.setups)]
    return scene


def numbered(*scenes: str) -> list[str]:
    return [scene.replace("\n", f" #{place}A#\n", 1) for place, scene in enumerate(scenes, 10)]


def test_an_edit_stays_with_its_scene_through_four_drafts(desk: Desk) -> None:
    id = edited(desk.plan(HALL, BAR, YARD, LATE)).id
    hall, yard = HALL.replace("Hello.", "Hello there."), YARD.replace("Anna", "DORA")
    drafts = (
        ([HALL, FRESH, BAR, YARD, LATE], 2, "003"),
        ([hall, FRESH, BAR, yard, LATE], 2, "003"),
        ([hall, FRESH, yard, LATE, BAR], 4, "005"),
        (numbered(hall, FRESH, yard, LATE, BAR), 4, "014A"),
    )
    for scenes, place, stem in drafts:
        plan = desk.plan(*scenes)
        scene = edited(plan)
        assert scene == plan.scenes[place]
        assert scene.id == id
        assert scene.number == stem.lstrip("0")
        first = (
            "".join(scenes).splitlines().index(next(line for line in scenes[place].splitlines() if "BEN, 60" in line))
        )
        assert scene.lines[0] == first - 1
        assert all(shot.id.startswith(f"{scene.number}-") for shot in scene.shots)
        assert {path.stem for path in desk.scenes.iterdir()} == {_stem(each.number) for each in plan.scenes}
        for path in desk.scenes.iterdir():
            sheet = read_model(path, ScenePlan, filled)
            assert sheet.id == {_stem(each.number): each.id for each in plan.scenes}[path.stem]
            assert (sheet.setups[0].lens_mm == LENS) == (path.stem == stem)


def _stem(number: str) -> str:
    digits = re.match(r"\d+", number)
    assert digits
    return f"{int(digits[0]):03d}{number[digits.end() :]}"


def test_two_edited_scenes_that_change_places_change_names(desk: Desk) -> None:
    desk.edit("003.yaml")
    plan = desk.plan(HALL, YARD, BAR, LATE)
    for name, place in (("002", 1), ("003", 2)):
        sheet = read_model(desk.scenes / f"{name}.yaml", ScenePlan, filled)
        assert (sheet.id, sheet.setups[0].lens_mm) == (plan.scenes[place].id, LENS)
    assert len(list(desk.scenes.iterdir())) == 4


def test_an_edit_of_a_scene_that_is_rewritten_stays_in_force(desk: Desk) -> None:
    plan = desk.plan(HALL, BAR.replace("One for", "Two for"), YARD, LATE)
    assert "Two for you." in [line.text for line in edited(plan).dialogue]
    assert not [path for path in desk.scenes.iterdir() if path.name.endswith(".kept.yaml")]


def test_plan_says_what_became_of_edits(desk: Desk) -> None:
    desk.script.write_text(HALL + FRESH + BAR + YARD + LATE)
    moved = desk.run()
    pipeline.plan(moved)
    assert "scenes/002.yaml, which you edited, is scenes/003.yaml now" in moved.told


def test_an_edit_whose_scene_left_makes_room_and_is_used_when_it_returns(desk: Desk) -> None:
    before = (desk.scenes / "002.yaml").read_bytes()
    plan = desk.plan(HALL, YARD, LATE)
    assert read_model(desk.scenes / "002.yaml", ScenePlan, filled).id == plan.scenes[1].id
    assert before in desk.files().values()
    edited(desk.plan(HALL, YARD, BAR, LATE))
    assert read_model(desk.scenes / "003.yaml", ScenePlan, filled).setups[0].lens_mm == LENS


def test_two_edited_files_of_one_scene_are_refused(desk: Desk) -> None:
    (desk.scenes / "mine.yaml").write_bytes((desk.scenes / "002.yaml").read_bytes())
    with pytest.raises(PlanError, match="two edited files are both for scene int_bar_night"):
        desk.plan(HALL, BAR, YARD, LATE)


def test_lines_follow_when_only_blank_lines_came_between_them(desk: Desk) -> None:
    scene = edited(desk.plan(HALL, BAR.replace("BEN\n", "\n\nBEN\n", 1), YARD, LATE))
    words = desk.script.read_text().splitlines()
    assert [words[line.lines[0] - 1] for line in scene.dialogue] == ["BEN", "ANNA"]
    assert scene.lines[1] >= max(line.lines[1] for line in scene.dialogue)


def test_planned_twice_is_byte_for_byte_the_same(desk: Desk) -> None:
    first = desk.files()
    kept = desk.draft().read_bytes()
    desk.plan(HALL, BAR, YARD, LATE)
    assert desk.files() == first
    assert desk.draft().read_bytes() == kept


def test_part_of_the_film_leaves_the_other_sheets_alone(desk: Desk) -> None:
    before = desk.files()
    pipeline.plan(desk.run("4"))
    assert desk.files() == before


def _cut_short(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:500])


def _foreign(path: Path) -> None:
    path.write_text('{"schema_version": 1, "cats": []}')


def _newer(path: Path) -> None:
    path.write_text(path.read_text().replace('"schema_version":', '"schema_version":9', 1))


def _folder(path: Path) -> None:
    path.unlink()
    path.mkdir()
    (path / "a").write_text("a")


DAMAGE: list[Callable[[Path], object]] = [
    Path.unlink,
    _cut_short,
    _foreign,
    _newer,
    lambda path: path.write_bytes(b"\xff\0"),
]


@pytest.mark.parametrize("damage", DAMAGE)
def test_without_a_draft_that_can_be_read_names_start_anew(desk: Desk, damage: Callable[[Path], object]) -> None:
    damage(desk.draft())
    project = desk.run().project
    assert made_from(project.reel) is None
    assert read_draft(Stages(), project) == Stages().read(desk.script)
    edited(desk.plan(HALL, BAR, YARD, LATE))
    assert isinstance(made_from(project.reel), Screenplay)


def test_a_draft_that_cannot_be_replaced_is_said(desk: Desk) -> None:

    _folder(desk.draft())
    with pytest.raises(ProjectError, match=r"screenplay\.json: a folder stands"):
        desk.plan(HALL, BAR, YARD, LATE)


def test_diff_compares_with_the_draft_that_the_reel_was_made_from(desk: Desk) -> None:
    desk.script.write_text(HALL + FRESH + BAR + YARD + LATE)
    difference = compare(desk.reel, desk.script)
    assert [scene.number for scene in difference.changes.scenes if scene.state == "added"] == ["2"]
    assert difference.cost
    assert difference.cost.render.shots < difference.cost.after.shots


def test_ids_that_were_carried_cost_no_picture_and_no_voice(desk: Desk) -> None:
    """The same script under other ids is asked for by the same recipes."""
    desk.plan(HALL.replace("Hello.", "Good morning to you."), BAR, YARD, LATE)
    desk.script.write_text(HALL.replace("Hello.", "Good evening to you.") + FRESH + BAR + YARD + LATE)
    stages, run = Stages(), desk.run()
    carried, anew = read_draft(stages, run.project), stages.read(desk.script)
    others = renamed(anew)
    assert {each.id for each in carried.elements} != {each.id for each in anew.elements}
    plans = [stages.plan(draft, _brief(run)) for draft in (carried, anew, others)]
    keys = [recipes(stages, plan) for plan in plans]
    assert keys[0] == keys[1] == keys[2]


def renamed(draft: Screenplay) -> Screenplay:
    """The draft with other ids for every element and scene."""
    return Screenplay.model_validate(
        {
            **draft.model_dump(),
            "elements": [{**each.model_dump(), "id": f"x{each.id}"} for each in draft.elements],
            "scenes": [
                {**each.model_dump(), "id": f"x{each.id}", "elements": [f"x{id}" for id in each.elements]}
                for each in draft.scenes
            ],
            "page_starts": [{**each.model_dump(), "element": f"x{each.element}"} for each in draft.page_starts],
        }
    )


def _brief(run: Run) -> Brief:
    return Brief(format=run.project.settings.format)


def recipes(stages: Stages, plan: Plan) -> list[object]:
    """What every picture and every voice of a plan is stored under."""
    backend = stages.voices()
    sheets = {sheet.id: sheet for sheet in plan.cast}
    lines = [line for scene in plan.scenes for line in scene.dialogue]
    return [
        *(order.key for order in shot_orders(stages, plan, Look()).values()),
        *(backend.recipe(stages.line_request(line, sheets[line.character])) for line in lines),
    ]
