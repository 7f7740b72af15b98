"""Reference images and the leave to use them."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from film.cast import CharacterSheet
from film.references import Consent, Reference

DAYS = st.dates(min_value=date(2000, 1, 1), max_value=date(2100, 1, 1))


@given(DAYS, st.none() | DAYS, st.none() | DAYS)
def test_consent_holds_until_its_day_and_not_from_the_day_it_is_taken_back(
    today: date, until: date | None, revoked: date | None
) -> None:
    consent = Consent(whose="the actor", purpose="this film", until=until, revoked=revoked)
    holds = (until is None or today <= until) and (revoked is None or today < revoked)
    assert (consent.why_not(today) == "") == holds


def test_why_it_does_not_hold_names_the_day() -> None:
    day = date(2030, 5, 1)
    consent = Consent(whose="the actor", purpose="this film", until=day)
    assert consent.why_not(day + timedelta(days=1)) == "the consent of the actor ended on 2030-05-01"
    assert "was revoked on 2030-05-01" in consent.but(until=None, revoked=day).why_not(day)


def test_a_path_alone_is_a_reference() -> None:
    sheet = CharacterSheet.model_validate({"id": "anna", "name": "ANNA", "references": ["references/anna.png"]})
    assert sheet.references == (Reference(file="references/anna.png"),)
    assert sheet.references[0].usable


@pytest.mark.parametrize("file", ["", "anna.svg", "anna.eps", "anna.gif", "anna", "anna.png.exe"])
def test_what_is_no_picture_is_refused(file: str) -> None:
    with pytest.raises(ValidationError):
        Reference(file=file)


def test_what_a_model_made_is_used_once_it_is_approved() -> None:
    made = Reference(file="a.png", made_by="flux")
    assert not made.usable
    assert made.but(approved=True, content="0" * 64).usable
    with pytest.raises(ValidationError):
        made.but(content="not a digest")


def test_a_sheet_without_references_is_written_as_before() -> None:
    assert "references" not in CharacterSheet(id="anna", name="ANNA").model_dump()
