"""Reference sheets made by an image model: one person in every view, nothing shown before it is approved."""

from __future__ import annotations

import re
import shutil
from datetime import date
from functools import cache
from pathlib import Path
from typing import get_args

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from film.errors import ProjectError
from film.references import Consent, Reference, View
from prompts.book import PromptBook
from renderer.generative.images import checked
from renderer.generative.stills.sheets import Manners
from storyreel.references import commands
from storyreel.references.commands import Studio
from storyreel.references.entering import enter, fix
from storyreel.references.finding import Named, named_in
from storyreel.references.making import Made
from storyreel.yamlfile import read_page
from tests.storyreel.reference_desk import LEAVE, TODAY, Desk, Painter, file_of, picture

VIEWS = ("front", "three_quarter", "profile", "back", "face")


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)


def make(desk: Desk, painter: Painter, *ids: str, seed: int = 0) -> Made:
    manners = Manners(side=128, seed=seed)
    return Studio(desk.reel.folder, desk.plan().plan, TODAY, painter, PromptBook(), manners).make(ids)


def test_from_words_alone_one_image_is_made_and_waits(desk: Desk) -> None:
    made = make(desk, Painter(), "anna")
    assert made.files == ("references/anna/front.png",)
    assert made.notes == ("ANNA: look at the first image and approve it; the other views are drawn from it then",)
    (entry,) = desk.references().entries
    reference = entry.reference
    assert (reference.view, reference.approved, reference.content) == ("front", False, "")
    assert reference.made_by == "painter@abababababab"
    assert reference.consent is not None
    assert reference.consent.whose == "nobody"
    again = Painter()
    assert make(desk, again, "anna").files == ()
    assert not again.asked


def test_approved_it_becomes_a_turnaround_of_one_person(desk: Desk) -> None:
    make(desk, Painter(), "anna")
    commands.approve(desk.reel.folder, desk.plan().plan, "anna", TODAY)
    first = file_of(desk.reel.folder, "references/anna/front.png")
    painter = Painter()
    made = make(desk, painter, "anna")
    assert made.files == tuple(f"references/anna/{view}.png" for view in VIEWS[1:])
    assert [[image.content for image in job.references] for job in painter.asked] == [[first]] * 4
    assert all("reference images" in job.prompt for job in painter.asked)
    assert len({job.seed for job in painter.asked}) == 4
    assert len(desk.references().waiting) == 4
    commands.approve(desk.reel.folder, desk.plan().plan, "anna", TODAY)
    images = desk.references().entries
    assert all(entry.reference.content == entry.looked.content for entry in images if entry.looked)
    assert not make(desk, Painter(), "anna").files


def test_what_is_drawn_from_somebodys_likeness_has_their_consent_and_ends_with_it(desk: Desk) -> None:
    desk.put("mine/anna.png")
    desk.name("cast/anna.yaml", f"{{file: mine/anna.png, view: face, {LEAVE}}}")
    made = make(desk, Painter(), "anna")
    assert made.files == tuple(f"references/anna/{view}.png" for view in VIEWS[:4])
    consents = {entry.reference.consent for entry in desk.references().entries}
    (one,) = consents
    assert one is not None
    assert one.whose == "A. Player"
    desk.write("cast/anna.yaml", "until: 2027-12-31}", "until: 2027-12-31, revoked: 2026-11-20}")
    assert len(desk.references().refusals) == 5


def test_places_and_things_have_their_sheets(desk: Desk) -> None:
    painter = Painter()
    made = make(desk, painter)
    assert set(made.files) == {
        "references/anna/front.png", "references/ben/front.png", "references/int_kitchen/wide.png",
        "references/int_office/wide.png", "references/cup/three_quarter.png",
    }  # fmt: skip
    sizes = {job.name: (job.fit.width, job.fit.height) for job in painter.asked}
    assert sizes["anna front"][1] > sizes["anna front"][0]
    assert sizes["int_kitchen wide"][0] > sizes["int_kitchen wide"][1]
    for file in made.files:
        checked(desk.reel.folder / file)
    consents = {entry.id: entry.reference.consent for entry in desk.references().entries}
    assert consents["int_kitchen"] is None
    assert consents["cup"] is None
    assert "references: [{file: references/cup/three_quarter.png" in desk.file("scenes/001.yaml").read_text()


def test_a_thing_with_images_in_two_scenes_has_one_sheet(desk: Desk) -> None:
    desk.put("mine/cup.png")
    one = "{id: cup, name: cup, kind: cup, lines: [3, 3], references: [{file: mine/cup.png, view: detail}]}"
    desk.write("scenes/001.yaml", "{id: cup, name: cup, kind: cup, lines: [3, 3]}", one)
    scene = desk.file("scenes/002.yaml")
    text = scene.read_text()
    (lines,) = re.findall(r"^lines: (.*)", text, re.MULTILINE)
    prop = f"    - {one.replace('[3, 3]', lines)}\n"
    scene.write_text(re.sub(r"^breakdown:\n", f"breakdown:\n  props:\n{prop}", text, count=1, flags=re.MULTILINE))
    assert len(desk.references().entries) == 2
    assert make(desk, Painter(), "cup").files == ("references/cup/three_quarter.png",)


def test_every_line_that_was_there_stays(desk: Desk) -> None:
    path = desk.file("cast/anna.yaml")
    path.write_text(path.read_text().replace("model: null", "model: null  # none yet\n# her hair is her own"))
    before = path.read_text().splitlines()
    make(desk, Painter(), "anna")
    after = path.read_text().splitlines()
    assert [line for line in after if line in before] == before
    assert len(after) == len(before) + 2


def test_the_same_is_asked_with_the_same_seed(desk: Desk, tmp_path: Path) -> None:
    other = Desk(tmp_path / "other")
    painters = [Painter(), Painter(), Painter()]
    make(desk, painters[0])
    make(other, painters[1])
    make(Desk(tmp_path / "third"), painters[2], seed=1)
    assert painters[0].asked == painters[1].asked
    assert [job.seed for job in painters[0].asked] != [job.seed for job in painters[2].asked]


def test_nothing_is_written_over(desk: Desk) -> None:
    desk.put("references/anna/front.png", b"a person's own notes")
    made = make(desk, Painter(), "anna")
    assert made.files == ("references/anna/front-2.png",)
    assert (desk.reel.folder / "references/anna/front.png").read_bytes() == b"a person's own notes"


def test_nothing_is_written_outside_of_the_reel(desk: Desk, tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    (desk.reel.folder / "references").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(ProjectError, match="is not in the reel's folder"):
        make(desk, Painter(), "anna")
    assert not list((tmp_path / "elsewhere").iterdir())


def test_nothing_is_drawn_from_an_image_without_consent(desk: Desk) -> None:
    desk.put("references/anna.png")
    desk.name("cast/anna.yaml", "references/anna.png")
    painter = Painter()
    with pytest.raises(ProjectError, match="has no consent"):
        make(desk, painter, "anna")
    assert not painter.asked
    assert make(desk, painter, "ben").files


def test_images_of_two_people_are_not_mixed(desk: Desk) -> None:
    for name in ("one", "two"):
        desk.put(f"mine/{name}.png", picture(40 if name == "one" else 80))
    desk.name(
        "cast/anna.yaml",
        "{file: mine/one.png, view: front, consent: {whose: A. Player, purpose: x}}",
        "{file: mine/two.png, view: face, consent: {whose: B. Player, purpose: x}}",
    )
    painter = Painter()
    make(desk, painter, "anna")
    assert painter.asked
    one = file_of(desk.reel.folder, "mine/one.png")
    assert all([image.content for image in job.references] == [one] for job in painter.asked)


def test_a_failure_stops_no_other(desk: Desk) -> None:
    made = make(desk, Painter(fails="ben"))
    assert made.failed == ("ben front: the brush broke",)
    assert "references/anna/front.png" in made.files
    assert "failed ben front: the brush broke" in commands.made_text(made)


def test_a_model_that_cannot_says_so(desk: Desk) -> None:
    painter = Painter(references=0)
    assert make(desk, painter, "anna").files == ("references/anna/front.png",)
    commands.approve(desk.reel.folder, desk.plan().plan, "anna", TODAY)
    made = make(desk, painter, "anna")
    assert made == Made(notes=("ANNA: painter is shown no images, so its views would be of somebody else",))
    edits = make(desk, Painter(least=1), "ben")
    assert edits.files == ()
    assert "draws nothing without an image" in edits.notes[0]


def test_every_outfit_that_is_worn_has_its_front(desk: Desk) -> None:
    path = desk.file("cast/anna.yaml")
    text = path.read_text()
    (block,) = re.findall(r"  - id: usual\n(?:    .*\n)+", text)
    path.write_text(text.replace(block, block + block.replace("usual", "coat")))
    scene = desk.file("scenes/002.yaml")
    scene.write_text(scene.read_text().replace("anna: usual", "anna: coat"))
    desk.put("mine/anna.png")
    desk.name("cast/anna.yaml", f"{{file: mine/anna.png, view: face, outfit: usual, {LEAVE}}}")
    made = make(desk, Painter(), "anna")
    assert "references/anna/front-usual.png" in made.files
    assert "references/anna/front-coat.png" in made.files
    outfits = {entry.reference.file: entry.reference.outfit for entry in desk.references().entries}
    assert outfits["references/anna/front-coat.png"] == "coat"


def test_nobody_is_made_who_is_not_there(desk: Desk) -> None:
    with pytest.raises(ProjectError, match=r"'annna' is nobody and nothing of the plan\. Did you mean anna\?"):
        make(desk, Painter(), "annna")


def test_a_models_name_is_only_words(desk: Desk) -> None:
    make(desk, Painter(name="x: {y}\n- #!\0 '\"" + "z" * 500), "anna")
    (entry,) = desk.references().entries
    assert entry.reference.made_by.isprintable()
    assert len(entry.reference.made_by) <= 300


WORDS = st.text(st.characters(codec="utf-8", exclude_categories=["Cs", "Cc"]), min_size=1, max_size=40)


@settings(max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    whose=WORDS,
    purpose=WORDS,
    outfit=st.none() | WORDS,
    view=st.sampled_from(get_args(View)),
    until=st.none() | st.dates(),
    flow=st.booleans(),
)
def test_whatever_is_entered_is_read_back(
    desk: Desk, whose: str, purpose: str, outfit: str | None, view: View, until: date | None, flow: bool
) -> None:
    if not whose.strip() or not purpose.strip():
        return
    consent = Consent(whose=whose, purpose=purpose, until=until)
    reference = Reference(file="references/a.png", view=view, outfit=outfit, consent=consent)
    named = next(each for each in everybody(desk) if each.id == ("cup" if flow else "anna"))
    path = desk.reel.folder / named.file
    before = path.read_bytes()
    try:
        enter(desk.reel.folder, named, [reference])
        enter(desk.reel.folder, named, [reference.but(file="references/b.png")])
        fix(desk.reel.folder, named, {1: ("references/b.png", "c" * 64)})
        data = read_page(path).data
        there = data["breakdown"]["props"][0] if flow else data
        one, two = (Reference.model_validate(each) for each in there["references"])
        assert one == reference
        assert two == reference.but(file="references/b.png", approved=True, content="c" * 64)
    finally:
        path.write_bytes(before)


@cache
def _everybody(folder: Path) -> list[Named]:
    return list(named_in(Desk(folder / "again").plan().plan, all_=True))


def everybody(desk: Desk) -> list[Named]:
    """Everybody of the desk's plan, found once."""
    return _everybody(desk.reel.folder.parent)


def test_another_sheet_by_now_is_not_approved(desk: Desk) -> None:
    desk.put("references/a.png")
    desk.name("cast/anna.yaml", f"{{file: references/a.png, {LEAVE}}}")
    named = next(each for each in named_in(desk.plan().plan))
    before = (desk.reel.folder / named.file).read_bytes()
    for place, file in ((0, "references/b.png"), (7, "references/a.png")):
        with pytest.raises(ProjectError, match="does not name"):
            fix(desk.reel.folder, named, {place: (file, "c" * 64)})
    assert (desk.reel.folder / named.file).read_bytes() == before


def test_a_sheet_goes_into_another_episode_with_its_images(desk: Desk, tmp_path: Path) -> None:
    make(desk, Painter(), "anna")
    commands.approve(desk.reel.folder, desk.plan().plan, "anna", TODAY)
    other = Desk(tmp_path / "episode2")
    shutil.copytree(desk.reel.folder / "references", other.reel.folder / "references")
    shutil.copy(desk.file("cast/anna.yaml"), other.file("cast/anna.yaml"))
    one, two = desk.references(), other.references()
    two.hold()
    assert two.entries[0].usable
    assert two.image(two.entries[0]).content == one.image(one.entries[0]).content
