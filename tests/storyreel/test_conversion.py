"""``storyreel read A --to FORMAT -o B``: every format into every other, exact bytes, and one line for what fails."""

from __future__ import annotations

import json
import os
import subprocess
from pathlib import Path
from xml.etree import ElementTree

import docx
import pytest

import screenplay
from film.screenplay import Run
from screenplay import document
from storyreel.conversion import convert, deliver, screenplay_of
from tests.storyreel.conftest import ROOT
from tests.storyreel.test_cli import PROGRAM, call, refused

DATA = ROOT / "tests" / "screenplay" / "data"
SCRIPT = """Title: The Café
Author: A. Writer

INT. CAFÉ - DAY #1A#

The door *slams*. {}

ANNA
(low)
Who is there?

BEN ^
Nobody…

> THE END <
"""


def _word_file(path: Path) -> None:
    written = docx.Document()
    for text in ("INT. BAR - DAY", "She waits at the bar.", "EXT. STREET - NIGHT", "Rain. He runs."):
        written.add_paragraph(text)
    written.save(str(path))


def _source(folder: Path, kind: str) -> Path:
    known = {
        "fountain": DATA / "client.fountain",
        "fdx": DATA / "fdx" / "production.fdx",
        "fadein": DATA / "fade_in.fadein",
        "pdf": DATA / "client.pdf",
    }
    if kind in known:
        return known[kind]
    path = folder / f"a.{kind}"
    if kind == "docx":
        _word_file(path)
    else:
        path.write_text(document.to_json(screenplay.read(known["fdx"])), encoding="utf-8")
    return path


def _said(path: Path) -> list[tuple[str, str]]:
    return [(each.type, each.text) for each in screenplay.read(path).elements]


@pytest.mark.parametrize("to", ["fountain", "fdx", "json"])
@pytest.mark.parametrize("kind", ["fountain", "fdx", "json", "fadein", "pdf", "docx"])
def test_every_format_into_every_other(tmp_path: Path, kind: str, to: str) -> None:
    source, target = _source(tmp_path, kind), tmp_path / f"b.{to}"
    written = convert(screenplay_of(source, salvage=False), to)
    deliver(written, target)
    ours, theirs = _said(target), _said(source)
    if to == "fountain" and kind in ("fdx", "json"):
        assert [each for each in ours if each[0] != "page_break"] == [
            each for each in theirs if each[0] != "page_break"
        ]
    else:
        assert ours == theirs
    assert {path.name for path in tmp_path.iterdir()} <= {target.name, f"a.{kind}"}


@pytest.mark.parametrize("to", ["fountain", "fdx", "json"])
def test_stdout_has_what_the_file_has(tmp_path: Path, to: str) -> None:
    source, target = DATA / "client.fountain", tmp_path / f"b.{to}"
    call("read", source, "-o", target)
    ended = subprocess.run([*PROGRAM, "read", source, "--to", to.upper()], capture_output=True, check=True)
    assert ended.stdout == target.read_bytes()


@pytest.mark.parametrize(
    "data",
    [
        SCRIPT.encode(),
        ("\ufeff" + SCRIPT).encode(),
        SCRIPT.replace("\n", "\r\n").encode(),
        SCRIPT.replace("\n", "\r").encode(),
        SCRIPT.encode("cp1252"),
        SCRIPT.encode("utf-16"),
        SCRIPT.encode("utf-16-be"),
        ("\ufeff" + SCRIPT).encode("utf-16-be"),
        SCRIPT.encode() + "Na\xefve.\n".encode("cp1252"),
        SCRIPT.encode() + b"\n\n\n   \n\t",
    ],
    ids=["plain", "mark", "crlf", "cr", "cp1252", "utf-16", "utf-16-be", "utf-16-be mark", "mixed", "blank end"],
)
def test_fountain_into_fountain_is_the_same_bytes(tmp_path: Path, data: bytes) -> None:
    source, target = tmp_path / "a.fountain", tmp_path / "b.fountain"
    source.write_bytes(data)
    deliver(convert(screenplay_of(source, salvage=False), "fountain"), target)
    assert target.read_bytes() == data


def test_a_final_draft_file_and_its_json_are_the_same_file_again(tmp_path: Path) -> None:
    source = DATA / "fdx" / "production.fdx"
    for step, before in (("b.fdx", source), ("c.json", source), ("d.fdx", tmp_path / "c.json")):
        assert call("read", before, "-o", tmp_path / step).returncode == 0
    assert (tmp_path / "b.fdx").read_bytes() == source.read_bytes() == (tmp_path / "d.fdx").read_bytes()


def test_letters_that_the_sources_encoding_lacks_are_written_as_utf_8(tmp_path: Path) -> None:
    source = tmp_path / "a.fountain"
    source.write_bytes(SCRIPT.encode("cp1252"))
    script = screenplay.read(source)
    elements = [each.model_copy(update={"text": "漢", "runs": (Run(text="漢"),)}) for each in script.elements[1:2]]
    changed = script.model_copy(update={"elements": (script.elements[0], *elements, *script.elements[2:])})
    written = convert(changed, "fountain")
    assert "漢" in written.data.decode()
    assert any("UTF-8" in loss for loss in written.losses)


def test_losses_are_told_behind_the_file(tmp_path: Path) -> None:
    ended = call("read", DATA / "fdx" / "production.fdx", "-o", tmp_path / "b.fountain")
    assert ended.returncode == 0
    assert all(line.startswith("storyreel: line ") for line in ended.stderr.splitlines())
    assert "breakdown" in ended.stderr
    assert "revision" in ended.stderr
    assert call("read", DATA / "client.fountain", "-o", tmp_path / "b.json").stderr == ""


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["-o", "name"], "does not say which format"),
        (["-o", "b.docx"], "does not say which format"),
        (["--to", "docx", "-o", "b.docx"], "'docx' is no format to write"),
        (["--to", ""], "does not say which format"),
        (["--to", "fdx", "-o", "."], "this is a folder"),
        (["--to", "fdx", "-o", "a.fdx/b.fdx"], "not a folder"),
        (["--to", "fountain", "-o", "x" * 300], "the name is too long"),
    ],
)
def test_what_cannot_be_written_is_one_line_and_nothing_is_made(tmp_path: Path, words: list[str], says: str) -> None:
    (tmp_path / "a.fdx").write_bytes((DATA / "fdx" / "production.fdx").read_bytes())
    assert says in refused(call("read", "a.fdx", *words, cwd=tmp_path))
    assert [path.name for path in tmp_path.iterdir()] == ["a.fdx"]
    assert (tmp_path / "a.fdx").read_bytes() == (DATA / "fdx" / "production.fdx").read_bytes()


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_read_only_folder_is_refused_in_one_line(tmp_path: Path) -> None:
    locked = tmp_path / "locked"
    locked.mkdir(mode=0o500)
    assert "permission denied" in refused(call("read", DATA / "client.fountain", "-o", locked / "b.fdx"))


def test_a_file_that_is_there_is_replaced_whole_and_kept_when_the_script_is_bad(tmp_path: Path) -> None:
    target = tmp_path / "b.fdx"
    target.write_text("old")
    bad = tmp_path / "bad.fountain"
    bad.write_bytes(b"\0" * 99)
    refused(call("read", bad, "-o", target))
    assert target.read_text() == "old"
    assert call("read", DATA / "client.fountain", "-o", target).returncode == 0
    assert _said(target) == _said(DATA / "client.fountain")


def test_a_pipe_is_written_to_and_stays_one(tmp_path: Path) -> None:
    pipe = tmp_path / "b.fdx"
    os.mkfifo(pipe)
    with subprocess.Popen([*PROGRAM, "read", DATA / "client.fountain", "-o", pipe]) as program:
        data = pipe.read_bytes()
    assert program.returncode == 0
    assert ElementTree.fromstring(data).tag == "FinalDraft"
    assert pipe.is_fifo()


def test_a_reel_gives_the_script_with_the_plans_breakdown(tmp_path: Path) -> None:
    script = tmp_path / "play.fountain"
    script.write_text(
        "INT. KITCHEN - NIGHT\n\nHELEN puts a brass key on the table.\n\nHELEN\nMine.\n", encoding="utf-8"
    )
    planned = call("plan", script, "-o", tmp_path / "play.reel", "--json")
    assert planned.returncode == 0, planned.stderr
    ended = call("read", tmp_path / "play.reel", "--to", "fdx")
    assert ended.returncode == 0, ended.stderr
    root = ElementTree.fromstring(ended.stdout)
    labels = {each.get("Label") for each in root.iterfind("TagData/TagDefinitions/TagDefinition")}
    assert any("key" in (label or "") for label in labels)
    numbers = {each.get("Number") for each in root.iterfind("TagData/Tags/Tag")}
    used = {each.get("TagNumber") for each in root.iterfind("Content//Text")} - {None}
    assert used
    assert used <= numbers
    told = json.loads(call("read", tmp_path / "play.reel", "--to", "json").stdout)
    assert {tag["label"] for tag in told["tags"]} == labels
