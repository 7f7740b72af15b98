"""Takes asked for: whatever a model takes, it is asked for nothing else, and all that is left out is told."""

from __future__ import annotations

import re
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from film.errors import RenderError
from film.plan import Format
from film.shot import Speech
from prompts.book import PromptBook, names
from renderer.generative.brief import ShotBrief, Shown
from renderer.generative.families import families
from renderer.generative.ordering import Ordered, ordered, take_order
from renderer.generative.seam import Abilities, FrameRule, Manner, SizeRule
from renderer.generative.shaping.seeds import seed_of
from renderer.generative.shaping.steering import WORDS, Wishes
from tests.renderer.generative.ordering_desk import KINDS, MANNER, SHOWN, TEXT, VACE, WORDS_ALONE, brief, image, model
from tests.renderer.tiny_shots import room


@st.composite
def abilities(draw: st.DrawFn) -> Abilities:
    step, offset = draw(st.sampled_from([(1, 0), (4, 1), (8, 1), (17, 5)]))
    most = draw(st.integers(40, 130))
    return Abilities(
        negative=draw(st.booleans()),
        first=draw(st.booleans()),
        references=draw(st.integers(0, 7)),
        controls=tuple(draw(st.lists(st.sampled_from(KINDS), unique=True))),
        continues=draw(st.integers(0, 20)),
        frames=FrameRule(step=step, offset=offset, least=draw(st.sampled_from([1, 5, 22])), most=most),
        size=SizeRule(
            multiple=draw(st.sampled_from([8, 16, 32])),
            pixels=draw(st.integers(256 * 256, 1280 * 720)),
            least=draw(st.sampled_from([16, 128])),
        ),
        rate=Fraction(draw(st.sampled_from([8, 16, 24, 30]))),
        any_rate=draw(st.booleans()),
    )


@st.composite
def briefs(draw: st.DrawFn) -> ShotBrief:
    whose = draw(st.sets(st.sampled_from(["ann", "bo", "room", "cup", "stranger"])))
    known = {
        name: tuple(image(f"{name}{n}", draw(st.sampled_from(["", name]))) for n in range(draw(st.integers(1, 3))))
        for name in whose
    }
    return brief(
        draw(st.integers(1, 500)),
        tuple(draw(st.lists(st.sampled_from([*KINDS, "depth", "id", "camera"]), unique=True))),
        format=Format(
            width=draw(st.sampled_from([540, 960, 1434, 1920])),
            height=draw(st.sampled_from([540, 600, 960])),
            rate=draw(st.sampled_from([Fraction(24), Fraction(25), Fraction(24000, 1001)])),
        ),
        shown=Shown(
            references=known,
            still=draw(st.sampled_from([None, image("still")])),
            before=draw(st.sampled_from([None, image("before")])),
        ),
    )


WISHES = st.builds(Wishes, control=st.sampled_from([*KINDS, "auto", "none"]), rate=st.sampled_from(["native", "film"]))


@settings(max_examples=150, deadline=None)
@given(briefs(), abilities(), WISHES, st.sampled_from([1.0, 0.5]))
def test_jobs_hold_nothing_that_the_model_does_not_take(
    told: ShotBrief, takes: Abilities, wishes: Wishes, scale: float
) -> None:
    found = ordered(told, model(takes), MANNER.but(scale=scale), 2, TEXT, wishes)
    film = told.request.format.rate
    for index, job in enumerate(found.order.jobs):
        assert (job.shot, job.take, job.piece, job.prompt) == ("1-A1", 2, index, TEXT.prompt)
        assert takes.frames.fitting(job.frames) == job.frames
        assert job.fit.width % takes.size.multiple == job.fit.height % takes.size.multiple == 0
        assert job.fit.width * job.fit.height <= takes.size.pixels
        assert min(job.fit.width, job.fit.height) >= takes.size.least
        assert len(job.references) <= takes.references
        assert takes.negative or not job.negative
        assert takes.first or job.first is None
        assert job.last is None
        assert job.head <= (takes.continues if index else 0)
        assert job.control is None or job.control.kind in takes.controls
        assert job.control is None or len(job.control.frames) == job.frames
        assert job.control is None or 0 <= min(job.control.frames) <= max(job.control.frames) < told.shot.frames
        assert job.rate == takes.rate or job.rate == film
        assert job.rate == takes.rate or takes.any_rate or (wishes.rate == "film" and job.control is not None)


@settings(max_examples=150, deadline=None)
@given(briefs(), abilities(), WISHES)
def test_the_pieces_hold_every_frame_that_is_shown(told: ShotBrief, takes: Abilities, wishes: Wishes) -> None:
    order = ordered(told, model(takes), MANNER, 1, TEXT, wishes).order
    made = sum(job.frames - job.head for job in order.jobs)
    assert len(order.shows) == told.shot.frames
    assert list(order.shows) == sorted(order.shows)
    assert order.shows[0] == 0
    assert order.shows[-1] < made
    assert made / order.jobs[0].rate >= told.shot.frames / told.request.format.rate


@settings(max_examples=150, deadline=None)
@given(briefs(), abilities(), WISHES)
def test_all_that_the_brief_has_is_given_or_told_as_left_out(told: ShotBrief, takes: Abilities, wishes: Wishes) -> None:
    found = ordered(told, model(takes), MANNER, 1, TEXT, wishes)
    left = [each.what for each in found.left_out]
    said = [*found.given, *left]
    assert len(set(said)) == len(said) or any("reference" in each for each in said)
    assert {"prompt", "negative"} <= set(said)
    assert {WORDS[kind] for kind in KINDS if kind in told.clip.passes} <= set(said)
    assert ("the approved still" in said) == (told.shown.still is not None)
    assert ("the last frame of the shot before" in said) == (told.shown.before is not None)
    for whose, images in told.shown.references.items():
        counts = [re.fullmatch(rf"(\d+) references? of {whose}", each) for each in said]
        assert sum(int(count[1]) for count in counts if count) == len(images)
    assert all(each.why for each in found.left_out)


def given_of(found: Ordered) -> set[str]:
    return set(found.given)


def test_a_model_of_everything_is_shown_everything() -> None:
    found = ordered(brief(passes=("inverse_depth",), shown=SHOWN.but(before=None)), model(VACE), MANNER, 1, TEXT)
    job = found.order.jobs[0]
    assert job.control is not None
    assert (job.control.kind, job.control.file) == ("inverse_depth", Path("inverse_depth.mkv"))
    assert job.control.content == brief(passes=("inverse_depth",)).contents["inverse_depth"]
    assert job.first == SHOWN.still
    assert job.negative == "blurry"
    assert given_of(found) == {
        "prompt", "negative", "depth", "the approved still", "1 reference of bo", "1 reference of ann",
        "1 reference of room",
    }  # fmt: skip
    assert [(each.what, each.why) for each in found.left_out] == [
        ("1 reference of ann", "the model takes 3 at most"),
        ("2 references of cup", "the model takes 3 at most"),
    ]


def test_a_model_of_words_alone_says_what_it_was_not_shown() -> None:
    found = ordered(brief(shown=SHOWN), model(WORDS_ALONE), MANNER, 1, TEXT)
    assert found.given == ("prompt",)
    assert {each.what for each in found.left_out} == {
        "negative", "pose", "edges", "the approved still", "the last frame of the shot before", "2 references of ann",
        "1 reference of bo", "1 reference of room", "2 references of cup",
    }  # fmt: skip


def test_references_go_by_size_in_the_frame_then_place_then_props_and_each_comes_before_any_twice() -> None:
    found = ordered(brief(shown=SHOWN), model(VACE.but(references=9)), MANNER, 1, TEXT)
    assert [each.of for each in found.order.jobs[0].references] == ["bo", "ann", "room", "cup", "ann", "cup"]


def test_what_an_insert_is_about_is_shown_first() -> None:
    found = ordered(brief(shown=SHOWN, shot={"insert": "cup"}), model(VACE), MANNER, 1, TEXT)
    assert [each.of for each in found.order.jobs[0].references] == ["cup", "bo", "ann"]


def test_nobody_is_shown_who_is_not_in_the_frame() -> None:
    told = brief(shown=SHOWN)
    unseen = told.clip.measured[0].sightings[1].but(pixels=0.0, box=None)
    clip = told.clip.but(measured=(told.clip.measured[0].but(sightings=(told.clip.measured[0].sightings[0], unseen)),))
    found = ordered(told.but(clip=clip), model(VACE), MANNER, 1, TEXT)
    assert [each.of for each in found.order.jobs[0].references] == ["ann", "room", "cup"]
    assert {each.what: each.why for each in found.left_out}["1 reference of bo"] == "nothing of them is in the frame"


def test_the_still_goes_before_the_last_frame_of_the_shot_before() -> None:
    both = ordered(brief(shown=SHOWN), model(VACE), MANNER, 1, TEXT)
    assert both.order.jobs[0].first == SHOWN.still
    assert "the last frame of the shot before" in {each.what for each in both.left_out}
    one = ordered(brief(shown=SHOWN.but(still=None)), model(VACE), MANNER, 1, TEXT)
    assert one.order.jobs[0].first == SHOWN.before
    assert "the last frame of the shot before" in one.given


def test_a_long_shot_goes_on_from_its_own_pieces_parted_where_a_line_ends() -> None:
    line = Speech(line="a", character="ann", start=10, frames=95)
    found = ordered(brief(240, shown=SHOWN, shot={"speech": (line,)}), model(VACE), MANNER, 1, TEXT)
    first, second, *_ = jobs = found.order.jobs
    assert len(jobs) == 3
    assert [job.head for job in jobs] == [0, 9, 9]
    assert abs(first.frames - 105 * 16 / 24) <= 2
    assert (first.first, second.first) == (SHOWN.still, None)
    assert first.control is not None
    assert second.control is not None
    assert second.control.frames[: second.head] == first.control.frames[-second.head :]
    assert len({job.seed for job in jobs}) == 3
    assert first.seed == seed_of("1-A1", 1, 0)


def test_a_model_that_goes_on_from_nothing_says_so() -> None:
    found = ordered(brief(240), model(WORDS_ALONE), MANNER, 1, TEXT)
    assert [job.head for job in found.order.jobs] == [0, 0]
    assert "the shot in one piece" in {each.what for each in found.left_out}


def test_a_model_is_told_the_film_s_rate_where_it_keeps_any_or_follows_a_pass() -> None:
    def rate(takes: Abilities, wishes: Wishes) -> Fraction:
        return ordered(brief(), model(takes), MANNER, 1, TEXT, wishes).order.jobs[0].rate

    assert rate(VACE, Wishes()) == 16
    assert rate(VACE, Wishes(rate="film")) == 24
    assert rate(VACE, Wishes(rate="film", control="none")) == 16
    assert rate(VACE.but(any_rate=True, controls=()), Wishes()) == 24


def test_a_draft_is_smaller_has_the_same_noise_and_the_draft_s_steps() -> None:
    book, count = PromptBook(), len
    final = take_order(brief(), model(VACE), Manner(), 1, book, count).order.jobs[0]
    draft = take_order(brief(), model(VACE), Manner(scale=0.5), 1, book, count).order.jobs[0]
    assert (final.fit.width, draft.fit.width) == (832, 416)
    assert (final.manner.steps, final.manner.guidance) == (4, 3.0)
    assert (draft.manner.steps, draft.manner.guidance) == (2, 1.0)
    assert final.seed == draft.seed
    assert final.frames == draft.frames


def test_what_the_user_says_of_steps_counts() -> None:
    manner = Manner(steps=9, guidance=0.0)
    job = take_order(brief(), model(VACE), manner, 1, PromptBook(), len).order.jobs[0]
    assert (job.manner.steps, job.manner.guidance) == (9, 0.0)


def test_one_brief_is_one_order() -> None:
    args = brief(shown=SHOWN), model(VACE), Manner(), 3, PromptBook(), len
    assert take_order(*args) == take_order(*args)


def test_every_family_has_a_template_of_its_own() -> None:
    assert {each.prompt for each in families()} <= set(names())


def test_a_model_that_goes_on_from_a_first_frame_is_not_asked_without_one() -> None:
    with pytest.raises(RenderError, match="1-A1: the model goes on from a first frame"):
        ordered(brief(), model(VACE).but(needs=("first",)), MANNER, 1, TEXT)
    assert ordered(brief(shown=SHOWN), model(VACE).but(needs=("first",)), MANNER, 1, TEXT).order.jobs[0].first


def test_a_model_that_goes_to_a_last_frame_is_not_asked() -> None:
    with pytest.raises(RenderError, match="1-A1: the model goes from a first frame to a last one"):
        ordered(brief(shown=SHOWN), model(VACE).but(needs=("first", "last")), MANNER, 1, TEXT)


def test_a_model_that_follows_a_pass_is_not_asked_without_one() -> None:
    with pytest.raises(RenderError, match="1-A1: the model follows a pass"):
        ordered(brief(passes=("depth",)), model(VACE).but(needs=("control",)), MANNER, 1, TEXT)


def test_a_need_of_the_family_is_held_to() -> None:
    needy = next(each for each in families() if "first" in each.needs)
    with pytest.raises(RenderError, match="first frame"):
        take_order(
            brief(), model(needy.abilities, family=needy.name).but(needs=needy.needs), Manner(), 1, PromptBook(), len
        )


def test_a_size_that_cannot_be_done_is_told_before_anything_is_spent() -> None:
    with pytest.raises(RenderError, match="no picture"):
        ordered(brief(), model(VACE.but(size=SizeRule(pixels=100))), MANNER, 1, TEXT)


def test_the_place_beside_is_a_place() -> None:
    told = brief(shown=Shown(references={"a_prop": (image("a"),), "z_hall": (image("b"),)}))
    told = told.but(request=told.request.but(beside=room(id="z_hall")))
    found = ordered(told, model(VACE), MANNER, 1, TEXT)
    assert [each.of for each in found.order.jobs[0].references] == ["z_hall", "a_prop"]
