"""Shots shared out, cards found, spending noted, frames kept: what filming a reel stands on."""

from __future__ import annotations

import os
from collections.abc import Mapping
from fractions import Fraction
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from film.errors import ProjectError
from film.takes import LeftOut, Spent
from renderer.generative.seam import Abilities, Filmed, Fit, FrameRule, Heard, Identity, Job, Manner, SizeRule
from renderer.generative.shaping.steering import Wishes
from storyreel.project import Reel
from storyreel.settings import Settings, read_settings, with_options, write_settings
from storyreel.video.briefs import passes_for
from storyreel.video.keeping import Ledger
from storyreel.video.machine import cards, places, video_models
from storyreel.video.pieces import Pieces
from storyreel.video.record import CameraReport, ShotRecord, read_record, write_record
from storyreel.video.report import duration, estimate_line, estimate_of, left_out_of, video_lines
from storyreel.video.rushes import report_of
from storyreel.video.settings import Budget
from storyreel.video.sharing import shares
from storyreel.video.tries import Attempt, Tries
from storyreel.workers import Pool, Task

SMI = """#!/bin/sh
echo "0, GPU-aaaa, NVIDIA H100 80GB HBM3, 81559"
echo "1, GPU-bbbb, NVIDIA H100 80GB HBM3, 81559"
"""
TAKES = Abilities(frames=FrameRule(most=81), size=SizeRule(pixels=400_000), rate=Fraction(16))
WHO = Identity(name="wan", revision="r1", family="wan", abilities=TAKES)


def job(**changes: object) -> Job:
    fit = Fit(width=16, height=16, inner_width=16, inner_height=16)
    known = {"shot": "a", "take": 1, "prompt": "x", "fit": fit, "frames": 5, "rate": 16, "seed": 1, "manner": Manner()}
    return Job.model_validate({**known, **changes})


@given(
    costs=st.lists(st.floats(0, 100), max_size=12),
    chained=st.lists(st.booleans(), min_size=12, max_size=12),
    hands=st.integers(1, 5),
)
def test_shares_hold_every_shot_once_and_keep_chains_together(
    costs: list[float], chained: list[bool], hands: int
) -> None:
    known = {f"s{n:02d}": cost for n, cost in enumerate(costs)}
    after = {f"s{n:02d}": f"s{n - 1:02d}" for n in range(1, len(costs)) if chained[n]}
    found = shares(known, after, hands)
    assert sorted(shot for share in found for shot in share) == sorted(known)
    assert len(found) <= hands
    assert all(share and list(share) == sorted(share) for share in found)
    home = {shot: number for number, share in enumerate(found) for shot in share}
    assert all(home[shot] == home[before] for shot, before in after.items())
    if not after and found:
        loads = [sum(known[shot] for shot in share) for share in found]
        assert max(loads) - min(loads if len(found) == hands else [0]) <= max(costs) + max(loads) * (len(found) < hands)


@pytest.fixture
def smi(tmp_path: Path) -> dict[str, str]:
    """An environment in which a driver tells of two cards."""
    program = tmp_path / "bin" / "nvidia-smi"
    program.parent.mkdir()
    program.write_text(SMI)
    program.chmod(0o755)
    return {"PATH": f"{program.parent}:{os.environ['PATH']}"}


@pytest.mark.parametrize(
    ("allowed", "device", "wanted"),
    [
        (None, "auto", ["0", "1"]),
        ("1", "auto", ["1"]),
        ("GPU-bbbb,GPU-aaaa", "cuda", ["GPU-bbbb", "GPU-aaaa"]),
        ("7", "auto", [None]),
        ("", "auto", [None]),
        (None, "cuda:1", [None]),
        (None, "cpu", [None]),
    ],
)
def test_one_process_a_card_that_may_be_used(
    smi: dict[str, str], monkeypatch: pytest.MonkeyPatch, allowed: str | None, device: str, wanted: list[str | None]
) -> None:
    monkeypatch.setenv("PATH", smi["PATH"])
    environment: Mapping[str, str] = {} if allowed is None else {"CUDA_VISIBLE_DEVICES": allowed}
    assert [home.get("CUDA_VISIBLE_DEVICES") for home in places(device, environment)] == wanted


def test_the_doctor_tells_of_cards_and_of_what_is_configured(
    smi: dict[str, str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    assert "no GPU that CUDA sees" in video_models(tmp_path, {})
    monkeypatch.setenv("PATH", smi["PATH"])
    assert [card.gigabytes for card in cards({})] == [pytest.approx(79.6, abs=0.1)] * 2
    assert "NVIDIA H100 80GB HBM3 with 80 GiB, NVIDIA" in video_models(tmp_path, {})
    (tmp_path / "reel.yaml").write_text("script: a\nrenderer: diffusers:./none\n")
    assert f"diffusers:{tmp_path}/none: not ready: " in video_models(tmp_path, {})


def _card(step: object) -> str:
    assert step
    return os.environ.get("CARD", "none")


def test_each_worker_has_its_own_place() -> None:
    with Pool(2, {}, places=({"CARD": "a"}, {"CARD": "b"})) as pool:
        tasks = [Task(str(number), number, _card) for number in range(2)]
        assert sorted(outcome.value for outcome in pool.run(tasks, lambda *_: None)) == ["a", "b"]


def test_the_ledger_tells_what_was_spent_and_what_ended_a_process(tmp_path: Path) -> None:
    now = [100.0]
    ledger = Ledger(tmp_path / "notes" / "0.jsonl", lambda: now[0])
    assert ledger.start() == (0.0, frozenset(), frozenset())
    ledger.write("begun", job())
    ledger.write("ended", job(), 4.0)
    ledger.write("begun", job(shot="b"))
    ledger.write("begun", job(shot="c", take=2))
    now[0] += 7
    assert ledger.start() == (11.0, frozenset(), {("b", 1), ("c", 2)})
    ledger.write("begun", job(shot="b"))
    now[0] += 3
    assert ledger.start() == (14.0, {("b", 1)}, {("c", 2)})
    ledger.write("begun", job(shot="c", take=2))
    ledger.write("ended", job(shot="c", take=2), 2.5)
    now[0] += 50
    assert ledger.read() == (16.5, {("b", 1)}, {("c", 2)})


def test_frames_are_kept_until_they_are_a_take(tmp_path: Path) -> None:
    pieces = Pieces(tmp_path, WHO)
    frames = np.random.default_rng(0).integers(0, 256, (5, 16, 16, 3), dtype=np.uint8)
    sound = Heard(np.linspace(-1, 1, 8, dtype=np.float32)[None], 48_000)
    pieces.save(Filmed(job(), frames, sound, Spent(gpu_seconds=3), (("device", "x"),)))
    pieces.save(Filmed(job(seed=2), None, trouble="failed"))
    found = pieces.load(job(take=1))
    assert found is not None
    assert found.frames is not None
    assert found.heard is not None
    assert (found.frames == frames).all()
    assert (found.heard.samples == sound.samples).all()
    assert (found.spent.gpu_seconds, found.made, found.heard.rate) == (3, (("device", "x"),), 48_000)
    assert pieces.load(job(seed=2)) is None
    assert pieces.load(job(prompt="y")) is None
    assert Pieces(tmp_path, WHO.but(revision="r2")).load(job()) is None
    pieces.forget([job(), job(seed=2)])
    assert pieces.load(job()) is None


def test_frames_that_were_damaged_are_made_again(tmp_path: Path) -> None:
    pieces = Pieces(tmp_path, WHO)
    pieces.save(Filmed(job(), np.zeros((5, 16, 16, 3), np.uint8)))
    (file,) = tmp_path.rglob("frames.npy")
    file.write_bytes(b"x" * file.stat().st_size)
    assert pieces.load(job()) is None


def test_the_camera_report_is_read_back_and_a_broken_one_is_none(tmp_path: Path) -> None:
    reel = Reel(tmp_path)
    assert read_record(reel) is None
    report = CameraReport(
        renderer="diffusers:x", model="x", passes=("id",), shots={"a": ShotRecord(previs="p", takes={1: "k"})}
    )
    write_record(reel, report)
    assert read_record(reel) == report
    (tmp_path / ".storyreel" / "takes.json").write_text("{")
    assert read_record(reel) is None


def test_passes_are_those_that_may_steer_and_those_that_are_judged_by() -> None:
    posed = TAKES.but(controls=("pose", "inverse_depth", "edges"))
    assert passes_for(posed, Wishes()) == ("depth", "normal", "id", "pose", "inverse_depth")
    assert passes_for(posed, Wishes(control="edges")) == ("depth", "normal", "id", "edges")
    assert passes_for(posed, Wishes(control="softedge")) == ("depth", "normal", "id")
    assert passes_for(posed, Wishes(control="none")) == passes_for(TAKES, Wishes()) == ("depth", "normal", "id")
    assert passes_for(TAKES.but(controls=("pose",)), Wishes())[-1] == "pose"


def test_what_it_will_cost_and_did_cost_is_said() -> None:
    settings = Settings(script="a", video_price=3.6, video_budget=Budget(gpu_hours=1))
    left = (LeftOut(what="negative", why="no"),)
    tries = (
        Tries(shot="a", missing=2, jobs=3, gpu_seconds=1000, watt_hours=100, left_out=left),
        Tries(
            shot="b", jobs=1, gpu_seconds=500, watt_hours=50, left_out=left,
            tried=(
                Attempt(number=1, key="k", spent=Spent(gpu_seconds=400)),
                Attempt(number=2, key="l", made=True, spent=Spent(gpu_seconds=600)),
                Attempt(number=3, made=True, trouble="failed", why="no", spent=Spent(gpu_seconds=300)),
            ),
        ),
    )  # fmt: skip
    estimate = estimate_of("diffusers:x", "x", tries, settings)
    assert estimate_line(estimate) == (
        "x: 2 shots, 2 takes made before; 2 takes to make in 6 jobs, about 33 min of GPU, 2.00 in money, 200 Wh"
    )
    over = estimate_of("diffusers:x", "x", tries, settings.but(video_budget=Budget(gpu_hours=0.5)))
    assert estimate_line(over).endswith("; the budget does not reach for all of it")
    report = report_of(settings.but(video_watts=360.0), WHO, tries, {}, Spent(gpu_seconds=100))
    assert (report.made, report.found, report.failed) == (1, 1, 1)
    assert (report.gpu_seconds, report.money, report.watt_hours) == (1000, 1.0, 100.0)
    assert [(each.what, each.shots) for each in left_out_of(tries)] == [("negative", ("a", "b"))]
    (line,) = video_lines(report.but(left_out=()))
    assert line.startswith("wan: 1 take made, 1 found, 1 failed, 17 min of GPU, 1.00 in money, 100 Wh; it renders")
    assert [duration(seconds) for seconds in (3.25, 40, 90, 5400)] == ["3.2 s", "40 s", "2 min", "1.5 h"]


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("renderer: wan", "names no renderer"),
        ("renderer: videos:http://me:secret@x/v1", "holds a secret"),
        ("stills: videos:http://x/v1#m", "draws no stills"),
        ("video_device: gpu", "a device is auto, cuda, cuda:0, mps or cpu"),
        ("video_territory: Germany", "is no territory"),
        ("video_budget: {money: 3}", "does not say what an hour of a GPU costs"),
        ("video_budget: {hours: 3}", "Did you mean gpu_hours?"),
        ("video_control: depth", "One of auto, none, inverse_depth"),
        ("takes: 0", "It is at least 1"),
        ("video_looks: cold", "Did you mean video_look?"),
    ],
)
def test_settings_that_do_not_hold_are_told_with_their_line(tmp_path: Path, line: str, says: str) -> None:
    path = tmp_path / "reel.yaml"
    path.write_text(f"script: a\n\n{line}\n")
    with pytest.raises(ProjectError) as caught:
        read_settings(path)
    assert str(caught.value).startswith(f"{path}:3: ")
    assert says in str(caught.value)
    assert "secret@" not in str(caught.value)


def test_settings_of_filming_are_written_and_read_back(tmp_path: Path) -> None:
    path = tmp_path / "reel.yaml"
    said = {
        "renderer": "diffusers:../models/wan #1", "video_look": 'cold, "16 mm"', "takes": 2, "video_price": 2.25,
        "video_budget": {"gpu_hours": 1.5, "money": 4}, "video_territory": "uk", "judge": "../clip", "stills": "none",
    }  # fmt: skip
    settings = with_options(Settings(script="a"), said)
    write_settings(path, settings)
    assert read_settings(path) == settings
    assert (settings.video_territory, settings.seconds_to_spend) == ("GB", 5400)
    assert Settings(script="a").seconds_to_spend is None
