"""What a backend in this process is put together from: noise, line, gate, meter, ladder, tokens, devices."""

from __future__ import annotations

import json
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from film.errors import RenderError
from renderer.generative.backends import opened
from renderer.generative.backends.diffusers.devices import device_of, is_out_of_memory
from renderer.generative.backends.diffusers.gate import Gate
from renderer.generative.backends.diffusers.ladder import RUNGS, Ladder, shape_of
from renderer.generative.backends.diffusers.line import Line
from renderer.generative.backends.diffusers.meter import Bill, Meter, energy_of
from renderer.generative.backends.diffusers.model import Diffusers
from renderer.generative.backends.diffusers.noise import noise
from renderer.generative.backends.diffusers.tokens import counter_of, estimated
from renderer.generative.means import Means
from renderer.generative.spec import parse
from tests.renderer.generative import tiny
from tests.renderer.generative.asked import job


class TestNoise:
    @given(seed=st.integers(0, 2**63 - 1), parts=st.integers(2, 4))
    @settings(max_examples=20)
    def test_a_drafts_is_the_finals_averaged(self, seed: int, parts: int) -> None:
        draft = noise((1, 2, 3, 4, 6), seed, 1 / parts).numpy()
        final = noise((1, 2, 3, 4 * parts, 6 * parts), seed).numpy()
        for row, column in ((0, 0), (3, 5), (2, 1)):
            cell = final[..., row * parts : (row + 1) * parts, column * parts : (column + 1) * parts]
            np.testing.assert_allclose(draft[..., row, column], cell.sum(axis=(-1, -2)) / parts, atol=1e-5)

    @pytest.mark.parametrize("scale", [1.0, 0.5, 0.25])
    def test_it_is_of_mean_0_and_variance_1(self, scale: float) -> None:
        drawn = noise((1, 16, 4, 32, 32), 7, scale).numpy()
        assert abs(drawn.mean()) < 0.02
        assert abs(drawn.var() - 1) < 0.02

    def test_other_shares_have_noise_of_their_own(self) -> None:
        shape = (1, 2, 3, 4, 6)
        np.testing.assert_array_equal(noise(shape, 7, 0.7).numpy(), noise(shape, 7).numpy())

    def test_seeds_differ(self) -> None:
        assert not np.array_equal(noise((1, 4, 4), 1).numpy(), noise((1, 4, 4), 2).numpy())


class TestLine:
    def test_jobs_keep_their_order_and_stages_overlap(self) -> None:
        met = threading.Barrier(2, timeout=10)

        def first(number: int) -> int:
            if number == 1:
                met.wait()  # the second job is begun ...
            return number

        def second(number: int) -> int:
            if number == 0:
                met.wait()  # ... while the first is finished
            return number * 10

        line = Line((first, second), lambda: None)
        for number in range(3):
            line.put(number)
        assert [line.get() for _ in range(3)] == [0, 10, 20]
        line.close()

    def test_what_a_stage_raises_comes_out(self) -> None:
        line = Line((lambda number: 1 // number, lambda number: number), lambda: None)
        line.put(0)
        line.put(1)
        with pytest.raises(ZeroDivisionError):
            line.get()
        assert line.get() == 1
        line.close()

    def test_every_thread_is_prepared(self) -> None:
        prepared: list[str] = []
        line = Line((str, str), lambda: prepared.append(threading.current_thread().name))
        line.close()
        assert sorted(prepared) == ["video-0", "video-1"]


class TestGate:
    def test_one_alone_waits_for_those_beside_and_keeps_others_out(self) -> None:
        gate, order = Gate(), []
        inside, leave = threading.Event(), threading.Event()

        def beside() -> None:
            with gate.beside():
                inside.set()
                leave.wait(10)
                order.append("left")

        def alone() -> None:
            with gate.alone():
                order.append("alone")

        one = threading.Thread(target=beside)
        one.start()
        inside.wait(10)
        two = threading.Thread(target=alone)
        two.start()
        leave.set()
        one.join(10)
        two.join(10)
        with gate.beside(), gate.beside():
            order.append("beside")
        assert order == ["left", "alone", "beside"]

    def test_what_goes_wrong_inside_leaves_it_open(self) -> None:
        gate = Gate()
        for door in (gate.beside, gate.alone):
            with pytest.raises(ZeroDivisionError), door():
                raise ZeroDivisionError
        with gate.alone():
            pass


class TestMeter:
    def test_seconds_of_two_at_once_add_up_to_the_walls(self, monkeypatch: pytest.MonkeyPatch) -> None:
        now = [0.0]
        monkeypatch.setattr(time, "monotonic", lambda: now[0])
        joules = [100.0]
        meter, one, two = Meter(lambda: joules[0]), Bill(), Bill()
        with meter.running(one):
            now[0], joules[0] = 2.0, 120.0
            with meter.running(two):
                now[0], joules[0] = 6.0, 160.0
            now[0], joules[0] = 7.0, 170.0
            assert meter.total == 7.0  # with one still under way
        now[0], joules[0] = 9.0, 999.0  # nobody's
        assert (one.seconds, two.seconds, meter.total) == (5.0, 2.0, 7.0)
        assert (one.joules, two.joules) == (50.0, 20.0)
        spent = one.spent()
        assert (spent.gpu_seconds, spent.seconds) == (5.0, 9.0)
        assert spent.watt_hours == pytest.approx(50 / 3600)

    def test_without_a_counter_nobody_knows_the_energy(self) -> None:
        meter, bill = Meter(lambda: None), Bill()
        with meter.running(bill):
            pass
        assert bill.spent().watt_hours is None

    def test_a_cards_own_counter_is_read(self, monkeypatch: pytest.MonkeyPatch) -> None:
        import torch

        counter = SimpleNamespace(
            nvmlInit=lambda: None,
            nvmlDeviceGetHandleByUUID=lambda uuid: {"GPU-0123": 7}[uuid],
            nvmlDeviceGetTotalEnergyConsumption=lambda handle: {7: 5_500}[handle],
        )
        monkeypatch.setitem(sys.modules, "pynvml", counter)
        monkeypatch.setattr(torch.cuda, "get_device_properties", lambda _: SimpleNamespace(uuid="0123"))
        assert energy_of(torch.device("cuda:1"))() == 5.5
        assert energy_of(torch.device("cpu"))() is None
        monkeypatch.setattr(torch.cuda, "get_device_properties", lambda _: SimpleNamespace(uuid="another"))
        assert energy_of(torch.device("cuda:1"))() is None


class TestLadder:
    def test_each_rung_is_tried_once_and_kept_for_the_shape(self) -> None:
        ladder, large, small = Ladder("whole", "cuda"), shape_of(job()), shape_of(job(frames=5))
        tried = [ladder.of(large)]
        while (rung := ladder.below(large, tried[-1])) is not None:
            tried.append(rung)
        assert tuple(tried) == RUNGS
        assert ladder.of(large) == RUNGS[-1]
        assert ladder.of(small) == "whole"

    def test_a_stage_that_had_room_higher_up_takes_nothing_back(self) -> None:
        ladder, shape = Ladder("whole", "cuda"), shape_of(job())
        ladder.below(shape, "in_turn")
        ladder.below(shape, "whole")
        assert ladder.of(shape) == "tiled"

    @pytest.mark.parametrize(("first", "begins"), [("tiled", "tiled"), ("offloaded", "float8"), ("by_block", "float8")])
    def test_a_processor_has_nowhere_to_put_parts(self, first: str, begins: str) -> None:
        ladder = Ladder(first, "cpu")  # type: ignore[arg-type]
        assert ladder.of(shape_of(job())) == begins


class TestTokens:
    def test_they_are_counted_by_the_models_own_tokenizer(self, tiny_model: Callable[[str], Path]) -> None:
        count = counter_of(tiny_model("wan_t2v"))
        assert count("a door") == len("a door") + 1
        assert count("x" * 3000) == 3001

    @given(st.text(max_size=200))
    def test_estimates_are_never_below_one_for_four_letters(self, text: str) -> None:
        assert estimated(text) >= len("".join(text.split())) / 4

    @pytest.mark.parametrize("holds", [None, "", "{}", "[1, 2", json.dumps({"model": "x"})])
    def test_what_is_no_tokenizer_is_estimated_for(self, tmp_path: Path, holds: str | None) -> None:
        folder = tmp_path / str(abs(hash(holds)))
        (folder / "tokenizer").mkdir(parents=True)
        if holds is not None:
            (folder / "tokenizer" / "tokenizer.json").write_text(holds)
        assert counter_of(folder)("a door opens") == estimated("a door opens")


class TestDevices:
    @pytest.mark.parametrize("named", ["cuda:63", "cuda", "mps"])
    def test_what_is_not_there_is_told(self, named: str, monkeypatch: pytest.MonkeyPatch) -> None:
        import torch

        monkeypatch.setattr(torch.cuda, "device_count", lambda: 0)
        monkeypatch.setattr(torch.backends.mps, "is_available", lambda: False)
        with pytest.raises(RenderError, match=f"there is no {named} on this machine"):
            device_of(named, "model")

    def test_without_an_accelerator_nothing_is_begun_unless_it_is_said(
        self, tiny_model: Callable[[str], Path], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        import torch

        monkeypatch.setattr(torch.cuda, "device_count", lambda: 0)
        monkeypatch.setattr(torch.backends.mps, "is_available", lambda: False)
        at = str(tiny_model("wan_t2v"))
        with pytest.raises(RenderError, match="no accelerator"):
            Diffusers(at, "", Means()).ready()
        assert Diffusers(at, "", Means(device="cpu")).ready().family

    def test_the_first_accelerator_is_taken(self, monkeypatch: pytest.MonkeyPatch) -> None:
        import torch

        monkeypatch.setattr(torch.cuda, "device_count", lambda: 2)
        assert str(device_of("auto", "")) == "cuda"
        assert str(device_of("cuda:1", "")) == "cuda:1"

    def test_short_memory_is_known_however_it_is_told(self) -> None:
        import torch

        for error in (
            torch.OutOfMemoryError("CUDA out of memory"),
            MemoryError(),
            RuntimeError("can't allocate memory"),
        ):
            assert is_out_of_memory(error)
        for other in (RuntimeError("shapes differ"), ValueError("out of memory")):
            assert not is_out_of_memory(other)


def test_the_words_of_a_spec_open_its_backend(tmp_path: Path) -> None:
    assert isinstance(opened(parse(f"diffusers:{tmp_path}"), Means(), {}), Diffusers)
    with pytest.raises(RenderError, match="without a video model"):
        opened(parse("previs"), Means(), {})


@pytest.mark.parametrize("kind", ["wan_t2v", "wan_vace"])
def test_tiny_models_are_the_same_every_time(kind: str, tmp_path: Path) -> None:
    once, again = (tiny.made(tmp_path / name, kind) for name in ("once", "again"))
    for file in sorted(once.rglob("*.safetensors")):
        assert file.read_bytes() == (again / file.relative_to(once)).read_bytes()
