"""``storyreel diff``: the value, the terminal, the page."""

from __future__ import annotations

import json
from html.parser import HTMLParser
from pathlib import Path

import pytest

from film.errors import ProjectError, ScriptError
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
    assert difference.shots.kept == ("1-A1", "1-B2", "1-C3", "2-A1")
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
