"""``storyreel adapt``: prose becomes a Fountain file that plans to a film, and nothing is asked or written twice."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest

import planner
import screenplay
from film.errors import FilmError, PlanError, ProjectError
from film.plan import Format
from planner.brief import Brief
from planner.llm.seam import Answered, LanguageModel, Request
from storyreel.llm import needed
from storyreel.progress import Silence
from storyreel.texts.adaptation import AdaptReport, adapt_file, text
from tests.planner.text_models import Says, action, paragraphs_in, piece
from tests.storyreel.conftest import Desk

PROSE = Path(__file__).resolve().parents[2] / "samples" / "prose"
STORY = "Chapter One\n\n" + "Anna waited in the kitchen. " * 30 + "\n\nChapter Two\n\n" + "Ben came home. " * 30 + "\n"


@pytest.fixture
def no_model(monkeypatch: pytest.MonkeyPatch) -> None:
    """The environment names none."""
    monkeypatch.delenv("STORYREEL_LLM", raising=False)


def adapt(file: Path, out: Path, llm: str | None = None, language: str | None = None) -> AdaptReport:
    """The command without its words."""
    return adapt_file(file, out, llm, language, Silence())


def replayed(name: str, out: Path) -> AdaptReport:
    """A sample with the answers that were written for it by hand."""
    return adapt(PROSE / f"{name}.txt", out, f"replay:{PROSE / name}.answers.jsonl")


def with_model(monkeypatch: pytest.MonkeyPatch, model: LanguageModel) -> None:
    """Has a model asked whatever the options say."""
    monkeypatch.setattr(needed, "language_model", lambda *_: model)


def waits(request: Request) -> Any:
    """Somebody waits in every paragraph."""
    return piece(*(action([number], "Somebody waits.") for number in paragraphs_in(request)))


@pytest.mark.parametrize(
    ("name", "language", "people", "scenes"),
    [
        ("the_harbour_lamp", "en", ["INES", "BRAM", "TOM"], 3),
        ("el_ultimo_pan", "es", ["JACINTA", "NICOLÁS", "LA NIÑA"], 1),
    ],
)
def test_a_story_becomes_a_film_plan(tmp_path: Path, name: str, language: str, people: list[str], scenes: int) -> None:
    out = tmp_path / "out.fountain"
    report = replayed(name, out)
    assert (report.language, report.left_out, report.unread) == (language, 0, ())
    script = screenplay.read(out)
    assert script.language == language
    assert [person.name for person in script.cast if person.lines] == people
    assert len(script.scenes) == scenes
    assert not [each for each in script.diagnostics if each.severity == "error"]
    plan = planner.plan(script, Brief(format=Format(width=320, height=180)))
    spoken = [line.text for scene in plan.scenes for line in scene.dialogue]
    assert len(spoken) == report.quoted + report.made
    assert "from line" not in plan.model_dump_json()  # notes are for the reader, not for the film


def test_a_samples_dialogue_is_the_storys(tmp_path: Path) -> None:
    report = replayed("the_harbour_lamp", tmp_path / "a.fountain")
    assert (report.quoted, report.made) == (7, 2)
    written = (tmp_path / "a.fountain").read_text(encoding="utf-8")
    assert "TOM\nWhat were you saying up there all night?\n\n[[from lines 42-44; the source only reports" in written
    assert "2 in others (each in a note)" in text(report)


def test_a_killed_run_pays_for_no_piece_twice(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file, out = tmp_path / "s.txt", tmp_path / "o.fountain"
    file.write_text(STORY, encoding="utf-8")

    class Dies(Says):
        def answers(self, requests: Sequence[Request]) -> Iterator[Answered]:
            if self.asked:
                raise KeyboardInterrupt
            return super().answers(requests)

    first = Dies(waits)
    with_model(monkeypatch, first)
    with pytest.raises(KeyboardInterrupt):
        adapt(file, out)
    assert not out.exists()
    second = Says(waits)
    with_model(monkeypatch, second)
    report = adapt(file, out)
    assert report.answered_before == len(first.asked) == 1
    assert {request.key for request in first.asked} & {request.key for request in second.asked} == set()
    again = tmp_path / "again.fountain"
    with_model(monkeypatch, Says(lambda _: pytest.fail("asked again")))
    (tmp_path / "again.answers.jsonl").write_bytes((tmp_path / "o.answers.jsonl").read_bytes())
    adapt(file, again)
    assert again.read_bytes() == out.read_bytes()


def test_what_it_will_cost_is_said_before_anything_is_asked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "s.txt"
    file.write_text(STORY, encoding="utf-8")
    told: list[str] = []

    class Notes(Silence):
        def note(self, text: str) -> None:
            told.append(f"{len(model.asked)} asked: {text}")

    model = Says(waits)
    with_model(monkeypatch, model)
    adapt_file(file, tmp_path / "o.fountain", None, None, Notes())
    assert len(told) == 1
    assert re.fullmatch(r"0 asked: says: 2 questions; up to [\d,]+ tokens to read and [\d,]+ to write", told[0])


def test_a_piece_that_failed_is_told_and_stands_in_notes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file, out = tmp_path / "s.txt", tmp_path / "o.fountain"
    file.write_text(STORY, encoding="utf-8")
    ben = "Ben came home."
    with_model(monkeypatch, Says(lambda request: None if ben in request.messages[1].text else waits(request)))
    report = adapt(file, out)
    assert report.unread
    assert "not adapted: no answer — Ben came home." in out.read_text(encoding="utf-8")
    assert "delete the file and run again" in text(report)


def test_a_model_that_adapts_nothing_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file, out = tmp_path / "s.txt", tmp_path / "o.fountain"
    file.write_text(STORY, encoding="utf-8")
    with_model(monkeypatch, Says(lambda _: "I would rather not."))
    with pytest.raises(PlanError, match=r"adapted nothing of it: the model answered in prose: 'I would rather not\.'"):
        adapt(file, out)
    assert not out.exists()


def test_what_is_there_is_never_written_over(tmp_path: Path) -> None:
    out = tmp_path / "o.fountain"
    out.write_text("mine", encoding="utf-8")
    with pytest.raises(ProjectError, match=r"is there already, perhaps corrected by hand. Give another name with -o"):
        replayed("the_harbour_lamp", out)
    assert out.read_text(encoding="utf-8") == "mine"


@pytest.mark.usefixtures("no_model")
@pytest.mark.parametrize(
    ("file", "out", "llm", "language", "what"),
    [
        (
            "the_harbour_lamp.txt",
            "o.fountain",
            "none",
            None,
            "adapting takes a language model.*Say --llm openai:",
        ),
        ("the_harbour_lamp.txt", "o.fountain", None, None, "adapting takes a language model"),
        ("the_harbour_lamp.txt", "o.pdf", "none", None, "an adaptation is written as Fountain"),
        ("the_harbour_lamp.txt", "o.fountain", "none", "xx", "--language: 'xx' is no language's code"),
        ("the_harbour_lamp.txt", "o.fountain", "none", "Spanish", "Spanish is es"),
        ("none.txt", "o.fountain", "none", None, "there is no such file"),
        ("../night_bus.fountain", "o.fountain", "none", None, "it is a screenplay already"),
        ("the_harbour_lamp.txt", "o.fountain", "replay:none.jsonl", None, "there is no such file of answers"),
    ],
)
def test_one_line_says_what_is_wrong(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    file: str,
    out: str,
    llm: str | None,
    language: str | None,
    what: str,
) -> None:
    monkeypatch.delenv("STORYREEL_LLM", raising=False)
    with pytest.raises(FilmError, match=what) as caught:
        adapt(PROSE / file, tmp_path / out, llm, language)
    assert "\n" not in str(caught.value)
    assert not list(tmp_path.iterdir())


def test_the_command(desk: Desk) -> None:
    story = PROSE / "el_ultimo_pan.txt"
    words = ("adapt", story, "-o", "pan.fountain", "--llm", f"replay:{PROSE / 'el_ultimo_pan.answers.jsonl'}")
    done = desk.call(*words, "--json", "--quiet")
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["quoted"] == 5
    again = desk.call(*words)
    assert again.returncode == 2
    assert len(again.stderr.strip().splitlines()) == 1
