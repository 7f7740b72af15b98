"""Which model a folder is, for whoever keeps takes."""

from __future__ import annotations

from renderer.generative.backends.diffusers.folder import Folder
from renderer.generative.backends.diffusers.probe import abilities_of, manner_of, needs_of
from renderer.generative.seam import Identity


def identity_of(folder: Folder) -> Identity:
    """Name, revision, family ("": nobody described one), what the model takes and needs.

    Raises RenderError where a library is missing, and for what makes no video.
    """
    manner, draft = manner_of(folder)
    return Identity(
        name=folder.name,
        revision=folder.revision,
        family=folder.family.name if folder.family is not None else "",
        abilities=abilities_of(folder),
        needs=needs_of(folder),
        manner=manner,
        draft=draft,
    )
