"""The words of --renderer."""

from __future__ import annotations

import pytest

from film.errors import RenderError
from renderer.generative.spec import Spec, parse


@pytest.mark.parametrize(
    ("text", "spec"),
    [
        ("previs", Spec("previs")),
        ("diffusers:models/wan", Spec("diffusers", "models/wan")),
        ("diffusers: Wan-AI/Wan2.1 ", Spec("diffusers", "Wan-AI/Wan2.1")),
        ("diffusers:Wan-AI/Wan2.1@0a1b", Spec("diffusers", "Wan-AI/Wan2.1", "", "0a1b")),
        ("videos:http://localhost:8000/v1#wan", Spec("videos", "http://localhost:8000/v1", "wan")),
        ("videos:http://localhost:8000/v1/", Spec("videos", "http://localhost:8000/v1")),
    ],
)
def test_who_renders(text: str, spec: Spec) -> None:
    assert parse(text) == spec
    assert parse(str(spec)) == spec


@pytest.mark.parametrize(
    "text",
    [
        "",
        "previs:x",
        "diffusers",
        "diffusers:",
        "videos:",
        "videos:localhost",
        "wan",
        "diffusers:a\x07b",
        "videos:ftp://x",
    ],
)
def test_words_that_name_nobody(text: str) -> None:
    with pytest.raises(RenderError) as caught:
        parse(text, "reel.yaml")
    assert str(caught.value).startswith("reel.yaml: ")
    assert caught.value.do


def test_a_secret_is_not_shown() -> None:
    with pytest.raises(RenderError) as caught:
        parse("videos:https://me:hunter2@host/v1")
    assert "hunter2" not in str(caught.value)
