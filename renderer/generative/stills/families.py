"""What is known of image models beyond what their files say: images taken, settings, licence.

Of a model that is not listed the class of its pipeline says what it takes (backends.diffusers.picture_probe), and
nobody knows its licence.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from film.base import Model
from renderer.generative.families.family import Licence
from renderer.generative.seam import Manner, SizeRule

_APACHE = Licence(name="Apache-2.0", commercial="yes", url="https://www.apache.org/licenses/LICENSE-2.0", read=True)
_MEGAPIXEL = 1024 * 1024
_DIFFUSERS = "https://huggingface.co/docs/diffusers/main/en/api/pipelines/"


def _flux_terms(name: str) -> Licence:
    return Licence(
        name=f"{name} Non-Commercial License",
        commercial="terms",
        terms="commercial use of the weights needs a licence from Black Forest Labs",
        url="https://bfl.ai/licensing",
    )


class ImageFamily(Model):
    """Image models of one kind.

    ``pipelines`` are the class names that an index may name, ``named`` words of the model's name that tell it from its
    kin.  ``references`` is how many images it was trained to be shown at once.  ``sources`` are where all this stands.
    """

    name: str
    title: str
    pipelines: tuple[str, ...]
    named: tuple[str, ...] = ()
    marks: dict[str, bool] = {}
    references: int
    manner: Manner
    size: SizeRule = SizeRule(multiple=16, pixels=_MEGAPIXEL)
    licence: Licence | None = None
    sources: tuple[str, ...] = ()

    def is_it(self, index: Mapping[str, Any], name: str) -> bool:
        """Whether a model's index and name are of this family."""
        alike = not self.named or any(word in name.lower() for word in self.named)
        marked = all(index.get(key) == value for key, value in self.marks.items())
        return index.get("_class_name") in self.pipelines and alike and marked


FAMILIES = (
    ImageFamily(
        name="flux2_klein_4b",
        title="FLUX.2 klein 4B",
        pipelines=("Flux2KleinPipeline",),
        named=("klein-4b",),
        marks={"is_distilled": True},
        references=4,
        manner=Manner(steps=4, guidance=1.0),
        licence=_APACHE,
        sources=("https://huggingface.co/black-forest-labs/FLUX.2-klein-4B", _DIFFUSERS + "flux2"),
    ),
    ImageFamily(
        name="flux2_klein_9b",
        title="FLUX.2 klein 9B",
        pipelines=("Flux2KleinPipeline",),
        named=("klein-9b",),
        marks={"is_distilled": True},
        references=4,
        manner=Manner(steps=4, guidance=1.0),
        licence=_flux_terms("FLUX"),
        sources=("https://huggingface.co/black-forest-labs/FLUX.2-klein-9B",),
    ),
    ImageFamily(
        name="flux2_klein",
        title="FLUX.2 klein, distilled",
        pipelines=("Flux2KleinPipeline",),
        marks={"is_distilled": True},
        references=4,
        manner=Manner(steps=4, guidance=1.0),
        sources=(_DIFFUSERS + "flux2",),
    ),
    ImageFamily(
        name="flux2_klein_base",
        title="FLUX.2 klein, base",
        pipelines=("Flux2KleinPipeline",),
        references=4,
        manner=Manner(steps=50, guidance=4.0),
        sources=(_DIFFUSERS + "flux2",),
    ),
    ImageFamily(
        name="flux2_dev",
        title="FLUX.2 dev",
        pipelines=("Flux2Pipeline",),
        references=10,
        manner=Manner(steps=50, guidance=4.0),
        licence=_flux_terms("FLUX.2-dev"),
        sources=("https://huggingface.co/black-forest-labs/FLUX.2-dev", _DIFFUSERS + "flux2"),
    ),
    ImageFamily(
        name="qwen_image_edit_plus",
        title="Qwen-Image-Edit 2509 and 2511",
        pipelines=("QwenImageEditPlusPipeline",),
        references=3,
        manner=Manner(steps=40, guidance=4.0),
        licence=_APACHE,
        sources=("https://huggingface.co/Qwen/Qwen-Image-Edit-2509",),
    ),
    ImageFamily(
        name="qwen_image_edit",
        title="Qwen-Image-Edit",
        pipelines=("QwenImageEditPipeline",),
        references=1,
        manner=Manner(steps=50, guidance=4.0),
        licence=_APACHE,
        sources=("https://huggingface.co/Qwen/Qwen-Image-Edit",),
    ),
    ImageFamily(
        name="z_image_turbo",
        title="Z-Image-Turbo",
        pipelines=("ZImagePipeline",),
        named=("turbo",),
        references=0,
        manner=Manner(steps=9, guidance=0.0),
        licence=_APACHE,
        sources=("https://huggingface.co/Tongyi-MAI/Z-Image-Turbo", _DIFFUSERS + "z_image"),
    ),
)
"""The more specific of a kind first."""


def image_family_of(index: Mapping[str, Any], name: str) -> ImageFamily | None:
    """The family of a model by its index and name; None where nobody described one."""
    return next((family for family in FAMILIES if family.is_it(index, name)), None)
