"""A model that sees looks at the rendered shots when a check is made: its opinion stands beside the findings."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

import pytest

from film.errors import PlanError, ProjectError
from planner import continuity
from planner.llm.budget import estimated
from planner.llm.seam import Answered, Completion, Identity, Request
from storyreel import check, pipeline
from storyreel.check.opinions import Opinions, Seen, eyes_of, lines
from storyreel.check.page import page
from tests.storyreel import fakes
from tests.storyreel.conftest import Desk

LOOK = {"people": 99, "size": None, "angle": "eye", "subject": False, "agrees": True, "remark": "<b>too dark</b>"}


@dataclass
class Seer:
    """A model that says the same of every picture."""

    sees: bool = True
    asked: list[Request] = field(default_factory=list)

    def ready(self) -> Identity:
        return Identity(name="seer", context=100_000, sees=self.sees)

    def count(self, text: str) -> int:
        return estimated(text)

    def answers(self, requests: Sequence[Request]) -> Iterator[Answered]:
        for place, request in enumerate(requests):
            self.asked.append(request)
            yield Answered(place, Completion(text=json.dumps(LOOK)))

    def close(self) -> None:
        pass


@pytest.fixture
def made(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> pipeline.Run:
    """A reel whose shots are rendered, with nothing to mend."""
    run = desk.run()
    pipeline.make(run)
    monkeypatch.setattr(continuity, "check", lambda *_: ())
    monkeypatch.setattr("planner.continuity.measured.measured", lambda *_: ())
    return run


def test_every_rendered_shot_is_shown_and_what_differs_is_told(made: pipeline.Run) -> None:
    seer = Seer()
    report = check.check(fakes.stages(), made.project, seer)
    assert report.opinions is not None
    assert [len(request.messages[1].pictures) for request in seer.asked] == [1] * report.shots
    assert all("cannot be made out" in each.differs[0] for each in report.opinions.shots)
    assert "What seer sees, which decides nothing:" in check.text(report)
    assert not report.open
    html = (made.project.reel.folder / "check.html").read_text(encoding="utf-8")
    assert "What seer sees" in html
    assert "<b>" not in html
    assert "too dark" in html


def test_without_eyes_nothing_is_said_of_pictures(made: pipeline.Run) -> None:
    report = check.check(fakes.stages(), made.project)
    assert report.opinions is None
    assert "sees" not in check.text(report)


def test_a_blind_model_is_refused(made: pipeline.Run) -> None:
    with pytest.raises(PlanError, match="sees no pictures"):
        check.check(fakes.stages(), made.project, Seer(sees=False))


def test_there_is_nothing_to_look_at_before_anything_is_rendered(desk: Desk) -> None:
    run = desk.run()
    pipeline.plan(run)
    with pytest.raises(ProjectError, match="nothing to look at"):
        check.check(fakes.stages(), run.project, Seer())


def test_eyes_are_those_that_are_named(made: pipeline.Run) -> None:
    with eyes_of(made.project, None) as nobody:
        assert nobody is None
    with pytest.raises(ProjectError, match="takes a language model"), eyes_of(made.project, "none"):
        pass


def test_a_shot_without_an_opinion_says_why_and_the_others_are_counted() -> None:
    told = Opinions(model="seer", shots=(Seen(shot="1-A1", why="time ran out"), Seen(shot="1-A2"), Seen(shot="1-A3")))
    assert list(lines(told)) == [
        "What seer sees, which decides nothing:",
        "  1-A1      no opinion: time ran out",
        "  2 of 3 shots look as planned",
    ]


def test_the_page_has_no_word_of_shots_that_look_as_planned(made: pipeline.Run) -> None:
    report = check.check(fakes.stages(), made.project)
    told = report.but(opinions=Opinions(model="seer", shots=(Seen(shot="1-A1"),)))
    plan = pipeline.plan(made)
    assert "1-A1" not in page(told, plan, {})
