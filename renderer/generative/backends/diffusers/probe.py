"""What a folder's model takes: by how its pipeline is called, what its parts say of themselves, and its family.

::

    model_index.json ─▶ class ─▶ what it is called with ─┐
    config.json of the parts ─▶ frames and pixels a latent ┼─▶ Abilities
    family, where somebody described one ──────────────────┘

A family that was described is believed, but its rules of frames and sizes follow the checkpoint's own ratios.  Of
others is taken only what has a name that all pipelines share: a first and last frame, a text of what is not wanted.
"""

from __future__ import annotations

import inspect
from collections.abc import Mapping
from fractions import Fraction
from importlib.util import find_spec
from math import lcm
from typing import Any, NamedTuple

from film.address import shown
from renderer.generative.backends.diffusers.folder import Folder
from renderer.generative.backends.diffusers.parts import wrong
from renderer.generative.backends.diffusers.published import offline
from renderer.generative.backends.diffusers.ratios import Ratios, ratios_of
from renderer.generative.seam import Abilities, FrameRule, Manner, Need, SizeRule

_LIBRARIES = ("torch", "diffusers", "transformers", "accelerate")
_COUNTS = ("num_frames", "frames", "video_length")
"""What pipelines call the count of frames."""
_RATES = ("frame_rate", "fps", "target_fps")
_GIVEN = {"prompt", "image", "height", "width", "num_frames"}
"""What can be given to a pipeline that nobody described."""
_FRAMES, _PIXELS, _RATE = 49, 832 * 480, Fraction(24)
"""What is taken for a model that says nothing: a common window and size, and the film's usual rate."""
_OF_OTHERS = {
    "WanDMDPipeline": "Serve it with FastVideo and say videos:URL, or let its model_index.json name WanPipeline, whose "
    "sampler is not the one it was distilled for",
}
"""Pipelines of other programs that publish in diffusers' layout, and what to do about them."""
_LISTED = "storyreel models lists some"
_STEPS, _GUIDANCE = 50, 5.0
_FARTHEST = 1e9
_LONGEST_PROMPT = 100_000
"""Tokens; tokenizers without a limit tell one of 10^30."""


class Called(NamedTuple):
    """How a pipeline is called: its arguments with their defaults, and those that it cannot be called without."""

    defaults: Mapping[str, Any]
    required: frozenset[str]

    def number(self, *names: str) -> int | None:
        """The first of these arguments whose default is a positive whole number."""
        told = (self.defaults.get(name) for name in names)
        return next((each for each in told if isinstance(each, int) and each > 0), None)

    def figure(self, low: float, high: float, *names: str) -> float | None:
        """The first of these arguments whose default is a number in these bounds."""
        found = (_figure(self.defaults.get(name)) for name in names)
        return next((each for each in found if each is not None and low <= each <= high), None)


def abilities_of(folder: Folder) -> Abilities:
    """What the model takes.

    Raises RenderError where a library is missing, where diffusers has no such pipeline, and where it makes no video.
    """
    called = call_of(folder)
    ratios = ratios_of(folder.configs)
    if folder.family is not None:
        return _fitted(folder.family.abilities, ratios)
    return _probed(called, ratios, folder)


def needs_of(folder: Folder) -> tuple[Need, ...]:
    """What the model cannot be called without.  Raises as ``abilities_of``."""
    if folder.family is not None:
        return folder.family.needs
    called = call_of(folder)
    of_images = any(word in folder.pipeline for word in ("ImageToVideo", "Image2Video", "I2V"))
    return ("first",) if "image" in called.required or (of_images and "image" in called.defaults) else ()


def manner_of(folder: Folder) -> tuple[Manner, Manner]:
    """How the model is run, and how for a draft; all of it is set.  Raises as ``abilities_of``."""
    if folder.family is not None:
        return folder.family.manner, folder.family.draft
    called = call_of(folder)
    guidance = called.figure(0, 100, "guidance_scale")
    steps = min(called.number("num_inference_steps") or _STEPS, 1000)
    final = Manner(steps=steps, guidance=_GUIDANCE if guidance is None else guidance)
    return final, final.but(scale=0.5)


def call_of(folder: Folder) -> Called:
    """How the pipeline that the index names is called.  Raises as ``abilities_of``."""
    arguments = inspect.signature(_pipeline(folder).__call__).parameters
    named = {name: each.default for name, each in arguments.items() if name != "self" and each.kind != each.VAR_KEYWORD}
    empty = inspect.Parameter.empty
    required = frozenset(name for name, default in named.items() if default is empty)
    called = Called({name: None if default is empty else default for name, default in named.items()}, required)
    if not set(_COUNTS) & set(named):
        what = "changes films and makes none" if "video" in named else "makes no video"
        raise wrong(
            f"{folder.pipeline} {what}", folder.name, "Name a model that makes video; storyreel models lists some"
        )
    if not {"prompt", "image"} & set(named):
        raise wrong(f"{folder.pipeline} refines what others made", folder.name, "Name the model that made it")
    asked = sorted(required - _GIVEN)
    if asked and folder.family is None:
        what = f"{folder.pipeline} cannot be called without {', '.join(asked)}, which nobody here makes"
        raise wrong(what, folder.name, f"Name another model; {_LISTED}")
    return called


def _pipeline(folder: Folder) -> Any:
    """The class, of diffusers' own alone."""
    missing = [name for name in _LIBRARIES if find_spec(name) is None]
    if missing:
        raise wrong(f"{', '.join(missing)} is not installed", folder.name, "pip install 'storyreel[video]'")
    offline()
    import diffusers

    named = getattr(diffusers, folder.pipeline, None)
    if not inspect.isclass(named) or not issubclass(named, diffusers.DiffusionPipeline):
        what = f"diffusers {diffusers.__version__} has no pipeline {shown(folder.pipeline)}"
        raise wrong(what, folder.name, _OF_OTHERS.get(folder.pipeline, "Take a model in the layout of diffusers"))
    return named


def _fitted(abilities: Abilities, ratios: Ratios) -> Abilities:
    """A family's abilities with the rules of frames and sizes that this checkpoint has."""
    rule, size = abilities.frames, abilities.size
    if ratios.temporal > 1 and rule.step > 1 and rule.step != ratios.temporal:
        rule = FrameRule(step=ratios.temporal, offset=rule.offset, least=rule.offset + ratios.temporal, most=rule.most)
    if ratios.spatial:
        multiple = lcm(ratios.multiple, 16)
        size = size.but(multiple=multiple, least=multiple)
    return abilities.but(frames=rule, size=size)


def _probed(called: Called, ratios: Ratios, folder: Folder) -> Abilities:
    """What a pipeline that nobody described takes, by the names of its arguments."""
    step = max(ratios.temporal, 1)
    most = called.number(*_COUNTS) or _of_parts(folder, "sample_frames", "num_frames") or _FRAMES
    offset = most % step
    multiple = lcm(max(ratios.multiple, 1), 16)
    first = "image" in called.defaults
    rate = called.figure(1, 240, *_RATES)
    return Abilities(
        prompt_tokens=called.number("max_sequence_length") or _of_tokenizer(folder),
        negative="negative_prompt" in called.defaults,
        first=first,
        last=first and "last_image" in called.defaults,
        continues=1 if first else 0,
        frames=FrameRule(step=step, offset=offset, least=min(offset + step, most), most=most),
        size=SizeRule(multiple=multiple, pixels=_pixels(called, ratios, folder), least=multiple),
        rate=_RATE if rate is None else Fraction(rate).limit_denominator(1001),
        any_rate=rate is not None,
    )


def _pixels(called: Called, ratios: Ratios, folder: Folder) -> int:
    width, height = called.number("width"), called.number("height")
    if width and height:
        return width * height
    width, height = (_of_parts(folder, name) for name in ("sample_width", "sample_height"))
    return width * height * ratios.spatial**2 if width and height and ratios.spatial else _PIXELS


def _of_parts(folder: Folder, *keys: str) -> int:
    """A positive whole number that the transformer or the U-Net tells of itself; 0 where neither does."""
    parts = (folder.configs.get(name, {}) for name in ("transformer", "unet", "motion_adapter"))
    found = (part.get(key) for part in parts for key in keys)
    return next((each for each in found if isinstance(each, int) and 0 < each <= 10_000), 0)


def _of_tokenizer(folder: Folder) -> int:
    """The longest prompt by the tokenizer's own settings; 0 where it tells no limit."""
    told = _figure(folder.configs.get("tokenizer", {}).get("model_max_length"))
    return int(told) if told is not None and 0 < told <= _LONGEST_PROMPT else 0


def _figure(value: Any) -> float | None:
    """A number of a size that somebody may have meant."""
    is_number = isinstance(value, (int, float)) and not isinstance(value, bool)
    return float(value) if is_number and abs(value) <= _FARTHEST else None
