"""What a director changes by hand outlives new drafts: in force, or shown with both sides, or set aside and told."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from film.errors import FilmError, PlanError, ProjectError
from film.plan import Plan, ScenePlan
from film.shot import Shot
from planner.brief import Brief
from screenplay.document import from_json
from screenplay.revisions import revise
from storyreel.edits import Edited, edited, keep, writing
from storyreel.edits.comments import comments_of
from storyreel.edits.form import filled, form_of
from storyreel.edits.layout import laid_out, text_of
from storyreel.edits.scene import _hold
from storyreel.edits.spans import Moved, on_other_lines
from storyreel.edits.three_way import merged
from storyreel.edits.writing import settle_writing, write_all
from storyreel.files import write_text
from storyreel.project import Reel
from storyreel.yamlfile import read_model, read_page
from tests.storyreel import fakes

SCRIPT = (
    "# INT. HALL - DAY",
    "ANNA: Hello there my friend.",
    "BEN: Good day to you as well.",
    "ANNA: The kettle is on the stove.",
    "BEN: Then let us have some tea.",
    "ANNA: Milk is in the cold cupboard.",
    "# EXT. YARD - NIGHT",
    "BEN: It is cold out here.",
    "ANNA: Yes and the dog has gone.",
)


@dataclass
class Desk:
    """A script and the reel that is planned from it by the fake planner."""

    folder: Path
    lines: list[str] = field(default_factory=lambda: list(SCRIPT))

    @property
    def reel(self) -> Reel:
        return Reel(self.folder / "play.reel")

    @property
    def scene(self) -> Path:
        return self.reel.folder / "scenes" / "001.yaml"

    def merge(self) -> Edited:
        """What the script and the files are now, and nothing written."""
        script = self.folder / "play.txt"
        script.write_text("\n".join(self.lines) + "\n")
        now, before = fakes.read(script), self.reel.private / "screenplay.json"
        if before.is_file():
            now = revise(from_json(before.read_text(), before), now)
        return edited(fakes.plan, self.reel, now, Brief())

    def plan(self) -> Edited:
        edits = self.merge()
        keep(self.reel, edits)
        return edits

    def files(self) -> dict[str, bytes]:
        """Every file of the reel."""
        paths = (path for path in self.reel.folder.rglob("*") if path.is_file())
        return {path.relative_to(self.reel.folder).as_posix(): path.read_bytes() for path in paths}

    def edit(self, shot: str, old: str, new: str) -> None:
        """Changes the text of one shot's block."""
        text = self.scene.read_text()
        start, end = block(text, shot)
        changed = re.sub(old, new, text[start:end], count=1, flags=re.DOTALL)
        assert changed != text[start:end]
        self.scene.write_text(text[:start] + changed + text[end:])

    def say(self, old: str, new: str) -> None:
        """Rewrites the script."""
        text = "\n".join(self.lines)
        assert old in text
        self.lines = text.replace(old, new).splitlines()


def block(text: str, shot: str) -> tuple[int, int]:
    """Where a shot's lines are in a file."""
    start = text.index(f"  - id: {shot}\n    setup")
    end = text.find("\n\n", start)
    return start, end + 1 if end > 0 else len(text)


def shot_of(plan: Plan, id: str) -> Shot:
    return next(shot for scene in plan.scenes for shot in scene.shots if shot.id == id)


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """The reel as first planned."""
    made = Desk(tmp_path)
    made.plan()
    return made


def test_an_edit_stays_when_the_words_of_its_shot_change(desk: Desk) -> None:
    desk.edit("1-A2", "lens_mm: 35", "lens_mm: 85  # longer")
    desk.say("Good day to you as well", "A very good day to you as well")
    edits = desk.plan()
    shot = shot_of(edits.plan, "1-A2")
    assert (shot.lens_mm, shot.camera[0].focal_mm) == (85, 85)
    assert shot.description == "BEN: A very good day to you as well."
    assert edits.findings == ()
    assert "lens_mm: 85  # longer" in desk.scene.read_text()


def test_what_both_changed_is_shown_with_both_sides_until_it_is_settled(desk: Desk) -> None:
    desk.edit("1-A2", "description: [^\n]*", "description: Ben, small in the door")
    desk.say("Good day to you as well", "Good evening to you as well")
    for _ in range(2):
        edits = desk.plan()
        assert shot_of(edits.plan, "1-A2").description == "Ben, small in the door"
        (finding,) = edits.findings
        assert (finding.rule, finding.shots, finding.line) == ("edit", ("1-A2",), 3)
        assert "Ben, small in the door" in finding.message
        assert "BEN: Good evening" in finding.message
        assert '# the plan now asks: "BEN: Good evening to you as well."' in desk.scene.read_text()
    desk.edit("1-A2", "  # the plan now asks: [^\n]*", "")
    settled = desk.plan()
    assert settled.findings == ()
    assert shot_of(settled.plan, "1-A2").description == "Ben, small in the door"


def test_a_shot_taken_out_stays_out_and_one_put_in_stays_in(desk: Desk) -> None:
    text = desk.scene.read_text()
    start, end = block(text, "1-A3")
    new = re.sub(r"\n    speech:(\n      .*)+", "", text[start:end]).replace("1-A3", "1-X1")
    desk.scene.write_text(text[:start] + new + text[end:])
    desk.lines.insert(3, "BEN: I had not thought of that at all.")
    ids = [shot.id for shot in desk.plan().plan.scenes[0].shots]
    assert "1-A3" not in ids
    assert sorted(ids) == ["1-A1", "1-A2", "1-A2A", "1-A4", "1-A5", "1-X1"]
    assert max(ids.index("1-A2A"), ids.index("1-X1")) < ids.index("1-A4")
    assert min(ids.index("1-A2A"), ids.index("1-X1")) > ids.index("1-A2")


def test_a_shot_taken_out_that_changes_is_told_and_stays_out(desk: Desk) -> None:
    text = desk.scene.read_text()
    start, end = block(text, "1-A3")
    desk.scene.write_text(text[:start] + text[end:].lstrip("\n"))
    desk.say("on the stove", "on the table")
    for _ in range(2):
        edits = desk.plan()
        assert all(shot.id != "1-A3" for shot in edits.plan.scenes[0].shots)
        assert ["1-A3, which you took out" in finding.message for finding in edits.findings] == [True]


def test_a_setup_goes_for_its_shots_but_not_for_those_changed_by_hand(desk: Desk) -> None:
    desk.edit("1-A2", "lens_mm: 35", "lens_mm: 85")
    text = desk.scene.read_text()
    at = text.index("setups:")
    moved = re.sub(r"position: \[0, -3, 1.6\]", "position: [1, -3, 1.6]", text[at:], count=1)
    desk.scene.write_text(text[:at] + moved.replace("lens_mm: 35", "lens_mm: 50", 1))
    shots = {shot.id: shot for shot in desk.plan().plan.scenes[0].shots}
    assert (shots["1-A1"].lens_mm, shots["1-A1"].camera[0].focal_mm) == (50, 50)
    assert shots["1-A1"].camera[0].position == (1, -3, 1.6)
    assert shots["1-A2"].lens_mm == 85
    desk.say("on the stove", "on the table")
    edits = desk.plan()
    assert shot_of(edits.plan, "1-A3").lens_mm == 50
    assert edits.findings == (), "what only follows the setup is nobody's edit"


def test_a_length_by_hand_moves_what_follows(desk: Desk) -> None:
    desk.edit("1-A1", "frames: 12", "frames: 40")
    scene = desk.plan().plan.scenes[0]
    assert [line.start for line in scene.dialogue] == [0, 40, 52, 64, 76]
    desk.edit("1-A1", "frames: 40", "frames: 8")
    scene = desk.plan().plan.scenes[0]
    assert [line.start for line in scene.dialogue][:2] == [0, 8]
    assert [(part.start, part.frames, part.seen) for part in scene.shots[1].speech] == [
        (0, 12, True),
        (0, 4, False),
    ] or [(part.start, part.frames, part.seen) for part in scene.shots[1].speech] == [(0, 4, False), (0, 12, True)]


def test_a_move_is_played_in_a_shorter_shot_and_a_key_out_of_it_is_refused(desk: Desk) -> None:
    key = r"\g<0>\n      - {frame: 11, position: [0, -2, 1.6], target: [0, 0, 1.6]}"
    desk.edit("1-A1", r"      - \{frame: 0, position[^\n]*", key)
    assert shot_of(desk.plan().plan, "1-A1").camera[1].frame == 11
    desk.edit("1-A1", "frame: 11", "frame: 99")
    line = next(n for n, text in enumerate(desk.scene.read_text().splitlines(), 1) if "frame: 99" in text)
    with pytest.raises(PlanError, match=rf"001\.yaml:{line}: shot 1-A1 has a camera key after its last frame 12"):
        desk.plan()


def test_a_locked_shot_stands_while_its_line_lives_then_goes_aside_and_is_told(desk: Desk) -> None:
    desk.edit("1-A2", "frames: 12", "frames: 12\n    lock: true")
    before = shot_of(desk.plan().plan, "1-A2")
    desk.say("Good day to you as well", "Good day to you as well, you old dog")
    assert shot_of(desk.plan().plan, "1-A2").but(covers=before.covers) == before
    kept = desk.scene.read_bytes()
    del desk.lines[2]
    edits = desk.plan()
    assert all(shot.id != "1-A2" for scene in edits.plan.scenes for shot in scene.shots)
    assert any("shot 1-A2, which you made, changed or locked" in line for line in edits.told)
    assert (desk.scene.parent / "001.kept.yaml").read_bytes() == kept


def test_an_excuse_is_kept_beside_what_the_script_changes(desk: Desk) -> None:
    desk.edit("1-A3", "frames: 12", "frames: 12\n    excuses: [{rule: axis, note: we cross as she lies}]")
    desk.say("on the stove", "on the table")
    edits = desk.plan()
    assert [excuse.note for excuse in shot_of(edits.plan, "1-A3").excuses] == ["we cross as she lies"]
    assert edits.findings == ()


def test_without_the_run_before_an_edit_holds_while_its_words_do(desk: Desk) -> None:
    desk.edit("1-A2", "lens_mm: 35", "lens_mm: 85")
    (desk.reel.private / "plan.json").unlink()
    text = desk.scene.read_bytes()
    assert shot_of(desk.plan().plan, "1-A2").lens_mm == 85
    assert desk.scene.read_bytes() == text
    (desk.reel.private / "plan.json").write_text("{}x")
    desk.say("Good day", "Fine day")
    edits = desk.plan()
    assert shot_of(edits.plan, "1-A2").lens_mm == 35
    assert any("was planned anew" in line for line in edits.told)
    assert (desk.scene.parent / "001.kept.yaml").read_bytes() == text


def test_a_character_sheet_is_merged_field_by_field(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    sheet = desk.reel.folder / "cast" / "anna.yaml"
    sheet.write_text(
        sheet.read_text().replace("height: 1.72", "height: 1.93  # tall").replace("hair: short", "hair: bun")
    )
    desk.plan()
    base = edited_cast(desk)
    ours = {"anna": base.but(hair="bob", palette=base.palette.but(top="#112233"))}
    monkeypatch.setattr("storyreel.edits.applying.own_sheets", lambda _: lambda: ours)
    for _ in range(2):
        edits = desk.plan()
        anna = next(each for each in edits.plan.cast if each.id == "anna")
        assert (anna.build.height, anna.palette.top, anna.hair) == (1.93, "#112233", "bun")
        assert ["hair is bun by your hand; the plan now asks: bob" in each.message for each in edits.findings] == [True]
        assert "height: 1.93  # tall" in sheet.read_text()


def edited_cast(desk: Desk) -> Any:
    """The character as the script has her."""
    return next(each for each in fakes.plan(fakes.read(desk.folder / "play.txt"), Brief()).cast if each.id == "anna")


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("size: MS", "size: MSU", r"shots\.1-A2\.size is 'MSU'\. Did you mean MS\?"),
        ("move: static", "move: dolley", r"move is 'dolley'\. Did you mean dolly\?"),
        ("idiom: single", "idiom: Two-Shot", r"idiom is 'Two-Shot'\. Did you mean two_shot\?"),
        ("lens_mm", "lense_mm", r"unknown name shots\.1-A2\.lense_mm\. Did you mean lens_mm\?"),
        ("target: ", "tarjet: ", r"unknown name shots\.1-A2\.camera\.1\.tarjet\. Did you mean target\?"),
        ("frames: 12", "frames: soon", r"frames is 'soon'"),
        ("id: 1-A2", "id: 1-A1", r"two shots are called 1-A1"),
        (r"line: (\S+)}", "line: nothing}", r"plays line nothing, which is not in the dialogue"),
    ],
)
def test_a_wrong_value_is_refused_with_its_line_and_the_nearest_right_one(
    desk: Desk, old: str, new: str, says: str
) -> None:
    before = desk.scene.read_text().splitlines()
    desk.edit("1-A2", old, new)
    after = desk.scene.read_text().splitlines()
    line = next(n for n, (a, b) in enumerate(zip(before, after, strict=True), 1) if a != b)
    with pytest.raises(FilmError, match=rf"001\.yaml:{line}: .*{says}"):
        desk.plan()


def test_what_the_script_decides_is_refused(desk: Desk) -> None:
    desk.scene.write_text(desk.scene.read_text().replace('number: "1"', 'number: "7"'))
    with pytest.raises(PlanError, match="number comes from the script"):
        desk.plan()


def test_every_comment_survives_wherever_it_stands(desk: Desk) -> None:
    text = desk.scene.read_text()
    start, end = block(text, "1-A3")
    text = f"{text[:start]}  # above the third\n{text[start:end]}    # under the third\n{text[end:]}# at the end\n"
    text = text.replace("beats:\n", "beats:  # these\n", 1).replace("time_of_day: day", "# why\ntime_of_day: day # so")
    desk.scene.write_text(text)
    desk.say("on the stove", "on the old black stove")
    desk.lines.insert(1, "BEN: Who is there at the door?")
    desk.plan()
    text = desk.scene.read_text()
    for said in (
        "# above the third\n  - id: 1-A3",
        "# under the third",
        "# at the end",
        "beats:  # these",
        "# why\ntime",
    ):
        assert text.count(said) == 1
    assert "time_of_day: day  # so" in text
    desk.scene.write_text("a: 'x # y'  # z\nb: |\n  # no\nc: 1\n")
    assert [note.text for note in comments_of(read_page(desk.scene))] == ["# z"]


@pytest.mark.parametrize("stop", range(12))
def test_a_run_killed_while_it_writes_leaves_all_old_or_all_new(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, stop: int
) -> None:
    old = desk.files()
    desk.edit("1-A2", "lens_mm: 35", "lens_mm: 85")
    mine = desk.files()
    desk.lines.insert(0, "# INT. PORCH - DAY\nBEN: Rain again and no coat.")
    edits, real, count = desk.merge(), write_text, [0]

    def killed(path: Path, text: str) -> bool:
        count[0] += 1
        if count[0] > stop:
            raise KeyboardInterrupt
        return real(path, text)

    monkeypatch.setattr("storyreel.edits.writing.write_text", killed)
    try:
        keep(desk.reel, edits)
    except KeyboardInterrupt:
        monkeypatch.undo()
        settle_writing(desk.reel)
    now = desk.files()
    wanted = {path.relative_to(desk.reel.folder).as_posix(): text for path, text in edits.files.items()}
    assert old != mine
    assert (
        now == mine if stop == 0 else all(now.get(name, b"").decode() == (text or "") for name, text in wanted.items())
    )
    assert ".storyreel/writing.json" not in now


def test_a_file_changed_since_a_killed_run_is_left_alone(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    path = desk.reel.folder / "scenes" / "001.yaml"
    monkeypatch.setattr(writing, "settle_writing", lambda _: None)
    write_all(desk.reel, {path: "new: 1\n"})
    path.write_text("mine: 1\n")
    settle_writing(desk.reel)
    assert path.read_text() == "mine: 1\n"


Change = Callable[[Desk, Random, str], str]


def _lens(desk: Desk, random: Random, shot: str) -> str:
    desk.edit(shot, r"lens_mm: [\d.]+", f"lens_mm: {random.randint(60, 99)}")
    return "lens_mm"


def _length(desk: Desk, random: Random, shot: str) -> str:
    desk.edit(shot, r"frames: \d+", f"frames: {random.randint(20, 60)}")
    return "frames"


def _words(desk: Desk, random: Random, shot: str) -> str:
    desk.edit(shot, "description: [^\n]*", f"description: As I like it {random.randint(1, 9)}")
    return "description"


def _lock(desk: Desk, random: Random, shot: str) -> str:
    desk.edit(shot, r"frames: \d+", rf"\g<0>\n    notes: [held {random.randint(1, 9)}]\n    lock: true")
    return "lock"


def _mark(desk: Desk, random: Random, shot: str) -> str:
    mark = f"marks: [{{character: anna, frame: 0, position: [0, 0.{random.randint(1, 9)}, 0], yaw: 0}}]"
    desk.edit(shot, r"frames: \d+", rf"\g<0>\n    {mark}")
    return "marks"


CHANGES: tuple[Change, ...] = (_lens, _length, _words, _lock, _mark)


def rewrite(desk: Desk, random: Random) -> None:
    """One edit of the script: a speech put in, taken out, reworded, or a scene put in front."""
    spoken = [n for n, line in enumerate(desk.lines) if not line.startswith("#")]
    at = random.choice(spoken)
    match random.randrange(4):
        case 0:
            words = " ".join(random.choice(("rain", "snow", "tea", "dog", "ship", "lamp")) for _ in range(5))
            desk.lines.insert(at, f"BEN: {words}{random.randint(0, 999)}.")
        case 1 if at - 1 in spoken and at + 1 in spoken:
            del desk.lines[at]
        case 2:
            desk.lines[at] = f"{desk.lines[at][:-1]} indeed{random.randint(0, 9)}."
        case _:
            desk.lines[:0] = [f"# INT. ROOM {random.randint(0, 999)} - DAY", "BEN: Here is another room of mine."]


@settings(max_examples=60, deadline=None)
@given(seed=st.integers(0, 10**6))
def test_no_edit_is_lost_and_nothing_else_is_frozen(seed: int) -> None:
    random = Random(seed)
    with TemporaryDirectory() as mine, TemporaryDirectory() as clean:
        desk, other = Desk(Path(mine)), Desk(Path(clean))
        desk.plan()
        other.plan()
        made: dict[tuple[str, str], Any] = {}
        for shot in random.sample(["1-A1", "1-A2", "1-A3", "1-A4"], random.randint(1, 3)):
            name = random.choice(CHANGES)(desk, random, shot)
            scene = read_model(desk.scene, ScenePlan, filled)
            made[shot, name] = getattr(next(each for each in scene.shots if each.id == shot), name)
        desk.plan()
        for _ in range(random.randint(1, 4)):
            rewrite(desk, random)
        other.lines = list(desk.lines)
        edits, fresh = desk.plan(), other.plan()
        found = {shot.id.partition("-")[2]: shot for shot in next(
            (scene.shots for scene in edits.plan.scenes if scene.id == "int_hall_day"), ())}  # fmt: skip
        for (shot, name), value in made.items():
            said = " ".join([*edits.told, *(finding.message for finding in edits.findings)])
            id = shot.partition("-")[2]
            assert (id in found and getattr(found[id], name) == value) or f"-{id}" in said or "nothing in the" in said
        touched = {shot.partition("-")[2] for shot, _ in made}
        for scene in fresh.plan.scenes:
            here = next(each for each in edits.plan.scenes if each.id == scene.id)
            now = {each.id: each for each in here.shots}
            for each in scene.shots:
                if each.id.partition("-")[2] not in touched:
                    assert now[each.id] == each
        once = desk.files()
        again = desk.plan()
        assert desk.files() == once
        assert again.plan == edits.plan
        assert [finding.message for finding in again.findings] == [finding.message for finding in edits.findings]


@settings(max_examples=40, deadline=None)
@given(text=st.text(max_size=40), other=st.text(max_size=12))
def test_any_words_are_read_back_as_they_were_written(
    tmp_path_factory: pytest.TempPathFactory, text: str, other: str
) -> None:
    path = tmp_path_factory.mktemp("words") / "a.yaml"
    scene = fakes.plan(fakes.read(_script(path.parent)), Brief()).scenes[0]
    shots = tuple(shot.but(description=text, subjects=(other,)) for shot in scene.shots)
    given_ = scene.but(text=text, shots=shots, wardrobe={"anna": other})
    try:
        path.write_text(text_of(laid_out(form_of(given_))), encoding="utf-8")
    except UnicodeEncodeError:
        return
    assert read_model(path, ScenePlan, filled) == given_


def _script(folder: Path) -> Path:
    path = folder / "play.txt"
    path.write_text("\n".join(SCRIPT))
    return path


def test_two_files_of_one_scene_are_refused(desk: Desk) -> None:
    desk.edit("1-A2", "lens_mm: 35", "lens_mm: 85")
    (desk.scene.parent / "mine.yaml").write_bytes(desk.scene.read_bytes())
    with pytest.raises((PlanError, ProjectError), match="two edited files are both for scene int_hall_day"):
        desk.plan()


def test_a_remark_taken_out_stays_out_beside_a_new_one() -> None:
    base, theirs, ours = ({"notes": list(notes)} for notes in ("ab", "bx", "abc"))
    assert merged(base, theirs, ours, (), []) == {"notes": ["b", "c", "x"]}


def test_lines_that_left_the_script_are_covered_no_more() -> None:
    moved = Moved({"a": (1, 1), "b": (2, 2)}, {"a": (5, 5)})
    assert on_other_lines({"covers": [[1, 1], [2, 2]]}, moved) == {"covers": [[5, 5]]}


def test_a_new_shot_brings_back_the_setup_that_was_taken_out() -> None:
    shot = {"setup": "A", "beat": "b", "covers": []}
    result = {"setups": {}, "beats": {"b": {}}, "shots": {"1-A9": shot}}
    _hold(result, {"setups": {}, "shots": {}}, {"setups": {"A": {"id": "A"}}, "shots": {"1-A9": shot}})
    assert result["setups"] == {"A": {"id": "A"}}
