"""A question as a request, and the schema of its answer."""

from __future__ import annotations

import json
from typing import Annotated, Any, Literal

from pydantic import Field

from film.base import Model
from planner.llm.question import Grounded, Question, schema_of


class Inner(Model):
    """One of two kinds."""

    kind: Literal["inner"]
    title: str


class Other(Model):
    """The other kind."""

    kind: Literal["other"]
    default: int | None = None


class Outer(Model):
    """An answer with fields that are named like keywords of a schema."""

    title: str
    properties: tuple[Inner, ...] = ()
    either: Annotated[Inner | Other, Field(discriminator="kind")]


def _walk(node: Any) -> list[dict[str, Any]]:
    inner = node.values() if isinstance(node, dict) else node if isinstance(node, list) else ()
    return [*([node] if isinstance(node, dict) else []), *[found for each in inner for found in _walk(each)]]


def test_every_field_is_required_and_no_other_allowed() -> None:
    schema = schema_of(Outer)
    assert schema["required"] == ["title", "properties", "either"]
    objects = [node for node in _walk(schema) if node.get("type") == "object"]
    assert len(objects) == 3
    for node in objects:
        assert node["required"] == list(node["properties"])
        assert node["additionalProperties"] is False


def test_fields_that_are_named_like_keywords_are_fields() -> None:
    schema = schema_of(Outer)
    assert set(schema["properties"]) == {"title", "properties", "either"}
    assert set(schema["$defs"]["Inner"]["properties"]) == {"kind", "title"}
    assert set(schema["$defs"]["Other"]["properties"]) == {"kind", "default"}


def test_nothing_is_in_it_that_strict_servers_refuse() -> None:
    text = json.dumps(schema_of(Outer))
    assert "oneOf" not in text
    assert "discriminator" not in text
    assert len(schema_of(Outer)["properties"]["either"]["anyOf"]) == 2


def _question(name: str = "scene 1", system: str = "Read.", shared: str = "") -> Question[Inner]:
    return Question(
        name=name, system=system, shared=shared, text="What?", answer=Inner, ground=Grounded, max_tokens=9,
        pictures=("aGk=",),
    )  # fmt: skip


def test_what_is_shared_comes_first() -> None:
    request = _question(shared="The bible.").request(3)
    assert [message.text for message in request.messages] == ["Read.", "The bible.\n\nWhat?"]
    assert request.messages[1].pictures == ("aGk=",)
    assert _question().request(3).messages[1].text == "What?"


def test_a_key_is_of_all_that_decides_an_answer() -> None:
    plain = _question().request(3)
    assert plain.key == _question(name="scene 2").request(3).key, "a name decides nothing"
    others = [
        _question().request(4),
        _question(system="Read on.").request(3),
        _question(shared="x").request(3),
        _question().request(3, before="{}", finding="No."),
        plain.but(max_tokens=10),
        plain.but(temperature=0.5),
        plain.but(answer_schema=None),
        plain.but(messages=plain.messages[:1]),
    ]
    assert len({plain.key, *(each.key for each in others)}) == len(others) + 1
