"""What an image model takes, from the class of its pipeline and what is known of its family.

::

    image, strength absent       an edit model: it is shown images beside the words    references
    prompt, height, width        a text-to-image model; with a sister that has         layout "start"
                                 ``strength`` it can begin from a picture
    num_frames                   makes films
"""

from __future__ import annotations

import inspect
import json
from typing import Any, NamedTuple

from film.address import shown
from film.errors import RenderError
from renderer.generative.backends.diffusers.folder import Folder
from renderer.generative.seam import Manner, SizeRule
from renderer.generative.stills.families import image_family_of
from renderer.generative.stills.seam import ImageAbilities, ImageIdentity, LayoutUse

EDITS = {
    "Flux2Pipeline": (10, 0),
    "Flux2KleinPipeline": (4, 0),
    "Flux2KleinKVPipeline": (4, 0),
    "FluxKontextPipeline": (1, 0),
    "QwenImageEditPipeline": (1, 1),
    "QwenImageEditPlusPipeline": (3, 1),
}
"""Pipelines that are shown images (``image``, a list where there may be several): how many at most, and at least."""
_USUAL = Manner(steps=30, guidance=4.0)
_MEGAPIXEL = 1024 * 1024
_FAR = 100_000
"""Tokens; a tokenizer that says more than this says nothing."""


class Call(NamedTuple):
    """How a pipeline is called: the names of what it is given, the tokens at which it cuts a prompt (0: nobody says),
    and the class beside it that begins from a picture ("": none)."""

    names: frozenset[str]
    tokens: int
    sister: str = ""


def identity_of(folder: Folder) -> ImageIdentity:
    """Who the model is and what it takes.  Imports diffusers; raises RenderError for one that makes no pictures."""
    call = call_of(folder.pipeline, folder.name)
    family = image_family_of(folder.index, folder.name)
    most, least = EDITS.get(folder.pipeline, (0, 0))
    if family is not None:
        most = min(most, family.references)
    multiple = _multiple(folder)
    rule = family.size if family is not None else SizeRule(multiple=16, pixels=_MEGAPIXEL)
    layout: LayoutUse = "shown" if most > 1 else "start" if call.sister else "none"
    known = _USUAL if family is None else family.manner
    return ImageIdentity(
        name=folder.name,
        revision=folder.revision,
        family="" if family is None else family.name,
        abilities=ImageAbilities(
            prompt_tokens=_tokens(folder, call),
            negative="negative_prompt" in call.names,
            references=most,
            least=least,
            layout=layout,
            size=rule.but(multiple=max(rule.multiple, multiple), least=max(rule.least, multiple)),
        ),
        manner=Manner(**{**dict(Manner()), **{k: v for k, v in dict(known).items() if v is not None}}),
        licence=None if family is None else family.licence,
        note=""
        if family is not None
        else "nobody described its family: settings are the usual ones, its licence unknown",
    )


def call_of(name: str, model: str) -> Call:
    """How the pipeline of that class is called.  Raises RenderError where it makes no pictures out of words."""
    import diffusers

    kind: Any = getattr(diffusers, name, None)
    if kind is None or not callable(kind):
        raise _no_pictures(model, f"this diffusers knows no {shown(name)}", "Upgrade diffusers, or take another model")
    signature = inspect.signature(kind.__call__)
    names = frozenset(signature.parameters)
    if {"num_frames", "frames", "video"} & names:
        do = "Name it with --renderer; stills want an image model (FLUX.2 klein, Qwen-Image-Edit)"
        raise _no_pictures(model, f"{name} makes films, not pictures", do)
    if not {"prompt", "height", "width", "generator"} <= names or _wants_more(signature, name):
        do = "Take a text-to-image or a multi-image edit model (FLUX.2 klein, Qwen-Image-Edit)"
        raise _no_pictures(model, f"{name} makes no pictures out of words", do)
    tokens = signature.parameters.get("max_sequence_length")
    default = tokens.default if tokens is not None and isinstance(tokens.default, int) else 0
    return Call(names, default, "" if name in EDITS else _sister(diffusers, name))


def _wants_more(signature: inspect.Signature, name: str) -> bool:
    """It cannot be called with words, sizes and, where it is an edit model, images alone."""
    others = {"image", "images", "mask_image", "control_image", "input_images", "pose_video"} & set(
        signature.parameters
    )
    return bool(others) and name not in EDITS


def _sister(diffusers: Any, name: str) -> str:
    """The class beside a text-to-image one that begins from a picture: diffusers calls it FluxImg2ImgPipeline."""
    sister = f"{name.removesuffix('Pipeline')}Img2ImgPipeline"
    kind = getattr(diffusers, sister, None)
    if kind is None or not {"image", "strength"} <= set(inspect.signature(kind.__call__).parameters):
        return ""
    return sister


def _multiple(folder: Folder) -> int:
    """What both sides are a multiple of: the VAE's ratio, and patches of two by two latents."""
    blocks = folder.configs.get("vae", {}).get("block_out_channels")
    ratio = 2 ** (len(blocks) - 1) if isinstance(blocks, list) and 1 <= len(blocks) <= 8 else 8
    return ratio * 2


def _tokens(folder: Folder, call: Call) -> int:
    """The longest prompt: what the pipeline cuts at, else what its tokenizer says; 0 where neither does."""
    if call.tokens:
        return call.tokens
    try:
        told = json.loads((folder.path / "tokenizer" / "tokenizer_config.json").read_text(encoding="utf-8"))
        most = int(told["model_max_length"])
    except (OSError, ValueError, KeyError, TypeError):
        return 0
    return most if 0 < most < _FAR else 0


def _no_pictures(model: str, what: str, do: str) -> RenderError:
    return RenderError(what, where=model, do=do)
