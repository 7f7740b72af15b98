"""A user's own models in a reel: one line in a sheet, proven while planning, known by their content."""

from __future__ import annotations

from pathlib import Path

import pytest

from film.errors import ProjectError
from film.plan import Plan
from planner import plan
from planner.brief import Brief
from renderer.request import Look, requests_of
from screenplay import fountain
from storyreel.edits import Edited, edited, keep
from storyreel.project import Reel
from tests.renderer.model_files import a_box, a_person

SCRIPT = (
    "INT. KITCHEN - DAY\n\nANNA, 30, stands at the table. BEN, 60, puts a cup on the table.\n\nANNA\nTea.\n\n"
    "BEN\nTea it is.\n\nINT. OFFICE - DAY\n\nANNA sits down at a desk.\n\nANNA\nNo more tea.\n\n"
)


class Kitchen:
    """A planned reel and what a director does to it."""

    def __init__(self, folder: Path) -> None:
        self.reel = Reel(folder / "tea.reel")
        self.script = fountain.parse(SCRIPT)
        self.plan()

    def plan(self) -> Edited:
        edits = edited(plan, self.reel, self.script, Brief())
        keep(self.reel, edits)
        return edits

    def put(self, name: str, data: bytes) -> None:
        path = self.reel.folder / name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(data)

    def file(self, name: str) -> Path:
        (path,) = self.reel.folder.glob(name)
        return path

    def write(self, name: str, old: str, new: str) -> None:
        path = self.file(name)
        text = path.read_text()
        assert old in text
        path.write_text(text.replace(old, new, 1))


@pytest.fixture
def kitchen(tmp_path: Path) -> Kitchen:
    return Kitchen(tmp_path)


def recipes(planned: Plan) -> dict[str, object]:
    return {each.shot.id: each.recipe() for each in requests_of(planned, Look())}


def test_one_line_draws_a_person_and_only_her_shots_change(kitchen: Kitchen) -> None:
    before = kitchen.plan().plan
    kitchen.put("models/ben.glb", a_person())
    kitchen.write("cast/ben.yaml", "model: null", "model: models/ben.glb")
    now = kitchen.plan()
    assert not [each for each in now.findings if "stiff" in each.message]
    old, new = recipes(before), recipes(now.plan)
    changed = {id for id, recipe in new.items() if recipe != old[id]}
    with_ben = {
        shot.id for scene in now.plan.scenes for shot in scene.shots for m in shot.marks if m.character == "ben"
    }
    assert changed == with_ben
    assert changed < set(new)
    assert "model: models/ben.glb" in kitchen.file("cast/ben.yaml").read_text()
    assert str(kitchen.reel.folder) not in (kitchen.reel.private / "plan.json").read_text()


def test_the_content_counts_and_not_where_it_lies(kitchen: Kitchen) -> None:
    kitchen.put("models/a.glb", a_box())
    kitchen.write("places/int_office.yaml", "    solid: true\n", "    solid: true\n    model: models/a.glb\n")
    first = recipes(kitchen.plan().plan)
    kitchen.put("models/b.glb", a_box())
    kitchen.write("places/int_office.yaml", "models/a.glb", "models/b.glb")
    assert recipes(kitchen.plan().plan) == first
    kitchen.put("models/b.glb", a_box(3))
    again = recipes(kitchen.plan().plan)
    assert {id for id in again if again[id] != first[id]} == {id for id in again if id.startswith("2-")}


def test_what_nobody_can_act_is_found(kitchen: Kitchen) -> None:
    kitchen.put("models/dog.glb", a_box())
    kitchen.write("cast/ben.yaml", "model: null", "model: {file: models/dog.glb, yaw: 90}")
    (found,) = (each for each in kitchen.plan().findings if "dog.glb" in each.message)
    assert "BEN stands stiff" in found.message
    assert "it has no skeleton" in found.message
    assert found.character == "ben"


def test_a_prop_has_its_model_in_every_shot_that_shows_it(kitchen: Kitchen) -> None:
    kitchen.put("models/cup.glb", a_box())
    kitchen.write(
        "scenes/001.yaml", "{id: cup, name: cup, kind: cup,", "{id: cup, model: models/cup.glb, name: cup, kind: cup,"
    )
    shown = [each for each in requests_of(kitchen.plan().plan, Look()) if each.models]
    assert shown
    for each in shown:
        assert "cup" in {thing.prop for thing in each.shot.props}
        assert Path(each.models["cup"].file).is_absolute()


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("models/lost.glb", "models/lost.glb is not there"),
        ("../../outside.glb", "not in the reel's folder"),
        ("/etc/passwd.glb", "not in the reel's folder"),
        ("models/half.glb", "half.glb cannot be used: it is cut off"),
        ("models/half.obj", "a model is a .glb, .gltf or .vrm file"),
        ("{file: models/half.glb, sclae: 3}", "unknown name model.sclae. Did you mean scale"),
    ],
)
@pytest.mark.parametrize("name", ["cast/ben.yaml", "places/int_office.yaml"])
def test_what_cannot_be_used_is_one_line_with_its_place(kitchen: Kitchen, line: str, said: str, name: str) -> None:
    kitchen.put("models/half.glb", a_box()[:-30])
    kitchen.write(name, "\nmodel: null", f"\nmodel: {line}")
    where = kitchen.file(name)
    number = where.read_text().splitlines().index(f"model: {line}") + 1
    with pytest.raises(ProjectError) as refusal:
        kitchen.plan()
    assert said in str(refusal.value)
    assert str(refusal.value).startswith(f"{where}:{number}: ")
    assert "\n" not in str(refusal.value)


def test_a_link_does_not_lead_out_of_the_reel(kitchen: Kitchen, tmp_path: Path) -> None:
    (tmp_path / "outside.glb").write_bytes(a_box())
    kitchen.put("models/in.glb", a_box())
    (kitchen.reel.folder / "models" / "link.glb").symlink_to(tmp_path / "outside.glb")
    kitchen.write("cast/ben.yaml", "model: null", "model: models/link.glb")
    with pytest.raises(ProjectError, match="not in the reel's folder"):
        kitchen.plan()
