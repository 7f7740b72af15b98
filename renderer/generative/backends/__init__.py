"""The video models that can be asked, one room a kind; each loads its libraries on its first use."""

from __future__ import annotations

from collections.abc import Mapping

from film.errors import RenderError
from renderer.generative.means import Means
from renderer.generative.seam import VideoModel
from renderer.generative.spec import Spec


def opened(spec: Spec, means: Means, environment: Mapping[str, str]) -> VideoModel:
    """The model that the words name.  Nothing is loaded or asked yet: ``ready`` says whether it is there.

    ``environment`` is where a server's key is looked for.  Raises RenderError for the previs, which is no video model.
    """
    if spec.kind == "diffusers":
        from renderer.generative.backends.diffusers.model import Diffusers

        return Diffusers(spec.at, spec.revision, means)
    if spec.kind == "videos":
        from renderer.generative.backends.videos.client import Videos

        return Videos(spec.at, spec.model, means, environment)
    raise RenderError("the previs is drawn without a video model", where=str(spec), do="Name one with --renderer")
