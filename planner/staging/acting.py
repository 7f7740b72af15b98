"""What a doing means in marks: one small function a verb, gathered in ``ACTS``."""

from __future__ import annotations

import math
from collections.abc import Callable

from film.place import Seat
from film.staging import Pose
from planner.facts import Doing
from planner.geometry import along, heading
from planner.staging.doors import DOORS, open_by_hand
from planner.staging.floor import Floor
from planner.staging.going import cross, go, leave, retreat, run
from planner.staging.hands import hand_point
from planner.staging.lying import lying
from planner.staging.meeting import embrace, fight, give
from planner.staging.moment import Scene
from planner.staging.person import Person
from planner.staging.posts import KEPT, post_seats
from planner.staging.seating import seats_at
from planner.staging.targets import find, free_seats, seat_cost
from planner.staging.track import WALK, Track
from planner.staging.traffic import play

PASSING: tuple[Pose, ...] = (
    "point", "reach", "wave", "hands_up", "cover_face", "pick_up", "open_door", "hand_over", "hug", "kiss", "strike",
    "guard", "shove", "clap", "cheer", "laugh", "cry", "nod", "shake_head", "shrug", "think", "salute",
)  # fmt: skip
"""Poses that last for their step only."""
SHARED = ("give", "hug", "kiss", "strike", "shove")
"""Doings that move two people; they see to it themselves that nobody is walked into."""
_ASIDE = 130.0
"""Degrees that somebody on the phone turns from the nearest of the company."""
_PRIVATE = 3.0
_LOW = 0.35
"""Metres over the floor below which somebody stoops for a thing."""


def act(track: Track, doing: Doing, scene: Scene) -> None:
    """Grow the character's track by one doing.  A verb without a body of its own changes nothing."""
    perform = ACTS.get(doing.verb, _nothing)
    if doing.verb in SHARED:
        perform(track, doing, scene)
    else:
        play(track, scene.tracks, lambda: perform(track, doing, scene))


def _nothing(_track: Track, _doing: Doing, _scene: Scene) -> None:
    """A smile, a sigh and waiting are played where one stands."""


def _sit(track: Track, doing: Doing, scene: Scene) -> None:
    me = track.person
    if me.seated and me.pose != "lie":
        return
    told = scene.end(me, sits=True)
    seat = told.seat if told is not None and told.seat is not None else _seat_for(doing, me, scene)
    if seat is not None:
        track.sit(scene.floor, seat, scene.bodies(me.id))
    else:
        track.become(me.but(pose="crouch", base="crouch"), 0.8)


def _seat_for(doing: Doing, me: Person, scene: Scene) -> Seat | None:
    """One's own by one's part, else the best to talk from; at the thing that is named."""
    target = scene.target(doing, me)
    post = scene.posts.get(me.id)
    own = [] if post is None or target is not None else post_seats(post, scene.place, scene.people, me.id)
    if own and own[0].pose == "sit":
        return own[0]
    seats = free_seats(scene.place, scene.people, me.id)
    if target and target.fixture:
        there = {seat.id for seat in seats_at(target.fixture, scene.place.seats)}
        at_it = [seat for seat in seats if seat.id in there]
        seats = at_it or [seat for seat in seats if seat.role not in KEPT]
    else:
        seats = [seat for seat in seats if seat.role not in KEPT]
    wish = (target.look[0], target.look[1]) if target else me.spot
    rest = scene.rest(me.id)
    return min(seats, key=lambda each: (seat_cost(each, rest, wish), each.id), default=None)


def _lie(track: Track, doing: Doing, scene: Scene) -> None:
    me = track.person
    beds = free_seats(scene.place, scene.people, me.id, "lie")
    if beds and me.pose != "lie":
        bed = min(beds, key=lambda each: (round(math.dist(each.position[:2], me.spot), 3), each.id))
        track.sit(scene.floor, bed, scene.bodies(me.id))
    elif me.pose != "lie":
        _fall(track, doing, scene)


def _fall(track: Track, _doing: Doing, scene: Scene) -> None:
    me = track.person
    if me.pose == "lie" or (me.seat_id is not None and not track.rise(scene.floor, scene.bodies(me.id))):
        return
    track.become(lying(track.person, scene.floor, scene.others(me.id)), 0.8)


def _rise(track: Track, _doing: Doing, scene: Scene) -> None:
    track.rise(scene.floor, scene.bodies(track.person.id))


def _turn(track: Track, doing: Doing, scene: Scene) -> None:
    me = track.person
    target = scene.target(doing, me)
    if target is not None:
        track.become(me.looking(target.look, 5.0), 0.7)
    elif not me.seated:
        rest = scene.rest(me.id)
        away = heading(me.spot, rest[0].spot) if rest and doing.target else me.yaw + 120
        turned = me.but(yaw=away)
        track.become(turned.but(look=turned.ahead(3.0)), 0.7)


def _look(track: Track, doing: Doing, scene: Scene) -> None:
    target = scene.target(doing, track.person)
    limit = 50.0
    if doing.target is None and _together(doing, scene):
        target, limit = find(scene.about, scene.place, scene.floor, scene.people, track.person), 10.0
    if target is not None:
        track.become(track.person.looking(target.look, limit), 0.5)


def _together(doing: Doing, scene: Scene) -> bool:
    """Whether somebody else does the same in the same step: they look at what they came for."""
    return any(each.verb == doing.verb and each.character != doing.character for each in scene.step.doings)


def _gesture(pose: Pose) -> Callable[[Track, Doing, Scene], None]:
    """A pose towards the target, who is approached first when the arm would not reach."""

    def play(track: Track, doing: Doing, scene: Scene) -> None:
        target = scene.target(doing, track.person)
        here = track.person.spot
        if track.person.down:
            track.become(track.person if target is None else track.person.looking(target.look), 0.6)
            return
        reaching = pose in ("reach", "pick_up", "open_door")
        too_far = target is not None and target.stand is not None and math.dist(here, target.look[:2]) > 1.5
        if reaching and too_far and not track.person.seated and target is not None and target.stand is not None:
            track.walk(scene.floor, target.stand, scene.bodies(track.person.id), WALK, target.look)
        me = track.person if target is None else track.person.looking(target.look, 15.0)
        track.become(me.but(pose=pose), 0.6)

    return play


def _taking(track: Track, doing: Doing, scene: Scene) -> None:
    """A hand out for it; down to the floor for what lies there."""
    target, me = scene.target(doing, track.person), track.person
    low = target is not None and target.person is None and target.look[2] < _LOW
    _gesture("pick_up" if low and not me.seated and not me.down else "reach")(track, doing, scene)


def _opening(track: Track, doing: Doing, scene: Scene) -> None:
    """A hand to the handle of a door, or out for whatever else is opened."""
    if open_by_hand(track, doing, scene):
        return
    door = (doing.target or "").rpartition("_")[2] in DOORS
    _gesture("open_door" if door and not track.person.seated else "reach")(track, doing, scene)


def _pray(track: Track, _doing: Doing, _scene: Scene) -> None:
    """On both knees; in a pew where one sits."""
    me = track.person
    if me.seated:
        track.become(me.but(pose="pray"), 0.7)
    elif not me.down:
        track.become(me.but(pose="pray", base="kneel"), 0.9)


def _occupied(pose: Pose) -> Callable[[Track, Doing, Scene], None]:
    """A pose that keeps the eyes on the hands: a letter, a plate."""

    def play(track: Track, _doing: Doing, _scene: Scene) -> None:
        me = track.person if track.person.down else track.person.but(pose=pose)
        track.become(me.but(look=hand_point(me)), 0.7)

    return play


def _phone(track: Track, _doing: Doing, scene: Scene) -> None:
    track.become(on_the_phone(track.person, scene.floor, scene.rest(track.person.id)), 0.7)


def on_the_phone(me: Person, floor: Floor, company: list[Person]) -> Person:
    """A phone at the ear, turned away from whoever is near, but not to a wall; eyes ahead."""
    if me.down:
        return me
    close = [each for each in company if math.dist(each.spot, me.spot) < _PRIVATE]
    calling = me.but(pose="phone")
    if close and not me.seated and me.pose != "lie":
        nearest = min(close, key=lambda each: (round(math.dist(each.spot, me.spot), 3), each.id))
        towards = heading(me.spot, nearest.spot)
        turns = [towards + _ASIDE, towards - _ASIDE]
        yaw = max(turns, key=lambda turn: (min(_open_before(me, turn, floor), 1.5), turn == turns[0]))
        calling = calling.but(yaw=yaw)
    return calling.but(look=calling.ahead(3.0))


def _open_before(me: Person, yaw: float, floor: Floor) -> float:
    """Metres of free floor before a body turned so, up to two."""
    cos, sin = along(yaw)
    for metres in (0.5, 1.0, 1.5, 2.0):
        spot = me.position[0] + cos * metres, me.position[1] + sin * metres
        if not floor.holds(spot) or floor.room(spot) <= 0:
            return metres - 0.5
    return 2.0


def _drive(track: Track, _doing: Doing, scene: Scene) -> None:
    """At the wheel, which is taken if nobody sits there; no wheel, no driving."""
    me = track.person
    seats = [seat for seat in scene.place.seats if "driver" in seat.role]
    at_wheel = any(seat.id == me.seat_id for seat in seats)
    free = [seat for seat in free_seats(scene.place, scene.people, me.id) if "driver" in seat.role]
    if not at_wheel and (not free or not track.sit(scene.floor, free[0], scene.bodies(me.id))):
        return
    me = track.person.but(pose="drive", base="drive")
    track.become(me.but(look=me.ahead(12.0)), 0.7)


def _base(track: Track, _doing: Doing, _scene: Scene) -> None:
    base: Pose = "sit" if track.person.seated and track.person.base == "stand" else track.person.base
    track.pose(base, 0.6)


def _kneel(track: Track, _doing: Doing, scene: Scene) -> None:
    if track.rise(scene.floor, scene.bodies(track.person.id)):
        track.become(track.person.but(pose="kneel", base="kneel"), 0.9)


ACTS: dict[str, Callable[[Track, Doing, Scene], None]] = {
    "enter": go, "approach": go, "cross": cross, "run": run, "retreat": retreat, "exit": leave, "sit": _sit,
    "lie": _lie, "fall": _fall, "rise": _rise, "stand": _rise, "turn": _turn, "look": _look, "hug": embrace("hug"),
    "kneel": _kneel, "point": _gesture("point"), "reach": _gesture("reach"), "take": _taking,
    "give": give, "put": _gesture("reach"), "open": _opening, "wave": _gesture("wave"),
    "phone": _phone, "read": _occupied("hold"), "hold": _occupied("hold"), "write": _occupied("write"),
    "eat": _occupied("eat"), "drink": _occupied("drink"), "drive": _drive, "hang_up": _base,
    "cry": _gesture("cry"), "laugh": _gesture("laugh"), "nod": _gesture("nod"), "shake_head": _gesture("shake_head"),
    "shrug": _gesture("shrug"), "think": _gesture("think"), "clap": _gesture("clap"), "cheer": _gesture("cheer"),
    "salute": _gesture("salute"), "aim": _gesture("aim"), "dance": _gesture("dance"), "type": _occupied("type"),
    "kiss": embrace("kiss"), "strike": fight("strike"), "shove": fight("shove"), "pray": _pray,
}  # fmt: skip
"""Verb to body.  ``exit`` and ``enter`` are also told apart by the blocking, which adds and removes people."""
