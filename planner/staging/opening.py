"""Where everybody is when the scene opens: at their post, where the words have them, on a seat, on their feet."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from film.base import Vec2
from film.place import PlaceSheet, Stand
from film.staging import Pose
from planner.facts import Position, SceneFacts
from planner.geometry import heading
from planner.staging.floor import Floor, floor_of, roomy_spot
from planner.staging.formation import abreast, facing, far_apart, formation, towards, watching
from planner.staging.lying import lying
from planner.staging.person import Person
from planner.staging.posts import post_seats, post_stand, posts_of
from planner.staging.relations import Spot, asks_a_seat, spot_of
from planner.staging.seating import Ground
from planner.staging.settled import MOVING, seat_for, seated, sits, wished
from planner.staging.targets import find

_STILL: dict[str, Pose] = {
    "sit": "sit", "drive": "drive", "lie": "lie", "kneel": "kneel", "read": "hold", "write": "write", "eat": "eat",
    "drink": "drink", "phone": "phone", "hold": "hold", "cry": "cry", "pray": "pray", "type": "type", "dance": "dance",
    "think": "think", "aim": "aim",
}  # fmt: skip


def opening(
    place: PlaceSheet, facts: SceneFacts, heights: Mapping[str, float]
) -> tuple[dict[str, Person], tuple[str, ...]]:
    """Everybody who is there from the start, in order of appearance; and what could not be staged as it is told."""
    stage = _Opening(place, facts, heights, opening_poses(facts), opening_positions(facts))
    stage.take_posts()
    stage.take_seats()
    stage.stand()
    return {name: stage.people[name] for name in facts.from_start}, tuple(dict.fromkeys(stage.notes))


def opening_positions(facts: SceneFacts) -> dict[str, Position]:
    """Where the words have people before they first move: the first that is said of each."""
    told: dict[str, Position] = {}
    gone: set[str] = set()
    for step in facts.steps:
        moved = {doing.character for doing in step.doings if doing.verb in MOVING or doing.verb == "rise"}
        for position in step.positions:
            who = position.character
            if who in facts.from_start and who not in gone and not position.moving:
                told.setdefault(who, position)
        gone |= moved
    return told


@dataclass
class _Opening:
    """The company being placed: ``people`` so far, the ``stands`` that are taken, and notes."""

    place: PlaceSheet
    facts: SceneFacts
    heights: Mapping[str, float]
    poses: Mapping[str, Pose]
    told: dict[str, Position]
    people: dict[str, Person] = field(default_factory=dict)
    stands: list[Stand] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    @property
    def ground(self) -> Ground:
        """What relations are resolved on."""
        return Ground(self.place, floor_of(self.place), self.people)

    def take_posts(self) -> None:
        """Who has a post here is at it, unless another word has them elsewhere."""
        posts = posts_of(self.facts)
        said = {each.character for each in self.facts.posts if each.said}
        for name in self.facts.from_start:
            if name not in posts or (name not in said and (name in self.told or _goes_elsewhere(name, self.facts))):
                continue
            seats = post_seats(posts[name], self.place, self.people, name)
            stand = post_stand(posts[name], self.place, self.stands)
            if stand is not None and not (seats and self.poses.get(name) in ("sit", "write", "lie")):
                self._stand_at(name, stand)
            elif seats and self.poses.get(name) != "kneel":
                pose = self.poses.get(name) or ("drive" if posts[name] in ("driver", "pilot") else None)
                self.people[name] = seated(name, self.heights[name], seats[0], self.ground.floor, pose)
            if name in self.people:
                self.told.pop(name, None)

    def take_seats(self) -> None:
        """Who sits: where the words say, else where it is good to talk."""
        for name in self.facts.from_start:
            if name in self.people:
                continue
            me, told = self._nobody(name), self.told.get(name)
            seats = sits(name, self.place, self.facts, self.poses)
            kneels = self.poses.get(name) in ("lie", "kneel")
            if told is not None and not kneels and (seats or asks_a_seat(told, me, self.ground)):
                spot = spot_of(told, me, self.ground, sits=True)
                if spot is not None and spot.seat is not None:
                    self.people[name] = seated(
                        name, self.heights[name], spot.seat, self.ground.floor, self.poses.get(name)
                    )
                    continue
            if seats and not (told is not None and self._on_their_feet(told, me)):
                pose = "lie" if self.poses.get(name) == "lie" else "sit"
                seat = seat_for(name, self.place, self.facts, self.people, pose)
                if seat is not None:
                    self.people[name] = seated(name, self.heights[name], seat, self.ground.floor, self.poses.get(name))

    def _on_their_feet(self, told: Position, me: Person) -> bool:
        """Whether the words have somebody where nobody sits: far from another, at a board, by a window."""
        if told.relation == "apart":
            return True
        somewhere = told.target is not None and told.target not in self.facts.present
        if not somewhere or self.poses.get(me.id) in ("sit", "lie", "drive"):
            return False
        return spot_of(told, me, self.ground) is not None

    def stand(self) -> None:
        """Those on their feet: where the words have them, at what the script names, before who sits, on an arc."""
        standing = [name for name in self.facts.from_start if name not in self.people]
        bound = None if self.people else _bound_for(standing, self.place, self.facts)
        placed, free = self._wished(standing, bound), dict(self.people)
        turned = (
            {name: towards(me, bound) for name, me in placed.items()} if bound else facing(placed, free, self.place)
        )
        self.people.update(turned)
        for name in self._by_need(standing):
            spot = spot_of(self.told[name], self.people[name], self.ground)
            if spot is None:
                continue
            self.people[name] = _put(self.people[name], spot, self.ground.floor, self.poses.get(name))
            self.notes += [spot.note] if spot.note else []
        for name in standing:
            self._pose(name)

    def _stand_at(self, name: str, stand: Stand) -> None:
        self.stands.append(stand)
        me = Person(name, self.heights[name], self.ground.floor.ground(stand.position), stand.yaw)
        pose = self.poses.get(name, "stand")
        self.people[name] = me.but(look=me.ahead(3.0), pose=pose, base=_base(pose))

    def _wished(self, standing: Sequence[str], bound: Vec2 | None) -> dict[str, Person]:
        """Everybody on their feet at the spot of the company's formation."""
        floor, taken = floor_of(self.place), [person.spot for person in self.people.values()]
        count = len(standing)
        pair = self._duel(standing)
        wishes = abreast(count, self.place, bound) if bound else formation(count, self.place, [*self.people.values()])
        by_name = dict(zip(standing, wishes, strict=True))
        if pair is not None:
            rest = [name for name in standing if name not in pair[:2]]
            by_name |= dict(zip(rest, watching(len(rest), self.place), strict=True))
            by_name |= dict(zip(pair[:2], far_apart(pair[2], self.place, floor), strict=True))
        placed: dict[str, Person] = {}
        for name, wish in by_name.items():
            me = Person(name, self.heights[name], floor.ground(wish), 0.0)
            target = find(_stands_at(name, self.facts), self.place, floor, {**self.people, **placed}, me)
            spot = floor.spot_near(target.stand if target and target.stand else wish, taken)
            taken.append(spot)
            placed[name] = me.but(position=floor.ground(spot))
        return {name: placed[name] for name in standing}

    def _duel(self, standing: Sequence[str]) -> tuple[str, str, float] | None:
        """Two on their feet whom the words have so many metres apart."""
        for name in standing:
            told = self.told.get(name)
            if told is not None and told.relation == "apart" and told.metres and told.target in standing:
                return name, str(told.target), told.metres
        return None

    def _by_need(self, standing: Sequence[str]) -> list[str]:
        """Those with a told place: who is told by a thing before who is told by a person, chains in their order."""
        told = [name for name in standing if name in self.told]
        done = [name for name in told if self.told[name].target not in told]
        while len(done) < len(told):
            rest = [name for name in told if name not in done]
            ready = [name for name in rest if self.told[name].target in done]
            done += ready or rest
        return done

    def _pose(self, name: str) -> None:
        me, pose = self.people[name], self.poses.get(name)
        if pose == "lie":
            others = self.ground.others(name)
            self.people[name] = lying(me, floor_of(self.place), others)
        elif pose is not None:
            self.people[name] = me.but(pose=pose, base=_base(pose))

    def _nobody(self, name: str) -> Person:
        return Person(name, self.heights[name], (*roomy_spot(self.place), 0.0), 0.0)


def _put(me: Person, spot: Spot, floor: Floor, pose: Pose | None) -> Person:
    """There, turned as the words have it; who writes there looks at what they write on."""
    yaw = me.yaw if spot.yaw is None else spot.yaw
    if pose == "write" and spot.look is not None:
        yaw = heading(spot.stand, spot.look)
    there = me.but(position=floor.ground(spot.stand), yaw=yaw)
    return there.but(look=spot.look or there.ahead(3.0))


def _goes_elsewhere(name: str, facts: SceneFacts) -> bool:
    """Whether a doing at the start has somebody at another thing than their post."""
    early = [d for s in facts.steps[:2] if s.kind == "action" for d in s.doings if d.character == name]
    return any(doing.verb in ("sit", "lie", "stand") and doing.target is not None for doing in early)


def opening_poses(facts: SceneFacts) -> dict[str, Pose]:
    """What people are doing already as the scene opens: said at once, before anybody speaks or moves."""
    poses: dict[str, Pose] = {}
    gone: set[str] = set()
    for step in facts.steps[:2]:
        if step.kind == "speech":
            break
        for doing in step.doings:
            if doing.verb in MOVING or doing.verb == "rise":
                gone.add(doing.character)
            elif doing.verb in _STILL and doing.character not in gone and doing.character in facts.from_start:
                poses.setdefault(doing.character, _STILL[doing.verb])
    return poses


def _base(pose: Pose | None) -> Pose:
    return "kneel" if pose == "pray" else pose if pose in ("lie", "kneel") else "stand"


def _bound_for(names: Sequence[str], place: PlaceSheet, facts: SceneFacts) -> Vec2 | None:
    """Where all of them go together before anybody speaks, if they do: they come on side by side."""
    first = next((step for step in facts.steps if step.kind == "speech" or step.doings), None)
    if first is None or first.kind == "speech" or len(names) < 2:
        return None
    ways = {d.character: d.target for d in first.doings if d.verb in ("cross", "approach", "run")}
    goals = {ways.get(name) for name in names}
    return wished(place, goals.pop()) if len(goals) == 1 else None


def _stands_at(name: str, facts: SceneFacts) -> str | None:
    for step in facts.steps[:2]:
        for doing in step.doings:
            if doing.character == name and doing.verb in ("stand", "wait", "lie", "kneel", "look", "open", "put"):
                return doing.target
    return None
