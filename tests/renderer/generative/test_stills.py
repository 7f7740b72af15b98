"""Stills and sheets as they are asked of an image model."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from film.cast import CharacterSheet, Outfit
from film.clips import Clip
from film.errors import RenderError
from film.plan import Format, Prop
from film.references import View
from prompts.book import PromptBook
from renderer.generative.brief import ShotBrief, Shown, content_of
from renderer.generative.seam import Image, Manner, SizeRule
from renderer.generative.shaping.fit import fit_of
from renderer.generative.stills.layout import laid_out, layout_of
from renderer.generative.stills.seam import ImageAbilities, ImageIdentity, Layout
from renderer.generative.stills.sheets import Manners, Words, finished, format_of, sheet_job, views_of
from renderer.generative.stills.shots import still_order
from renderer.render import render_shot
from renderer.request import Look
from tests.renderer.tiny_shots import request, room, shot

FORMAT = Format(width=128, height=72)
RULE = SizeRule(multiple=16, pixels=1 << 20)


def model(references: int = 4, **abilities: Any) -> ImageIdentity:
    layout = "shown" if references > 1 else "none"
    told = {"references": references, "layout": layout, "size": RULE, **abilities}
    return ImageIdentity(
        name="painter", revision="r", abilities=ImageAbilities(**told), manner=Manner(steps=4, guidance=1.0)
    )


def image(name: str, of: str) -> Image:
    return Image(file=Path(f"{name}.png"), content=(name * 64)[:64], of=of)


SHOWN = Shown(
    references={
        "ann": (image("a", "ann"), image("b", "ann")),
        "room": (image("c", "room"),),
        "cup": (image("d", "cup"), image("e", "cup")),
    }
)


def brief(passes: tuple[str, ...] = ("inverse_depth",), **changes: Any) -> ShotBrief:
    """A shot whose files nobody opens."""
    asked = request(shot=shot(frames=3), format=FORMAT)
    clip = Clip(
        shot=asked.shot.id, frames=3, rate=Fraction(24), width=128, height=72, picture=Path("p.mp4"),
        board=Path("b.png"), passes={name: Path(f"{name}.mkv") for name in passes},
    )  # fmt: skip
    contents = {name: (name * 64)[:64] for name in passes}
    base = ShotBrief(scene="1", heading="INT. ROOM - DAY", request=asked, clip=clip, contents=contents, shown=SHOWN)
    return base.but(**changes)


def count(text: str) -> int:
    return len(text.split())


def order(of: ShotBrief, who: ImageIdentity) -> Any:
    return still_order(of, who, PromptBook(), count)


def test_the_best_of_everybody_goes_before_the_second_best_of_anybody() -> None:
    asked = order(brief(), model(references=5))
    assert [each.content[0] for each in asked.job.references] == ["a", "c", "d", "b"]
    assert asked.job.layout == Layout(
        kind="inverse_depth", file=Path("inverse_depth.mkv"), content=brief().contents["inverse_depth"]
    )
    assert asked.job.prompt.startswith("Image 1 is a depth map of this frame, near is bright: keep its composition")
    assert "Images 2 and 5 show Ann: keep face, hair and clothes." in asked.job.prompt
    assert "Image 3 shows the place: keep its look." in asked.job.prompt
    assert "Image 4 shows the cup" in asked.job.prompt
    assert asked.given == (
        "where everything is (inverse_depth of the previs)", "2 references of ann", "1 reference of room",
        "1 reference of cup",
    )  # fmt: skip
    assert [(each.what, each.why) for each in asked.left_out] == [
        ("1 reference of cup", "painter is shown 5 images at most")
    ]


def test_what_a_model_does_not_take_is_left_out_and_told() -> None:
    asked = order(brief(), model(references=0))
    assert (asked.job.references, asked.job.layout) == ((), None)
    assert [each.what for each in asked.left_out] == [
        "2 references of ann", "1 reference of room", "2 references of cup", "where everything is",
    ]  # fmt: skip
    assert not asked.job.prompt.startswith("Image")
    alone = order(brief(), model(references=1))
    assert [each.content[0] for each in alone.job.references] == ["a"]
    assert alone.job.prompt.startswith("Image 1 shows Ann")


def test_a_model_that_begins_from_a_picture_is_given_the_previs_alone(tmp_path: Path) -> None:
    previs = tmp_path / "p.mp4"
    previs.write_bytes(b"frames")
    told = brief()
    asked = order(told.but(clip=told.clip.but(picture=previs)), model(references=0, layout="start"))
    assert asked.job.layout == Layout(kind="picture", file=previs, content=content_of(previs))
    assert asked.job.references == ()


@pytest.mark.parametrize(
    ("passes", "kind"),
    [
        (("edges", "inverse_depth"), "inverse_depth"),
        (("pose", "edges"), "edges"),
        (("pose",), "pose"),
        (("id",), "picture"),
    ],
)
def test_the_pass_that_says_most_is_shown(tmp_path: Path, passes: tuple[str, ...], kind: str) -> None:
    told = brief(passes)
    previs = tmp_path / "p.mp4"
    previs.write_bytes(b"frames")
    layout = layout_of(told.but(clip=told.clip.but(picture=previs)), "shown")
    assert layout is not None
    assert layout.kind == kind
    assert layout_of(told, "none") is None


def test_a_previs_that_is_gone_is_told() -> None:
    with pytest.raises(RenderError, match="the previs cannot be read"):
        layout_of(brief(("id",)), "shown")


@given(tokens=st.integers(80, 400))
def test_a_prompt_is_never_longer_than_the_model_reads(tokens: int) -> None:
    job = order(brief(), model(prompt_tokens=tokens)).job
    assert count(job.prompt) <= tokens


def test_all_that_decides_a_still_is_in_its_recipe() -> None:
    who = model()
    base = order(brief(), who).job
    changed = [
        base.but(prompt="x"),
        base.but(negative="x"),
        base.but(seed=base.seed ^ 1),
        base.but(fit=base.fit.but(width=256)),
        base.but(references=base.references[::-1]),
        base.but(layout=None),
        base.but(layout=base.layout.but(content="f" * 64)),
        base.but(layout=base.layout.but(kind="edges")),
        base.but(manner=Manner(steps=5)),
    ]
    keys = {job.key(who) for job in (base, *changed)} | {base.key(who.but(revision="s")), base.key(who.but(name="q"))}
    assert len(keys) == len(changed) + 3
    moved = base.but(
        references=tuple(each.but(file=Path("/elsewhere.png")) for each in base.references),
        layout=base.layout.but(file=Path("/elsewhere.mkv")),
    )
    assert moved.key(who) == base.key(who)


def test_another_film_or_shot_has_other_noise() -> None:
    told = brief()
    first = order(told, model()).job.seed
    assert order(told.but(seed=1), model()).job.seed != first
    other = told.request.but(shot=told.request.shot.but(id="1-A2"))
    assert order(told.but(request=other), model()).job.seed != first


def test_a_layout_is_the_previs_first_frame(tmp_path: Path, balls: object) -> None:
    del balls
    look = Look(labels=False, drawing=False, passes=("depth", "inverse_depth"))
    clip = render_shot(request(shot=shot(frames=2), format=FORMAT, look=look), tmp_path).at(tmp_path)
    told = brief().but(clip=clip, contents={name: content_of(path) for name, path in clip.passes.items()})
    fit = fit_of(FORMAT, RULE)
    shown, start = layout_of(told, "shown"), layout_of(told, "start")
    assert shown is not None
    assert start is not None
    depth, picture = laid_out(shown, fit), laid_out(start, fit)
    assert depth.shape == picture.shape == (fit.height, fit.width, 3)
    assert (depth[..., 0] == depth[..., 1]).all()
    assert depth.std() > 5
    assert picture.std() > 5
    assert not np.array_equal(depth, picture)
    with pytest.raises(RenderError, match="not the one that the shot was ordered with"):
        laid_out(shown.but(content="0" * 64), fit)


ANN = CharacterSheet(id="ann", name="ANN", wardrobe=(Outfit(id="coat", text="a coat", hair="bald", top="#aa1111"),))
WORDS = Words(PromptBook(), count)


@pytest.mark.parametrize(
    ("what", "views"),
    [
        (ANN, ("front", "three_quarter", "profile", "back", "face")),
        (room(), ("wide", "reverse", "detail")),
        (Prop(id="cup", name="cup", kind="cup", lines=(1, 1)), ("three_quarter",)),
    ],
)
def test_every_view_of_a_sheet_has_words_and_a_seed_of_its_own(what: Any, views: tuple[View, ...]) -> None:
    assert views_of(what) == views
    jobs = [sheet_job(what, view, None, (), model(), WORDS) for view in views]
    assert len({job.prompt for job in jobs}) == len(views)
    assert len({job.seed for job in jobs}) == len(views)
    for job, view in zip(jobs, views, strict=True):
        drawn = np.zeros((job.fit.height, job.fit.width, 3), np.uint8)
        size = format_of(what, view)
        assert finished(what, view, job, drawn).shape == (size.height, size.width, 3)
        assert 0.9e6 < size.width * size.height < 1.1e6
        assert job.fit.width * job.fit.height <= RULE.pixels


def test_a_sheet_is_dressed_as_it_is_asked() -> None:
    plain, coat = (sheet_job(ANN, "front", outfit, (), model(), WORDS) for outfit in (None, "coat"))
    assert "coat" in coat.prompt
    assert "coat" not in plain.prompt
    assert "bald" in coat.prompt
    assert "bald" not in plain.prompt
    assert plain.seed != coat.seed


def test_a_sheet_is_shown_as_many_images_as_the_model_takes() -> None:
    images = tuple(image(name, "ann") for name in "abcdef")
    assert sheet_job(ANN, "back", None, images, model(references=4), WORDS).references == images[:4]
    assert sheet_job(ANN, "back", None, images, model(references=0), WORDS).references == ()


def test_manners_change_the_words_and_the_noise() -> None:
    plain, cold = (
        sheet_job(ANN, "front", None, (), model(), WORDS._replace(sheet=manners))
        for manners in (Manners(), Manners(look="cold, 16 mm", seed=3))
    )
    assert "16 mm" in cold.prompt
    assert plain.seed != cold.seed
