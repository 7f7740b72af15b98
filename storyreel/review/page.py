"""The page in HTML: references, then every shot with its stills and takes beside the previs."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from typing import NamedTuple

from film.takes import Evidence
from storyreel.references import Entry
from storyreel.review.deciding import made_from
from storyreel.review.markup import Markup, tag, together
from storyreel.review.material import Material, ShotShown, StillShown
from storyreel.review.shelf import Shelf
from storyreel.video.takes import TakeSeen

_FEW = 10


class Desk(NamedTuple):
    """What the page is made with: where its files get their addresses, and the word that a form has to bring."""

    shelf: Shelf
    word: str


def page(material: Material, desk: Desk, said: str = "") -> str:
    """The whole page; ``said`` is told on top of it."""
    title = material.review.plan.title or material.review.reel.folder.name
    head = tag(
        "head",
        tag("meta", charset="utf-8"),
        tag("meta", name="viewport", content="width=device-width, initial-scale=1"),
        tag("meta", name="color-scheme", content="dark"),
        tag("title", f"{title}: review"),
        tag("link", rel="stylesheet", href="/style.css"),
        tag("script", src="/review.js", defer=True),
    )
    body = tag(
        "body",
        tag("a", "Skip to the shots", class_="skip", href="#shots"),
        tag("header", tag("h1", title, dir="auto"), tag("p", _counts(material), class_="quiet")),
        tag("p", said, class_="said", role="alert") if said else "",
        tag("main", *_references(material, desk), tag("div", *_scenes(material, desk), id="shots")),
        tag("footer", tag("p", _KEYS, class_="quiet")),
    )
    return f"<!DOCTYPE html>\n{tag('html', head, body, lang='en')}\n"


_KEYS = "Keys: j and k go to the next and the previous shot, p plays or stops everything of the shot at once."


def _counts(material: Material) -> str:
    shots = material.shots
    takes = [shot for shot in shots if shot.takes]
    chosen = sum(1 for shot in takes if shot.choice.take is not None)
    stills = [shot for shot in shots if shot.stills]
    approved = sum(1 for shot in stills if any(still.approved for still in shot.stills))
    waiting = len(material.references.waiting)
    return "  ·  ".join(
        (
            _many(len(shots), "shot", "shots"),
            f"{approved} of {len(stills)} stills approved" if stills else "no stills",
            f"{_many(len(takes), 'shot has', 'shots have')} takes, {chosen} chosen by hand" if takes else "no takes",
            _many(waiting, "reference image waits", "reference images wait"),
        )
    )


def _many(count: int, one: str, more: str) -> str:
    return f"{count or 'no'} {one if count == 1 else more}"


def _references(material: Material, desk: Desk) -> Iterator[Markup]:
    if not material.entries:
        return
    cards = [_reference(index + 1, *each, desk, material) for index, each in enumerate(material.entries)]
    yield tag("section", tag("h2", "References"), tag("div", *cards, class_="cards"), id="references")


def _reference(number: int, entry: Entry, shots: tuple[str, ...], desk: Desk, material: Material) -> Markup:
    reference = entry.reference
    worn = f" in {reference.outfit}" if reference.outfit else ""
    address = desk.shelf.put(material.review.reel.folder / reference.file) if entry.looked is not None else ""
    caption = f"{entry.name}, {reference.view.replace('_', ' ')}{worn}"
    state = _state(entry)
    content = entry.looked.content if entry.looked is not None else ""
    wanted = bool(reference.made_by) and not reference.approved and entry.trouble is None
    approve = _form(desk, "Approve", caption, act="reference", number=number, content=content) if wanted else ""
    return tag(
        "figure",
        _picture(address, caption),
        tag(
            "figcaption",
            tag("b", caption, dir="auto"),
            tag("span", state, class_="failed" if entry.trouble else "good" if entry.usable else "waits"),
            tag("small", f"{entry.why}. {entry.do}", class_="failed") if entry.trouble else "",
            tag("small", _shots(shots), class_="quiet"),
            approve,
        ),
        id=f"reference-{number}",
    )


def _state(entry: Entry) -> str:
    if entry.trouble is not None:
        return "cannot be used"
    if not entry.reference.made_by:
        return "yours"
    made = f"made by {entry.reference.made_by}"
    return f"approved, {made}" if entry.reference.approved else f"waits for approval, {made}"


def _shots(shots: tuple[str, ...]) -> str:
    more = f" and {len(shots) - _FEW} more" if len(shots) > _FEW else ""
    return f"shown to {', '.join(shots[:_FEW])}{more}" if shots else "shown to no shot"


def _scenes(material: Material, desk: Desk) -> Iterator[Markup]:
    for scene, shots in groupby(material.shots, key=lambda shown: shown.scene.id):
        told = list(shots)
        heading = tag("h2", tag("span", told[0].scene.number or scene), told[0].scene.text, dir="auto")
        yield tag("section", heading, *(_shot(shown, desk) for shown in told))


def _shot(shown: ShotShown, desk: Desk) -> Markup:
    shot = shown.shot
    figures = [_previs(shown, desk), *(_still(shown, still, desk) for still in shown.stills)]
    figures += [_take(shown, take, desk) for take in shown.takes]
    hand = shown.choice.take is not None
    best = (
        _form(desk, "Let the measures choose", f"take of {shot.id}", act="best", shot=shot.id)
        if hand and shown.takes
        else ""
    )
    return tag(
        "article",
        tag("div", tag("h3", shot.id), tag("small", f"{shot.frames} frames", class_="quiet"), best, class_="named"),
        tag("p", shot.description, class_="quiet", dir="auto"),
        tag("div", *figures, class_="cards"),
        id=f"shot-{shot.id}",
        tabindex=-1,
    )


def _previs(shown: ShotShown, desk: Desk) -> Markup:
    clip = shown.previs
    if clip is None:
        return tag("figure", tag("figcaption", tag("b", "previs"), tag("span", "not rendered yet", class_="quiet")))
    film = _film(desk.shelf.put(clip.picture), desk.shelf.put(clip.board), f"previs of {shown.shot.id}")
    return tag("figure", film, tag("figcaption", tag("b", "previs"), tag("span", "what was planned", class_="quiet")))


def _still(shown: ShotShown, still: StillShown, desk: Desk) -> Markup:
    act, words = ("no_still", "Withdraw") if still.approved else ("still", "Approve")
    return tag(
        "figure",
        _picture(desk.shelf.put(still.file), f"still of {shown.shot.id}"),
        tag(
            "figcaption",
            tag("b", "still"),
            tag("span", "approved" if still.approved else "waits", class_="good" if still.approved else "waits"),
            tag("small", f"{still.page.model}, seed {still.page.seed}", class_="quiet"),
            _asked(still.page.prompt, still.page.negative),
            _form(desk, words, f"still of {shown.shot.id}", act=act, shot=shown.shot.id, content=still.content),
        ),
        class_="approved" if still.approved else None,
    )


def _take(shown: ShotShown, seen: TakeSeen, desk: Desk) -> Markup:
    take, shot = seen.take, shown.shot.id
    name = f"take {take.number}"
    by_hand = shown.choice.take == take.number
    state = "rejected" if seen.rejected else ("chosen" if by_hand else "best by its measures") if seen.chosen else ""
    film = _film(desk.shelf.put(take.clip.picture), desk.shelf.put(take.clip.board), f"{name} of {shot}")
    prompt = next((job for job in take.jobs), {})
    return tag(
        "figure",
        film,
        tag(
            "figcaption",
            tag("b", name),
            tag("span", state, class_="failed" if seen.rejected else "good") if state else "",
            tag("small", seen.rejected, class_="failed", dir="auto") if seen.rejected else "",
            tag("small", _made(seen), class_="quiet"),
            tag("ul", *(_evidence(each) for each in take.evidence)) if take.evidence else "",
            _sound(seen, desk, f"sound of {name} of {shot}"),
            _asked(str(prompt.get("prompt", "")), str(prompt.get("negative", ""))),
            _given(seen),
            tag("div", *_buttons(shown, seen, desk), class_="acts"),
        ),
        class_="approved" if seen.chosen else "rejected" if seen.rejected else None,
    )


def _buttons(shown: ShotShown, seen: TakeSeen, desk: Desk) -> Iterator[Markup]:
    shot, number, content = shown.shot.id, seen.take.number, made_from(seen)
    name = f"take {number} of {shot}"
    if shown.choice.take != number:
        yield _form(desk, "Use this take", name, act="use", shot=shot, number=number, content=content)
    if seen.rejected:
        yield _form(desk, "Take it back in", name, act="restore", shot=shot, number=number, content=content)
    else:
        reason = tag(
            "input", name="reason", required=True, maxlength=300, placeholder="what is wrong", autocomplete="off",
            aria_label=f"why {name} is rejected",
        )  # fmt: skip
        yield _form(desk, "Reject", name, reason, act="reject", shot=shot, number=number, content=content)


def _made(seen: TakeSeen) -> str:
    take = seen.take
    return f"{take.model}, seed {take.seed}, {take.spent.gpu_seconds:.0f} GPU-seconds"


def _evidence(each: Evidence) -> Markup:
    mark = "✗" if each.fails else "✓" if each.limit is not None else "·"
    where = f" (frame {each.frame})" if each.frame is not None else ""
    return tag("li", f"{mark} {each.message}{where}", class_="failed" if each.fails else None, dir="auto")


def _asked(prompt: str, negative: str) -> Markup:
    told = [tag("p", prompt, dir="auto")]
    told += [tag("p", f"Not: {negative}", class_="quiet", dir="auto")] if negative else []
    return tag("details", tag("summary", "What it was asked"), *told)


def _given(seen: TakeSeen) -> Markup:
    given = [tag("li", each) for each in seen.take.given]
    given += [tag("li", f"not {each.what}: {each.why}", class_="quiet") for each in seen.take.left_out]
    return tag("details", tag("summary", "What it was shown"), tag("ul", *given)) if given else together()


def _film(address: str, poster: str, name: str) -> Markup:
    if not address:
        return tag("p", f"The {name} cannot be shown: its file is not in the reel's folder.", class_="failed")
    return tag(
        "video", src=address, poster=poster or None, controls=True, loop=True, muted=True, playsinline=True,
        preload="none", aria_label=name,
    )  # fmt: skip


def _sound(seen: TakeSeen, desk: Desk, name: str) -> Markup:
    address = desk.shelf.put(seen.take.clip.sound)
    return tag("audio", src=address, controls=True, preload="none", aria_label=name) if address else together()


def _picture(address: str, name: str) -> Markup:
    if not address:
        return tag("p", f"No picture: {name}", class_="failed")
    return tag("img", src=address, alt=name, loading="lazy")


def _form(desk: Desk, words: str, of: str, *inside: Markup, **fields: str | int) -> Markup:
    """A button that sends its fields, with the word that only this page knows; ``of`` says what it is about to those
    who hear the page."""
    hidden = [tag("input", type="hidden", name=name, value=value) for name, value in fields.items()]
    word = tag("input", type="hidden", name="word", value=desk.word)
    return tag(
        "form",
        word,
        *hidden,
        *inside,
        tag("button", words, type="submit", aria_label=f"{words}: {of}"),
        method="post",
        action="/decide",
    )
