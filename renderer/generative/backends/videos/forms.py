"""What a server is sent: a job as the fields and images of one request."""

from __future__ import annotations

import base64
import io
import json
from typing import Any, NamedTuple

from PIL import Image as Pictures

from renderer.generative.backends.videos.dialects import PLAIN_SECONDS, Dialect
from renderer.generative.backends.videos.trouble import GivenUpError
from renderer.generative.images import Picture, load, png, within
from renderer.generative.seam import Abilities, Image, Job, Work
from renderer.generative.shaping.placing import placed

_REFERENCE = 1 << 20
"""Pixels of an image of somebody or something; models see them smaller still."""
_FIELD = 1_000_000
"""Bytes of a field that is no file: servers built with Starlette take 1 MiB (its formparsers.py, ``max_part_size``)."""
_QUALITY = 92
_SMALLEST = 64 * 64
_SEEDS = 2**31
"""Seeds that fit wherever a server keeps them."""

Part = tuple[str, tuple[str, bytes, str]]
"""A field's name; a file's name, bytes and type."""


class Form(NamedTuple):
    """A request: its fields, its files, and whether it is sent as JSON, where there are none."""

    fields: dict[str, Any]
    files: tuple[Part, ...] = ()
    as_json: bool = False


def form_of(work: Work, model: str, dialect: Dialect, abilities: Abilities) -> Form:
    """The request for a job, with its images read.

    Raises RenderError for an image that cannot be read, GivenUpError for a job that cannot be asked of this server.
    """
    job = work.job
    if why := _not_taken(work, abilities):
        raise GivenUpError("refused", f"the model {why}")
    fields = {"model": model, "prompt": job.prompt, "size": f"{job.fit.width}x{job.fit.height}"}
    fields |= _exactly(job, dialect, abilities) if dialect.exact else {"seconds": _seconds(job)}
    pictures = _pictures(work, abilities)
    if not pictures:
        return Form(fields, as_json=dialect.bare)
    if len(pictures) > 1:
        return Form(fields | {"image_reference": _listed(pictures)})
    return Form(fields, (("input_reference", ("image.png", png(pictures[0]), "image/png")),))


def _not_taken(work: Work, abilities: Abilities) -> str:
    """What the model does not do of what is asked; "" where it does it all."""
    job, rule = work.job, abilities.frames
    if rule.fitting(job.frames) != job.frames:
        return f"makes no {job.frames} frames; {rule.fitting(job.frames)} it would"
    sizes = abilities.size.sizes
    if sizes and (job.fit.width, job.fit.height) not in sizes:
        return f"makes no pictures of {job.fit.width} x {job.fit.height}"
    if job.head and (not abilities.first or work.head is None or not len(work.head)):
        return f"cannot go on from {job.head} frames"
    if job.control is not None or job.last is not None:
        return "is shown neither passes nor a last frame over a server"
    return ""


def _exactly(job: Job, dialect: Dialect, abilities: Abilities) -> dict[str, Any]:
    fields: dict[str, Any] = {"num_frames": job.frames, "fps": round(job.rate), "seed": job.seed % _SEEDS}
    if job.manner.steps is not None:
        fields["num_inference_steps"] = job.manner.steps
    if job.manner.guidance is not None:
        fields["guidance_scale"] = job.manner.guidance
    if job.negative and abilities.negative:
        fields["negative_prompt"] = job.negative
    if abilities.audio and dialect.sound:
        fields["generate_sound"] = True
    return fields


def _seconds(job: Job) -> str:
    """The shortest film to be had that is long enough."""
    return str(next((each for each in PLAIN_SECONDS if each * job.rate >= job.frames), PLAIN_SECONDS[-1]))


def _pictures(work: Work, abilities: Abilities) -> list[Picture]:
    """The image that the film begins with, or those of people and places in the order in which they count."""
    job = work.job
    if abilities.first and work.head is not None and len(work.head):
        last: Picture = work.head[-1]
        return [last]
    if abilities.first and job.first is not None:
        return [placed(_seen(job.first), job.fit)]
    return [within(_seen(each), _REFERENCE) for each in job.references[: abilities.references]]


def _seen(image: Image) -> Picture:
    seen: Picture = load(image)[0]
    return seen


def _listed(pictures: list[Picture]) -> str:
    """Several images in one field, scaled down until they fit into it."""
    pixels = _REFERENCE
    while True:
        urls = [_url(within(picture, pixels)) for picture in pictures]
        if sum(map(len, urls)) < _FIELD or pixels < _SMALLEST:
            return json.dumps([{"image_url": url} for url in urls])
        pixels //= 2


def _url(picture: Picture) -> str:
    stream = io.BytesIO()
    Pictures.fromarray(picture).save(stream, "JPEG", quality=_QUALITY)
    return f"data:image/jpeg;base64,{base64.b64encode(stream.getvalue()).decode()}"
