"""Moods: from the writer's words to the marks of the beat, and of no other."""

from __future__ import annotations

from pathlib import Path

import pytest

from film.plan import Plan
from film.staging import Mood
from planner import plan
from planner.breakdown.feelings import mood_of
from planner.brief import Brief
from screenplay.reader import read_bytes

SCRIPT = """INT. KITCHEN - DAY

ANNA, 30, sits at the table. BEN, 40, stands at the window.

ANNA
Where were you last night? I waited for hours.

BEN
{manner}I was at the office. There was work to do.

ANNA
You could have called me, you know that.

BEN
It was late when I saw the time.

{action}

ANNA
Then we have nothing left to say.
"""


def planned(manner: str = "", action: str = "Anna pours the coffee.") -> Plan:
    text = SCRIPT.format(manner=f"({manner})\n" if manner else "", action=action)
    return plan(read_bytes(text.encode(), Path("kitchen.fountain")), Brief())


def moods(film: Plan, who: str) -> set[Mood]:
    return {mark.mood for scene in film.scenes for shot in scene.shots for mark in shot.marks
            if mark.character == who and mark.mood is not None}  # fmt: skip


@pytest.mark.parametrize(("words", "mood"), [
    ("furious", "angry"), ("quietly, exhausted", "tired"), ("sobbing", "sad"), ("not angry", None), ("beat", None),
    ("wütend", "angry"), ("no longer afraid", None), ("smiles", "happy"), ("", None),
])  # fmt: skip
def test_a_parenthetical_names_a_mood(words: str, mood: Mood | None) -> None:
    assert mood_of(words) == mood


def test_a_parenthetical_is_on_the_speakers_marks_alone() -> None:
    film = planned("furious")
    assert moods(film, "ben") == {"angry"}
    assert moods(film, "anna") == set()
    assert moods(planned(), "ben") == set()


@pytest.mark.parametrize(("action", "who", "mood"), [
    ("Anna sobs.", "anna", "sad"),
    ("Exhausted, Ben sits down.", "ben", "tired"),
    ("Anna is relieved.", "anna", "happy"),
    ("Ben turns away, furious.", "ben", "angry"),
    ("Anna looks at him, terrified.", "anna", "afraid"),
])  # fmt: skip
def test_action_names_a_mood(action: str, who: str, mood: Mood) -> None:
    film = planned(action=action)
    assert moods(film, who) == {mood}
    assert moods(film, "ben" if who == "anna" else "anna") == set()


@pytest.mark.parametrize("action", ["Anna is not angry.", "A sad song plays on the radio.", "Anna reads a happy story.",
                                    "Ben looks at Anna as if she were furious."])  # fmt: skip
def test_what_is_denied_imagined_or_of_a_thing_is_no_mood(action: str) -> None:
    film = planned(action=action)
    assert moods(film, "anna") == moods(film, "ben") == set()


def test_a_mood_changes_its_own_shots_only() -> None:
    plain, moved = planned("evenly"), planned("exhausted")
    before = {shot.id: shot for shot in plain.scenes[0].shots}
    after = {shot.id: shot for shot in moved.scenes[0].shots}
    assert before.keys() == after.keys()
    changed = {name for name in before if before[name].marks != after[name].marks}
    felt = {name for name, shot in after.items() if any(mark.mood for mark in shot.marks)}
    assert changed == felt
    assert 0 < len(changed) < len(after)


def test_it_passes_when_they_speak_again() -> None:
    shots = planned("furious").scenes[0].shots
    last = [mark.mood for mark in shots[-1].marks if mark.character == "ben"]
    assert last
    assert set(last) == {None}
