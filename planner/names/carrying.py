"""The names of one plan carried over to the next."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence

from film.plan import Plan, ScenePlan
from film.screenplay import Screenplay
from planner.names.fresh import Place, between, next_letters, running, split_letters
from planner.names.matching import Lines, rising_places, same_setups, same_shots, same_spans


def carried(now: Plan, screenplay: Screenplay, before: Plan, before_screenplay: Screenplay) -> Plan:
    """The plan with the names of the one before for all that lives on of it.

    Setups keep their letters; shots, dialogue lines and beats their ids.  What is new has an id that was free
    before and, between two shots, one that sorts there.  A scene with another number carries its own with it.
    ``screenplay`` is a revision of ``before_screenplay``: what lives on has the same scene and element ids.
    """
    old = {scene.id: scene for scene in before.scenes}
    lines, before_lines = lines_of(screenplay), lines_of(before_screenplay)
    scenes = tuple(
        carried_scene(scene, lines, old[scene.id], before_lines) if scene.id in old else scene for scene in now.scenes
    )
    return now if scenes == now.scenes else now.but(scenes=scenes)


def lines_of(screenplay: Screenplay) -> dict[int, str]:
    """Line of the source to the id of the element on it."""
    return {
        line: element.id for element in screenplay.elements for line in range(element.lines[0], element.lines[1] + 1)
    }


def carried_scene(
    now: ScenePlan, lines: Lines, before: ScenePlan, before_lines: Lines, taken: Collection[str] = ()
) -> ScenePlan:
    """One scene of ``carried``.  ``taken`` are more ids that nothing new may have: a director's own."""
    before = renumbered(before, _label(now))
    shots = same_shots(now, lines, before, before_lines)
    setup_ids = _setup_ids(now, before, same_setups(now, before, shots), taken)
    beat_ids = _beat_ids(now, lines, before, before_lines, taken)
    line_ids = _line_ids(now, lines, before, before_lines, taken)
    shot_ids = _shot_ids(now, before, shots, setup_ids, taken)
    if all(old == new for ids in (setup_ids, beat_ids, line_ids) for old, new in ids.items()) and shot_ids == [
        shot.id for shot in now.shots
    ]:
        return now
    return now.but(
        beats=tuple(beat.but(id=beat_ids[beat.id]) for beat in now.beats),
        dialogue=tuple(line.but(id=line_ids[line.id]) for line in now.dialogue),
        setups=tuple(setup.but(id=setup_ids[setup.id]) for setup in now.setups),
        shots=tuple(
            shot.but(
                id=name,
                setup=setup_ids.get(shot.setup, shot.setup),
                beat=beat_ids.get(shot.beat, shot.beat),
                speech=tuple(part.but(line=line_ids.get(part.line, part.line)) for part in shot.speech),
            )
            for name, shot in zip(shot_ids, now.shots, strict=True)
        ),
    )


def renumbered(scene: ScenePlan, label: str) -> ScenePlan:
    """The scene under another number: ``label`` is what its ids have before their first hyphen."""
    old = _label(scene)
    if not old or not label or old == label:
        return scene

    def renamed(name: str) -> str:
        return f"{label}{name[len(old) :]}" if name.startswith(f"{old}-") else name

    return scene.but(
        dialogue=tuple(line.but(id=renamed(line.id)) for line in scene.dialogue),
        setups=tuple(setup.but(id=renamed(setup.id)) for setup in scene.setups),
        shots=tuple(
            shot.but(
                id=renamed(shot.id),
                setup=renamed(shot.setup),
                speech=tuple(part.but(line=renamed(part.line)) for part in shot.speech),
            )
            for shot in scene.shots
        ),
    )


def _label(scene: ScenePlan) -> str:
    """The scene's number as its shots carry it; nothing where they do not agree on one."""
    labels = {shot.id.partition("-")[0] for shot in scene.shots if "-" in shot.id}
    return labels.pop() if len(labels) == 1 else ""


def _setup_ids(now: ScenePlan, before: ScenePlan, same: Mapping[int, int], taken: Collection[str]) -> dict[str, str]:
    known = [setup.id for setup in before.setups]
    stem = next((split_letters(setup.id)[0] for setup in now.setups), "")
    used = [*known, *taken]
    letters_used = [split_letters(name)[1] for name in known if split_letters(name)[0] == stem]
    free = next_letters(letters_used, {split_letters(name)[1] for name in used if split_letters(name)[0] == stem})
    ids = {}
    for i, setup in enumerate(now.setups):
        if i in same:
            ids[setup.id] = known[same[i]]
        elif split_letters(setup.id)[1]:
            ids[setup.id] = f"{stem}{next(free)}"
        else:
            ids[setup.id] = next(_spellings(setup.id, {*used, *ids.values()}))
    return ids


def _spellings(name: str, taken: Collection[str]) -> Iterator[str]:
    """The name, or with A, B ... behind it, without those that are taken."""
    spare = next_letters((), ())
    yield from (each for each in (name, *(f"{name}-{next(spare)}" for _ in range(len(taken) + 1))) if each not in taken)


def _beat_ids(
    now: ScenePlan, lines: Lines, before: ScenePlan, before_lines: Lines, taken: Collection[str]
) -> dict[str, str]:
    ours, theirs = ([(beat.lines, "") for beat in scene.beats] for scene in (now, before))
    same = same_spans(ours, lines, theirs, before_lines)
    used = {*taken, *(beat.id for beat in before.beats)}
    ids: dict[str, str] = {}
    for i, beat in enumerate(now.beats):
        ids[beat.id] = before.beats[same[i]].id if i in same else next(_spellings(beat.id, used))
        used.add(ids[beat.id])
    return ids


def _line_ids(
    now: ScenePlan, lines: Lines, before: ScenePlan, before_lines: Lines, taken: Collection[str]
) -> dict[str, str]:
    ours, theirs = ([(line.lines, "") for line in scene.dialogue] for scene in (now, before))
    same = same_spans(ours, lines, theirs, before_lines)
    kept = [before.dialogue[same[i]].id if i in same else None for i in range(len(now.dialogue))]
    own = [line.id for line in now.dialogue]
    names = _filled(own, kept, [_stem(name) for name in own], {*taken, *(line.id for line in before.dialogue)})
    return dict(zip(own, names, strict=True))


def _shot_ids(
    now: ScenePlan, before: ScenePlan, same: Mapping[int, int], setup_ids: Mapping[str, str], taken: Collection[str]
) -> list[str]:
    """An id for every shot now: its own of before, else one between its neighbours' under its setup's letter."""
    kept = [before.shots[same[i]].id if i in same else None for i in range(len(now.shots))]
    stems = [_stem(shot.id, shot.setup, setup_ids.get(shot.setup, shot.setup)) for shot in now.shots]
    return _filled([shot.id for shot in now.shots], kept, stems, {*taken, *(shot.id for shot in before.shots)})


def _stem(name: str, setup: str = "", renamed: str = "") -> str:
    """What stands before a name's number: for a shot the scene's label and the letter of its setup."""
    own = running(name)
    stem = own.stem if own else name
    return f"{stem[: -len(setup)]}{renamed}" if setup and stem.endswith(setup) else stem


def _filled(names: Sequence[str], kept: Sequence[str | None], stems: Sequence[str], used: set[str]) -> list[str]:
    """Kept names where there are some; for the rest free ones that sort between their kept neighbours."""
    places = [own.place if name is not None and (own := running(name)) else None for name in kept]
    steady = _steady(places)
    taken = {own.place for name in used if (own := running(name))}
    found: list[str] = []
    last: Place = (0, "")
    for i, name in enumerate(kept):
        if name is None and running(names[i]) is not None:
            after = next((place for place in steady[i:] if place is not None), None)
            last = between(last, after, taken)
            taken.add(last)
            name = f"{stems[i]}{last[0]}{last[1]}"
        elif name is None:
            name = next(_spellings(names[i], used))
        last = steady[i] or last
        used.add(name)
        found.append(name)
    return found


def _steady(places: Sequence[Place | None]) -> list[Place | None]:
    """The places of those that kept their order, None for the rest: what was moved says nothing of its neighbours."""
    known = [(i, place) for i, place in enumerate(places) if place is not None]
    kept = {known[at][0] for at in rising_places([place for _, place in known])}
    return [place if i in kept else None for i, place in enumerate(places)]
