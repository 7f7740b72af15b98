"""Highland files, built after the TextBundle specification: the text inside is Fountain."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest

from film.errors import ScriptError
from screenplay import fountain, highland, read

HERE = Path("any.highland")
TEXT = "Title: Bus\n\nINT. CAFÉ - DAY\n\nANNA\nHello. [[Too short?]]\n\n/* cut */\n\n~La la la\n"
INFO = b'{"version": 2, "type": "com.highland.highland2", "transient": false}'


def _bundle(text: bytes, name: str = "Bus.textbundle/text.md", **others: bytes) -> bytes:
    into = io.BytesIO()
    with zipfile.ZipFile(into, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr("__MACOSX/Bus.textbundle/._text.md", b"\0\5\x16\7")
        file.writestr("Bus.textbundle/info.json", INFO)
        file.writestr(name, text)
        for other, body in others.items():
            file.writestr(f"Bus.textbundle/assets/{other}.txt", body)
    return into.getvalue()


@pytest.mark.parametrize(
    "name",
    [
        "Bus.textbundle/text.md",
        "Bus.textbundle/text.fountain",
        "Bus.textbundle/text.txt",
        "text.markdown",
        "Bus.fountain",
    ],
)
def test_the_text_inside_is_read_as_fountain(name: str) -> None:
    ours = highland.read(_bundle(TEXT.encode(), name, notes=b"no part of it"), HERE)
    theirs = fountain.read_manuscript(TEXT)
    assert ours.drafts == theirs.drafts
    assert ours.title_page == theirs.title_page
    assert (ours.source.format, ours.source.text) == ("highland", TEXT)


def test_through_the_path_and_under_any_name(tmp_path: Path) -> None:
    path = tmp_path / "bus.zip"
    path.write_bytes(_bundle(TEXT.encode()))
    screenplay = read(path)
    assert screenplay.scenes[0].place == "CAFÉ"
    assert screenplay.source is not None
    assert screenplay.source.format == "highland"


def test_a_bundle_without_a_text_is_refused() -> None:
    with pytest.raises(ScriptError, match=r"no text\.md"):
        highland.read(_bundle(b"x", "Bus.textbundle/other.rtf"), HERE)


def test_damage_costs_only_what_stands_behind_it() -> None:
    text = TEXT.encode() + b"".join(b"\nEXT. ROAD %d - NIGHT\n\nA car passes.\n" % number for number in range(300))
    data = _bundle(text)
    cut = data[: len(data) * 2 // 3]
    with pytest.raises(ScriptError, match="--salvage"):
        highland.read(cut, HERE)
    ours = highland.read(cut, HERE, salvage=True)
    assert text.decode().startswith(ours.source.text)
    assert len(ours.drafts) > 20
    assert any(each.severity == "error" for each in ours.diagnostics)
