"""The benchmark of reading by a model: it runs on recorded answers and prints what it found."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from benchmarks.judging.answers import Heard, evidence
from planner.llm.record import records
from planner.reading.reader import questions_of
from prompts.book import PromptBook
from screenplay import read

ROOT = Path(__file__).resolve().parents[2]
SCRIPTS = tuple(sorted([*(ROOT / "samples").glob("*.fountain"), *(ROOT / "benchmarks/scripts").glob("*.fountain")]))
TABLE = ROOT / "samples" / "one_table.fountain"


def run(*options: str) -> subprocess.CompletedProcess[str]:
    """The program with these options."""
    command = [sys.executable, str(ROOT / "benchmarks/reading.py"), *options]
    return subprocess.run(command, capture_output=True, text=True, timeout=300, cwd=ROOT)


@pytest.fixture(params=SCRIPTS, ids=lambda path: path.stem)
def script(request: pytest.FixtureRequest) -> Path:
    """Each script that has answers."""
    path: Path = request.param
    return path


def test_every_question_is_answered_by_hand_in_its_form_and_with_true_quotes(script: Path) -> None:
    text = (ROOT / "benchmarks" / "answers" / f"{script.stem}.jsonl").read_text(encoding="utf-8")
    found = {record.name: record for record in records(text.splitlines(keepends=True), script.name)}
    questions = {question.name: question for question in questions_of(read(script), PromptBook())}
    assert set(found) == set(questions)
    heard = []
    for name, record in found.items():
        assert (record.key, record.model) == ("", "hand-written")
        questions[name].answer.model_validate_json(record.completion.text)
        heard.append(Heard(questions[name].request(0), record.completion))
    assert evidence(heard).precision == 1


def test_it_judges_rules_good_answers_and_spoilt_ones() -> None:
    done = run(str(TABLE), "--json")
    assert done.returncode == 0, done.stderr
    readers = json.loads(done.stdout)["groups"]["samples"]
    assert [each["reader"] for each in readers] == ["rules", "written by hand", "the same, spoilt"]
    rules, good, spoilt = (each["measures"] for each in readers)
    assert "valid_first" not in rules
    assert good["valid_first"]["precision"] == good["evidence"]["precision"] == good["valid_after"]["precision"] == 1
    assert spoilt["evidence"]["precision"] < 1
    assert spoilt["valid_first"]["precision"] < 1
    for name in ("cast", "props", "actions", "beats"):
        assert good[name]["f1"] >= rules[name]["f1"]
    assert sum(sum(counts.values()) for counts in readers[1]["proposals"].values()) > 20
    assert readers[0]["findings"] >= readers[2]["findings"]
    assert readers[1]["cost"]["tokens_in"] > 0
    assert "NaN" not in done.stdout


def test_the_table_has_a_column_for_every_reader() -> None:
    lines = run(str(TABLE)).stdout.splitlines()
    assert lines[1].split() == ["rules", "written", "by", "hand", "the", "same,", "spoilt"]
    rows = {line[:26].strip() for line in lines[2:]}
    assert {"cast present, F1", "sheet, recall", "proposals taken", "tokens a page, in + out"} <= rows


def test_a_model_that_is_not_there_is_one_line(tmp_path: Path) -> None:
    done = run(str(TABLE), "--llm", f"replay:{tmp_path / 'none.jsonl'}")
    assert done.returncode == 2
    assert done.stderr.count("\n") == 1
    assert "there is no such file of answers" in done.stderr


def test_a_script_without_labels_is_one_line() -> None:
    done = run(str(ROOT / "tests/planner/directions.fountain"))
    assert done.returncode == 2
    assert done.stderr.count("\n") == 1
