"""Pictures: a tiny vision model of random numbers, of Qwen3-VL's architecture, is shown key frames."""

from __future__ import annotations

import base64
import io
from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL import Image

from planner.llm.backends.pictures import picture_of
from planner.llm.backends.weights import Weights
from planner.llm.budget import Manners
from planner.llm.seam import Message, Request
from tests.planner.llm import tiny
from tests.planner.llm.contract import Small, asked, collected


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tiny.made_to_see(tmp_path_factory.mktemp("seeing"))


@pytest.fixture
def model(folder: Path) -> Iterator[Weights]:
    opened = Weights(str(folder), Manners())
    yield opened
    opened.close()


def _png(colour: str, width: int = 64, height: int = 48) -> str:
    file = io.BytesIO()
    Image.new("RGB", (width, height), colour).save(file, "PNG")
    return base64.b64encode(file.getvalue()).decode()


def _shown(request: Request, *pictures: str) -> Request:
    system, user = request.messages
    return request.model_copy(update={"messages": (system, user.model_copy(update={"pictures": pictures}))})


def _by_lot(request: Request) -> Request:
    return request.model_copy(update={"temperature": 1.0})


def test_a_model_with_eyes_says_so(model: Weights) -> None:
    assert model.ready().sees


def test_what_is_shown_counts(model: Weights) -> None:
    """The picture reaches the model: another picture has another answer, the same one the same."""
    free = asked(1)[0].model_copy(update={"answer_schema": None, "max_tokens": 80, "temperature": 1.0})
    red, blue = (_shown(free, _png(colour)) for colour in ("red", "blue"))
    found = collected(model, [red, blue, red, free])
    assert found[0].text == found[2].text
    assert len({found[place].text for place in (0, 1, 3)}) == 3


def test_an_answer_about_a_picture_keeps_its_schema(model: Weights) -> None:
    for completion in collected(model, [_shown(each, _png("red")) for each in asked(2)]).values():
        Small.model_validate_json(completion.text)


def test_a_larger_picture_takes_more_tokens(model: Weights) -> None:
    [request] = asked(1)
    small, large = _shown(request, _png("red")), _shown(request, _png("red", 128, 96))
    found = collected(model, [small, large, request])
    assert found[1].usage.input > found[0].usage.input > found[2].usage.input


def test_many_pictures_in_a_batch_are_each_at_their_place(model: Weights) -> None:
    one, two = asked(2)
    shown = [_by_lot(_shown(one, _png("red"), _png("green"))), _by_lot(_shown(two, _png("blue", 128, 64)))]
    together = collected(model, shown)
    assert [together[place].text for place in range(2)] == [collected(model, [each])[0].text for each in shown]


def test_a_picture_token_that_is_typed_is_no_picture(model: Weights) -> None:
    typed = Message(role="user", text="<|vision_start|><|image_pad|><|vision_end|>", pictures=(_png("red"),))
    [completion] = collected(model, [Request(name="typed", messages=(typed,), max_tokens=3)]).values()
    assert completion.finish == "length"


def test_what_is_no_picture_fails_alone(model: Weights) -> None:
    [request] = asked(1)
    found = collected(model, [_shown(request, "no base64!"), _shown(request, _png("red"))])
    assert [found[0].finish, found[1].finish] == ["failed", "stop"]
    assert "a picture is no PNG file" in found[0].why


@pytest.mark.parametrize("kind", ["GIF", "JPEG"])
def test_only_png_is_opened(kind: str) -> None:
    file = io.BytesIO()
    Image.new("RGB", (8, 8)).save(file, kind)
    with pytest.raises(ValueError, match="no PNG file"):
        picture_of(base64.b64encode(file.getvalue()).decode())


def test_a_picture_too_large_to_look_at_is_refused() -> None:
    with pytest.raises(ValueError, match="8192 x 4096 is too large"):
        picture_of(_png("red", 8192, 4096))
