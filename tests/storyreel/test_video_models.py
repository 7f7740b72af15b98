"""storyreel models: the table of families, one of them, a folder; and docs/video-models.md beside it."""

from __future__ import annotations

import json
import re
import sys
from pathlib import Path

import pytest

from film.errors import ProjectError
from renderer.generative.families import families
from storyreel.video.listing import as_json, as_text, listing
from tests.renderer.generative.model_folders import WAN, model
from tools.list_models import page_with_tables

PAGE = Path(__file__).parents[2] / "docs" / "video-models.md"


def test_the_docs_tell_what_the_program_knows() -> None:
    page = PAGE.read_text(encoding="utf-8")
    assert page == page_with_tables(page), "run python -m tools.list_models docs/video-models.md"


def test_a_page_without_a_place_for_tables_is_refused() -> None:
    with pytest.raises(ValueError, match="families: begin"):
        page_with_tables("# Video models\n")


def test_every_family_has_a_line() -> None:
    rows = listing("", "commercial", "DE")
    assert [row.name for row in rows] == sorted(family.name for family in families())
    lines = as_text(rows).splitlines()
    assert len(lines) == len(rows) + 3
    forbidden = {line.split()[0] for line in lines if line.endswith("not for this use")}
    assert forbidden == {row.name for row in rows if row.licence.why_not}
    assert "hunyuanvideo-t2v" in forbidden
    assert not [row.name for row in listing("", "commercial", "US") if row.licence.why_not]


def test_sizes_told_are_near_the_films_shape_and_within_the_rule() -> None:
    by_name = {row.name: row.size for row in listing("", "private", "US")}
    assert by_name["wan2.1-vace-14b"] == (1280, 720, 16)
    assert by_name["wan2.1-t2v-1.3b"] == (832, 480, 16)
    assert by_name["wan2.2-ti2v-5b"] == (1280, 704, 32)
    assert by_name["hunyuanvideo-1.5-i2v"] == (848, 480, 16)


def test_all_of_one() -> None:
    told = as_text(listing("wan2.1-vace-14b", "commercial", "DE"))
    assert "references, control (depth, pose, soft edges, flow), negative, 9 frames to go on from" in told
    assert "5 to 81, 4 k + 1, 16 a second" in told
    assert "46.3 GB, the largest part 34.7 GB" in told
    assert "gives no rights in DE" in as_text(listing("hunyuanvideo-t2v", "private", "DE"))
    assert "nothing known forbids this use" in as_text(listing("ltx-2", "private", "DE"))


def test_one_object_for_programs() -> None:
    told = json.loads(as_json(listing("ltx-2", "private", "")))
    assert told["models"][0]["rate"] == "24/1"
    assert told["models"][0]["licence"]["commercial"] == "terms"
    assert set(told) == {"models"}


def test_a_folder_is_told_like_a_family(tmp_path: Path) -> None:
    pytest.importorskip("diffusers")
    folder = model(tmp_path / "mine")
    (row,) = listing(f"diffusers:{folder}", "commercial", "")
    assert (row.name, row.title) == ("mine", "Wan 2.1 T2V 1.3B")
    assert len(row.revision) == 64
    assert listing(f"{folder}@{row.revision[:10]}", "commercial", "") == (row,)
    assert row.revision in as_text((row,))
    unknown = model(tmp_path / "other", {**WAN, "_class_name": "AllegroPipeline"})
    (row,) = listing(str(unknown), "commercial", "")
    assert row.licence.commercial == "unknown"
    assert "nobody here knows its licence" in as_text((row,))
    assert "was found by probing" in row.title


def test_what_is_wrong_is_told_in_a_line(tmp_path: Path) -> None:
    for words, territory, told in (
        ("sora", "DE", "no such folder"),
        ("Wan2.1-VASE-14b", "DE", "there is no model 'Wan2.1-VASE-14b'. Did you mean wan2.1-vace-14b?"),
        ("somebody/unknown", "DE", "nor such a model at hand"),
        ("Wan-AI/Wan2.2-TI2V-5B-Diffusers", "DE", "nor such a model at hand"),  # published: looked for, not corrected
        (str(tmp_path), "DE", "there is no model_index.json in it"),
        ("", "Mars", "--territory: 'Mars' is no territory"),
    ):
        with pytest.raises(ProjectError, match=re.escape(told)):
            listing(words, "private", territory)


def test_the_table_loads_no_library_of_models() -> None:
    import subprocess

    asked = "import sys; from storyreel.video.listing import *; as_text(listing('', 'private', 'DE')); "
    asked += "print([name for name in ('torch', 'diffusers', 'transformers') if name in sys.modules])"
    said = subprocess.run(
        [sys.executable, "-c", asked], capture_output=True, text=True, check=True, cwd=PAGE.parents[1]
    )
    assert said.stdout.strip() == "[]"
