"""What a model read, in the files that a director edits: theirs to change, and kept like everything else there."""

from __future__ import annotations

from pathlib import Path

import pytest

from film.plan import Plan, ScenePlan
from film.proposals import Proposal
from film.screenplay import Screenplay
from planner.brief import Brief
from storyreel import pipeline
from storyreel.edits.form import filled, form_of
from storyreel.llm.report import ReadingReport, Verdicts, reading_lines
from storyreel.yamlfile import read_model
from tests.storyreel.llm_desk import BAR, HALL, STREET, YARD, Desk, Meek, Telling

PROPOSALS = (
    Proposal(kind="action", text="anna waves", line=6, verdict="taken"),
    Proposal(kind="shot", text="ECU of anna", line=6, verdict="refused", why="it breaks the 30° rule: # \"so\""),
    Proposal(kind="position", text="anna at the window", line=3, verdict="adjusted", why="there is no window"),
)  # fmt: skip


@pytest.fixture
def desk(llm_desk: Desk) -> Desk:
    return llm_desk


def plan(desk: Desk, model: Meek | None = None, **options: str) -> Plan:
    return pipeline.plan(desk.run(model or Telling(), **options))


def change(path: Path, old: str, new: str) -> None:
    text = path.read_text()
    assert old in text
    path.write_text(text.replace(old, new, 1))


def test_what_a_model_read_stands_in_the_files(desk: Desk) -> None:
    plan(desk)
    scene = (desk.reel / "scenes" / "001.yaml").read_text()
    assert "\nread_by: meek\n" in scene
    assert "intention: Anna has given up hope.\n" in scene
    assert '  - {lines: [5, 6], text: "a waltz, far off"}\n' in scene
    assert "proposals" not in scene
    sheet = (desk.reel / "cast" / "anna.yaml").read_text()
    assert "  manner: She keeps still and listens.\n" in sheet
    assert "  portrait.manner: [[3, 3]]\n" in sheet
    assert "  age: 61\n" in sheet


def test_a_portrait_is_a_directors_to_change(desk: Desk) -> None:
    plan(desk)
    sheet = desk.reel / "cast" / "anna.yaml"
    change(sheet, 'arc: ""', "arc: She leaves at last.  # as I see her")
    for model in (Telling(), Meek(name="another")):
        planned = plan(desk, model)
        anna = next(each for each in planned.cast if each.id == "anna")
        assert anna.portrait is not None
        assert anna.portrait.arc == "She leaves at last."
        assert "arc: She leaves at last.  # as I see her\n" in sheet.read_text()
        manner = "She keeps still and listens." if model.name == "meek" else ""
        assert anna.portrait.manner == manner
        assert (anna.build.age == 61) == (model.name == "meek")
        assert "plan now asks" not in sheet.read_text()


def test_a_portrait_goes_with_the_model_from_a_sheet_that_was_edited_elsewhere(desk: Desk) -> None:
    plan(desk)
    change(desk.reel / "cast" / "anna.yaml", "hair: bun", "hair: bob")
    anna = next(each for each in plan(desk, llm="none").cast if each.id == "anna")
    assert (anna.hair, anna.portrait, anna.grounds) == ("bob", None, {})
    assert "portrait" not in (desk.reel / "cast" / "anna.yaml").read_text()


def test_a_field_that_the_model_gave_is_kept_where_another_was_edited(desk: Desk) -> None:
    plan(desk)
    change(desk.reel / "cast" / "anna.yaml", "hair: bun", "hair: bob")
    desk.write(STREET, HALL, BAR, YARD)
    anna = next(each for each in plan(desk).cast if each.id == "anna")
    assert (anna.hair, anna.build.age) == ("bob", 61)


def test_intentions_and_music_are_a_directors_to_change_and_move_with_the_script(desk: Desk) -> None:
    plan(desk)
    change(desk.reel / "scenes" / "001.yaml", "Anna has given up hope.", "Anna waits for Ben.")
    change(desk.reel / "scenes" / "001.yaml", '"a waltz, far off"', "a march")
    desk.write(STREET, HALL, BAR, YARD)
    scene = plan(desk).scenes[1]
    assert scene.beats[0].intention == "Anna waits for Ben."
    assert [(cue.lines, cue.text) for cue in scene.music] == [((10, 11), "a march")]
    by_rules = plan(desk, llm="none").scenes[1]
    assert by_rules.beats[0].intention == "Anna waits for Ben."
    assert by_rules.read_by == ""


def proposing(desk: Desk, proposals: tuple[Proposal, ...]) -> tuple[ScenePlan, Path]:
    """Plans with these proposals for the first scene."""
    run = desk.run(Meek())
    made = run.stages.plan

    def plan_of(screenplay: Screenplay, brief: Brief) -> Plan:
        planned = made(screenplay, brief)
        first = planned.scenes[0].but(proposals=proposals, read_by="meek")
        return planned.but(scenes=(first, *planned.scenes[1:]))

    object.__setattr__(run.stages, "plan", plan_of)
    return pipeline.plan(run).scenes[0], desk.reel / "scenes" / "001.yaml"


def test_only_what_was_not_taken_is_written_as_a_proposal(desk: Desk) -> None:
    scene, path = proposing(desk, PROPOSALS)
    assert scene.proposals == PROPOSALS
    text = path.read_text()
    assert "anna waves" not in text
    assert "verdict: refused" in text
    assert "verdict: adjusted" in text
    assert read_model(path, ScenePlan, filled).proposals == PROPOSALS[1:]
    assert form_of(scene)["proposals"] == [
        each.model_dump(mode="json", exclude_defaults=True) for each in PROPOSALS[1:]
    ]


def test_what_a_director_does_to_proposals_is_undone_and_says_nothing(desk: Desk) -> None:
    _, path = proposing(desk, PROPOSALS)
    before = path.read_text()
    change(path, before[before.index("\nproposals:") :], "\n")
    change(path, "read_by: meek", "read_by: me")
    scene, _ = proposing(desk, PROPOSALS)
    assert (scene.proposals, scene.read_by) == (PROPOSALS, "meek")
    assert path.read_text() == before


def test_an_edited_scene_has_the_proposals_of_now(desk: Desk) -> None:
    _, path = proposing(desk, PROPOSALS)
    change(path, "tension: ", "tension: 0.9  # was ")
    scene, _ = proposing(desk, PROPOSALS[:2])
    assert (scene.proposals, scene.beats[0].tension) == (PROPOSALS[:2], 0.9)
    assert "verdict: adjusted" not in path.read_text()
    assert "tension: 0.9" in path.read_text()
    assert plan(desk, llm="none").scenes[0].proposals == ()
    assert "proposals" not in path.read_text()
    assert "read_by" not in path.read_text()


def test_without_what_was_planned_before_an_edited_scene_says_who_read_it_now(desk: Desk) -> None:
    _, path = proposing(desk, PROPOSALS)
    change(path, "tension: ", "tension: 0.9  # was ")
    (desk.reel / ".storyreel" / "plan.json").unlink()
    scene, _ = proposing(desk, PROPOSALS[:1])
    assert (scene.proposals, scene.read_by, scene.beats[0].tension) == (PROPOSALS[:1], "meek", 0.9)


def test_the_report_names_what_was_not_taken(desk: Desk) -> None:
    made = plan(desk, Meek())
    first = made.scenes[0].but(proposals=PROPOSALS)
    sheet = Proposal(kind="sheet", text="ANNA: 300 years old", verdict="refused", why="nobody is")
    changed = made.but(scenes=(first, *made.scenes[1:]), proposals=(sheet,))
    report = ReadingReport(model="meek", questions=1, by_model=1).with_verdicts(changed)
    assert report.proposals == Verdicts(taken=1, adjusted=1, refused=2)
    assert list(reading_lines(report))[1:] == [
        "  proposals: 1 taken, 1 adjusted, 2 refused",
        "  refused: ANNA: 300 years old (nobody is)",
        '  refused: scene 1: line 6: ECU of anna (it breaks the 30° rule: # "so")',
        "  adjusted: scene 1: line 3: anna at the window (there is no window)",
    ]
