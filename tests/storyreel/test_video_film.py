"""A whole sample film by a tiny VACE of random numbers after its own previs, by the program as users start it."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from renderer.encode import frames_in_file
from renderer.generative.brief import content_of
from storyreel.project import Reel
from storyreel.video.record import read_record
from storyreel.video.takes import history
from tests.storyreel.conftest import ROOT

PROGRAM = """\
import sys
from storyreel.cli import main
sys.argv[0] = "storyreel"
try:
    main()
finally:
    print("loaded:", *sorted({"torch", "diffusers", "transformers"} & sys.modules.keys()), file=sys.stderr)
"""


def call(folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    ended = subprocess.run(
        [sys.executable, "-c", PROGRAM, *words],
        cwd=folder, env={**os.environ, "PYTHONPATH": str(ROOT)}, capture_output=True, text=True, timeout=900,
        check=False,
    )  # fmt: skip
    assert ended.stderr.endswith("loaded:\n"), ended.stderr
    return ended


@pytest.mark.slow
def test_a_sample_film_is_filmed_after_its_previs(tmp_path: Path) -> None:
    shutil.copy(ROOT / "samples" / "one_table.fountain", tmp_path)
    make = "from pathlib import Path; from tests.renderer.generative import tiny; tiny.made(Path('vace'), 'wan_vace')"
    subprocess.run(
        [sys.executable, "-c", make], cwd=tmp_path, env={**os.environ, "PYTHONPATH": str(ROOT)}, check=True,
        capture_output=True,
    )  # fmt: skip
    words = ("--size", "128x72", "--profile", "draft", "--renderer", "diffusers:vace")

    ended = call(tmp_path, "make", "one_table.fountain", *words)
    assert ended.returncode == 2
    assert "there is no accelerator for a video model on this machine" in ended.stderr.splitlines()[0]
    assert not (tmp_path / "one_table.reel").exists()

    assert call(tmp_path, "plan", "one_table.fountain", "--size", "128x72", "-q").returncode == 0
    settings = tmp_path / "one_table.reel" / "reel.yaml"
    text = settings.read_text().replace("video_device: auto", "video_device: cpu")
    settings.write_text(text.replace("video_attempts: 3", "video_attempts: 1"))
    ended = call(tmp_path, "make", "one_table.fountain", *words, "--json", "-q")
    assert ended.returncode == 0, ended.stderr
    report = json.loads(ended.stdout)
    assert report["failed"] == []
    assert report["video"]["made"] == report["shots"] == len(report["video"]["chosen"])

    reel = Reel(tmp_path / "one_table.reel")
    record = read_record(reel)
    assert record is not None
    for shot, known in record.shots.items():
        (seen,) = history(reel, shot)
        previs = reel.store.path(known.previs)
        take = seen.take
        assert {job["control"]["content"] for job in take.jobs} == {content_of(previs / "inverse_depth.mkv")}
        assert take.given[:1] == ("prompt",)
        assert "depth" in take.given
        assert frames_in_file(take.clip.picture)[0] == take.clip.frames == frames_in_file(previs / "picture.mp4")[0]
        assert {each.measure for each in take.evidence} >= {"frames", "edges", "black", "burnt"}
        assert take.clip.picture.read_bytes() != (previs / "picture.mp4").read_bytes()
    assert frames_in_file(reel.film)[0] == report["frames"]
