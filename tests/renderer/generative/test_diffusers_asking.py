"""Everything that a model is given shows in its frames, and what it does not take is refused."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from renderer.generative.backends.diffusers.asking import asking, ltx2, wan
from renderer.generative.backends.diffusers.asking.wan import steered
from renderer.generative.backends.diffusers.given import Given, on_white
from renderer.generative.backends.diffusers.model import Diffusers
from renderer.generative.images import load
from renderer.generative.means import Means
from renderer.generative.seam import Control, Job, Manner, Work
from renderer.generative.shaping.controls import control_frames
from renderer.generative.shaping.placing import placed
from tests.renderer.generative.asked import FRAMES, SIDE, control, frames_of, image, job, made_by

Model = Callable[[str], Diffusers]


@pytest.fixture(scope="module")
def model(tiny_model: Callable[[str], Path]) -> Iterator[Model]:
    """A model by its kind, its weights loaded once for this file."""
    made: dict[str, Diffusers] = {}

    def give(kind: str) -> Diffusers:
        return made.setdefault(kind, Diffusers(str(tiny_model(kind)), "", Means(device="cpu")))

    yield give
    for each in made.values():
        each.close()


@pytest.fixture(scope="module")
def shown(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """Everything that a job can be shown."""
    folder = tmp_path_factory.mktemp("shown")
    return {
        "first": image(folder, "first"),
        "last": image(folder, "last"),
        "references": (image(folder, "anna"), image(folder, "kitchen")),
        "control": control(folder, "depth"),
        "others": tuple(image(folder, f"other{number}") for number in range(4)),
        "other control": control(folder, "another"),
    }


def differs(model: Diffusers, once: Job, other: Job) -> bool:
    return not np.array_equal(frames_of(model, once), frames_of(model, other))


GIVEN: dict[str, tuple[str, ...]] = {
    "wan_t2v": (),
    "wan_flf": ("first", "last"),
    "wan_two_experts": ("first",),
    "wan_5b": ("first",),
    "wan_vace": ("first", "last", "references", "control"),
    "ltx2": ("first", "last"),
    "ltx2_in_context": ("first", "last", "control"),
}
"""What each kind is given here."""


@pytest.mark.parametrize("kind", GIVEN)
def test_words_seed_and_what_is_not_wanted_show(model: Model, shown: dict[str, Any], kind: str) -> None:
    whole = job(**{name: shown[name] for name in GIVEN[kind]})
    assert differs(model(kind), whole, whole.but(prompt="a window shuts"))
    assert differs(model(kind), whole, whole.but(seed=6))
    assert differs(model(kind), whole, whole.but(negative="a cartoon"))


@pytest.mark.parametrize("kind", GIVEN)
def test_what_is_not_wanted_is_not_looked_at_without_guidance(model: Model, shown: dict[str, Any], kind: str) -> None:
    unguided = Manner(steps=2, guidance=1.0, precision="float32")
    whole = job(manner=unguided, **{name: shown[name] for name in GIVEN[kind]})
    assert not differs(model(kind), whole, whole.but(negative="a cartoon"))


@pytest.mark.parametrize(("kind", "name"), [(kind, name) for kind, names in GIVEN.items() for name in names])
def test_each_image_and_pass_shows(model: Model, shown: dict[str, Any], kind: str, name: str) -> None:
    whole = job(**{each: shown[each] for each in GIVEN[kind]})
    if name == "references":
        anna, kitchen = shown["references"]
        other = shown["others"][0]
        assert differs(model(kind), whole, whole.but(references=(other, kitchen)))
        assert differs(model(kind), whole, whole.but(references=(anna, other)))
        assert differs(model(kind), whole, whole.but(references=(kitchen, anna)))
    else:
        other = shown["other control"] if name == "control" else shown["others"][1]
        assert differs(model(kind), whole, whole.but(**{name: other}))


@pytest.mark.parametrize("kind", ["wan_two_experts", "wan_5b", "wan_vace", "ltx2"])
def test_what_it_goes_on_from_shows(model: Model, kind: str) -> None:
    head = 9 if kind in ("wan_vace", "ltx2") else 1
    going_on = job(head=head, frames=17)
    drawn = np.random.default_rng(1).integers(0, 256, (2, head, SIDE, SIDE, 3), dtype=np.uint8)
    once, other = (frames_of(model(kind), Work(going_on, frames)) for frames in drawn)
    assert not np.array_equal(once, other)


def test_the_second_expert_is_asked(model: Model, tiny_model: Callable[[str], Path], shown: dict[str, Any]) -> None:
    """With a boundary that no step is below, the second expert has no say: other frames."""
    import json
    import shutil

    folder = tiny_model("wan_two_experts")
    one = folder.with_name("one_expert")
    shutil.copytree(folder, one)
    index = json.loads((one / "model_index.json").read_text())
    (one / "model_index.json").write_text(json.dumps(index | {"boundary_ratio": 0.0001}))
    given = job(first=shown["first"], manner=Manner(steps=4, guidance=3.0, precision="float32"))
    alone = Diffusers(str(one), "", Means(device="cpu"))
    assert not np.array_equal(frames_of(alone, given), frames_of(model("wan_two_experts"), given))
    alone.close()


@pytest.mark.parametrize(
    ("kind", "names", "why"),
    [
        ("wan_t2v", ("first",), "first frame"),
        ("wan_t2v", ("control",), "control by inverse_depth"),
        ("wan_t2v", ("references",), "2 references; 0 at most"),
        ("wan_vace", ("others",), "4 references; 3 at most"),
        ("wan_5b", ("last",), "last frame"),
        ("wan_flf", ("first",), "without a last frame"),
        ("wan_two_experts", (), "without a first frame"),
        ("ltx2", ("references",), "references"),
    ],
)
def test_what_it_does_not_take_is_refused(
    model: Model, shown: dict[str, Any], kind: str, names: tuple[str, ...], why: str
) -> None:
    (filmed,) = made_by(model(kind), job(**{"references" if name == "others" else name: shown[name] for name in names}))
    assert filmed.trouble == "refused"
    assert why in filmed.why
    assert filmed.spent.gpu_seconds == 0  # neither texts nor weights were loaded for it


def test_a_control_video_of_another_length_is_refused(model: Model, shown: dict[str, Any]) -> None:
    short = shown["control"].but(frames=(0, 1, 2))
    (filmed,) = made_by(model("wan_vace"), job(control=short))
    assert (filmed.trouble, filmed.frames) == ("refused", None)


@pytest.mark.parametrize("head", [None, np.zeros((2, SIDE, SIDE, 3), np.uint8), np.zeros((3, SIDE, 32, 3), np.uint8)])
def test_frames_to_go_on_from_are_those_it_asks_for(model: Model, head: Any) -> None:
    (filmed,) = made_by(model("wan_vace"), Work(job(head=3), head))
    assert filmed.trouble == "refused"
    assert "goes on from 3 frames of 64x64" in filmed.why


def test_an_image_that_was_changed_is_one_jobs_trouble(model: Model, tmp_path: Path) -> None:
    changed = image(tmp_path, "changed").but(content="0" * 64)
    wrong, right = made_by(model("wan_vace"), job(references=(changed,)), job())
    assert wrong.trouble == "failed"
    assert "changed" in wrong.why
    assert right.trouble is None


def test_sound_comes_with_the_picture(model: Model) -> None:
    once, other = made_by(model("ltx2"), job(frames=17, rate=16), job(frames=17, rate=16, seed=9))
    assert once.heard is not None
    assert other.heard is not None
    assert once.heard.samples.shape[0] == 2
    assert once.heard.samples.dtype == np.float32
    assert abs(once.heard.samples).max() <= 1
    assert abs(once.heard.samples.shape[1] / once.heard.rate - 17 / 16) < 0.1
    assert not np.array_equal(once.heard.samples, other.heard.samples)


class TestCalls:
    """What pipelines are called with."""

    @pytest.fixture
    def calls(self, monkeypatch: pytest.MonkeyPatch) -> list[dict[str, Any]]:
        """Arguments of every call from here on, in order; the calls are made all the same."""
        made: list[dict[str, Any]] = []
        for room in (wan, ltx2):

            def called(pipe: Any, *given: Any, **named: Any) -> Any:
                made.append({"pipeline": type(pipe).__name__, **named})
                return asking.called(pipe, *given, **named)

            monkeypatch.setattr(room, "called", called)
        return made

    def test_vace_masks_are_black_where_a_frame_is_kept(
        self, model: Model, shown: dict[str, Any], calls: list[dict[str, Any]]
    ) -> None:
        frames_of(model("wan_vace"), job(**{name: shown[name] for name in GIVEN["wan_vace"]}))
        (call,) = calls
        assert [mask.getextrema() for mask in call["mask"]] == [(0, 0), *[(255, 255)] * (FRAMES - 2), (0, 0)]
        assert [picture.size for picture in call["reference_images"]] == [(SIDE, SIDE)] * 2
        first = placed(load(shown["first"])[0], job().fit)
        np.testing.assert_array_equal(np.asarray(call["video"][0]), first)
        np.testing.assert_array_equal(
            np.stack([np.asarray(picture) for picture in call["video"][1:-1]]),
            control_frames(shown["control"], job().fit)[1:-1],
        )
        assert call["latents"].shape == (1, 16, 2 + 3, 8, 8)

    def test_more_references_leave_the_films_own_noise_alone(
        self, model: Model, shown: dict[str, Any], calls: list[dict[str, Any]]
    ) -> None:
        for count in (0, 1, 2):
            frames_of(model("wan_vace"), job(references=shown["references"][:count]))
        own = [call["latents"][:, :, -3:].numpy() for call in calls]
        np.testing.assert_array_equal(own[0], own[1])
        np.testing.assert_array_equal(own[0], own[2])

    def test_ltx2_is_shown_frames_by_the_latent_that_they_begin(
        self, model: Model, shown: dict[str, Any], calls: list[dict[str, Any]]
    ) -> None:
        frames_of(model("ltx2"), job(frames=17, first=shown["first"], last=shown["last"]))
        head = np.zeros((9, SIDE, SIDE, 3), np.uint8)
        frames_of(model("ltx2"), Work(job(frames=17, head=9, first=shown["first"]), head))
        both, going_on = ([(each.index, len(each.frames)) for each in call["conditions"]] for call in calls)
        assert both == [(0, 1), (2, 1)]
        assert going_on == [(0, 9)]
        assert {call["pipeline"] for call in calls} == {"LTX2ConditionPipeline"}

    def test_ltx2_is_steered_in_context(self, model: Model, shown: dict[str, Any], calls: list[dict[str, Any]]) -> None:
        frames_of(model("ltx2_in_context"), job(control=shown["control"]))
        (call,) = calls
        assert call["pipeline"] == "LTX2InContextPipeline"
        (steers,) = call["reference_conditions"]
        assert len(steers.frames) == FRAMES

    def test_a_distilled_ltx2_is_guided_by_nothing(self, model: Model, calls: list[dict[str, Any]]) -> None:
        frames_of(model("ltx2"), job(manner=Manner(steps=2, guidance=1.0, precision="float32")))
        (call,) = calls
        assert (call["stg_scale"], call["modality_scale"], call["audio_guidance_scale"]) == (0.0, 1.0, 1.0)
        assert "negative_prompt_embeds" not in call

    def test_the_5b_goes_on_from_the_last_frame_of_what_was_before(
        self, model: Model, shown: dict[str, Any], calls: list[dict[str, Any]]
    ) -> None:
        head = np.full((1, SIDE, SIDE, 3), 9, np.uint8)
        frames_of(model("wan_5b"), Work(job(head=1, first=shown["first"]), head))
        frames_of(model("wan_5b"), job())
        with_image, without = calls
        assert with_image["pipeline"] == "WanImageToVideoPipeline"
        assert with_image["image"].getextrema() == ((9, 9),) * 3
        assert without["pipeline"] == "WanPipeline"


class TestVaceVideo:
    """What VACE is steered by, and which frames are kept."""

    plain = np.full((SIDE, SIDE, 3), 7, np.uint8)

    def test_nothing_is_grey_and_made(self) -> None:
        video, kept = steered(job(), Given())
        assert set(np.unique(video)) == {128}
        assert not any(kept)

    def test_first_and_last_are_kept_over_a_pass(self) -> None:
        steers = np.full((FRAMES, SIDE, SIDE, 3), 200, np.uint8)
        video, kept = steered(job(), Given(first=self.plain, last=self.plain + 1, control=steers))
        assert [int(frame[0, 0, 0]) for frame in video] == [7] + [200] * (FRAMES - 2) + [8]
        assert kept == (True, *[False] * (FRAMES - 2), True)
        assert (steers == 200).all()

    def test_a_pose_has_its_channels_turned_round_and_a_first_frame_has_not(self) -> None:
        colours = np.broadcast_to(np.array([1, 2, 3], np.uint8), (FRAMES, SIDE, SIDE, 3))
        for kind, seen in (("pose", [3, 2, 1]), ("inverse_depth", [1, 2, 3])):
            steers = Control(kind=kind, file=Path("pass.mkv"), content="0" * 64, frames=tuple(range(FRAMES)))
            video, _ = steered(job(control=steers), Given(first=colours[0], control=colours))
            assert video[0, 0, 0].tolist() == [1, 2, 3]
            assert video[1, 0, 0].tolist() == seen

    def test_the_head_is_kept_before_all_else(self) -> None:
        head = np.stack([self.plain + number for number in (1, 2, 3)])
        video, kept = steered(job(head=3), Given(first=self.plain, head=head))
        assert [int(frame[0, 0, 0]) for frame in video] == [8, 9, 10] + [128] * (FRAMES - 3)
        assert kept == (True, True, True, *[False] * (FRAMES - 3))

    def test_references_stand_whole_on_white(self) -> None:
        wide = np.full((50, 200, 3), 9, np.uint8)
        shown = np.asarray(on_white(wide, 64, 48))
        assert shown.shape == (48, 64, 3)
        rows = np.flatnonzero((shown == 9).all(axis=(1, 2)))
        assert (rows[0], rows[-1]) == (16, 31)
        assert (shown[:16] == 255).all()
        assert (shown[32:] == 255).all()
