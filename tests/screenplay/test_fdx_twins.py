"""A feature and a multi-camera episode as Final Draft and as Fountain: the same elements, the whole text."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from film.screenplay import Screenplay
from screenplay import fdx, fountain
from screenplay.assembly import assemble
from screenplay.fdx.frame import script_paragraphs
from screenplay.files import markup

DATA = Path(__file__).parent / "data"
SECTIONS_OF_THE_FEATURE = 27
"""What the feature's two files say differently: its outline (``# ...``) is in the Fountain file alone."""


def _both(name: str) -> tuple[Screenplay, Screenplay]:
    path = DATA / f"{name}.fdx"
    twin = fountain.parse((DATA / f"{name}.fountain").read_text(encoding="utf-8"))
    return assemble(fdx.read(path.read_bytes(), path)), twin


@pytest.mark.parametrize(("name", "outline"), [("vikings", SECTIONS_OF_THE_FEATURE), ("mostly_genius", 0)])
def test_both_files_have_the_same_elements(name: str, outline: int) -> None:
    ours, twin = _both(name)
    sections = [each for each in twin.elements if each.type == "section"]
    assert len(sections) == outline

    def said(screenplay: Screenplay) -> list[object]:
        elements = (each for each in screenplay.elements if each.type != "section")
        return [(each.type, each.text, each.number, each.dual, each.runs) for each in elements]

    assert said(ours) == said(twin)


@pytest.mark.parametrize("name", ["vikings", "mostly_genius"])
def test_both_files_have_the_same_scenes_people_and_ids(name: str) -> None:
    ours, twin = _both(name)
    assert [(scene.id, scene.number, scene.heading) for scene in ours.scenes] == [
        (scene.id, scene.number, scene.heading) for scene in twin.scenes
    ]
    assert ours.cast == twin.cast
    same = {each.id for each in ours.elements} & {each.id for each in twin.elements}
    assert len(same) >= 0.99 * len(ours.elements)


def test_the_title_pages_say_the_same_as_far_as_the_words_are_there() -> None:
    """The Fountain file's own keys are scrambled; its FDX has lost the line end in the middle of the source."""
    ours, twin = _both("vikings")
    assert [ours.title_page[key] for key in ("Title", "Credit", "Author")] == [
        twin.title_page[key] for key in ("Title", "Credit", "Author")
    ]
    assert "".join(twin.title_page["Source"]) == "".join(ours.title_page["Source"])
    assert ours.title_page["Draft date"] in twin.title_page.values()


def test_profiles_are_those_of_the_files() -> None:
    assert _both("vikings")[0].profile == "film"
    assert _both("mostly_genius")[0].profile == "multicam"


@pytest.mark.parametrize("name", ["vikings", "mostly_genius"])
def test_every_letter_of_the_file_is_kept_in_its_order(name: str) -> None:
    path = DATA / f"{name}.fdx"
    data = path.read_bytes()
    root = markup.parse(data, path).root
    theirs = "".join(paragraph.text for paragraph in script_paragraphs(root))
    ours = "".join(draft.text for draft in fdx.read(data, path).drafts)
    assert re.sub(r"\s", "", ours) == re.sub(r"\s", "", theirs)
