"""A director's hand that slips: one clear line with file and line and what to do, and nothing is written or lost."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from film.errors import FilmError
from tests.storyreel.conftest import Desk as Program
from tests.storyreel.edit_desk import Desk, block

MARK = "marks: [{character: %s, frame: %s, position: [0, 0, 0], yaw: 0}, {character: anna, frame: 2, position: [0, 0, 0], yaw: 0}]"  # noqa: E501
KEYS = "camera:\n      - {frame: 9, position: [0, -3, 1.6], target: [0, 0, 1.6]}\n      - {frame: 3, position: [0, -3, 1.6], target: [0, 0, 1.6]}\n"  # noqa: E501
CAMERA = r"camera:\n      - [^\n]*\n"
AFTER = r"(frames: \d+)\n"

CONFLICT = "<<<<<<< mine\n    frames: 9\n=======\n    frames: 8\n>>>>>>> theirs\n"

SLIPS = {
    "a wrong type": ("frames: 12", "frames: [1, 2]", "frames: ", r"1-A2\.frames holds 2 values\. Write a whole number"),
    "a word for a number": ("lens_mm: 35", "lens_mm: long", "lens_mm", r"lens_mm is 'long'"),
    "no number at all": ("lens_mm: 35", "lens_mm: .nan", "lens_mm", r"lens_mm is nan\. Write a number"),
    "negative frames": ("frames: 12", "frames: -12", "frames: ", r"shots\.1-A2\.frames is -12\. It is at least 1"),
    "a lens of 0": ("lens_mm: 35", "lens_mm: 0", "lens_mm", r"shot 1-A2 has a lens of 0 mm\. A lens is 8 to 600 mm"),
    "a setup nobody knows": ("setup: 1-A", "setup: 1-AA", "setup", r"setup 1-AA, which is not.*Did you mean 1-A\?"),
    "keys out of order": (CAMERA, KEYS, "frame: 3,", "a camera key at frame 3 behind the one at frame 9"),
    "a key before the first": (r"- \{frame: 0", "- {frame: -4", "frame: -4", "a camera key at frame -4"),
    "a camera in what it sees": (r"target: \[[^\]]*\]", "target: [0, -3, 1.6]", "target: [0, -3", "where it looks"),
    "a zoom to nothing": (r"- \{frame: 0", "- {focal_mm: 0, frame: 0", "focal_mm", "lens of 0 mm"),
    "a stranger's mark": (AFTER, rf"\1\n    {MARK % ('annna', 0)}\n", "annna", r"annna, who is not.*mean anna\?"),
    "a mark too late": (AFTER, rf"\1\n    {MARK % ('ben', 99)}\n", "99", "a mark of ben after its last frame 12"),
    "marks out of order": (AFTER, rf"\1\n    {MARK % ('anna', 7)}\n", "marks:", "frame 2 behind the one at frame 7"),
    "a stranger in frame": (r"subjects: \[ben\]", "subjects: [benn]", "benn", r"shows benn, who.*Did you mean ben\?"),
    "an unknown rule": (AFTER, r"\1\n    excuses: [{rule: axes, note: a}]\n", "axes", r"Did you mean axis\?"),
    "an excuse without a note": (AFTER, r"\1\n    excuses: [{rule: axis}]\n", "axis}", "note is missing"),
    "a lock of wood": (AFTER, r"\1\n    lock: oak\n", "oak", "lock is 'oak'"),
    "another place": (AFTER, r"\1\n    place: int_hal_day\n", "int_hal", r"Did you mean int_hall_day\?"),
    "lines of another scene": (r"covers: \[\[3, 3\]\]", "covers: [[3, 300]]", "300", "The scene is lines 1 to 6"),
    "lines backwards": (r"covers: \[\[3, 3\]\]", "covers: [[4, 3]]", "[4, 3]", "covers lines 4 to 3"),
    "a tab": ("    frames: 12", "\tframes: 12", "\tframes", r"a tab stands in this line\. Indent with spaces"),
    "no end of a list": (r"covers: \[\[3, 3\]\]", "covers: [[3, 3]", "", "not YAML"),
    "a tag": ("frames: 12", "frames: !!python/object/apply:os.getcwd []", "python", "the tag .*not plain data"),
    "a date": ("frames: 12", "frames: 2001-01-01", "2001", "frames is '2001-01-01'"),
    "a moment": ("frames: 12", "frames: 2001-01-01T10:00:00", "", "not plain data"),
    "a name twice": ("frames: 12", "frames: 12\n    frames: 13", "frames: 13", "frames .* second time. Keep one"),
    "a colon too many": ("move: static", "move: static: x", "static: x", "not YAML: a colon where none can be"),
    "an open quotation": ("move: static", 'move: "static', "", "a quotation mark that is not closed"),
    "a beat nobody knows": (r"beat: (\S+)", r"beat: \1x", "beat: ", r"shot 1-A2 plays beat .*Did you mean"),
    "a line that begins too late": (
        r"\{line: (\S+)\}",
        r"{line: \1, start: 99}",
        "start: 99",
        r"from its frame 99\. It has 12 frames",
    ),
    "an empty excuse": (
        AFTER,
        r"\1\n    excuses: [{rule: axis, note: ' '}]\n",
        "axis",
        "axis.note is ' '. Write some words",
    ),
    "two versions": (r"    frames: 12\n", CONFLICT, "<<<<", "Keep one"),
}


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """The reel as first planned."""
    made = Desk(tmp_path)
    made.plan()
    return made


def refused(desk: Desk) -> str:
    """The one line that is said; the reel's files are to the byte what they were."""
    before = desk.files()
    with pytest.raises(FilmError) as caught:
        desk.plan()
    said = str(caught.value)
    assert "\n" not in said
    assert len(said) < 500 + len(str(desk.folder))
    assert desk.files() == before
    return said.removeprefix(str(desk.reel.folder))


@pytest.mark.parametrize("name", SLIPS)
def test_a_slip_is_refused_in_its_line(desk: Desk, name: str) -> None:
    old, new, there, says = SLIPS[name]
    desk.edit("1-A2", old, new)
    start, _ = block(desk.scene.read_text(), "1-A2")
    said = refused(desk)
    assert re.search(says, said)
    if there:
        line = desk.scene.read_text().count("\n", 0, desk.scene.read_text().index(there, start)) + 1
        assert said.startswith(f"/scenes/001.yaml:{line}: ")
    else:
        assert said.startswith("/scenes/001.yaml")


def test_a_setup_taken_out_under_its_shots_is_refused(desk: Desk) -> None:
    text = desk.scene.read_text()
    start, end = text.index("setups:\n"), text.index("\n", text.index("    target:", text.index("setups:\n")))
    desk.scene.write_text(f"{text[:start]}setups: []{text[end:]}")
    assert "shot 1-A1 belongs to setup 1-A, which is not there" in refused(desk)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", r"holds no settings \(name: value\)\. Mend the file or delete it"),
        ("# nothing but words\n", "holds no settings"),
        ("- a\n- b\n", "holds no settings"),
        ("just words", "holds no settings"),
        ("id: x\n", "is missing"),
        ("a: &a [*a, *a]\nb: *a\n", "Write the values out"),
        ("a: " + "[" * 4000, "001.yaml"),
    ],
)
def test_a_file_that_is_no_scene_is_refused(desk: Desk, text: str, says: str) -> None:
    desk.scene.write_text(text)
    assert re.search(says, refused(desk))


def test_a_file_that_is_no_text_or_too_much_is_refused(desk: Desk) -> None:
    desk.scene.write_bytes(b"\xff\xfe\x00a")
    assert "001.yaml: not UTF-8 text. Save it as UTF-8" in refused(desk)
    desk.scene.write_bytes(b"# a\n" * (9 << 18))
    assert "larger than 8 MB" in refused(desk)


def test_a_scene_that_never_was_is_refused_with_the_nearest(desk: Desk) -> None:
    desk.scene.write_text(desk.scene.read_text().replace("id: int_hall_day\n", "id: int_hal_day\n"))
    assert "001.yaml:5: no scene has the id int_hal_day. Did you mean int_hall_day?" in refused(desk)


def test_an_edit_saved_under_the_name_of_another_scene_is_in_force(desk: Desk) -> None:
    desk.edit("1-A2", "lens_mm: 35", "lens_mm: 85")
    desk.scene.rename(desk.scene.with_name("002.yaml"))
    edits = desk.plan()
    assert edits.plan.scenes[0].shots[1].lens_mm == 85
    assert "scenes/002.yaml, which you edited, is scenes/001.yaml now" in edits.told
    assert "lens_mm: 85" in desk.scene.read_text()
    assert "id: ext_yard_night\n" in desk.scene.with_name("002.yaml").read_text()


@pytest.mark.parametrize("how", ["crlf", "bom"])
def test_another_editor_is_no_edit(desk: Desk, how: str) -> None:
    kept = desk.scene.read_bytes()
    desk.scene.write_bytes(kept.replace(b"\n", b"\r\n") if how == "crlf" else b"\xef\xbb\xbf" + kept)
    desk.say("Good day", "Fine day")
    edits = desk.plan()
    assert edits.told == ()
    assert edits.plan.scenes[0].dialogue[1].text.startswith("Fine day")
    text = desk.scene.read_bytes()
    assert text.startswith(b"# Edit")
    assert b"\r" not in text


@pytest.mark.parametrize("how", ["crlf", "bom"])
def test_an_edit_from_another_editor_is_in_force(desk: Desk, how: str) -> None:
    desk.edit("1-A2", "lens_mm: 35", "lens_mm: 85  # longer")
    kept = desk.scene.read_bytes()
    desk.scene.write_bytes(kept.replace(b"\n", b"\r\n") if how == "crlf" else b"\xef\xbb\xbf" + kept)
    desk.say("Good day", "Fine day")
    edits = desk.plan()
    assert edits.findings == ()
    assert edits.plan.scenes[0].shots[1].lens_mm == 85
    assert "lens_mm: 85  # longer\n" in desk.scene.read_text()


def test_a_lock_on_a_shot_whose_words_are_gone_is_told_and_kept_aside(desk: Desk) -> None:
    desk.edit("1-A2", AFTER, r"\1\n    lock: yes\n")
    kept = desk.scene.read_text()
    del desk.lines[2]
    edits = desk.plan()
    assert any("1-A2" in line and "left the film with the words" in line for line in edits.told)
    assert desk.scene.with_name("001.kept.yaml").read_text() == kept


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("height: 1.72", "height: 17.2", r"cast/anna\.yaml:\d+: build\.height is 17\.2\. It is at most 2\.3"),
        ("height: 1.72", "hight: 1.72", r"unknown name build\.hight\. Did you mean height\?"),
        ("hair: short", "hair: bunn", r"hair is 'bunn'\. Did you mean bun\?"),
        ('top: "#3d6fd6"', "top: blue", r"palette\.top is 'blue'"),
    ],
)
def test_a_slip_in_a_characters_sheet_is_refused(desk: Desk, old: str, new: str, says: str) -> None:
    sheet = desk.reel.folder / "cast" / "anna.yaml"
    assert old in sheet.read_text()
    sheet.write_text(sheet.read_text().replace(old, new))
    assert re.search(says, refused(desk))


def test_the_program_ends_with_2_and_one_line(program: Program) -> None:
    assert program.call("plan", program.script).returncode == 0
    scene = program.reel / "scenes" / "001.yaml"
    scene.write_text(scene.read_text().replace("lens_mm: 35", "lens_mm: 0"))
    ended = program.call("plan", program.script)
    assert (ended.returncode, ended.stdout) == (2, "")
    (line,) = ended.stderr.splitlines()
    assert re.search(r"001\.yaml:\d+: setup 1-A has a lens of 0 mm\. A lens is 8 to 600 mm", line)


@pytest.fixture
def program(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Program:
    """The program with the fake stages and a script."""
    from tests.storyreel.conftest import SCRIPT

    made = Program(tmp_path)
    made.write(SCRIPT)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    return made
