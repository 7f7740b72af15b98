"""Sentences of many genres, as screenwriters put them, and what is to be made of each."""

from __future__ import annotations

from itertools import pairwise

import pytest

from planner.breakdown import break_down
from planner.breakdown.crowds import crowds_in
from planner.breakdown.discourse import Discourse
from planner.breakdown.grammar import Reader
from planner.characters import Named, Naming, cast_sheets
from planner.characters.clothes import clothes_in
from planner.facts import SceneFacts
from screenplay.fountain import parse

NAMING = Naming((Named("anna", "ANNA"), Named("ben", "BEN")))
GENDERS = {"anna": 0.0, "ben": 1.0}
BODIES = ("fall", "lie", "kneel", "sit", "rise", "stand", "enter", "exit", "cross", "take", "give", "drive")


def told(text: str, language: str = "en") -> str:
    """What is done to bodies in a text, after both were named: "anna fall, ben rise"."""
    reader = Reader(NAMING, Discourse(GENDERS, frozenset(("tasse", "taza", "letter")), foreign=language != "en"))
    reader.read("Anna. Ben.")
    deeds = (deed.doing for deed in reader.read(text))
    return ", ".join(f"{each.character} {each.verb}" for each in deeds if each.verb in BODIES)


def scene(line: str, place: str = "BAR", language: str = "en") -> SceneFacts:
    script = parse(
        f"Language: {language}\n\nINT. {place} - NIGHT\n\nANNA, a woman of 30, waits. BEN, a man of 40, waits.\n\n"
        f"ANNA\nNo.\n\nBEN\nNo.\n\n{line}\n"
    )
    return break_down(script, cast_sheets(script, ()))[-1]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Anna slumps against the wall, dead.", "anna fall"), ("Anna slumps against the wall.", "anna kneel"),
        ("Ben slumps in his chair, dead.", "ben sit"), ("Ben slumps to the floor.", "ben fall"),
        ("The bullet catches Ben in the shoulder. He spins and drops.", "ben fall"),
        ("Ben hits the deck.", "ben fall"), ("Ben hits the floor hard.", "ben fall"), ("Ben hits Anna.", ""),
        ("Ben lies dead on the carpet.", "ben lie"), ("Ben lies to Anna.", ""), ("Ben lies about the money.", ""),
        ("Anna's body lies on the kitchen floor.", "anna lie"), ("Anna's letter lies on the kitchen floor.", ""),
        ("Anna falls back onto the pillow.", "anna lie"), ("Ben shoves Anna and she falls.", "anna fall"),
        ("Anna tries to stand, but falls.", "anna fall"), ("Anna stumbles and almost falls.", ""),
        ("Anna nearly falls.", ""), ("They don't fall.", ""), ("Ben is thrown from his horse.", "ben fall"),
        ("Anna faints into a chair.", "anna sit"), ("Ben rolls out of bed.", "ben rise"),
        ("Anna gets out of bed.", "anna rise"), ("Ben falls out of bed.", "ben fall"),
        ("Ben slides off the stool to the floor.", "ben fall"), ("Ben slides down the wall.", "ben kneel"),
        ("Anna sinks down against the bar.", "anna kneel"), ("Anna sits on the floor.", "anna kneel"),
        ("Anna sits on the bed.", "anna sit"), ("Anna springs to her feet.", "anna rise"),
        ("Anna hauls Ben to his feet.", "ben rise"), ("Ben is dead on his feet.", ""),
        ("Anna lands face first in the mud.", "anna fall"), ("Ben gets shot in the leg.", "ben fall"),
        ("Anna crawls out from under the table.", "anna cross"), ("Ben is knocked out.", "ben fall"),
        ("Anna knocks Ben out with a tray.", "ben fall"),
        ("Anna opens the door, Ben sitting by the fire.", "ben sit"),
        ("Anna sits and Ben stands by the door.", "anna sit, ben stand"),
    ],
)  # fmt: skip
def test_bodies_go_down_and_come_up(text: str, expected: str) -> None:
    assert told(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ben leads Anna away.", "ben exit, anna exit"), ("Ben is led away by Anna.", "ben exit, anna exit"),
        ("Anna takes Ben out by the arm.", "anna exit, ben exit"), ("Anna shows Ben out.", "anna exit, ben exit"),
        ("Ben carries Anna out.", "ben exit, anna exit"), ("Ben pulls her out of the room.", "ben exit, anna exit"),
        ("Ben throws Anna out.", "anna exit"), ("Anna walks Ben to the door.", "anna cross, ben cross"),
        ("Ben pulls her out of the way.", "ben take"), ("Anna takes Ben away from the window.", "anna take"),
        ("Anna carries the letter to the table.", "anna cross"), ("Anna slips out of her shoes.", ""),
        ("Anna takes the stand.", "anna cross"), ("Ben rides shotgun.", ""),
    ],
)  # fmt: skip
def test_who_takes_whom_along(text: str, expected: str) -> None:
    assert told(text) == expected


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("de", "Ben fällt zu Boden.", "ben fall"), ("de", "Ben bricht zusammen.", "ben fall"),
        ("de", "Ben stirbt.", "ben fall"), ("de", "Anna setzt sich.", "anna sit"),
        ("de", "Anna steht auf.", "anna rise"),
        ("de", "Anna steht vom Stuhl auf und geht hinaus.", "anna rise, anna exit"),
        ("de", "Ben steht auf der Treppe.", "ben stand"), ("de", "Anna kommt herein.", "anna enter"),
        ("de", "Ben tritt ein.", "ben enter"), ("de", "Ben geht zum Fenster.", "ben cross"),
        ("de", "Anna gibt Ben die Tasse.", "anna give"), ("de", "Anna hebt die Tasse auf.", "anna take"),
        ("de", "Ben legt sich hin.", "ben lie"), ("de", "Anna verlässt das Zimmer.", "anna exit"),
        ("fr", "Ben tombe.", "ben fall"), ("fr", "Ben s'effondre.", "ben fall"), ("fr", "Ben meurt.", "ben fall"),
        ("fr", "Anna s'assoit.", "anna sit"), ("fr", "Anna se lève.", "anna rise"),
        ("fr", "Anna se relève.", "anna rise"), ("fr", "Ben entre.", "ben enter"),
        ("fr", "Ben sort de la pièce.", "ben exit"), ("fr", "Ben s'en va.", "ben exit"),
        ("fr", "Anna donne la tasse à Ben.", "anna give"), ("fr", "Anna est debout près de la fenêtre.", "anna stand"),
        ("es", "Ben cae al suelo.", "ben fall"), ("es", "Ben se desploma.", "ben fall"),
        ("es", "Anna se sienta.", "anna sit"), ("es", "Anna se levanta.", "anna rise"),
        ("es", "Anna se pone de pie.", "anna rise"), ("es", "Ben entra.", "ben enter"), ("es", "Ben sale.", "ben exit"),
        ("es", "Ben se va.", "ben exit"), ("es", "Anna le da la taza a Ben.", "anna give"),
        ("es", "Anna está de pie.", "anna stand"),
    ],
)  # fmt: skip
def test_other_tongues(language: str, text: str, expected: str) -> None:
    assert told(text, language) == expected


@pytest.mark.parametrize(
    ("line", "subject", "detail", "idiom"),
    [
        ("INSERT - ANNA'S HAND, trembling over the phone.", "anna", "hand", "insert"),
        ("CLOSE ON: Ben's eyes, wet.", "ben", "eyes", "single"),
        ("EXTREME CLOSE UP - A TRIGGER FINGER tightens.", "anna", "finger", "insert"),
        ("ANNA'S HANDS dealing cards.", "anna", "hands", "insert"),
        ("CLOSE ON BEN'S BOOTS as they stop at the door.", "ben", "boots", "insert"),
        ("Tight on her mouth.", "anna", "mouth", "single"), ("BEN'S EYES narrow.", "ben", "eyes", "single"),
        ("CLOSE ON Anna's face. A tear.", "anna", "face", "single"),
        ("INSERT - BEN'S WRIST. The pulse beats.", "ben", "wrist", "insert"),
        ("INSERT: a WATCH. 3:47.", "watch", None, "insert"), ("CLOSE ON Ben's BADGE.", "badge", None, "insert"),
    ],
)  # fmt: skip
def test_inserts(line: str, subject: str, detail: str | None, idiom: str) -> None:
    camera = scene(f"Anna nods.\n\n{line}").steps[-1].camera
    if "Tight" in line:
        camera = scene(line.replace("Tight", "She nods. TIGHT")).steps[-1].camera
    assert camera is not None
    assert (camera.subject, camera.detail, camera.idiom) == (subject, detail, idiom)


@pytest.mark.parametrize(
    ("text", "word", "count", "where"),
    [
        ("A dozen SOLDIERS file in.", "soldiers", (12, 12), None),
        ("Thirty-odd WORKERS stand around the pit.", "workers", (30, 36), None),
        ("REGULARS line the counter.", "regulars", (1, None), None), ("Two COPS flank the door.", "cops", (2, 2), None),
        ("A pair of NURSES hurry past.", "nurses", (2, 2), None), ("Half the jury is asleep.", "jury", (1, None), None),
        ("Dozens of REFUGEES huddle under the bridge.", "refugees", (24, None), ("at", "bridge")),
        ("Some forty MINERS wait by the gate.", "miners", (40, 40), ("beside", "gate")),
        ("A GROUP OF MEN in dark suits stands by the grave.", "men", (4, 8), None),
        ("Police officers swarm the lobby.", "officers", (1, None), None),
        ("Masked gunmen burst in.", "gunmen", (1, None), None), ("Two DEPUTIES wait.", "deputies", (2, 2), None),
        ("Hundreds of fans scream behind the barrier.", "fans", (200, None), ("behind", "barrier")),
    ],
)  # fmt: skip
def test_crowds(text: str, word: str, count: tuple[int, int | None], where: tuple[str, str] | None) -> None:
    (crowd,) = crowds_in(text)
    assert (crowd.word, crowd.least, crowd.most) == (word, *count)
    assert (crowd.relation, crowd.target) == (where or (None, None))


@pytest.mark.parametrize(
    "text", ["Anna doctors the photo.", "The crew car stops.", "Anna hurries. Harry nurses a beer."]
)
def test_no_crowds(text: str) -> None:
    assert crowds_in(text) == ()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Anna stands at the window, her back to Ben.", ["anna at window", "anna back_to ben"]),
        ("Ben sits across the table from Anna.", ["ben opposite anna"]),
        ("They stand inches apart.", ["anna apart ben 0.15"]), ("Ben stands at arm's length.", ["ben apart anna 0.7"]),
        ("Anna stops a foot from Ben's face.", ["anna apart ben 0.3"]),
        ("Anna is ten yards behind him.", ["anna behind ben 9.14"]),
        ("Anna leans on the bar next to Ben.", ["anna at bar", "anna beside ben"]),
        ("Ben waits by the car, fifty metres away.", ["ben beside car", "ben apart anna 50.0"]),
        ("Anna comes in and sits by the window.", ["anna beside window"]), ("Ben is led away by Anna.", []),
        ("Anna sits at the head of the table.", ["anna at table"]),
        ("Ben, in vestments, stands at the altar.", ["ben at altar"]),
        ("Anna and Ben lie in bed, back to back.", ["anna in bed", "ben in bed", "ben back_to anna"]),
    ],
)  # fmt: skip
def test_positions(text: str, expected: list[str]) -> None:
    found = Discourse(GENDERS)
    reader = Reader(NAMING, found)
    reader.read("Ben. Anna." if text.startswith(("Ben", "They")) else "Anna. Ben.")
    found.positions.clear()
    reader.read(text)
    told = [(p.character, p.relation, p.target, p.metres) for p in found.positions]
    assert [" ".join(str(part) for part in each if part is not None) for each in told] == expected


@pytest.mark.parametrize(
    ("line", "place", "expected"),
    [
        ("Anna drives. Ben rides shotgun.", "CAR", {"ben": "passenger"}),
        ("Anna is at the wheel, Ben beside her.", "CAR", {"anna": "driver"}),
        ("Anna takes the stand.", "COURTROOM", {"anna": "witness"}),
        ("Anna is sworn in.", "COURTROOM", {"anna": "witness"}),
        ("Ben, the bailiff, stands by the door.", "COURTROOM", {"ben": "bailiff"}),
        ("Ben, in vestments, stands at the altar.", "CHURCH", {"ben": "priest"}),
        ("Anna tends bar.", "BAR", {"anna": "bartender"}), ("Ben is at the piano.", "BAR", {"ben": "musician"}),
        ("Anna stands at the podium.", "HALL", {"anna": "speaker"}),
        ("Ben mans the desk.", "LOBBY", {"ben": "receptionist"}), ("Ben takes the letter.", "COURTROOM", {}),
    ],
)  # fmt: skip
def test_posts(line: str, place: str, expected: dict[str, str]) -> None:
    assert {each.character: each.post for each in scene(line, place).posts} == expected


@pytest.mark.parametrize(
    ("items", "expected"),
    [
        ("- Anna stirs a pot.\n- Ben falls into bed.", ["", "ben lie"]),
        ("- ANNA'S HANDS knead dough.\n- Ben carries boxes down the stairs.", ["", "ben cross"]),
        ("- Anna runs, stumbles and falls.\n- Ben pulls her up.", ["anna fall", "ben take, anna rise"]),
        ("- They sit. They stand up.\n- Ben leaves.", ["anna sit, ben sit, anna rise, ben rise", "ben exit"]),
    ],
)
def test_montages(items: str, expected: list[str]) -> None:
    steps = [step for step in scene(f"MONTAGE\n\n{items}").steps if step.montage]
    done = [[f"{each.character} {each.verb}" for each in step.doings if each.verb in BODIES] for step in steps]
    assert [", ".join(each) for each in done] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Anna walks in wearing a red dress.", [("anna", "wears", "red dress")]),
        ("Ben, shirtless now, pulls a T-shirt over his head.", [("ben", "on", "T-shirt")]),
        ("Anna changes into a nurse's uniform.", [("anna", "wears", "nurse's uniform")]),
        ("Anna kicks off her heels.", [("anna", "off", "heels")]),
        ("Ben shrugs off his jacket and hangs it on the chair.", [("ben", "off", "jacket")]),
        ("Ben strips to his undershirt.", [("ben", "wears", "undershirt")]),
        ("Anna has swapped her gown for jeans and a sweater.", [("anna", "wears", "jeans and a sweater")]),
        ("Ben pulls his hood up.", [("ben", "on", "hood")]),
        ("Anna waits in a bathrobe.", [("anna", "wears", "bathrobe")]),
        ("Ben drapes his jacket over Anna's shoulders.", []), ("Anna folds a red dress.", []),
    ],
)  # fmt: skip
def test_clothes(text: str, expected: list[tuple[str, str, str]]) -> None:
    assert [(said.character, said.how, said.text) for said in clothes_in(text, NAMING, GENDERS)] == expected


def test_a_long_paragraph_reads_as_its_sentences_do() -> None:
    sentence = "Anna takes the letter from the table and gives it to Ben. "
    short, long = (scene(sentence * count).steps[-1] for count in (1, 400))
    assert (short.doings, short.custody[:1]) == (long.doings, long.custody[:1])
    assert all(a.prop == b.prop for a, b in pairwise(long.custody))
