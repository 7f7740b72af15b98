"""The commands that have a language model write: a screenplay of prose, a film's words in another language."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from storyreel.cli.options import (
    AsJson,
    Debug,
    Quiet,
    ReelOnly,
)
from storyreel.cli.running import reel_of
from storyreel.terminal import plainly, put, say

Prose = Annotated[Path, typer.Argument(metavar="FILE", help="A story, an outline, a treatment, a transcript.")]
Writer = Annotated[
    str | None,
    typer.Option("--llm", help="Who writes it: openai:URL#MODEL, vllm:MODEL, transformers:FOLDER or replay:FILE."),
]
NewScript = Annotated[
    Path | None, typer.Option("-o", "--out", help="The screenplay to write; FILE.fountain here when not said.")
]
Language = Annotated[
    str | None, typer.Option(help="The language that FILE is in: en, fr; told from its words when not said.")
]
ToLanguage = Annotated[str, typer.Option("--to", help="The language to translate into: fr, pt-BR.", metavar="CODE")]
Glossary = Annotated[Path | None, typer.Option(help="A .yaml file of terms and names, each with its rendering.")]


def adapt(
    file: Prose,
    out: NewScript = None,
    llm: Writer = None,
    language: Language = None,
    json: AsJson = False,
    quiet: Quiet = False,
    debug: Debug = False,
) -> None:
    """Makes a screenplay of prose, in Fountain, to read and correct: a note says where each part comes from."""
    with plainly(debug):
        from storyreel.progress import progress_for
        from storyreel.texts import adaptation

        report = adaptation.adapt_file(file, out, llm, language, progress_for(quiet=quiet))
        put(report.model_dump_json()) if json else say(adaptation.text(report))
        if report.unread:
            raise typer.Exit(1)


def translate(
    reel: ReelOnly,
    to: ToLanguage,
    llm: Writer = None,
    glossary: Glossary = None,
    json: AsJson = False,
    quiet: Quiet = False,
    debug: Debug = False,
) -> None:
    """Translates what is said and shown, each line within its time: a page to edit, and captions."""
    with plainly(debug):
        from storyreel.progress import progress_for
        from storyreel.stages import Stages
        from storyreel.texts import translation

        folder = reel_of(reel)
        report = translation.translate_reel(Stages(), folder, to, glossary, llm, progress_for(quiet=quiet))
        put(report.model_dump_json()) if json else say(translation.text(report))
        if report.missing:
            raise typer.Exit(1)
