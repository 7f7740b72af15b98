"""A translation's page knows its lines again whatever becomes of the script around them."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from planner.translating import Job, Line, Rendered
from storyreel.texts.page import Entry, Placed, TranslationPage, entry_of, known_lines, mark_of, page_text, read_page

SAID = st.lists(st.tuples(st.sampled_from("AB"), st.sampled_from(("Yes.", "No.", "Why?", "I will not."))), max_size=12)
TEXTS = st.text(st.characters(codec="utf-8", exclude_categories=("Cs", "Cc", "Zl", "Zp")), max_size=30)


def lines_of(said: list[tuple[str, str]]) -> list[Line]:
    """Lines with running ids, as a plan has them."""
    return [
        Line(id=f"1-L{number}", kind="dialogue", scene="s", speaker=who, text=text, seconds=2)
        for number, (who, text) in enumerate(said, 1)
    ]


def page_with(said: list[tuple[str, str]], edited: bool = False) -> TranslationPage:
    """A page that has a translation of its own for each line."""
    entries = []
    for number, (who, text) in enumerate(said, 1):
        made = f"oui {number}"
        mark = "" if edited else mark_of(made)
        entries.append(Entry(id=f"1-L{number}", speaker=who, source=text, text=made, made=mark))
    return TranslationPage(language="fr", lines=tuple(entries))


@given(SAID, SAID)
def test_as_many_lines_are_known_as_both_drafts_have(before: list[tuple[str, str]], now: list[tuple[str, str]]) -> None:
    known = known_lines(page_with(before), lines_of(now))
    same = sum(each.same for each in known.values())
    assert same == (Counter(before) & Counter(now)).total()
    assert len({each.place for each in known.values()}) == len(known)  # no translation is used twice
    for line in lines_of(now):
        if line.id in known:
            entry = known[line.id].entry
            assert entry.speaker == line.speaker
            assert (entry.source == line.text) is known[line.id].same


@given(SAID)
def test_nothing_changed_keeps_every_line_in_its_place(said: list[tuple[str, str]]) -> None:
    known = known_lines(page_with(said), lines_of(said))
    assert [known[line.id].place for line in lines_of(said)] == list(range(len(said)))
    assert all(each.keeps for each in known.values())


def test_a_changed_line_keeps_a_directors_words_alone() -> None:
    now = lines_of([("A", "Yes, Tom.")])
    (ours,) = known_lines(page_with([("A", "Yes.")]), now).values()
    (theirs,) = known_lines(page_with([("A", "Yes.")], edited=True), now).values()
    assert (ours.same, ours.keeps) == (False, False)
    assert (theirs.same, theirs.keeps) == (False, True)
    entry = entry_of(now[0], theirs, Rendered(text="oui 1", seconds=1), None)
    assert (entry.was, entry.flags, entry.source) == ("Yes.", ("stale",), "Yes, Tom.")


@settings(max_examples=20, deadline=None)
@given(st.lists(st.tuples(TEXTS, TEXTS), max_size=4))
def test_whatever_is_written_is_read_back(pairs: list[tuple[str, str]]) -> None:
    import tempfile

    entries = [
        Entry(id=f"1-L{number}", speaker="A: #b", source=source, text=text, flags=("long",))
        for number, (source, text) in enumerate(pairs, 1)
    ]
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "fr.yaml"
        job = Job((), "fr", glossary={"a: b": "#c", "yes": "no"})
        for _ in range(2):  # new, and over the file that is there
            places = [Placed(entry, number if path.exists() else None) for number, entry in enumerate(entries)]
            path.write_text(page_text(path, job, places, []), encoding="utf-8")
            page = read_page(path)
            assert page is not None
            assert list(page.lines) == entries
            assert page.terms == job.glossary
