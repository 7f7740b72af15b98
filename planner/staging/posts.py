"""Whose work or part gives them a place: the judge's bench, the stand behind the bar, the wheel, the bed.

A place says it by the ``role`` of its seats and stands (``film.place``); this is which roles serve which post, the
best first.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from film.place import PlaceSheet, Seat, Stand
from planner.facts import Post, SceneFacts
from planner.staging.person import Person
from planner.staging.targets import free_seats

_RIDING = ("passenger", "front", "back", "bus", "bay", "pair", "row", "metro")
_ROLES: dict[Post, tuple[str, ...]] = {
    "judge": ("judge",), "witness": ("witness",), "juror": ("juror",), "accused": ("accused", "suspect", "counsel"),
    "counsel": ("counsel",), "clerk": ("clerk", "receptionist"), "bailiff": ("bailiff", "guard"),
    "public": ("public", "audience", "pew"), "priest": ("priest", "speaker"), "bride": ("bride",), "groom": ("groom",),
    "bartender": ("bartender",), "shopkeeper": ("shopkeeper", "bartender"), "waiter": ("waiter", "bartender"),
    "receptionist": ("receptionist", "shopkeeper"), "teacher": ("teacher", "speaker"), "pupil": ("pupil",),
    "driver": ("driver",), "passenger": _RIDING, "pilot": ("pilot", "driver"), "doctor": ("doctor",),
    "patient": ("patient",), "guard": ("guard", "bailiff"), "officer": ("officer",), "suspect": ("suspect", "visitor"),
    "speaker": ("speaker",), "musician": ("musician",), "king": ("king",), "cook": ("cook", "bartender"),
    "captain": ("captain", "pilot", "driver"),
}  # fmt: skip
KEPT = frozenset({
    "judge", "witness", "juror", "accused", "clerk", "teacher", "shopkeeper", "receptionist", "king", "queen",
    "patient",
})  # fmt: skip
"""Seats that nobody takes without the part for it or a word that says so."""


def posts_of(facts: SceneFacts) -> dict[str, Post]:
    """Everybody's post by character id."""
    return {each.character: each.post for each in facts.posts}


def post_seats(post: Post, place: PlaceSheet, people: Mapping[str, Person], me: str) -> list[Seat]:
    """The free seats of a post, those of the best role only; a patient's bed before its edge."""
    free = [*free_seats(place, people, me, "lie"), *free_seats(place, people, me, "sit")]
    for role in _ROLES[post]:
        own = [seat for seat in free if seat.role == role]
        if own:
            return own
    return []


def post_stand(post: Post, place: PlaceSheet, taken: Iterable[Stand]) -> Stand | None:
    """Where somebody with a post stands, the first that nobody has."""
    gone = {each.id for each in taken}
    for role in _ROLES[post]:
        for stand in place.stands:
            if stand.role == role and stand.id not in gone:
                return stand
    return None


def roles_of(post: Post) -> tuple[str, ...]:
    """The roles of seats and stands that serve a post, the best first."""
    return _ROLES[post]
