"""The page: complete, self-contained, and deaf to whatever the script says."""

from __future__ import annotations

import json
import re
from html.parser import HTMLParser
from pathlib import Path

import pytest

from assembler.cut import cut
from assembler.page import page
from assembler.page.page import script_safe
from film.cast import CharacterSheet
from film.errors import CutError
from tests.assembler.small_film import cards_for, clips_for, plan, scene

HERE = Path("/reel")
EVIL = "</script><script>alert(1)</script><img src=x onerror=alert(2)>\"' onload='x' $title ${data} <!-- &amp; {{x}}"


class Seen(HTMLParser):
    """What a browser would take for markup."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.text: dict[str, str] = {}
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        if not self.tags:
            return
        last = self.tags[-1]
        name = last[1].get("id") or last[0]
        self.text[name] = self.text.get(name, "") + data

    def all(self, tag: str) -> list[dict[str, str | None]]:
        return [attributes for name, attributes in self.tags if name == tag]


def made(film, findings=(), clips=None) -> str:
    timeline = cut(film, clips_for(film, HERE, media=False), cards_for(film, HERE, media=False))
    return page(film, clips if clips is not None else clips_for(film, HERE, media=False), timeline, findings)


def evil_film():
    part = scene(EVIL, (30,), (("anna", EVIL, 2, 20),), text=EVIL)
    part = part.but(shots=(part.shots[0].but(id=EVIL, description=EVIL),))
    cast = (CharacterSheet(id="anna", name=EVIL),)
    return plan(part).but(title=EVIL, credit=EVIL, author=EVIL, language='en"><script>', cast=cast)


def test_every_shot_is_a_button_that_says_what_it_is() -> None:
    seen = Seen(made(plan()))
    shots = [tag for tag in seen.all("button") if tag.get("class") == "shot"]
    assert [tag["aria-label"] for tag in shots] == [
        "Shot 1-A1, MCU · 50 mm, 0.4 s",
        "Shot 1-A2, MCU · 50 mm, 0.0 s",
        "Shot 1-A3, MCU · 50 mm, 0.6 s",
        "Shot 2-A1, MCU · 50 mm, 2.1 s",
    ]
    assert all(tag["alt"] for tag in seen.all("img"))


def test_the_data_gives_each_shot_its_frames_of_the_film() -> None:
    data = json.loads(Seen(made(plan())).text["reel"])
    assert data["rate"] == [24, 1]
    assert [(shot["id"], shot["start"], shot["frames"]) for shot in data["shots"]] == [
        ("1-A1", 6, 9),
        ("1-A2", 15, 1),
        ("1-A3", 16, 14),
        ("2-A1", 30, 50),
    ]
    assert data["shots"][3]["dialogue"] == [{"who": "ANNA", "text": "It was the last one."}]
    assert len(data["captions"]) == 1


def test_the_page_asks_for_nothing_but_the_film_and_its_captions() -> None:
    text = made(plan(), ["a finding"])
    seen = Seen(text)
    sources = [tag[key] for _, tag in seen.tags for key in ("src", "href", "poster") if tag.get(key)]
    assert {source for source in sources if not source.startswith("data:image/jpeg;base64,")} == {
        "film.mp4",
        "captions/film.vtt",
        "#boards",
    }
    assert "http" not in re.sub(r"http-equiv", "", text)


def test_a_policy_forbids_everything_else() -> None:
    metas = [tag["content"] for tag in Seen(made(plan())).all("meta") if tag.get("http-equiv")]
    assert len(metas) == 1
    assert metas[0].startswith("default-src 'none'")


def test_text_out_of_the_script_is_never_markup() -> None:
    film = evil_film()
    clips = {EVIL: clips_for(film, HERE, media=False)[EVIL].but(failed=EVIL)}
    hostile, tame = Seen(made(film, [EVIL], clips)), Seen(made(plan(), ["x"]))
    assert len(hostile.all("script")) == len(tame.all("script")) == 2
    assert json.loads(hostile.text["reel"])["shots"][0]["id"] == EVIL
    known = {name for _, tag in tame.tags for name in tag} | {"hidden"}
    assert {name for _, tag in hostile.tags for name in tag} <= known
    assert len(hostile.all("img")) == 1
    assert hostile.text["title"].strip() == EVIL


def test_a_data_block_cannot_be_ended_from_inside() -> None:
    text = script_safe({"a": "</script><!--\u2028&"})
    assert not re.search(r"[<>&\u2028]", text)
    assert json.loads(text) == {"a": "</script><!--\u2028&"}


def test_a_failed_shot_says_so() -> None:
    film = plan()
    clips = clips_for(film, HERE, media=False)
    clips["1-A2"] = clips["1-A2"].but(failed="no seat for BEN")
    text = made(film, clips=clips)
    assert "Not rendered: no seat for BEN" in text
    assert "Shot 1-A2, MCU · 50 mm, 0.0 s, not rendered" in text


def test_findings_are_listed_or_nothing_is() -> None:
    assert "<summary>2 findings</summary>" in made(plan(), ["one", "two"])
    assert "<summary>1 finding</summary>" in made(plan(), ["one"])
    assert "<details>" not in made(plan())


def test_a_cut_without_a_shot_is_refused() -> None:
    film = plan()
    short = plan(film.scenes[0])
    timeline = cut(short, clips_for(short, HERE, media=False), cards_for(short, HERE, media=False))
    with pytest.raises(CutError, match="2-A1 is not in the cut"):
        page(film, {}, timeline, ())
