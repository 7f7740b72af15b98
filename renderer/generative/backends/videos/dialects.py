"""How servers that speak /v1/videos differ: what each takes of what a model could.

==========  =======================================================================================================
vLLM-Omni   Forms of several parts.  Frames, rate, seed, steps, guidance and what is not wanted have fields of their
            own.  One image as ``input_reference``, or several as ``image_reference``; a mask cannot be given, so that
            a model that takes references has them alone.
SGLang      The same fields, as JSON where there is no image.  One image.
others      with an open model: the same fields, one image.
the plain   The protocol as OpenAI published it: a prompt, one image, one of four sizes, 4, 8 or 12 seconds.  No seed:
protocol    every take is another.
==========  =======================================================================================================

Control videos reach no model of ours over any of them.

Sources: vLLM-Omni 0.30, entrypoints/openai/protocol/videos.py and docs/serving/videos_api.md; SGLang 0.5.23,
multimodal_gen/runtime/entrypoints/openai/protocol.py and video_api.py; openai 3.54, types/video_create_params.py.
"""

from __future__ import annotations

from fractions import Fraction
from typing import Literal, NamedTuple

from renderer.generative.families.family import Family
from renderer.generative.seam import Abilities, FrameRule, Manner, SizeRule

Task = Literal["", "T2V", "I2V", "TI2V"]
"""What a server says that its model makes films of: text, an image, either; "" where it does not say."""


class Dialect(NamedTuple):
    """How a server is spoken to.

    ``exact``: it takes frames, rate, seed, steps and guidance, and ``negative`` words.  ``many``: several images.
    ``bare``: it wants JSON where there is no image.  ``sound``: it has to be asked for sound.
    """

    title: str
    exact: bool = True
    many: bool = False
    bare: bool = False
    sound: bool = False


VLLM = Dialect("vLLM-Omni", many=True, sound=True)
SGLANG = Dialect("SGLang", bare=True)
OPEN = Dialect("an open model's server")
PLAIN = Dialect("a server of the plain protocol", exact=False)

PLAIN_SECONDS = (4, 8, 12)
_PLAIN_RATE = 24
_PLAIN = Abilities(
    first=True,
    continues=1,
    frames=FrameRule(
        step=PLAIN_SECONDS[0] * _PLAIN_RATE,
        least=PLAIN_SECONDS[0] * _PLAIN_RATE,
        most=PLAIN_SECONDS[-1] * _PLAIN_RATE,
    ),
    size=SizeRule(
        multiple=16, pixels=1792 * 1024, least=720, sizes=((1280, 720), (720, 1280), (1792, 1024), (1024, 1792))
    ),
    rate=Fraction(_PLAIN_RATE),
)
_ANY = Abilities(
    negative=True,
    frames=FrameRule(step=8, offset=1, least=9, most=81),
    size=SizeRule(multiple=32, pixels=832 * 480, least=256),
    rate=Fraction(24),
)
"""What most open families take: counts that are 8 k + 1 and so 4 k + 1 too, sides that are multiples of 32."""
_ANY_MANNER = Manner(steps=40, guidance=5.0)


def dialect_of(owner: str, family: Family | None) -> Dialect:
    """How a server is spoken to, by who it says owns its model ("vllm", "sglang" ...)."""
    said = owner.lower()
    if said.startswith("vllm"):
        return VLLM
    if said.startswith("sglang"):
        return SGLANG
    return PLAIN if family is None else OPEN


def abilities_of(dialect: Dialect, family: Family | None, task: Task) -> Abilities:
    """What can be asked of the model through its server."""
    if not dialect.exact:
        return _PLAIN
    able = _ANY if family is None else family.abilities
    references = able.references if dialect.many else 0
    # Where a model takes references by one field and its first frame by a mask, an image in that field is a reference.
    first = task in ("I2V", "TI2V") if family is None else able.first and not able.references and task != "T2V"
    return able.but(
        first=first,
        last=False,
        keyframes=False,
        references=references,
        controls=(),
        continues=min(able.continues, 1) if first and family is not None else int(first),
        any_rate=False,  # many servers know whole rates alone
    )


def manners_of(dialect: Dialect, family: Family | None) -> tuple[Manner, Manner]:
    """How the model is run, and how for a draft; one way alone where there is nothing to choose."""
    if not dialect.exact:
        return _ANY_MANNER, _ANY_MANNER
    if family is None:
        return _ANY_MANNER, _ANY_MANNER.but(steps=20, scale=0.5)
    return family.manner, family.draft
