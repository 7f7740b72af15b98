"""The words that commands take: arguments and options, each said once."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

import typer

Script = Annotated[Path, typer.Argument(metavar="SCRIPT", help="A screenplay, or a reel made from one.")]
ReelOnly = Annotated[Path, typer.Argument(metavar="REEL", help="A reel's folder.")]
AnyReel = Annotated[Path | None, typer.Argument(metavar="[REEL]", help="A reel's folder, to see its own.")]
Out = Annotated[Path | None, typer.Option("-o", "--out", help="The reel's folder; SCRIPT.reel here when not said.")]
Size = Annotated[str | None, typer.Option(help="Pixels of the picture, 960x540.")]
Fps = Annotated[str | None, typer.Option(help="Frames per second: 24, 25, 30, 23.976.")]
Scenes = Annotated[str, typer.Option(help="Only these scenes: 1-3,12A.")]
Jobs = Annotated[int | None, typer.Option(min=1, max=256, help="Worker processes; one a core when not said.")]
StyleName = Annotated[
    str | None, typer.Option("--style", help="The director's hand: a style's name (see styles) or a .yaml file.")
]
Seed = Annotated[int | None, typer.Option(help="Another number, another choice among equals.")]
Labels = Annotated[bool | None, typer.Option("--labels/--no-labels", help="Names beside the characters.")]
Passes = Annotated[
    str | None, typer.Option(help="Passes that go with each shot: depth,normal,id (see docs/passes.md), or none.")
]
Profile = Annotated[
    Literal["full", "draft"], typer.Option(help="draft draws in half the time: rough edges, and no pass but id.")
]
To = Annotated[str | None, typer.Option(help="Convert to fountain, fdx or json.", metavar="FORMAT")]
OutFile = Annotated[Path | None, typer.Option("-o", "--out", help="The file to convert into; stdout when not said.")]
Salvage = Annotated[bool, typer.Option("--salvage", help="Of a damaged file, read what can be read.")]
Old = Annotated[Path, typer.Argument(metavar="OLD", help="The draft before: a screenplay or a reel.")]
New = Annotated[Path, typer.Argument(metavar="NEW", help="The draft after: a screenplay or a reel.")]
HtmlFile = Annotated[Path | None, typer.Option("--html", help="The revised pages, as a web page in this file.")]
Colour = Annotated[str, typer.Option(help="The colour of the revised pages.")]
Llm = Annotated[
    str | None,
    typer.Option(help="Who reads the script besides the rules: auto, none, openai:URL#MODEL (see docs/reading.md)."),
]
LlmRequired = Annotated[
    bool, typer.Option("--llm-required", help="Stop rather than plan by rules what the model does not answer.")
]
Renderer = Annotated[
    str | None,
    typer.Option(help="Who renders the shots: previs, diffusers:MODEL or videos:URL#MODEL (see docs/video.md)."),
]
Takes = Annotated[int | None, typer.Option(min=1, max=50, help="Good takes of each shot that are wanted.")]
VideoDevice = Annotated[
    str | None,
    typer.Option(help="Where a video model runs: auto, cuda, cuda:1, mps, or cpu, which takes hours a shot."),
]
Foretell = Annotated[
    bool, typer.Option("--estimate", help="Say what the takes would cost that are missing, and make nothing.")
]
Eyes = Annotated[
    str | None,
    typer.Option("--llm", help="A model that sees, which is shown every rendered shot; what it says decides nothing."),
]
EstimateOnly = Annotated[bool, typer.Option("--estimate", help="Say what the model would cost, and ask nothing.")]
AsJson = Annotated[bool, typer.Option("--json", help="One JSON object on stdout.")]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="No progress.")]
Debug = Annotated[bool, typer.Option("--debug", help="Tracebacks of errors.")]
To3D = Annotated[str, typer.Option("--to", help="What for: gltf or usd.", metavar="FORMAT")]
Folder = Annotated[Path | None, typer.Option("-o", "--out", help="The files' folder; REEL/export when not said.")]
