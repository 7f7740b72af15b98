"""Names, digests, errors and the strictness of the shared models."""

from __future__ import annotations

import pickle

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

import prompts
from film.cast import Build, Palette
from film.errors import FilmError, ScriptError
from film.names import canonical_json, digest, slug
from film.plan import Format
from film.staging import Mark


@given(name=st.text(max_size=400))
def test_a_slug_is_safe_in_any_path(name: str) -> None:
    made = slug(name)
    assert made.isascii()
    assert made
    assert set(made) <= set("abcdefghijklmnopqrstuvwxyz0123456789_")
    assert len(made) <= 50


def test_distinct_names_get_distinct_slugs() -> None:
    names = ["ANNA", "ÄNNA", "安娜", "아나", "!", "?", "A" * 300, "A" * 301]
    assert len({slug(name) for name in names}) == len(names)
    assert slug("MARA") == "mara"
    assert max(len(slug(name)) for name in names) <= 47, "forty characters, a bar and six digits"
    assert slug("Old Man") == slug("../OLD-MAN!") == "old_man"


def test_a_digest_does_not_depend_on_order_or_composition() -> None:
    assert digest({"a": 1, "b": 2}) == digest({"b": 2, "a": 1})
    assert canonical_json("e\u0301") == canonical_json("\u00e9")
    with pytest.raises(ValueError, match="not JSON compliant"):
        digest(float("nan"))


def test_an_error_is_one_line_and_survives_a_process() -> None:
    error = ScriptError("there is no\nscene in it", where="a.fountain", line=3, do="Write INT. or EXT. headings")
    assert str(error) == "a.fountain:3: there is no scene in it. Write INT. or EXT. headings"
    back = pickle.loads(pickle.dumps(error))
    assert isinstance(back, ScriptError)
    assert isinstance(back, FilmError)
    assert str(back) == str(error)
    assert back.line == 3


def test_unknown_and_senseless_values_are_refused() -> None:
    with pytest.raises(ValidationError):
        Build.model_validate({"hieght": 1.8})
    with pytest.raises(ValidationError):
        Palette(top="red")
    with pytest.raises(ValidationError):
        Format(width=961)
    with pytest.raises(ValidationError):
        Mark(character="a", frame=0, position=(float("nan"), 0, 0), yaw=0)


def test_but_validates() -> None:
    build = Build().but(height=1.8)
    assert build.height == 1.8
    with pytest.raises(ValidationError):
        build.but(height=9)


def test_a_prompt_wants_all_its_holes_and_no_more() -> None:
    words = {name: name for name in ("size", "idiom", "subjects", "lens", "angle", "move", "place", "time")}
    assert "subjects" in prompts.fill("shot", **words)
    with pytest.raises(KeyError):
        prompts.fill("shot", **{name: word for name, word in words.items() if name != "lens"})
    with pytest.raises(KeyError, match="no hole for mood"):
        prompts.fill("shot", **words, mood="sad")
    assert len(prompts.version("shot")) == 64
