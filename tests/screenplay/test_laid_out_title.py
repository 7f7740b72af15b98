"""Title pages by position and wording."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from film.screenplay import Run, Source
from screenplay import laid_out

Placed = tuple[str, float, float]
"""What a row says, where its middle stands (4.5: the page's; inches) and how far down."""


def title_page(rows: Sequence[Placed]) -> dict[str, tuple[str, ...]]:
    printed = []
    above = 0.0
    for number, (text, middle, top) in enumerate(rows, 1):
        gap = 0 if number == 1 else max(0, round((top - above) * 6) - 1)
        left = middle - len(text) / 20
        line = number if top != above else number - 1
        printed.append(laid_out.Row((Run(text=text),), left, 0, line, gap, left + len(text) / 10, top))
        above = top
    for number, (text, left) in enumerate((("INT. BUS - DAY", 1.5), ("Rain.", 1.5)), 100):
        printed.append(laid_out.Row((Run(text=text),), left, 1, number, 1, None, 1 + number / 100))
    script = laid_out.manuscript_of(printed, Source(format="pdf", text=""), Path("script.pdf"))
    assert [draft.text for draft in script.drafts] == ["INT. BUS - DAY", "Rain."]
    return dict(script.title_page)


def test_the_trades_title_page() -> None:
    assert title_page(
        [
            ("NIGHT BUS", 4.5, 3.5),
            ("Written by", 4.5, 4.5),
            ("Mary Major & John Minor", 4.5, 4.8),
            ("Based on the novel by", 4.5, 5.6),
            ("Jane Doe", 4.5, 5.8),
            ("Agency Name", 2.0, 9.0),
            ("555 0100", 2.0, 9.2),
            ("Second Draft", 6.8, 9.4),
            ("March 4, 2019", 6.8, 9.6),
        ]
    ) == {
        "Title": ("NIGHT BUS",),
        "Credit": ("Written by",),
        "Author": ("Mary Major & John Minor",),
        "Source": ("Based on the novel by", "Jane Doe"),
        "Contact": ("Agency Name", "555 0100"),
        "Draft date": ("Second Draft", "March 4, 2019"),
    }


def test_contact_and_date_side_by_side() -> None:
    found = title_page(
        [
            ("NIGHT BUS", 4.5, 3.5),
            ("by", 4.5, 4.5),
            ("Mary Major", 4.5, 4.8),
            ("mary@example.com", 2.2, 9.0),
            ("First Draft", 6.8, 9.0),
        ]
    )
    assert found["Contact"] == ("mary@example.com",)
    assert found["Draft date"] == ("First Draft",)


@pytest.mark.parametrize(
    ("line", "credit", "author"),
    [("Screenplay by Mary Major", "Screenplay by", "Mary Major"), ("by Mary Major", "by", "Mary Major")],
)
def test_credit_and_name_in_one_row(line: str, credit: str, author: str) -> None:
    found = title_page([("NIGHT BUS", 4.5, 3.5), (line, 4.5, 4.5)])
    assert (found["Credit"], found["Author"]) == ((credit,), (author,))


def test_a_title_and_a_name_without_a_credit() -> None:
    assert title_page([("ЛОРЕМ", 4.5, 3.5), ("долор", 4.5, 4.5)]) == {"Title": ("ЛОРЕМ",), "Author": ("долор",)}


def test_a_title_in_two_blocks_before_its_credit() -> None:
    found = title_page([("THE SHOW", 4.5, 3.5), ("Episode 101", 4.5, 4.0), ("par", 4.5, 4.5), ("Mary Major", 4.5, 4.8)])
    assert found == {"Title": ("THE SHOW", "Episode 101"), "Credit": ("par",), "Author": ("Mary Major",)}


@pytest.mark.parametrize(
    ("text", "credit", "author"),
    [
        ("Written by Mary Major", "Written by", "Mary Major"),
        ("Drehbuch von Mary Major", "Drehbuch von", "Mary Major"),
        ("Scénario : Mary Major", None, None),
        ("编剧：林一", "编剧", "林一"),
        ("Byron Major", None, None),
    ],
)
def test_a_credit_and_the_name_on_one_row(text: str, credit: str | None, author: str | None) -> None:
    found = title_page([("NIGHT BUS", 4.5, 3.5), (text, 4.5, 4.5)])
    assert found.get("Credit") == ((credit,) if credit else None)
    assert (found.get("Author") == (author,)) == (author is not None)
