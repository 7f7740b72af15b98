"""The review page: what it shows, what its forms decide, and how its files are sent."""

from __future__ import annotations

from html.parser import HTMLParser
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from film.errors import ProjectError
from film.takes import Evidence
from storyreel.review.deciding import decision_of, said
from storyreel.review.markup import tag, text
from storyreel.review.page import Desk as PageDesk
from storyreel.review.page import page
from storyreel.review.shelf import Shelf, span_of
from storyreel.video.choices import Choice, decide
from tests.storyreel.reference_desk import LEAVE, picture
from tests.storyreel.review_desk import FILM, HOSTILE, ReviewDesk


@pytest.fixture
def desk(tmp_path: Path) -> ReviewDesk:
    return ReviewDesk(tmp_path)


def shown(desk: ReviewDesk) -> str:
    return page(desk.material, PageDesk(Shelf(desk.reel.folder, b"secret"), "the-word"))


class Reader(HTMLParser):
    """Counts elements, and holds that every one that is opened is closed."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.seen: list[tuple[str, dict[str, str | None]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.append((tag, dict(attrs)))
        if tag not in ("meta", "link", "input", "img", "br"):
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def read(html: str) -> Reader:
    reader = Reader()
    reader.feed(html)
    assert reader.open == []
    return reader


def test_takes_stand_beside_the_previs_with_their_evidence(desk: ReviewDesk) -> None:
    desk.take(desk.shot, 1)
    bad = Evidence(measure="freeze", value=9, limit=3, fails=True, frame=11, message="stands still for 9 frames")
    desk.take(desk.shot, 2, evidence=(bad,))
    html = shown(desk)
    films = [attributes for name, attributes in read(html).seen if name == "video"]
    assert [film["aria-label"] for film in films] == [
        f"{what} of {desk.shot}" for what in ("previs", "take 1", "take 2")
    ]
    assert "✓ moves as planned" in html
    assert "✗ stands still for 9 frames (frame 11)" in html
    assert "best by its measures" in html
    assert "A kitchen by day." in html
    assert "not pose: one at a time" in html
    assert "12 GPU-seconds" in html


def test_what_was_decided_is_shown(desk: ReviewDesk) -> None:
    for number in (1, 2, 3):
        desk.take(desk.shot, number)
    decide(desk.reel, desk.shot, Choice(take=2, rejected={1: "her hand melts"}))
    html = shown(desk)
    assert "her hand melts" in html
    assert ">chosen<" in html
    assert "Take it back in" in html
    assert html.count(">Use this take<") == 2
    assert "Let the measures choose" in html


def test_stills_show_which_is_approved(desk: ReviewDesk) -> None:
    first, second = desk.still(desk.shot, 100), desk.still(desk.shot, 140)
    decide(desk.reel, desk.shot, Choice(still=first))
    html = shown(desk)
    assert html.count('value="no_still"') == html.count(f'value="{second}"') == 1
    assert "1 of 1 stills approved" in html


def test_of_many_stills_the_newest_and_the_approved_are_shown(desk: ReviewDesk) -> None:
    import os

    contents = [desk.still(desk.shot, 50 + 10 * age) for age in range(9)]
    for age, content in enumerate(contents):
        (still,) = [each.parent for each in desk.reel.store.objects.glob("*/*/still.json") if _is(each, content)]
        os.utime(still / "still.json", (1000 - age, 1000 - age))
    decide(desk.reel, desk.shot, Choice(still=contents[-1]))
    stills = desk.material.shots[0].stills
    assert [still.content for still in stills] == [*contents[:6], contents[-1]]
    assert [still.approved for still in stills] == [False] * 6 + [True]


def _is(page: Path, content: str) -> bool:
    from renderer.generative.brief import content_of

    return content_of(page.with_name("still.png")) == content


def test_references_say_whether_they_can_be_used(desk: ReviewDesk) -> None:
    for name in ("own.png", "made.png", "nobody.png"):
        desk.put(f"references/{name}")
    desk.name(
        "cast/anna.yaml",
        f"{{file: references/own.png, {LEAVE}}}",
        f"{{file: references/made.png, view: front, made_by: flux, {LEAVE}}}",
        "references/nobody.png",
    )
    html = shown(desk)
    assert ">yours<" in html
    assert "waits for approval, made by flux" in html
    assert "cannot be used" in html
    assert html.count('value="reference"') == 1, "only what a model made waits for anybody"


def test_an_empty_reel_has_a_page(desk: ReviewDesk) -> None:
    html = shown(desk)
    assert "no takes" in html
    assert desk.other in html
    assert "not rendered yet" in html


def test_words_of_a_reel_are_words_on_the_page(desk: ReviewDesk) -> None:
    bad = Evidence(measure="cut", value=1, message=HOSTILE)
    desk.take(
        desk.shot, 1, model=HOSTILE, evidence=(bad,), jobs=({"prompt": HOSTILE, "negative": HOSTILE},), given=(HOSTILE,)
    )
    decide(desk.reel, desk.shot, Choice(rejected={1: HOSTILE}))
    review = desk.review
    plan = review.plan.but(title=HOSTILE)
    from storyreel.review.material import material_of

    html = page(material_of(review._replace(plan=plan)), PageDesk(Shelf(desk.reel.folder, b"s"), "w"), HOSTILE)
    scripts = [attributes for name, attributes in read(html).seen if name == "script"]
    assert scripts == [{"src": "/review.js", "defer": None}]
    assert "\u202e" not in html
    assert "alert(1)" in html, "it is shown, as words"


@given(st.text(), st.text())
def test_nothing_gets_out_of_text_or_an_attribute(words: str, value: str) -> None:
    reader = read(tag("p", words, title=value))
    assert [name for name, _ in reader.seen] == ["p"]
    assert set(reader.seen[0][1]) == {"title"}
    assert text(words).isprintable() or "\n" in words


# What forms decide


def form(desk: ReviewDesk, **fields: str | int) -> Choice:
    told = {"shot": desk.shot, "content": desk.made(fields.get("number")), **{k: str(v) for k, v in fields.items()}}
    return decision_of(told, desk.material).choice


def test_a_take_is_used_rejected_and_taken_back(desk: ReviewDesk) -> None:
    desk.take(desk.shot, 1)
    desk.take(desk.shot, 2)
    assert form(desk, act="use", number=2) == Choice(take=2)
    assert form(desk, act="reject", number=1, reason=" her\nhand \x00 melts ") == Choice(rejected={1: "her hand melts"})
    decide(desk.reel, desk.shot, Choice(take=2, rejected={1: "blurred"}))
    assert form(desk, act="use", number=1) == Choice(take=1)
    assert form(desk, act="restore", number=1) == Choice(take=2)
    assert form(desk, act="reject", number=2, reason="dull") == Choice(rejected={1: "blurred", 2: "dull"})
    assert form(desk, act="best") == Choice(rejected={1: "blurred"})


def test_a_still_is_approved_and_withdrawn_and_what_was_chosen_stays(desk: ReviewDesk) -> None:
    content = desk.still(desk.shot)
    decide(desk.reel, desk.shot, Choice(take=3))
    assert form(desk, act="still", content=content) == Choice(still=content, take=3)
    decide(desk.reel, desk.shot, Choice(still=content, take=3))
    assert form(desk, act="no_still", content=content) == Choice(take=3)


@pytest.mark.parametrize(
    "fields",
    [
        {"act": "use", "number": "7"},
        {"act": "use", "number": "-1"},
        {"act": "use", "number": "1e9"},
        {"act": "use"},
        {"act": "burn", "number": "1"},
        {"act": ""},
        {"act": "still", "content": "0" * 64},
        {"act": "use", "number": "1", "shot": "no-such"},
        {"act": "reject", "number": "1", "reason": " \n "},
        {"act": "reference", "number": "1", "file": "reel.yaml"},
    ],
)
def test_a_form_that_names_what_is_not_there_decides_nothing(desk: ReviewDesk, fields: dict[str, str]) -> None:
    desk.take(desk.shot, 1)
    with pytest.raises(ProjectError):
        decision_of({"shot": desk.shot, "content": desk.made(1), **fields}, desk.material)


def test_what_became_another_one_meanwhile_is_not_decided(desk: ReviewDesk) -> None:
    desk.take(desk.shot, 1)
    desk.put("references/anna.png")
    desk.name("cast/anna.yaml", f"{{file: references/anna.png, made_by: flux, {LEAVE}}}")
    before = desk.material
    ((entry, _),) = before.entries
    assert entry.looked is not None
    image = {"act": "reference", "number": "1", "content": entry.looked.content}
    take = {"act": "use", "number": "1", "shot": desk.shot, "content": desk.made(1)}
    assert decision_of(image, before).reference == "references/anna.png"
    assert decision_of(take, before).choice == Choice(take=1)
    desk.put("references/anna.png", picture(200))
    desk.take(desk.shot, 1, seed=99)
    for fields in (image, take):
        with pytest.raises(ProjectError, match="not there any more"):
            decision_of(fields, desk.material)


@given(st.text())
def test_a_reason_is_short_and_on_one_line(reason: str) -> None:
    assert len(said(reason)) <= 300
    assert said(reason).isprintable()


# Files


@given(st.integers(1, 5000), st.integers(0, 6000), st.integers(0, 6000))
def test_a_range_lies_within_the_file(size: int, first: int, last: int) -> None:
    for wanted in (f"bytes={first}-{last}", f"bytes={first}-", f"bytes=-{last}"):
        span = span_of(wanted, size)
        if span is None:
            assert first >= size or last == 0
        else:
            assert 0 <= span.first <= span.last < size
    whole = span_of(None, size)
    assert whole is not None
    assert (whole.length, whole.part) == (size, False)
    assert span_of("bytes=0-1,4-5", size) == span_of("lines=1-2", size) == whole


def test_the_shelf_takes_only_media_of_the_reel(tmp_path: Path) -> None:
    reel, shelf = tmp_path / "reel", Shelf(tmp_path / "reel", b"s")
    reel.mkdir()
    for path in (tmp_path / "out.png", reel / "in.png", reel / "reel.yaml"):
        path.write_bytes(FILM)
    (reel / "link.png").symlink_to(tmp_path / "out.png")
    (reel / "loop.png").symlink_to(reel / "loop.png")
    assert shelf.put(reel / "in.png").startswith("/media/")
    refused = (reel / "../out.png", reel / "link.png", reel / "loop.png", reel / "reel.yaml", reel / "gone.png", None)
    assert [shelf.put(path) for path in refused] == [""] * 6
    assert shelf.put(reel / "a\0b.png") == ""
    assert Shelf(reel, b"t").put(reel / "in.png") != shelf.put(reel / "in.png"), "addresses cannot be guessed"
