"""The commands about the script alone: what it holds, and what a revision changes."""

from __future__ import annotations

from storyreel.cli.options import (
    AsJson,
    Colour,
    Debug,
    HtmlFile,
    New,
    Old,
    OutFile,
    Salvage,
    Script,
    To,
)
from storyreel.terminal import plainly, put, say, warn


def read(
    script: Script,
    to: To = None,
    out: OutFile = None,
    salvage: Salvage = False,
    json: AsJson = False,
    debug: Debug = False,
) -> None:
    """Shows what the script holds: scenes, cast, places, pages, minutes, and what looks wrong; or converts it."""
    with plainly(debug):
        from storyreel import conversion
        from storyreel.summary import summary

        screenplay = conversion.screenplay_of(script, salvage=salvage)
        if to is None and out is None:
            put(screenplay.model_dump_json()) if json else say(summary(screenplay))
            return
        written = conversion.convert(screenplay, to or conversion.format_of(out))
        conversion.deliver(written, out)
        for loss in written.losses:
            warn(loss)


def diff(
    old: Old,
    new: New,
    html: HtmlFile = None,
    colour: Colour = "blue",
    json: AsJson = False,
    debug: Debug = False,
) -> None:
    """Shows what a revision changes: scenes, lines, people, pages; as coloured pages in HTML too."""
    with plainly(debug):
        from storyreel import revision
        from storyreel.files import write_text

        difference = revision.compare(old, new, colour)
        if html is not None:
            write_text(html, revision.html(difference))
        put(difference.model_dump_json()) if json else say(revision.text(difference))
