"""Licences: which use is told to be forbidden, and why."""

from __future__ import annotations

import pytest

from renderer.generative.families import family
from renderer.generative.families.family import Licence
from renderer.generative.families.terms import territory_of, what_to_know, why_not

FREE = Licence(name="Apache-2.0", commercial="yes", url="https://example.org", read=True)
BOUND = FREE.but(name="Bound", not_in=("EU", "UK", "KR"), commercial="terms", terms="not above ten users")
SCHOLARLY = FREE.but(name="Scholarly", commercial="no", read=False)


@pytest.mark.parametrize("territory", ["DE", "EU", "gb", "UK", " kr ", "EL", "FR", "PL"])
def test_a_territory_that_is_left_out_gets_no_rights(territory: str) -> None:
    for use in ("private", "commercial"):
        assert "the Bound gives no rights in" in why_not(BOUND, use, territory)  # type: ignore[arg-type]


@pytest.mark.parametrize("territory", ["US", "CH", "NO", "JP", "HK"])
def test_elsewhere_it_does(territory: str) -> None:
    assert why_not(BOUND, "commercial", territory) == ""


def test_where_nobody_says_where_it_is_made_one_asks() -> None:
    assert why_not(BOUND, "private", "") == (
        "the Bound gives no rights in EU, GB, KR; say where the film is made (https://example.org)"
    )
    assert why_not(FREE, "commercial", "") == ""


def test_a_union_is_left_out_with_any_of_its_members() -> None:
    assert why_not(FREE.but(not_in=("DE",)), "private", "EU")
    assert not why_not(FREE.but(not_in=("DE",)), "private", "FR")


def test_commercial_use() -> None:
    assert why_not(SCHOLARLY, "private", "US") == ""
    told = "the Scholarly allows no commercial use (as others report; read https://example.org)"
    assert why_not(SCHOLARLY, "commercial", "US") == told


def test_what_it_depends_on_is_told() -> None:
    assert what_to_know(BOUND, "commercial") == "not above ten users (https://example.org)"
    assert what_to_know(BOUND, "private") == what_to_know(FREE, "commercial") == ""
    assert "was not read" in what_to_know(SCHOLARLY, "private")


@pytest.mark.parametrize("words", ["Germany", "D", "D3", "DEU", "../DE", "D\n"])
def test_words_that_name_no_territory_are_refused(words: str) -> None:
    with pytest.raises(ValueError, match="is no territory"):
        territory_of(words)


def test_known_licences() -> None:
    assert why_not(family("hunyuanvideo-t2v").licence, "private", "DE")
    assert not why_not(family("wan2.1-vace-14b").licence, "commercial", "DE")
    assert not why_not(family("ltx-2").licence, "commercial", "DE")
    assert "10 million" in what_to_know(family("ltx-2").licence, "commercial")
