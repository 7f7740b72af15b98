"""What is counted of answers before anything is held to the script, and how good answers are made bad."""

from __future__ import annotations

import json

import pytest

from benchmarks.judging.answers import Heard, Listening, evidence, form, items_in, page_of, strangers
from benchmarks.judging.flaws import STRANGERS, sloppy
from benchmarks.judging.measures import Tally
from film.base import Model
from planner.llm.record import Record
from planner.llm.seam import Answered, Completion, Identity, Message, Request


class Said(Model):
    """An answer for these tests."""

    who: str
    paragraph: int
    quote: str


PAGE = "INT. HALL - DAY\n\n1| Anna holds the box.\n2| ANNA: It is not mine."


def heard(text: str, finish: str = "stop", again: bool = False) -> Heard:
    """An answer to a question about the page."""
    messages = [Message(role="system", text="x"), Message(role="user", text=PAGE)]
    if again:
        messages += [Message(role="assistant", text="x"), Message(role="user", text="1| x")]
    request = Request(name="scene x", messages=tuple(messages), max_tokens=9)
    return Heard(request, Completion.model_validate({"text": text, "finish": finish}))


def said(who: str, paragraph: int, quote: str) -> str:
    """An answer as text."""
    return json.dumps({"who": who, "paragraph": paragraph, "quote": quote})


def test_a_page_is_read_back_from_its_question() -> None:
    page = page_of(heard("", again=True).request)
    assert (page[1], page[2]) == ("Anna holds the box.", "ANNA: It is not mine.")
    assert page[0].strip() == "INT. HALL - DAY"


@pytest.mark.parametrize(
    ("text", "right"),
    [
        (said("anna", 1, "holds the Box"), 1),
        (said("anna", 2, "holds the box"), 0),
        (said("anna", 9, "holds the box"), 0),
        (said("anna", 0, "HALL"), 1),
        (said("anna", 1, "opens the box"), 0),
        (f'{{"people":[{said("anna", 1, "box")},{{"paragraph":null,"quote":""}}]}}', 1),
    ],
)
def test_evidence_stands_where_it_says(text: str, right: int) -> None:
    assert evidence([heard(text)]) == Tally(right, 1, 1)


def test_form_counts_first_answers_and_every_one_cut_off() -> None:
    good, bad = said("anna", 1, "box"), '{"who":"anna"}'
    found = form(
        [heard(good), heard(bad), heard(good, again=True), heard(good[:9], "length"), heard("Sure!")], {"scene x": Said}
    )
    assert found == {"valid_first": Tally(1, 4, 4), "truncated": Tally(1, 5, 5)}


def test_strangers_are_ids_that_nobody_has_and_capital_words_that_are_not_in_the_script() -> None:
    answers = [heard('{"who":"zorg","change":"Anna meets Old Pete in the hall. There she waits."}')]
    assert strangers(answers, ["anna"], "INT. HALL. Anna holds the box.") == ("Old", "Pete", "zorg")
    assert strangers(answers[:0], ["anna"], "") == ()
    assert strangers([heard('{"text":"This is Anna\'s box."}')], [], "Anna holds the box.") == ()


def test_what_is_no_json_has_no_items() -> None:
    assert list(items_in("I would rather not.")) == []
    assert list(items_in("{" * 5000 + "}")) == []
    assert [sorted(each) for each in items_in('```{"a":[{"b":1}]}```')] == [["a"], ["b"]]


def record(number: int) -> Record:
    """A good answer."""
    text = json.dumps({"people": [{"who": "anna", "paragraph": 1, "quote": "holds the box"}] * 6})
    return Record(key="", name=f"scene {number}", model="hand-written", completion=Completion(text=text))


def test_sloppy_answers_are_the_same_each_time_and_bad_in_every_way() -> None:
    good = [record(number) for number in range(200)]
    spoilt = list(sloppy(good))
    assert spoilt == list(sloppy(good))
    assert spoilt != list(sloppy(good, seed=7))
    assert [each.name for each in spoilt] == [each.name for each in good]
    assert {each.model for each in spoilt} == {"hand-written, then spoilt"}
    texts = [each.completion.text for each in spoilt]
    assert any(each.completion.finish == "length" for each in spoilt)
    assert any(text.startswith("The scene opens") for text in texts)
    assert any("```json" in text for text in texts)
    assert any(text.startswith('{"notes"') for text in texts)
    assert any("somehow" in text for text in texts)
    assert any(name in text for text in texts for name in STRANGERS)
    assert any('"paragraph":31' in text for text in texts)
    assert sum(text == good[0].completion.text.replace(": ", ":").replace(", ", ",") for text in texts) > 0


def test_a_listener_hears_what_is_asked_and_answered() -> None:
    class One:
        def ready(self) -> Identity:
            return Identity(name="one", context=9)

        def count(self, text: str) -> int:
            return len(text)

        def answers(self, requests):  # type: ignore[no-untyped-def]
            for place in reversed(range(len(requests))):
                yield Answered(place, Completion(text=str(place)))

        def close(self) -> None:
            return None

    listener = Listening(One())
    requests = [heard("").request, heard("", again=True).request]
    assert [each.place for each in listener.answers(requests)] == [1, 0]
    assert [(each.first, each.completion.text) for each in listener.heard] == [(False, "1"), (True, "0")]
    assert (listener.ready().name, listener.count("abc")) == ("one", 3)
