"""The ids of one draft carried over to the next."""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import blake2b

from film.screenplay import Screenplay
from screenplay.revisions.matching import Match, match


def revise(old: Screenplay, new: Screenplay) -> Screenplay:
    """The new draft, whose lines and scenes have the old ids wherever they live on, moved or rewritten.

    What is new has an id that the old draft knew for nothing else.
    """
    return carry(old, new, match(old, new))


def carry(old: Screenplay, new: Screenplay, found: Match) -> Screenplay:
    """``revise`` for drafts that are matched already."""
    names = _names([each.id for each in old.elements], [each.id for each in new.elements], found.old_of)
    renamed = dict(zip((element.id for element in new.elements), names, strict=True))
    scenes = _names([each.id for each in old.scenes], [each.id for each in new.scenes], found.scenes.old_of)
    return new.model_copy(
        update={
            "elements": tuple(
                element if element.id == name else element.model_copy(update={"id": name})
                for element, name in zip(new.elements, names, strict=True)
            ),
            "scenes": tuple(
                scene.model_copy(update={"id": name, "elements": tuple(renamed[each] for each in scene.elements)})
                for scene, name in zip(new.scenes, scenes, strict=True)
            ),
            "page_starts": tuple(
                start.model_copy(update={"element": renamed[start.element]}) for start in new.page_starts
            ),
        }
    )


def _names(old: Sequence[str], new: Sequence[str], old_of: Sequence[int]) -> list[str]:
    """For each new thing its old one's id; for a fresh one its own, or one made of it where that is taken."""
    taken = set(old)
    names = []
    for name, i in zip(new, old_of, strict=True):
        if i >= 0:
            names.append(old[i])
            continue
        fresh = name
        while fresh in taken:
            fresh = f"{name}_{_tail(fresh)}"
        taken.add(fresh)
        names.append(fresh)
    return names


def _tail(name: str) -> str:
    return blake2b(name.encode(), digest_size=2).hexdigest()
