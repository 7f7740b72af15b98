"""Who is seen and what is shown, by a model that looks: against references, and against the words that were asked.

A likeness by itself means nothing: two pictures of people are always alike, and models differ in how much.  So it is
told beside others': somebody must be more like their own references than like anybody else's, and a frame more like the
words of its own shot than like those of other shots.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

import numpy as np

from film.takes import Evidence
from renderer.generative.images import load
from renderer.generative.judging.eyes import Eyes, Vectors
from renderer.generative.seam import Image
from renderer.measure.light import Bytes

LOOKS = 4
"""Frames of a shot that are looked at."""
STRANGER = -0.02
"""By how much somebody may be more like another's references than like their own."""
BEATEN = 0.25
"""The share of other shots' words that a shot's own must at least be nearer than; half is chance."""
FEWEST_WORDS = 3
"""Other shots' words below which nothing is judged."""
_LEAST = 32
"""Pixels of somebody along each side of their box, from which on they are looked at."""
_AROUND = 0.06
"""Share of a box that is taken around it."""
_GREY = 127


class Beside(NamedTuple):
    """What a take is told apart from: prompts of other shots, and other people's references by character."""

    prompts: tuple[str, ...] = ()
    references: Mapping[str, tuple[Image, ...]] = {}


class Likeness:
    """Keeps a few frames of a take, and everybody in them cut out by where the id pass has them."""

    def __init__(self, eyes: Eyes, prompt: str, references: Mapping[str, tuple[Image, ...]], beside: Beside) -> None:
        self._eyes, self._prompt, self._beside = eyes, prompt, beside
        self._references = references
        self._frames: list[tuple[int, Bytes]] = []
        self._people: dict[str, list[tuple[int, Bytes]]] = {}

    def see(self, frame: int, rgb: Bytes, ids: Bytes, bytes_: Mapping[str, int]) -> None:
        """A frame (h, w, 3) with who is where in it (h, w)."""
        self._frames.append((frame, rgb.copy()))
        for who, byte in bytes_.items():
            if who in self._references and (cut := _cut(rgb, ids, byte)) is not None:
                self._people.setdefault(who, []).append((frame, cut))

    def told(self) -> Iterator[Evidence]:
        """What is seen of it."""
        known = {**self._beside.references, **self._references}
        shown = {who: images for who, images in sorted(known.items()) if images}
        if any(who in shown for who in self._people):
            vectors = {who: self._eyes.see([load(image)[0] for image in images]) for who, images in shown.items()}
            for who, cuts in sorted(self._people.items()):
                if who in vectors:
                    yield self._identity(who, cuts, vectors)
        if self._eyes.reads and self._frames and self._prompt:
            yield self._text()

    def _identity(self, who: str, cuts: Sequence[tuple[int, Bytes]], vectors: Mapping[str, Vectors]) -> Evidence:
        seen = self._eyes.see([cut for _, cut in cuts])
        own = (seen @ vectors[who].T).max(axis=1)
        others = {name: (seen @ rows.T).max(axis=1) for name, rows in vectors.items() if name != who}
        if not others:
            mean = float(own.mean())
            message = f"{who} is alike to their references by {mean:.2f} ({self._eyes.name}), with nobody to compare"
            return Evidence(measure="identity", value=round(mean, 4), character=who, message=message)
        nearest = max(others, key=lambda name: (float(others[name].mean()), name))
        margins = own - others[nearest]
        margin = float(margins.mean())
        return Evidence(
            measure="identity",
            value=round(margin, 4),
            limit=STRANGER,
            unit="cosine",
            fails=margin < STRANGER,
            frame=cuts[int(margins.argmin())][0],
            character=who,
            message=f"{who} is alike to their own references by {own.mean():.2f}, to {nearest}'s by "
            f"{others[nearest].mean():.2f} ({self._eyes.name})",
        )

    def _text(self) -> Evidence:
        seen = self._eyes.see([rgb for _, rgb in self._frames])
        others = [words for words in dict.fromkeys(self._beside.prompts) if words != self._prompt]
        texts = self._eyes.read([self._prompt, *others])
        alike = seen @ texts.T
        mean = float(alike[:, 0].mean())
        if len(others) < FEWEST_WORDS:
            message = f"its frames are alike to its words by {mean:.2f} ({self._eyes.name}), with too few to compare"
            return Evidence(measure="text", value=round(mean, 4), message=message)
        beaten = (alike[:, :1] > alike[:, 1:]).mean(axis=1)
        share = float(beaten.mean())
        return Evidence(
            measure="text",
            value=round(share, 4),
            limit=BEATEN,
            unit="share",
            fails=share < BEATEN,
            frame=self._frames[int(beaten.argmin())][0],
            message=f"its frames are nearer to its own words than to {share:.0%} of {len(others)} other shots' "
            f"({self._eyes.name})",
        )


def looked_at(measured: Sequence[int]) -> tuple[int, ...]:
    """A few of the measured frames, spread over the shot."""
    if len(measured) <= LOOKS:
        return tuple(measured)
    places = (np.arange(LOOKS) * 2 + 1) * len(measured) // (2 * LOOKS)
    return tuple(measured[place] for place in places.tolist())


def _cut(rgb: Bytes, ids: Bytes, byte: int) -> Bytes | None:
    """Somebody cut out, with a little around them; other people in it are greyed.  None where they are too small."""
    mask = ids == byte
    rows, columns = np.flatnonzero(mask.any(axis=1)), np.flatnonzero(mask.any(axis=0))
    if not len(rows) or min(rows[-1] - rows[0], columns[-1] - columns[0]) < _LEAST - 1:
        return None
    more = round(_AROUND * max(rows[-1] - rows[0], columns[-1] - columns[0]))
    box = (
        slice(max(rows[0] - more, 0), rows[-1] + 1 + more),
        slice(max(columns[0] - more, 0), columns[-1] + 1 + more),
    )
    cut = rgb[box].copy()
    cut[(ids[box] != byte) & (ids[box] != 0)] = _GREY
    return cut
