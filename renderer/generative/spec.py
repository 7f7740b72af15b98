"""Who renders: the words of ``--renderer`` and of ``renderer:`` in reel.yaml.

======================  =====================================================================
``previs``              nobody but us: the film is cut from the previs
``diffusers:MODEL``     a video model in this process: a folder, or a published one that was downloaded
``videos:URL#MODEL``    a server that speaks OpenAI's /v1/videos (vLLM-Omni, SGLang, a service)
======================  =====================================================================

A published model may name its revision: ``diffusers:Wan-AI/Wan2.1-VACE-1.3B-diffusers@0123abcd``.
"""

from __future__ import annotations

import re
from typing import Literal, NamedTuple, cast, get_args

from film.address import address_of, shown
from film.errors import RenderError

Kind = Literal["previs", "diffusers", "videos"]
_FORMS = "previs, diffusers:MODEL or videos:URL#MODEL"


class Spec(NamedTuple):
    """Who renders: ``at`` is a folder, a published model's name or a server's URL; ``model`` the name behind ``#``,
    ``revision`` what stands behind ``@``."""

    kind: Kind
    at: str = ""
    model: str = ""
    revision: str = ""

    def __str__(self) -> str:
        named = self.at and f":{self.at}" + (f"#{self.model}" if self.model else "")
        return f"{self.kind}{named}" + (f"@{self.revision}" if self.revision else "")


def parse(text: str, where: str = "--renderer") -> Spec:
    """Who the words name.  Raises RenderError, naming ``where`` they stand, for words that name nobody.

    >>> parse("videos:http://localhost:8000/v1#wan").model
    'wan'
    """
    kind, _, rest = text.strip().partition(":")
    rest = rest.strip()
    if kind not in get_args(Kind) or (kind == "previs") == bool(rest) or not rest.isprintable():
        raise RenderError(f"{shown(text)} names no renderer", where=where, do=f"Say {_FORMS}")
    known = cast(Kind, kind)
    if known == "videos":
        return _server(rest, where)
    at, mark, revision = rest.rpartition("@")
    if known == "diffusers" and mark and re.fullmatch(r"[0-9A-Za-z._-]+", revision):
        return Spec(known, at, "", revision)
    return Spec(known, rest)


def _server(text: str, where: str) -> Spec:
    do = "Say videos:http://localhost:8000/v1#MODEL; a key is taken from the environment, STORYREEL_VIDEO_KEY"
    try:
        url, model = address_of(text)
    except ValueError as error:
        raise RenderError(str(error), where=where, do=do) from None
    return Spec("videos", url, model)
