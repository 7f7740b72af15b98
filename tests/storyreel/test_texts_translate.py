"""``storyreel translate``: a page that a director edits and nobody writes over, and captions in time with the film."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from film.errors import FilmError
from planner.llm.seam import LanguageModel, Request
from storyreel import pipeline
from storyreel.draft import planned as planned_film
from storyreel.draft import read_draft
from storyreel.llm import needed
from storyreel.pipeline import Run
from storyreel.progress import Silence
from storyreel.project import project_of
from storyreel.stages import Stages
from storyreel.texts.captions import recaptioned
from storyreel.texts.page import TranslationPage, read_page
from storyreel.texts.translation import TranslateReport, text, translate_reel
from tests.planner.text_models import Says, paragraphs_in
from tests.storyreel.conftest import Desk

SCRIPT = """Title: The Key

INT. KITCHEN - NIGHT

MARA sits at the table. TOMAS comes in.

MARA
Where is the blue key?

TOMAS (O.S.)
In the box, Mara.

INSERT - THE LETTER: "Do not wait."

MARA
I will not wait for you.
"""
FRENCH = {
    "The Key": "La clé",
    "Where is the blue key?": "Où est la clé bleue ?",
    "In the box, Mara.": "Dans la boîte, Mara.",
    "Do not wait.": "N'attends pas.",
    "I will not wait for you.": "Je ne t'attendrai pas.",
    "I will wait for nobody.": "Je n'attends personne.",
}
ARABIC = dict.fromkeys(FRENCH, "لن أنتظرك يا مارا أبدا")


@pytest.fixture(scope="module")
def planned(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a script and the reel planned from it."""
    folder = tmp_path_factory.mktemp("film")
    (folder / "key.fountain").write_text(SCRIPT, encoding="utf-8")
    project = project_of(folder / "key.fountain", folder / "key.reel", {"size": "320x180"})
    pipeline.plan(Run(project, Stages(), Silence(), 1))
    return folder


@pytest.fixture
def reel(planned: Path, tmp_path: Path) -> Path:
    """A copy of the reel, with its script beside it."""
    shutil.copytree(planned, tmp_path / "film")
    return tmp_path / "film" / "key.reel"


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> Callable[[dict[str, str]], Says]:
    """Has a model asked that knows these lines and fails the others."""

    def with_lines(known: dict[str, str]) -> Says:
        def answer(request: Request) -> Any:
            shown = paragraphs_in(request)
            lines = {
                n: next((new for old, new in known.items() if text.endswith(old)), "") for n, text in shown.items()
            }
            return {"lines": [{"line": n, "text": text} for n, text in lines.items() if text]}

        model = Says(answer)
        with_model(monkeypatch, model)
        return model

    return with_lines


def with_model(monkeypatch: pytest.MonkeyPatch, model: LanguageModel | None) -> None:
    """Has a model asked whatever the options say."""
    monkeypatch.setattr(needed, "language_model", lambda *_: model)


def translate(reel: Path, to: str = "fr", glossary: Path | None = None) -> TranslateReport:
    """The command without its words."""
    return translate_reel(Stages(), reel, to, glossary, None, Silence())


def page_of(reel: Path) -> TranslationPage:
    """The page of the French."""
    page = read_page(reel / "translations" / "fr.yaml")
    assert page is not None
    return page


def rewrite(path: Path, *changes: tuple[str, str]) -> None:
    """Edits a file as a director does."""
    text = path.read_text(encoding="utf-8")
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    path.write_text(text, encoding="utf-8")


Asked = Callable[[dict[str, str]], Says]


def test_a_film_is_translated_once(reel: Path, asked: Asked) -> None:
    asked(FRENCH)
    report = translate(reel)
    assert (report.lines, report.translated, report.kept, report.flagged) == (5, 5, 0, {})
    page = page_of(reel)
    assert {entry.source: entry.text for entry in page.lines}.items() <= FRENCH.items()
    assert [entry.kind for entry in page.lines] == ["title", "dialogue", "dialogue", "insert", "dialogue"]
    before = (reel / "translations" / "fr.yaml").read_bytes()
    model = asked({})
    again = translate(reel)
    assert (again.kept, again.translated, model.asked) == (5, 0, [])
    assert (reel / "translations" / "fr.yaml").read_bytes() == before
    assert "5 lines: 5 kept, 0 translated now" in text(again)


def test_nothing_to_ask_needs_no_model(reel: Path, asked: Asked, monkeypatch: pytest.MonkeyPatch) -> None:
    asked(FRENCH)
    translate(reel)
    with_model(monkeypatch, None)
    assert translate(reel).kept == 5


def test_captions_are_in_the_language_and_in_time(reel: Path, asked: Asked) -> None:
    asked(FRENCH)
    report = translate(reel)
    assert [Path(path).name for path in report.captions] == ["film.fr.srt", "film.fr.vtt"]
    srt = Path(report.captions[0]).read_text(encoding="utf-8")
    assert srt.startswith("1\n00:00:00,000 --> 00:00:04,000\nLa clé\n\n2\n")
    assert "\nTOMAS: Dans la boîte, Mara.\n" in srt  # he is not seen
    assert "Où est la clé bleue ?" in srt
    vtt = Path(report.captions[1]).read_text(encoding="utf-8")
    assert "<v MARA>Où est la clé bleue ?</v>" in vtt
    assert "\nN'attends pas.\n" in vtt  # nobody's voice


def test_captions_of_right_to_left_languages_say_so_where_a_name_opens_them(reel: Path, asked: Asked) -> None:
    asked(ARABIC)
    srt = Path(translate(reel, "ar").captions[0]).read_text(encoding="utf-8")
    line = next(line for line in srt.splitlines() if "TOMAS" in line)
    assert line.startswith("\u200fTOMAS: ")
    assert srt.count("\u200f") == 1


def test_a_directors_words_stay_and_ours_follow_the_script(reel: Path, asked: Asked) -> None:
    asked(FRENCH)
    translate(reel)
    rewrite(
        reel / "translations" / "fr.yaml",
        ('text: "Où est la clé bleue ?"', 'text: "La clé bleue ?"  # plus vif'),
        ('text: "Je ne t\'attendrai pas."', 'text: "Moi, t\'attendre ?"'),
    )
    rewrite(reel.parent / "key.fountain", ("I will not wait for you.", "I will wait for nobody."))
    model = asked(FRENCH)
    report = translate(reel)
    assert model.asked == []  # a line that a director wrote is not asked for again, changed or not
    by_id = {entry.id: entry for entry in page_of(reel).lines}
    assert by_id["1-L1"].text == "La clé bleue ?"
    assert by_id["1-L1"].flags == ()
    stale = by_id["1-L3"]
    assert (stale.text, stale.source) == ("Moi, t'attendre ?", "I will wait for nobody.")
    assert (stale.was, "stale" in stale.flags) == ("I will not wait for you.", True)
    assert report.flagged == {"stale": 1}
    assert "# plus vif" in (reel / "translations" / "fr.yaml").read_text(encoding="utf-8")
    assert translate(reel).flagged == {"stale": 1}  # until somebody looks at it
    rewrite(reel.parent / "key.fountain", ("I will wait for nobody.", "I will not wait for you."))
    assert translate(reel).flagged == {}  # the words that it was written for are back
    rewrite(reel.parent / "key.fountain", ("I will not wait for you.", "I will wait for nobody."))
    assert translate(reel).flagged == {"stale": 1}
    rewrite(reel / "translations" / "fr.yaml", ('  was: "I will not wait for you."\n', ""))
    assert translate(reel).flagged == {}


def test_a_line_of_ours_is_made_anew_where_the_script_changed_and_no_other(reel: Path, asked: Asked) -> None:
    asked(FRENCH)
    translate(reel)
    added = "MARA\nWhere is the blue key?\n\nTOMAS\n(smiling)\nIn the box, Mara.\n\nMARA\nWhere"
    rewrite(
        reel.parent / "key.fountain",
        ("I will not wait for you.", "I will wait for nobody."),
        ("MARA\nWhere", added),
    )
    model = asked(FRENCH)
    report = translate(reel)
    shown = [line for request in model.asked for line in paragraphs_in(request).values()]
    assert len(shown) == 3  # the changed one, and the two that are now said twice
    assert report.kept == 4
    assert page_of(reel).lines[-1].text == "Je n'attends personne."


def test_words_of_a_line_that_is_gone_are_not_lost(reel: Path, asked: Asked) -> None:
    asked(FRENCH)
    translate(reel)
    page = reel / "translations" / "fr.yaml"
    rewrite(page, ('text: "Dans la boîte, Mara."', 'text: "Dans sa boîte, Mara."'))
    rewrite(reel.parent / "key.fountain", ("TOMAS (O.S.)\nIn the box, Mara.\n\n", ""))
    translate(reel)
    assert [entry.text for entry in page_of(reel).unused] == ["Dans sa boîte, Mara."]
    rewrite(reel.parent / "key.fountain", ("INSERT - THE", "TOMAS (O.S.)\nIn the box, Mara.\n\nINSERT - THE"))
    translate(reel)
    assert page_of(reel).unused == ()
    assert "Dans sa boîte, Mara." in [entry.text for entry in page_of(reel).lines]


def test_what_a_model_leaves_out_is_flagged_and_asked_for_next_time(reel: Path, asked: Asked) -> None:
    asked({old: new for old, new in FRENCH.items() if "box" not in old})
    first = translate(reel)
    assert first.flagged == {"missing": 1}
    srt = Path(first.captions[0]).read_text(encoding="utf-8")
    assert "In the box, Mara." in srt  # better in the other language than not at all
    model = asked(FRENCH)
    assert translate(reel).flagged == {}
    assert [line[-17:] for line in paragraphs_in(model.asked[0]).values()] == [" In the box, Mara."[-17:]]


def test_a_glossary_is_rendered_exactly_and_names_the_voices(reel: Path, asked: Asked, tmp_path: Path) -> None:
    glossary = tmp_path / "terms.yaml"
    glossary.write_text("Tomas: Thomas\nblue key: clef bleue\n", encoding="utf-8")
    model = asked(FRENCH)
    report = translate(reel, glossary=glossary)
    assert report.flagged == {"term": 1}
    assert "Terms: blue key = clef bleue" in model.asked[1].messages[1].text
    assert "THOMAS: Dans la boîte" in Path(report.captions[0]).read_text(encoding="utf-8")


def test_terms_stay_with_the_page(reel: Path, asked: Asked, tmp_path: Path) -> None:
    glossary = tmp_path / "terms.yaml"
    glossary.write_text("Tomas: Thomas\n", encoding="utf-8")
    asked(FRENCH)
    translate(reel, glossary=glossary)
    rewrite(reel / "translations" / "fr.yaml", ('Tomas: "Thomas"', 'Tomas: "Thom"'))
    assert "THOM: Dans la boîte" in Path(translate(reel).captions[0]).read_text(encoding="utf-8")


def test_a_film_that_is_cut_anew_has_its_captions_anew(reel: Path, asked: Asked) -> None:
    asked(FRENCH)
    srt = Path(translate(reel).captions[0])
    before = srt.read_text(encoding="utf-8")
    rewrite(reel / "translations" / "fr.yaml", ("N'attends pas.", "Pars !"))
    rewrite(reel.parent / "key.fountain", ("TOMAS comes in.", "TOMAS comes in.\n\nNobody speaks for a minute."))
    project = project_of(reel, None, {})
    plan = planned_film(Stages(), project, read_draft(Stages(), project))
    assert recaptioned(project.reel, plan, 96) == ()
    after = srt.read_text(encoding="utf-8")
    assert "Pars !" in after
    assert after.index("Où est") > 0
    assert _time_of("Où est la clé", after) > _time_of("Où est la clé", before)


def _time_of(words: str, srt: str) -> str:
    """When the caption with these words begins."""
    block = next(block for block in srt.split("\n\n") if words in block)
    return block.splitlines()[1].split()[0]


def test_a_page_that_does_not_hold_costs_no_film(reel: Path, asked: Asked) -> None:
    asked(FRENCH)
    srt = Path(translate(reel).captions[0])
    before = srt.read_bytes()
    rewrite(reel / "translations" / "fr.yaml", ("source:", "souce:"))
    project = project_of(reel, None, {})
    plan = planned_film(Stages(), project, read_draft(Stages(), project))
    (told,) = recaptioned(project.reel, plan, 96)
    assert told.rule == "captions"
    assert "fr.yaml, line " in told.message
    assert srt.read_bytes() == before


def test_answers_are_kept_and_paid_for_once(reel: Path, asked: Asked) -> None:
    asked(FRENCH)
    translate(reel)
    shutil.rmtree(reel / "translations")
    model = asked(FRENCH)
    report = translate(reel)
    assert model.asked == []
    assert report.answered_before == 2
    assert report.translated == 5


@pytest.mark.parametrize(
    ("to", "what"),
    [("en", "the script is in en already"), ("xx", "'xx' is no language's code"), ("German", "German is de")],
)
def test_one_line_says_which_language_is_none(reel: Path, to: str, what: str) -> None:
    with pytest.raises(FilmError, match=what):
        translate(reel, to)
    assert not (reel / "translations").exists()


def test_no_model_is_one_line(reel: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with_model(monkeypatch, None)
    with pytest.raises(FilmError, match=r"--llm: translating takes a language model.*Say --llm openai:") as caught:
        translate(reel)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    ("content", "what"),
    [
        ("schema_version: 1\nlanguage: fr\nlines:\n- id: a\n  text: b\n  souce: c\n", r"fr.yaml:\d+: .*souce.*source"),
        ("lines: [\n", "fr.yaml:.*not YAML"),
        ("schema_version: 1\nlanguage: fr\nlines:\n- id: a\n  source: b\n  flags: [bad]\n", r"fr.yaml:6"),
    ],
)
def test_a_page_that_does_not_hold_is_named_with_its_line(reel: Path, asked: Asked, content: str, what: str) -> None:
    model = asked(FRENCH)
    (reel / "translations").mkdir()
    (reel / "translations" / "fr.yaml").write_text(content, encoding="utf-8")
    with pytest.raises(FilmError, match=what):
        translate(reel)
    assert model.asked == []


@pytest.mark.parametrize("content", ["Tomas: 3\n", "Tomas:\n", "Tomas: [a]\n", "- Tomas\n"])
def test_a_glossary_that_is_none_is_one_line(reel: Path, tmp_path: Path, content: str) -> None:
    glossary = tmp_path / "terms.yaml"
    glossary.write_text(content, encoding="utf-8")
    with pytest.raises(FilmError, match=r"terms\.yaml"):
        translate(reel, glossary=glossary)


def test_every_cut_brings_the_captions_along(desk: Desk) -> None:
    pipeline.make(desk.run())
    said = desk.reel / "captions" / "film.srt"
    line = said.read_text(encoding="utf-8").splitlines()[2]
    page = desk.reel / "translations" / "fr.yaml"
    page.parent.mkdir()
    entry = f'- id: 1-L1\n  speaker: ANNA\n  source: "{line}"\n  text: "Tiens !"\n'
    page.write_text(f"schema_version: 1\nlanguage: fr\nlines:\n{entry}", encoding="utf-8")
    report = pipeline.make(desk.run())
    captions = (desk.reel / "captions" / "film.fr.srt").read_text(encoding="utf-8")
    assert captions == said.read_text(encoding="utf-8").replace(line, "Tiens !", 1)
    assert not [finding for finding in report.findings if finding.rule == "captions"]
    rewrite(page, ("lines:", "linse:"))
    told = [finding.message for finding in pipeline.make(desk.run()).findings if finding.rule == "captions"]
    assert len(told) == 1
    assert "fr.yaml, line 3" in told[0]


def test_the_command(desk: Desk) -> None:
    done = desk.call("translate", desk.folder / "none.reel", "--to", "fr")
    assert done.returncode == 2
    assert "is not a reel's folder" in done.stderr
