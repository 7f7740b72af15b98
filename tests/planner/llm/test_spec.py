"""The words that name a language model."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from film.errors import PlanError
from planner.llm.spec import Spec, parse


@pytest.mark.parametrize(
    ("text", "spec"),
    [
        ("none", Spec("none")),
        (" none ", Spec("none")),
        ("openai:http://localhost:8000/v1#qwen3-8b", Spec("openai", "http://localhost:8000/v1", "qwen3-8b")),
        ("openai:https://api.example/v1/#a/b:free", Spec("openai", "https://api.example/v1", "a/b:free")),
        ("openai:HTTP://Localhost#m", Spec("openai", "HTTP://Localhost", "m")),
        ("openai:http://[::1]:11434/v1#llama3:latest", Spec("openai", "http://[::1]:11434/v1", "llama3:latest")),
        ("openai: http://h/v1 # m ", Spec("openai", "http://h/v1", "m")),
        ("vllm:Qwen/Qwen3-8B", Spec("vllm", "Qwen/Qwen3-8B")),
        (r"transformers:C:\models\tiny one", Spec("transformers", r"C:\models\tiny one")),
        ("transformers:./weights", Spec("transformers", "./weights")),
        ("replay:answers.jsonl", Spec("replay", "answers.jsonl")),
    ],
)
def test_words_that_name_a_model(text: str, spec: Spec) -> None:
    assert parse(text) == spec
    assert parse(str(spec)) == spec


@pytest.mark.parametrize(
    "text",
    [
        "", "auto", "gpt-4", "none:x", "openai", "openai:", "openai: ", "vllm:", "transformers", "replay:",
        "OPENAI:http://h/v1#m", "openai:localhost:8000#m", "openai:http://h/v1", "openai:http://h/v1#", "openai:#m",
        "openai:ftp://h/v1#m", "openai:http://#m", "openai:http://h:99999/v1#m", "openai:http://h:port/v1#m",
        "openai:http://h/v1?key=hidden#m", "openai:http://me:hidden@h/v1#m", "openai:http://me:hidden@h:x/v1#m", "openai:http://:hidden@h/v1#m",
        "openai:http://h /v1#m", "openai:http://h/v1#m\nn", "replay:a\x00b", "openai:http://[::1/v1#m",
        "opnai:http://me:hidden@h/v1#m", "opnai:http://h/v1?key=hidden#m", "x" * 999,
    ],
)  # fmt: skip
def test_words_that_name_none(text: str) -> None:
    with pytest.raises(PlanError) as caught:
        parse(text, "reel.yaml")
    line = str(caught.value)
    assert line.startswith("reel.yaml: ")
    assert caught.value.do
    assert "hidden" not in line, "a secret is repeated"
    assert len(line) < 400


@given(st.text().filter(lambda text: text.strip() != "none"))
def test_words_without_a_kind_name_none(text: str) -> None:
    with pytest.raises(PlanError) as caught:
        parse(text)
    assert len(str(caught.value).splitlines()) == 1


@given(
    st.sampled_from(["vllm", "transformers", "replay"]),
    st.text(st.characters(codec="ascii", categories=["L", "N", "P"]), min_size=1),
)
def test_what_stands_behind_a_kind_is_kept(kind: str, rest: str) -> None:
    spec = parse(f"{kind}:{rest}")
    assert (spec.kind, spec.at) == (kind, rest)
    assert parse(str(spec)) == spec
