"""A director's edits with the real planner, while a writer goes on writing."""

from __future__ import annotations

import re
from contextlib import suppress
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

import pytest

from film.plan import Plan
from film.screenplay import Screenplay
from film.shot import Shot
from planner import plan
from planner.brief import Brief
from screenplay import fountain
from screenplay.revisions import revise
from storyreel.edits import Edited, edited, keep
from storyreel.project import Reel
from tests.screenplay.editing import Writer, drafts_of, screenplay_of

SAMPLE = Path(__file__).resolve().parents[2] / "samples" / "one_table.fountain"
BAR = (
    "INT. BAR - NIGHT\n\nBEN, 60, cleans a glass behind the bar. ANNA, 20, sits down.\n\n"
    "BEN\nOne for you?\n\nANNA\nNo, thank you.\n\nBEN\nThen a cup of tea.\n\nAnna stands up and leaves.\n\n"
)


class Desk:
    """A reel of a script, planned draft by draft."""

    def __init__(self, folder: Path, screenplay: Screenplay) -> None:
        self.reel = Reel(folder / "play.reel")
        self.now = screenplay
        self.plan()

    def plan(self, draft: Screenplay | None = None) -> Edited:
        self.now = revise(self.now, draft) if draft else self.now
        edits = edited(plan, self.reel, self.now, Brief())
        keep(self.reel, edits)
        return edits

    def scenes(self) -> list[Path]:
        return sorted((self.reel.folder / "scenes").glob("*.yaml"))

    def edit(self, path: Path, shot: str, old: str, new: str) -> None:
        """Changes the text of one shot's block."""
        text = path.read_text()
        start = text.index(f"  - id: {shot}\n    setup")
        changed = re.sub(old, new, text[start:], count=1)
        assert changed != text[start:]
        path.write_text(text[:start] + changed)

    def texts(self) -> dict[str, str]:
        return {path.name: path.read_text() for path in self.reel.folder.rglob("*.yaml")}


def shots(plan: Plan) -> list[Shot]:
    return [shot for scene in plan.scenes for shot in scene.shots]


def test_what_nobody_described_says_what_the_shot_is_now(tmp_path: Path) -> None:
    desk = Desk(tmp_path, fountain.parse(BAR))
    (path,) = desk.scenes()
    assert "description:" not in path.read_text().partition("\nshots:")[2]
    first, second = (shot.id for shot in shots(desk.plan().plan)[:2])
    desk.edit(path, first, r"size: \w+", "size: ECU")
    desk.edit(path, first, r"lens_mm: [\d.]+", "lens_mm: 135")
    desk.edit(path, second, r"(frames: \d+)", r"\1\n    description: As if she had never been there")
    for words in (BAR, BAR.replace("a glass", "the same glass"), BAR.replace("a cup of tea", "some tea")):
        edits = desk.plan(fountain.parse(words))
        found = {shot.id: shot for shot in shots(edits.plan)}
        assert found[first].description.startswith("ECU ")
        assert " 135 mm, " in found[first].description
        assert found[second].description == "As if she had never been there"
        assert not [line for line in edits.told if "description" in line]
        others = [shot for shot in found.values() if shot.id != second]
        assert all(f" {shot.lens_mm:g} mm, {shot.angle} angle" in shot.description for shot in others)


def test_a_setup_taken_out_with_its_shots_comes_back_with_a_new_one(tmp_path: Path) -> None:
    desk = Desk(tmp_path, fountain.parse(BAR))
    (path,) = desk.scenes()
    before = desk.plan().plan.scenes[0]
    gone = before.shots[-1].setup
    text = path.read_text()
    for shot in (shot for shot in before.shots if shot.setup == gone):
        text = re.sub(rf"\n  - id: {shot.id}\n    setup.*?(?=\n\n|\Z)", "", text, flags=re.DOTALL)
    path.write_text(re.sub(rf"  - id: {gone}\n    idiom.*?(?=  - id|\nshots|\n#)", "", text, flags=re.DOTALL))
    longer = BAR.replace("BEN\nThen", "ANNA\nNot for anything in the world.\n\nBEN\nThen")
    now = desk.plan(fountain.parse(longer)).plan.scenes[0]
    names = {setup.id for setup in now.setups}
    assert all(shot.setup in names for shot in now.shots)


def write(writer: Writer) -> None:
    """Two edits; a writer who finds nothing to take out of a short script leaves it."""
    for _ in range(2):
        with suppress(IndexError, ValueError):
            writer.edit()


@pytest.mark.parametrize("seed", [39, 276, 1234, 31337, 174515])
def test_edits_outlive_a_writer(seed: int) -> None:
    random = Random(seed)
    writer = Writer(drafts_of(fountain.parse(SAMPLE.read_text(encoding="utf-8"))), seed, whole=True)
    with TemporaryDirectory() as folder:
        desk = Desk(Path(folder), screenplay_of(writer.drafts))
        path = random.choice(desk.scenes())
        shot = random.choice(re.findall(r"  - id: (\S+)\n    setup", path.read_text()))
        desk.edit(path, shot, r"lens_mm: [\d.]+", "lens_mm: 135  # as I want it")
        desk.plan()
        said = ""
        for _ in range(2):
            write(writer)
            if not screenplay_of(writer.drafts).scenes:
                break  # they have taken everything out
            edits = desk.plan(screenplay_of(writer.drafts))
            said += " ".join(edits.told)
            mine = [each for each in shots(edits.plan) if each.lens_mm == 135]
            assert len(mine) == 1 or shot.partition("-")[2] in said or "nothing in the script" in said
            assert any("# as I want it" in text for text in desk.texts().values())
            kept = desk.texts()
            again = desk.plan()
            assert desk.texts() == kept
            assert (again.plan, again.findings) == (edits.plan, edits.findings)


def test_a_shot_copied_with_its_line_is_told_that_it_is_heard_once(tmp_path: Path) -> None:
    desk = Desk(tmp_path, fountain.parse(BAR))
    (path,) = desk.scenes()
    said = next(shot for shot in shots(desk.plan().plan) if shot.speech)
    text = path.read_text()
    start = text.index(f"  - id: {said.id}\n    setup")
    end = text.find("\n\n", start)
    block = text[start : end if end > 0 else None]
    path.write_text(text.replace(block, f"{block}\n\n{block.replace(said.id, f'{said.id}X')}"))
    for _ in range(2):
        edits = desk.plan()
        assert {(each.rule, each.shots) for each in edits.findings} == {("edit", (f"{said.id}X",))}
        found = edits.findings[0]
        assert f"names line {said.speech[0].line}, which has been heard before it" in found.message
        line = int(re.findall(r"001\.yaml:(\d+):", found.message)[0])
        assert path.read_text().splitlines()[line - 1].strip().startswith(f"- {{line: {said.speech[0].line}")
