"""Without a card, or with one that fails, every shot is drawn all the same: by the kernels, and the clip says so."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from film.errors import RenderError
from renderer.previs import gl
from renderer.previs.canvas import Canvas
from renderer.previs.gl import trial
from renderer.previs.gl.canvas import GlCanvas
from renderer.previs.gl.machine import CardError, Machine, is_software, opened
from renderer.render import render_shot
from renderer.request import Look, ShotRequest
from tests.renderer.gl_shots import card
from tests.renderer.tiny_shots import BallBody, request, shot

__all__ = ["card"]
LOOK = Look(labels=False, drawing=False, passes=("id",))


@pytest.fixture(autouse=True)
def _given_up_for_a_test_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    """One context a process is all there may be: it is lent to each test, which may give it up."""
    found = gl.context(software=True)
    fresh = gl._Found()
    fresh._machine = found
    monkeypatch.setattr(gl, "_found", fresh)


def asked(engine: str, frames: int = 8) -> ShotRequest:
    return request(shot=shot(frames=frames), look=LOOK.but(engine=engine))


def rendered(asked: ShotRequest, folder: Path) -> tuple[str, dict[str, bytes]]:
    """Who drew, and the bytes of every file."""
    folder.mkdir()
    steps: list[int] = []
    clip = render_shot(asked, folder, steps.append)
    assert steps[-asked.shot.frames :] == list(range(asked.shot.frames))
    return clip.engine, {path.name: path.read_bytes() for path in folder.iterdir()}


@pytest.fixture
def plain(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> dict[str, bytes]:
    """What the kernels make of the shot."""
    monkeypatch.setattr("renderer.render.body_for", BallBody)
    engine, files = rendered(asked("numba"), tmp_path / "numba")
    assert engine == "numba"
    return files


def test_without_a_context_the_kernels_draw(
    tmp_path: Path, plain: dict[str, bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuses(**_: object) -> Machine:
        raise CardError("no display connection")

    monkeypatch.setattr(gl, "_found", gl._Found())
    monkeypatch.setattr(gl, "opened", refuses)
    monkeypatch.setattr(gl, "tried", lambda: None)
    for engine in ("auto", "gl"):
        assert rendered(asked(engine), tmp_path / engine) == ("numba", plain)
    assert gl.why() == "no display connection"


def test_a_processor_is_not_taken_unless_it_is_asked_for(
    card: gl.Machine, tmp_path: Path, plain: dict[str, bytes]
) -> None:
    if not card.software:
        pytest.skip("there is a real card here")
    assert rendered(asked("auto"), tmp_path / "auto") == ("numba", plain)
    assert gl.why() == f"only {card.name} answers, which is no graphics card"
    engine, files = rendered(asked("gl"), tmp_path / "gl")
    assert engine == f"gl ({card.name})"
    assert files.keys() == plain.keys()


@pytest.mark.usefixtures("card")
@pytest.mark.parametrize("fails_at", ["built", 0, 5])
def test_a_card_that_fails_leaves_the_whole_shot_to_the_kernels(
    tmp_path: Path, plain: dict[str, bytes], monkeypatch: pytest.MonkeyPatch, fails_at: int | str
) -> None:
    drawn: list[int] = []
    read, build = GlCanvas._read, GlCanvas._build

    def lost(canvas: GlCanvas) -> Any:
        if len(drawn) == fails_at:
            raise MemoryError("out of memory\nat the card")
        drawn.append(1)
        return read(canvas)

    def refused(canvas: GlCanvas, lamps: Any) -> None:
        if fails_at == "built":
            raise RuntimeError("out of memory at the card")
        build(canvas, lamps)

    monkeypatch.setattr(GlCanvas, "_read", lost)
    monkeypatch.setattr(GlCanvas, "_build", refused)
    engine, files = rendered(asked("gl"), tmp_path / "gl")
    assert engine == "numba (gl gave up: out of memory at the card)"
    assert files == plain
    assert len(drawn) == (0 if fails_at == "built" else fails_at)
    # The card is not asked again by this process.
    assert rendered(asked("gl"), tmp_path / "next") == ("numba", plain)


def test_what_is_wrong_with_the_shot_is_no_fault_of_the_card(card: gl.Machine, tmp_path: Path) -> None:
    del card
    with pytest.raises(RenderError, match="no sheet"):
        render_shot(asked("gl").but(cast=()), tmp_path)
    assert isinstance(gl.context(software=True), Machine)


def test_an_error_that_the_driver_only_notes_is_found(card: gl.Machine) -> None:
    class Noted:
        error = "GL_OUT_OF_MEMORY"
        gc_mode = ""
        info = {"GL_RENDERER": "a card"}

    with pytest.raises(CardError, match="GL_OUT_OF_MEMORY"), Machine(Noted()).at_work():  # type: ignore[arg-type]
        pass
    with card.at_work():
        pass


def test_a_list_too_long_for_the_card_is_an_error(card: gl.Machine) -> None:
    from renderer.previs.gl.lists import plain

    with pytest.raises(CardError, match="more than the card holds"):
        plain(card, np.zeros((1, int(card.context.info["GL_MAX_TEXTURE_SIZE"]) + 1, 1), np.uint8))


def test_a_card_must_draw_as_the_kernels_do(card: gl.Machine, monkeypatch: pytest.MonkeyPatch) -> None:
    trial.prove(card)
    read = GlCanvas._read
    monkeypatch.setattr(GlCanvas, "_read", lambda canvas: read(canvas)._replace(ids=read(canvas).ids[::-1]))
    with pytest.raises(CardError, match="draws another picture"):
        trial.prove(card)


@pytest.mark.parametrize(
    ("program", "reason"),
    [
        ("print('draws')", ""),
        ("print('only llvmpipe answers')", "only llvmpipe answers"),
        ("import os; os.abort()", "ended its process"),
        ("import time; time.sleep(60)", "did not answer"),
    ],
)
def test_a_driver_that_crashes_or_hangs_is_met_in_a_process_of_its_own(
    program: str, reason: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    run = subprocess.run

    def instead(command: list[str], **options: Any) -> Any:
        assert command[0] == sys.executable
        return run([sys.executable, "-c", program], **{**options, "timeout": 3})

    monkeypatch.setattr(trial, "devices", lambda: ("renderD128",))
    monkeypatch.setattr(subprocess, "run", instead)
    if not reason:
        trial.tried()
        return
    with pytest.raises(CardError, match=reason):
        trial.tried()


def test_the_first_try_reports_in_one_line(card: gl.Machine) -> None:
    code = "from renderer.previs.gl.trial import report; report()"
    said = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.splitlines()
    assert said == ([f"only {card.name} answers, which is no graphics card"] if card.software else ["draws"])


def test_where_the_system_has_no_card_nothing_is_started(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "dri").mkdir()
    (tmp_path / "dri" / "card0").touch()
    assert trial.devices(tmp_path) == ()
    for name in ("dri/renderD128", "nvidia0", "nvidiactl", "dxg"):
        (tmp_path / name).touch()
    assert trial.devices(tmp_path) == ("dxg", "nvidia0", "renderD128")
    monkeypatch.setattr(trial, "devices", lambda: ())
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setattr(subprocess, "run", lambda *_, **__: pytest.fail("a process was started"))
    with pytest.raises(CardError, match=r"no graphics card|not installed"):
        trial.tried()


@pytest.mark.parametrize(
    ("name", "processor"),
    [
        ("llvmpipe (LLVM 15.0.6, 256 bits)", True),
        ("softpipe", True),
        ("Google SwiftShader", True),
        ("Microsoft Basic Render Driver", True),
        ("D3D12 (Microsoft Basic Render Driver)", True),
        ("zink (lavapipe)", True),
        ("Apple Software Renderer", True),
        ("GDI Generic", True),
        ("NVIDIA GeForce RTX 4070/PCIe/SSE2", False),
        ("AMD Radeon Graphics (radeonsi, navi31, LLVM 15.0.6)", False),
        ("Mesa Intel(R) UHD Graphics 620 (KBL GT2)", False),
        ("Apple M2", False),
    ],
)
def test_a_processor_is_no_card(name: str, processor: bool) -> None:
    assert is_software(name) is processor


@pytest.mark.parametrize(
    ("cards", "software", "found"),
    [
        (("llvmpipe", "", "NVIDIA RTX 4070"), False, "NVIDIA RTX 4070"),
        (("llvmpipe", "", "NVIDIA RTX 4070"), True, "llvmpipe"),
        (("", "llvmpipe"), False, "only llvmpipe answers, which is no graphics card"),
        (("", ""), False, "device 0 does not answer"),
        (("", "softpipe"), True, "softpipe"),
    ],
)
def test_of_several_cards_the_first_that_is_one(
    monkeypatch: pytest.MonkeyPatch, cards: tuple[str, ...], software: bool, found: str
) -> None:
    moderngl = pytest.importorskip("moderngl")
    released: list[str] = []

    class Context:
        gc_mode = ""

        def __init__(self, name: str) -> None:
            self.info = {"GL_RENDERER": name}

        def release(self) -> None:
            released.append(self.info["GL_RENDERER"])

    def create(*, require: int, backend: str, device_index: int) -> Context:
        assert (require, backend) == (330, "egl")
        if device_index >= len(cards) or not cards[device_index]:
            raise RuntimeError(f"device {device_index} does not answer")
        return Context(cards[device_index])

    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setattr(moderngl, "create_standalone_context", create)
    try:
        name = opened(software=software).name
    except CardError as error:
        name = str(error)
    assert name == found
    assert released == [card for card in cards if card == "llvmpipe" and found != "llvmpipe"]


def test_without_moderngl_there_is_a_word_on_how_to_get_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "moderngl", None)
    with pytest.raises(CardError, match=r"pip install 'storyreel\[gl\]'"):
        opened(software=True)


def test_only_an_engine_that_is_asked_for_enters_the_recipe() -> None:
    auto, numba, card_ = (asked(engine).recipe()["look"] for engine in ("auto", "numba", "gl"))
    assert "engine" not in auto
    assert (numba["engine"], card_["engine"]) == ("numba", "gl")
    assert {**numba, "engine": "gl"} == card_
    assert gl.hand("numba") == gl.Hand(Canvas, "numba")


def test_nothing_loads_moderngl_until_a_card_is_asked_for() -> None:
    code = "import sys, renderer.render; sys.exit('moderngl' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
