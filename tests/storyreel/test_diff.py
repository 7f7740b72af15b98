"""``storyreel diff``: the value, the terminal, the page."""

from __future__ import annotations

import json
from html.parser import HTMLParser
from pathlib import Path

import pytest

from film.errors import ProjectError, ScriptError
from screenplay.pages import columns
from storyreel.revision import Difference, compare, html, text

OLD = """Title: The Bar

INT. BAR - DAY #1#

Anna waits by the window. Rain.

ANNA
Where have you been all this time?

BOB
Out.

INT. KITCHEN - DAY #2#

A pan burns.
"""
CAR = "INT. CAR - NIGHT\n\nShe drives.\n\n"
NEW = OLD.replace("Rain", "Dust").replace("INT. KITCHEN", f"{CAR}INT. KITCHEN")
HOSTILE = '<script>alert("1")</script> & </style> \x1b[31m ${title} $title'


class _Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        assert not any(name.startswith("on") for name, _ in attrs)

    def handle_data(self, data: str) -> None:
        self.text += data


def _files(folder: Path, old: str, new: str) -> tuple[Path, Path]:
    one, two = folder / "one.fountain", folder / "two.fountain"
    one.write_text(old, encoding="utf-8")
    two.write_text(new, encoding="utf-8")
    return one, two


def _compared(folder: Path, old: str = OLD, new: str = NEW, **options: object) -> Difference:
    return compare(*_files(folder, old, new), **options)  # type: ignore[arg-type]


def test_the_object_is_as_the_design_says(tmp_path: Path) -> None:
    told = json.loads(_compared(tmp_path).model_dump_json())
    assert told["schema_version"] == 1
    assert set(told["scenes"]) == {"kept", "changed", "added", "removed", "moved"}
    assert told["scenes"]["changed"] == ["int_bar_day"]
    assert told["scenes"]["added"] == ["int_car_night"]
    assert set(told["minutes"]) == {"before", "after"}
    assert (told["shots"], told["cost"]) == (None, None)
    assert "leaves" not in told


def test_it_reads_its_own_json(tmp_path: Path) -> None:
    difference = _compared(tmp_path)
    assert Difference.model_validate_json(difference.model_dump_json()) == difference.but(leaves=())


def test_the_terminal_shows_words_and_marks(tmp_path: Path) -> None:
    said = text(_compared(tmp_path))
    assert "The Bar: " in said
    assert "1 changed, 1 added, 1 kept" in said
    assert "window. [-Rain-]{+Dust+}." in said
    assert "+    1A  INT. CAR - NIGHT  added, 1/8" in said


def test_the_same_file_twice(tmp_path: Path) -> None:
    script, _ = _files(tmp_path, OLD, OLD)
    difference = compare(script, script)
    assert not difference.changed
    assert text(difference).startswith("Nothing changed")
    assert difference.leaves == ()
    assert html(difference)


def test_shots_when_they_are_asked_for(tmp_path: Path) -> None:
    difference = _compared(tmp_path, new=f"{OLD}\n{CAR}", shots=True)
    assert difference.shots
    assert difference.cost
    assert (difference.shots.kept[0], difference.shots.kept[-1]) == ("1-A1", "2-A1")
    assert (difference.shots.changed, difference.shots.removed, difference.shots.moved) == ((), (), ())
    assert difference.shots.added == ("2A-A1",)
    assert 0 < difference.cost.render.frames < difference.cost.after.frames
    same = compare(tmp_path / "one.fountain", tmp_path / "one.fountain", shots=True)
    assert same.shots
    assert same.cost
    assert (same.shots.changed, same.shots.added, same.shots.removed, same.shots.moved) == ((), (), (), ())
    assert same.cost.render.shots == 0


def test_a_reel_against_a_new_draft(tmp_path: Path) -> None:
    old, new = _files(tmp_path, OLD, NEW)
    reel = tmp_path / "bar.reel"
    reel.mkdir()
    (reel / "reel.yaml").write_text(f"script: ../{old.name}\nfps: 25\n", encoding="utf-8")
    before = sorted(path.name for path in tmp_path.rglob("*"))
    difference = compare(reel, new)
    assert difference.cost
    assert difference.cost.before.seconds == round(difference.cost.before.frames / 25, 1)
    assert sorted(path.name for path in tmp_path.rglob("*")) == before


def test_what_cannot_be_compared_is_said(tmp_path: Path) -> None:
    script, _ = _files(tmp_path, OLD, NEW)
    with pytest.raises(ScriptError, match="no such file"):
        compare(script, tmp_path / "gone.fountain")
    with pytest.raises(ProjectError, match="not a screenplay or a reel"):
        compare(tmp_path, script)
    with pytest.raises(ProjectError, match="no revision paper called 'mauve'"):
        compare(script, script, "mauve")


def test_the_page_stands_alone(tmp_path: Path) -> None:
    page = html(_compared(tmp_path, colour="second  Pink"))
    tags = _Tags()
    tags.feed(page)
    assert not {"script", "link", "img", "iframe"} & set(tags.tags)
    assert "http" not in page
    assert "Second Pink Rev." in tags.text
    assert "<del>Rain</del><ins>Dust</ins>" in page
    assert '<b class="s">*</b>' in page
    assert "#fad7e3" in page


def test_a_hostile_script_stays_text(tmp_path: Path) -> None:
    new = OLD.replace("Rain", HOSTILE).replace("KITCHEN", HOSTILE).replace("The Bar", HOSTILE)
    difference = _compared(tmp_path, new=new)
    page = html(difference)
    tags = _Tags()
    tags.feed(page)
    assert "script" not in tags.tags
    assert "\x1b" not in page
    assert '<script>alert("1")</script>' in tags.text
    assert text(difference)


def test_rows_fit_the_page(tmp_path: Path) -> None:
    long = "word " * 200 + "x" * 300
    difference = _compared(tmp_path, new=OLD.replace("Rain", long))
    widths = [len("".join(words for _, words in row.parts)) for leaf in difference.leaves for row in leaf.rows]
    assert max(widths) <= 60


def test_many_changes_are_cut_for_the_terminal(tmp_path: Path) -> None:
    speeches = [f"ANNA\nThe number of this line is {place} and nothing else." for place in range(300)]
    old = "INT. BAR - DAY\n\n" + "\n\n".join(speeches)
    said = text(_compared(tmp_path, old=old, new=old.replace("nothing", "little")))
    assert len(said.splitlines()) < 60
    assert "more lines: --html FILE shows them all" in said


def test_lengths_and_scenes_are_told_as_a_breakdown_does(tmp_path: Path) -> None:
    long = "".join(f"They pass the {place}th lamp, and its light falls on their faces.\n\n" for place in range(40))
    said = text(_compared(tmp_path, new=OLD.replace("\nINT. KITCHEN", f"\nINT. TRAM - DAY\n\n{long}INT. KITCHEN")))
    assert "INT. TRAM - DAY  added, 1 5/8" in said
    split = OLD.replace("BOB\nOut.", "INT. BAR - LATER #1A#\n\nBOB\nOut.")
    assert "split from 1" in text(_compared(tmp_path, new=split))
    merged = OLD.replace("INT. KITCHEN - DAY #2#\n\n", "")
    assert "now in 1" in text(_compared(tmp_path, new=merged))


def test_a_wrong_number_is_told_with_the_right_one(tmp_path: Path) -> None:
    new = OLD.replace("INT. KITCHEN - DAY #2#", f"{CAR.replace('NIGHT', 'NIGHT #2#')}INT. KITCHEN - DAY #3#")
    said = text(_compared(tmp_path, new=new))
    assert "INT. CAR - NIGHT  added, 1/8; should be 1A" in said
    assert "INT. KITCHEN - DAY  same lines; should stay 2" in said


def test_a_new_name_is_all_that_is_told(tmp_path: Path) -> None:
    said = text(_compared(tmp_path, new=OLD.replace("ANNA", "IRIS").replace("Anna", "Iris")))
    assert "ANNA is IRIS now" in said
    assert "2 lines; only names" in said
    assert "{+" not in said


def test_all_of_a_moved_scene_is_starred(tmp_path: Path) -> None:
    bar, kitchen = OLD.split("INT. KITCHEN")
    new = bar.replace("INT. BAR", f"INT. KITCHEN{kitchen}\nINT. BAR")
    (leaf,) = _compared(tmp_path, new=new).leaves
    starred = ["".join(words for _, words in row.parts) for row in leaf.rows if row.star]
    assert starred == ["INT. KITCHEN - DAY", "A pan burns."]


def test_what_was_taken_out_at_the_end_stands_at_the_end(tmp_path: Path) -> None:
    (leaf,) = _compared(tmp_path, new=OLD.replace("A pan burns.\n", "")).leaves
    assert leaf.rows[-1].parts == (("out", "A pan burns."),)


def test_two_who_speak_at_once_stand_side_by_side(tmp_path: Path) -> None:
    difference = _compared(tmp_path, new=OLD.replace("BOB\n", "BOB ^\n"))
    page = html(difference)
    left, right = page.index('<section class="left">'), page.index('<section class="right">')
    assert page.index("ANNA", left) < right < page.index("BOB", right)
    assert all(row.star for leaf in difference.leaves for row in leaf.rows if row.dual)


def test_a_script_without_scene_numbers_is_printed_without(tmp_path: Path) -> None:
    bare = OLD.replace(" #1#", "").replace(" #2#", "")
    assert not [
        row
        for leaf in _compared(tmp_path, old=bare, new=bare.replace("Rain", "Dust")).leaves
        for row in leaf.rows
        if row.number
    ]


def test_a_page_with_some_struck_lines_is_still_one_sheet(tmp_path: Path) -> None:
    lines = [f"The {place}th lamp burns." for place in range(26)]
    old = "INT. BAR - DAY\n\n" + "\n\n".join(lines)
    new = old.replace("1th lamp burns", "1th fox sleeps at home").replace("2th lamp burns", "2th fox sleeps at home")
    assert 'style="--line: ' in html(_compared(tmp_path, old=old, new=new))
    assert 'style="--line: ' not in html(
        _compared(tmp_path, old=old, new=old.replace("25th lamp burns", "25th lamp is out"))
    )


def test_wide_letters_take_two_columns(tmp_path: Path) -> None:
    new = OLD.replace("Rain", "夜" * 100)
    rows = [row for leaf in _compared(tmp_path, new=new).leaves for row in leaf.rows]
    assert max(columns("".join(words for _, words in row.parts)) for row in rows) <= 60


def test_what_turns_the_reading_direction_does_not_reach_the_page(tmp_path: Path) -> None:
    assert "\u202e" not in html(_compared(tmp_path, new=OLD.replace("Rain", "\u202elive\u202c")))
