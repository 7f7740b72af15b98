"""Images that are approved: used from then on, and held to what they were."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from film.errors import ProjectError
from storyreel.references import commands
from tests.storyreel.reference_desk import LEAVE, TODAY, Desk, picture


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)


def test_what_a_model_made_counts_once_it_is_approved(desk: Desk) -> None:
    desk.put("references/anna.png")
    made = "consent: {whose: nobody, purpose: drawn}, made_by: painter"
    desk.name("cast/anna.yaml", f"{{file: references/anna.png, {made}}}")
    references = desk.references()
    scene = references.plan.scenes[0]
    assert not any(references.shown(scene, shot) for shot in scene.shots)
    assert [entry.reference.file for entry in references.waiting] == ["references/anna.png"]
    assert commands.approve(desk.reel.folder, references.plan, "anna", TODAY) == ("references/anna.png",)
    assert any(desk.references().shown(scene, shot) for shot in scene.shots)
    assert not desk.references().waiting


def test_a_file_changed_after_it_was_approved_is_refused(desk: Desk) -> None:
    desk.put("references/anna.png")
    desk.name("cast/anna.yaml", f"{{file: references/anna.png, {LEAVE}}}  # keep this")
    commands.approve(desk.reel.folder, desk.plan().plan, "references/anna.png", TODAY)
    text = desk.file("cast/anna.yaml").read_text()
    assert re.search(r"approved: true, content: [0-9a-f]{64}\}\s+# keep this", text)
    desk.references().hold()
    desk.put("references/anna.png", picture(91))
    with pytest.raises(ProjectError, match=r"was changed since it was approved.*approve it again"):
        desk.references().hold()
    commands.approve(desk.reel.folder, desk.plan().plan, "anna", TODAY)
    desk.references().hold()


@pytest.mark.parametrize(
    ("what", "says"),
    [("annna", "no reference is called 'annna'. Name a file, or one of anna"), ("../x", "no reference")],
)
def test_nothing_is_approved_that_is_not_there(desk: Desk, what: str, says: str) -> None:
    desk.put("references/anna.png")
    desk.name("cast/anna.yaml", f"{{file: references/anna.png, {LEAVE}}}")
    with pytest.raises(ProjectError, match=re.escape(says)):
        commands.approve(desk.reel.folder, desk.plan().plan, what, TODAY)


def test_nothing_is_approved_without_consent(desk: Desk) -> None:
    desk.put("references/anna.png")
    desk.name("cast/anna.yaml", "references/anna.png")
    before = desk.file("cast/anna.yaml").read_bytes()
    with pytest.raises(ProjectError, match="has no consent"):
        commands.approve(desk.reel.folder, desk.plan().plan, "anna", TODAY)
    assert desk.file("cast/anna.yaml").read_bytes() == before
