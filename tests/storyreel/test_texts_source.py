"""What can be adapted is read in paragraphs with their places; what cannot is called what it is."""

from __future__ import annotations

from pathlib import Path

import pytest

from film.errors import ScriptError
from planner.adapting import Source
from storyreel.texts.source import source_of

SAMPLES = Path(__file__).resolve().parents[2] / "samples"
PARAGRAPHS = (
    "The lamp had been out for an hour when Ines reached the top of the stairs. She counted the steps as she always "
    "did, and there were a hundred and four.",
    "“You are late,” said Bram, who kept the light. He did not turn round, for he was looking at the sea.",
    "She put the can on the floor. “The road is under water,” she said, “from the mill to the bridge.”",
)


def read(tmp_path: Path, name: str, text: str, language: str | None = None) -> Source:
    """A text as it is read out of a file of this name."""
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    return source_of(path, language)


def spans(source: Source) -> list[tuple[tuple[int, int], str]]:
    """The paragraphs' places and first words."""
    return [(passage.span, passage.text.split()[0]) for passage in source.passages]


def test_wrapped_paragraphs_between_blank_lines(tmp_path: Path) -> None:
    source = read(tmp_path, "a.txt", "One two\nthree four.\n\nFive six\nseven.\n\n\n\nEight.\n")
    assert spans(source) == [((1, 2), "One"), ((4, 5), "Five"), ((9, 9), "Eight.")]
    assert [passage.opens for passage in source.passages] == [False, False, True]
    assert source.passages[0].text == "One two three four."
    assert source.counted == "line"


def test_paragraphs_that_are_a_line_each(tmp_path: Path) -> None:
    source = read(tmp_path, "a.txt", f"{PARAGRAPHS[0]}\n{PARAGRAPHS[1]}\n{PARAGRAPHS[2]}\n")
    assert [passage.text for passage in source.passages] == list(PARAGRAPHS)


def test_paragraphs_that_are_indented(tmp_path: Path) -> None:
    text = "    Anna waited by\nthe door and said\nnothing.\n    Ben came in at\nlast. He sat\ndown.\n"
    assert spans(read(tmp_path, "a.txt", f"{text}— Well? she\nasked.\n")) == [
        ((1, 3), "Anna"),
        ((4, 6), "Ben"),
        ((7, 8), "—"),
    ]


def test_chapters_and_ornaments_are_no_paragraphs(tmp_path: Path) -> None:
    source = read(tmp_path, "a.txt", "Chapter Two\n\nAnna waited.\n\n* * *\n\nBen came.\n\nIII\n\nNobody spoke.\n")
    assert [(passage.text, passage.heading, passage.opens) for passage in source.passages] == [
        ("Chapter Two", True, False),
        ("Anna waited.", False, False),
        ("Ben came.", False, True),
        ("III", True, False),
        ("Nobody spoke.", False, False),
    ]


def test_markdown_loses_its_signs_and_nothing_else(tmp_path: Path) -> None:
    text = "# The *Lamp*\n\nAnna was **very** late_ness_ [here](http://x.example/y).\n\nBack\n----\n\n"
    source = read(tmp_path, "a.md", f"{text}- first thing\n- second\n")
    assert [(passage.text, passage.heading) for passage in source.passages] == [
        ("The Lamp", True),
        ("Anna was very late_ness_ here.", False),
        ("Back", True),
        ("- first thing", False),
        ("- second", False),
    ]


def test_the_language_is_told_from_the_words_or_said(tmp_path: Path) -> None:
    assert source_of(SAMPLES / "prose" / "el_ultimo_pan.txt").language == "es"
    assert read(tmp_path, "a.txt", "Anna odota. Ben tuli.", "fi").language == "fi"


def test_a_word_document_is_read_by_paragraphs(tmp_path: Path) -> None:
    import docx

    document = docx.Document()
    for text in PARAGRAPHS:
        document.add_paragraph(text)
    path = tmp_path / "story.docx"
    document.save(str(path))
    source = source_of(path)
    assert source.counted == "paragraph"
    assert [(passage.span, passage.text) for passage in source.passages] == [
        ((number, number), text) for number, text in enumerate(PARAGRAPHS, 1)
    ]


@pytest.mark.parametrize("indented", [False, True])
def test_print_is_read_by_paragraphs_without_page_numbers(tmp_path: Path, indented: bool) -> None:
    from fpdf import FPDF

    pdf = FPDF(unit="in", format="letter")
    pdf.set_font("Times", size=12)
    plain = [text.replace("“", '"').replace("”", '"') for text in PARAGRAPHS]
    for page in (1, 2, 3, 4):
        pdf.add_page()
        pdf.cell(0, 0.4, "THE LAMP", align="C", new_x="LMARGIN", new_y="NEXT")
        for text in plain:
            pdf.multi_cell(0, 0.2, f"{'       ' if indented else ''}{text}", new_x="LMARGIN", new_y="NEXT")
            pdf.ln(0 if indented else 0.2)
        pdf.cell(0, 0.4, str(page), align="C")
    path = tmp_path / "story.pdf"
    pdf.output(str(path))
    source = source_of(path)
    assert len(source.passages) == 12
    assert "".join(source.passages[4].text.split()) == "".join(plain[1].split())
    assert source.counted == "paragraph"


SRT = """1
00:00:01,000 --> 00:00:02,500
<i>I had</i> not thought

2
00:00:02,600 --> 00:00:04,000
of that road for years.

3
00:00:09,000 --> 00:00:10,000
- Anna?
- {\\an8}Yes.
"""
VTT = """WEBVTT

NOTE not said

00:01.000 --> 00:02.000
<v Anna>Tom &amp; I went

00:02.100 --> 00:03.000 align:start
<v Anna>by bus.

00:03.100 --> 00:04.000
BEN: I know.
"""


def test_subtitles_are_a_transcript(tmp_path: Path) -> None:
    source = read(tmp_path, "a.srt", SRT)
    assert [(passage.span, passage.text) for passage in source.passages] == [
        ((3, 7), "I had not thought of that road for years."),
        ((11, 12), "Anna?"),
        ((11, 12), "Yes."),
    ]
    assert [passage.text for passage in read(tmp_path, "a.vtt", VTT).passages] == [
        "Anna: Tom & I went by bus.",
        "BEN: I know.",
    ]
    assert read(tmp_path, "subtitles.txt", SRT).passages == source.passages


def test_subtitles_without_a_caption_are_refused(tmp_path: Path) -> None:
    with pytest.raises(ScriptError, match="there is no caption in it"):
        read(tmp_path, "a.srt", "nothing here\n")


@pytest.mark.parametrize("name", ["night_bus.fountain", "la_lettre.fountain"])
def test_a_screenplay_is_never_rewritten(tmp_path: Path, name: str) -> None:
    from screenplay import fdx
    from screenplay import read as read_screenplay

    with pytest.raises(ScriptError, match="screenplay already; its dialogue is never rewritten"):
        source_of(SAMPLES / name)
    other = tmp_path / "a.fdx"
    other.write_text(fdx.write(read_screenplay(SAMPLES / name)), encoding="utf-8")
    with pytest.raises(ScriptError, match="screenplay already"):
        source_of(other)
    text = tmp_path / "a.txt"
    text.write_bytes((SAMPLES / name).read_bytes())
    with pytest.raises(ScriptError, match="screenplay already"):
        source_of(text)


def test_an_outline_with_headings_and_no_dialogue_can_be_adapted(tmp_path: Path) -> None:
    text = "INT. KITCHEN - DAY\n\nAnna tells Ben that she is leaving.\n\nEXT. ROAD - DAY\n\nShe leaves.\n"
    assert [passage.text for passage in read(tmp_path, "a.txt", text).passages][1].startswith("Anna tells")


@pytest.mark.parametrize(
    ("name", "text", "what"),
    [
        ("a.json", '{"a": 1}', "JSON"),
        ("a.txt", '{"a": [1, 2]}', "JSON"),
        ("a.html", "<html><body><p>Anna waited.</p></body></html>", "HTML"),
        ("a.txt", "import os\n\ndef f(x):\n    return os.path(x)\n\nf(1);\nfor x in y:\n    f(x)\n", "source code"),
        ("a.txt", "a;b;c\n1;2;3\n4;5;6\n7;8;9\n", "a table"),
        ("a.txt", " \n\n", "empty"),
    ],
)
def test_what_a_machine_wrote_is_refused(tmp_path: Path, name: str, text: str, what: str) -> None:
    with pytest.raises(ScriptError, match=what) as caught:
        read(tmp_path, name, text)
    assert "\n" not in str(caught.value)


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(ScriptError, match="there is no such file"):
        source_of(tmp_path / "none.txt")
