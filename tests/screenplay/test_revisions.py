"""Ids carried from draft to draft: who keeps a name, and that nobody takes another's."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from film.screenplay import Screenplay
from screenplay import fountain
from screenplay.manuscript import Draft
from screenplay.revisions import match, revise
from tests.screenplay.editing import Tally, Writer, draft, screenplay_of, tally, vikings

EDITS = 300
SCENE = """INT. BAR - DAY

Anna waits by the window and counts the passing cars.

ANNA
Where have you been all this time?

BOB
Out.

The rain gets heavier and drums upon the roof.

ANNA
(beat)
I do not believe a single word of it.

EXT. STREET - NIGHT

They walk together through the empty street.

BOB
It is over, as far as I can see.
"""


def _ids(screenplay: Screenplay) -> dict[str, str]:
    return {element.text: element.id for element in screenplay.elements}


def _revised(old: str, new: str) -> tuple[Screenplay, Screenplay]:
    before = fountain.parse(old)
    return before, revise(before, fountain.parse(new))


@pytest.mark.parametrize("seed", range(4))
def test_hundreds_of_edits_at_once(seed: int) -> None:
    writer = Writer(vikings(), seed, whole=True)
    lines, before = list(writer.lines), screenplay_of(writer.drafts)
    done = {writer.edit() for _ in range(EDITS)}
    assert done == set(writer.edits)
    total = _tally(lines, before, writer, revise(before, screenplay_of(writer.drafts)))
    assert total.share >= 0.995
    assert total.swapped == 0


@pytest.mark.parametrize("seed", [11, 12])
def test_hundreds_of_edits_draft_by_draft(seed: int) -> None:
    writer = Writer(vikings(), seed, whole=True)
    lines, before = list(writer.lines), screenplay_of(writer.drafts)
    draft = before
    for _ in range(EDITS // 20):
        for _ in range(20):
            writer.edit()
        draft = revise(draft, screenplay_of(writer.drafts))
    total = _tally(lines, before, writer, draft)
    assert total.share >= 0.995
    assert total.swapped == 0


def test_edits_that_tear_speeches_apart() -> None:
    writer = Writer(vikings(), 3, whole=False)
    lines, before = list(writer.lines), screenplay_of(writer.drafts)
    for _ in range(EDITS):
        writer.edit()
    total = _tally(lines, before, writer, revise(before, screenplay_of(writer.drafts)))
    assert total.share >= 0.995
    assert total.swapped <= 0.005 * total.lived


def _tally(lines: list, before: Screenplay, writer: Writer, after: Screenplay) -> Tally:  # type: ignore[type-arg]
    names = [element.id for element in before.elements], [element.id for element in after.elements]
    total = tally(lines, names[0], writer.lines, names[1], writer.touched)
    print(f"{EDITS} edits: {total.share:.3%} of {total.untouched} untouched keep their id, {total.swapped} swapped;")
    print(f"of all {total.lived} that live on, touched ones too, {total.carried / total.lived:.3%} keep it")
    return total


def test_the_same_draft_again_is_the_same() -> None:
    script = screenplay_of(vikings())
    assert revise(script, script) == script


def test_all_that_points_at_an_element_follows() -> None:
    before = screenplay_of(vikings())
    writer = Writer(vikings(), 5, whole=True)
    for _ in range(60):
        writer.edit()
    after = revise(before, screenplay_of(writer.drafts))
    ids = [element.id for element in after.elements]
    assert len(set(ids)) == len(ids)
    assert [name for scene in after.scenes for name in scene.elements] == [
        name for name in ids if any(name in scene.elements for scene in after.scenes)
    ]
    assert {start.element for start in after.page_starts} <= set(ids)
    assert len({scene.id for scene in after.scenes}) == len(after.scenes)
    assert Screenplay.model_validate_json(after.model_dump_json()) == after


def test_a_rewritten_line_is_still_that_line() -> None:
    before, after = _revised(SCENE, SCENE.replace("all this time?", "this whole long night, all this time?"))
    assert [one.id for one in before.elements] == [two.id for two in after.elements]


def test_a_person_renamed_throughout() -> None:
    renamed = SCENE.replace("ANNA", "MARIA").replace("Anna", "Maria")
    before, after = _revised(SCENE, renamed)
    assert [one.id for one in before.elements] == [two.id for two in after.elements]
    assert [one.id for one in before.scenes] == [two.id for two in after.scenes]


def test_a_place_renamed_keeps_its_scene() -> None:
    before, after = _revised(SCENE, SCENE.replace("INT. BAR - DAY", "INT. HOTEL LOBBY - MORNING"))
    assert [scene.id for scene in after.scenes] == [scene.id for scene in before.scenes]
    assert after.elements[0].id == before.elements[0].id


def test_scenes_that_change_places_keep_their_names() -> None:
    first, second = SCENE.split("EXT. STREET")
    before, after = _revised(SCENE, f"EXT. STREET{second}\n{first}")
    assert [scene.id for scene in after.scenes] == [scene.id for scene in reversed(before.scenes)]
    assert {(one.id, one.text) for one in after.elements} == {(one.id, one.text) for one in before.elements}


def test_a_scene_that_is_split_lives_on_under_its_heading() -> None:
    before = fountain.parse(SCENE)
    new = fountain.parse(SCENE.replace("The rain gets", "INT. BAR - LATER\n\nThe rain gets"))
    found = match(before, new)
    assert found.scenes.new_of == (0, 2)
    assert found.scenes.split_from == {1: 0}
    after = revise(before, new)
    assert [after.scenes[0].id, after.scenes[2].id] == [scene.id for scene in before.scenes]
    assert after.scenes[1].id not in {scene.id for scene in before.scenes}


def test_two_scenes_that_become_one() -> None:
    before, new = fountain.parse(SCENE), fountain.parse(SCENE.replace("EXT. STREET - NIGHT\n\n", ""))
    found = match(before, new)
    assert found.scenes.new_of == (0, -1)
    assert found.scenes.merged_into == {1: 0}


def test_an_omitted_scene_is_known_by_its_number() -> None:
    numbered = SCENE.replace("DAY\n", "DAY #12#\n").replace("NIGHT\n", "NIGHT #13#\n")
    omitted = numbered.split("INT. BAR")[0] + ".OMITTED #12#\n\nEXT. STREET" + numbered.split("EXT. STREET")[1]
    before, after = _revised(numbered, omitted)
    assert [scene.id for scene in after.scenes] == [scene.id for scene in before.scenes]


def test_a_new_line_never_takes_the_name_of_one_that_was_deleted() -> None:
    old = [draft("action", "A door."), draft("character", "ANNA"), draft("dialogue", "Yes."), draft("action", "Rain.")]
    new = [draft("action", "A door."), draft("action", "Rain."), draft("action", "Much later, in the snow."),
           draft("character", "ANNA"), draft("dialogue", "Yes.")]  # fmt: skip
    before = screenplay_of(old)
    after = revise(before, screenplay_of(new))
    pairs = {one.id: one.text for one in before.elements}
    assert all(pairs.get(two.id, two.text) == two.text for two in after.elements)


SMALL = st.lists(
    st.sampled_from(
        [
            ("scene_heading", "INT. BAR - DAY"),
            ("scene_heading", "EXT. SEA - NIGHT"),
            ("action", "Rain."),
            ("action", "She waits by the old door."),
            ("character", "ANNA"),
            ("character", "BOB"),
            ("parenthetical", "(beat)"),
            ("dialogue", "Yes."),
            ("dialogue", "I never said so."),
            ("note", ""),
            ("page_break", ""),
        ]
    ),
    max_size=30,
)


@given(SMALL, SMALL)
def test_any_two_drafts_are_matched_one_to_one(old: list[tuple[str, str]], new: list[tuple[str, str]]) -> None:
    before, after = screenplay_of([draft(*each) for each in old]), screenplay_of([draft(*each) for each in new])
    found = match(before, after)
    assert len(found.new_of) == len(before.elements)
    assert len(found.old_of) == len(after.elements)
    assert all(found.old_of[j] == i for i, j in enumerate(found.new_of) if j >= 0)
    assert all(found.new_of[i] == j for j, i in enumerate(found.old_of) if i >= 0)
    carried = revise(before, after)
    assert len({element.id for element in carried.elements}) == len(after.elements)
    assert [element.text for element in carried.elements] == [element.text for element in after.elements]


@given(SMALL)
def test_a_draft_against_itself_changes_nothing(elements: list[tuple[str, str]]) -> None:
    script = screenplay_of([draft(*each) for each in elements])
    assert revise(script, script) == script


def test_work_grows_with_the_script_and_not_with_its_square(monkeypatch: pytest.MonkeyPatch) -> None:
    from screenplay.revisions import alignment

    compared = 0
    score = alignment.score

    def counted(*args: object) -> float:
        nonlocal compared
        compared += 1
        return score(*args)  # type: ignore[arg-type]

    monkeypatch.setattr(alignment, "score", counted)
    for size in (1000, 4000):
        compared = 0
        old: list[Draft] = [draft("action", f"one{n % 7} two{n % 5} three{n % 3}") for n in range(size)]
        new: list[Draft] = [draft("action", f"one{n % 7} two{n % 3} four{n % 5}") for n in range(size)]
        match(screenplay_of(old), screenplay_of(new))
        assert compared <= 20 * size


def test_a_renamed_heading_stays_with_the_line_under_it() -> None:
    body = [draft("action", f"Something number {place} goes on in here.") for place in range(8)]
    new = [
        draft("scene_heading", "INT. HOTEL LOBBY - NIGHT"),
        body[0],
        body[1],
        draft("scene_heading", "INT. CELLAR - NIGHT"),
        *body[2:],
    ]
    before = screenplay_of([draft("scene_heading", "INT. BAR - DAY"), *body])
    after = revise(before, screenplay_of(new))
    assert after.elements[0].id == before.elements[0].id
    assert after.elements[3].id not in {element.id for element in before.elements}


def test_a_short_speech_that_changed_places_with_its_neighbours() -> None:
    long = [
        draft("character", "BOB"),
        draft("dialogue", "You have been gone for seven years."),
        draft("character", "BOB"),
        draft("dialogue", "And nobody has asked for you."),
    ]
    short = [draft("character", "ANNA"), draft("dialogue", "I know.")]
    frame = draft("action", "The rain gets heavier."), draft("action", "A dog barks outside.")
    other = [draft("character", "ANNA"), draft("dialogue", "I know.")]
    before = screenplay_of([*other, frame[0], *long, *short, frame[1]])
    after = revise(before, screenplay_of([*other, frame[0], *short, *long, frame[1]]))
    assert {element.id for element in after.elements} == {element.id for element in before.elements}
    assert after.elements[4].id == before.elements[8].id


def test_a_copy_of_a_speech_is_not_another_speech_rewritten() -> None:
    """Here the last speech was taken out, and one much like it is said twice."""
    spoken = "BOB\nI do believe every single word of it."
    old = SCENE.replace("BOB\nIt is over, as far as I can see.\n", "").replace("BOB\nOut.", spoken)
    before = fountain.parse(old)
    taken_out = old.replace("ANNA\n(beat)\nI do not believe a single word of it.\n\n", "")
    after = revise(before, fountain.parse(f"{taken_out}\nThey stop.\n\n{spoken}\n"))
    names = {element.id: element.text for element in before.elements}
    assert all(names.get(element.id, element.text) == element.text for element in after.elements)


def test_a_copy_put_before_a_rewritten_speech_does_not_take_its_name() -> None:
    copied = "BOB\nIt is over, as far as I can see."
    before = fountain.parse(SCENE)
    after = revise(before, fountain.parse(SCENE.replace("BOB\nOut.", f"{copied}\n\nBOB\nAbroad with nobody, my dear.")))
    names = {element.id: element.text for element in before.elements}
    said = {element.text: names.get(element.id) for element in after.elements if element.type == "dialogue"}
    assert said["Abroad with nobody, my dear."] == "Out."
    assert [element.id for element in after.elements].count(_ids(before)["It is over, as far as I can see."]) == 1
