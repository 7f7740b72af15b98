"""The film's frame in the model's: a size that the model makes, and where in it the film's picture lies.

::

    film 960x540, model 32 k x 32 k       +----------------------+ 960 x 544
                                          |::::::::::::::::::::::|  2 rows beyond the film's frame,
                                          |  the film's picture  |  drawn by the model and cut away
                                          |      960 x 540       |
                                          |::::::::::::::::::::::|
                                          +----------------------+
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from fractions import Fraction

from film.errors import RenderError
from film.plan import Format
from renderer.generative.seam import Fit, SizeRule

_Size = tuple[int, int]

_BEYOND = Fraction(1, 10)
"""Share of the model's frame that may lie beyond the film's where another size has less."""
_NEARLY = Fraction(985, 1000)
"""Of the largest picture of the film, the share that a size may show and still be taken for its halves."""
_LITTLE_MORE = Fraction(105, 100)
"""As many times the pixels are too few to save for that."""
_LEAST = 8
"""Pixels of a side of the film's picture in the model's: below that it is less than a cell of its latents."""
_SIDE = 1 << 14
"""Pixels: no side of a picture is longer, whatever a model says of itself."""


def fit_of(format: Format, rule: SizeRule, scale: float = 1.0) -> Fit:
    """The size to ask of a model for a film, and the film's frame in it, undistorted and in the middle.

    As large as the model makes, but no larger than the film's own picture needs; then with no more than a tenth beyond
    the film's frame; then, of sizes that hardly differ, one whose halves the model makes too, so that a draft of half
    the sides can have the final's noise; then the fewest pixels.  ``scale`` is the share of those sides that a draft
    has, rounded down to what the model makes.  Raises RenderError where there is no such size.
    """
    sizes = rule.sizes or tuple(_tight(format, rule))
    if not sizes:
        raise RenderError(_nothing(format, rule), do="Choose another size of film or another model")
    final = _best(format, sizes, rule.multiple)
    fit = _placed(format, final if scale == 1 else _draft(format, rule, final, Fraction(scale)))
    if min(fit.inner_width, fit.inner_height) < _LEAST:
        what = f"the film's {format.width}x{format.height} would be {fit.inner_width}x{fit.inner_height} pixels of it"
        raise RenderError(
            f"the model would draw {fit.width}x{fit.height} and {what}", do="Choose another size of film or a draft"
        )
    return fit


def _best(format: Format, sizes: Iterable[_Size], multiple: int) -> _Size:
    """The size to take of those that there are."""
    all_ = sorted(set(sizes))
    most = max(_help(format, size) for size in all_)
    near = [size for size in all_ if _help(format, size) >= most * _NEARLY]
    enough = min(_pixels(size) for size in near if _help(format, size) == most)

    def worth(size: _Size) -> tuple[bool, bool, Fraction, int, _Size]:
        halves = all(side % (2 * multiple) == 0 for side in size) and _pixels(size) <= enough * _LITTLE_MORE
        return _beyond(format, size) > _BEYOND, not halves, -_help(format, size), _pixels(size), size

    return min(near, key=worth)


def _pixels(size: _Size) -> int:
    return size[0] * size[1]


def _help(format: Format, size: _Size) -> Fraction:
    """Pixels of the model along one of the film's; more than one each help nobody."""
    return min(_scale(format, size), Fraction(1))


def _scale(format: Format, size: _Size) -> Fraction:
    return min(Fraction(size[0], format.width), Fraction(size[1], format.height))


def _beyond(format: Format, size: _Size) -> Fraction:
    """Share of a size that lies beyond the film's frame."""
    return 1 - _scale(format, size) ** 2 * format.width * format.height / _pixels(size)


def _tight(format: Format, rule: SizeRule) -> Iterator[_Size]:
    """Every size on the grid that the film's frame fills across or upright, up to the film's own or the least, and the
    next one whose halves are on the grid."""
    step, wide, high = rule.multiple, format.width, format.height
    least = _up(rule.least, step)
    longest = min(max(wide, high, -(-least * max(wide, high) // min(wide, high))) + step, _SIDE)
    for side in range(step, longest + step, step):
        for width, height in ((side, -(-side * high // wide)), (-(-side * wide // high), side)):
            for grid in (step, 2 * step):
                size = max(_up(width, grid), least), max(_up(height, grid), least)
                if _pixels(size) <= rule.pixels and max(size) <= _SIDE:
                    yield size


def _draft(format: Format, rule: SizeRule, final: _Size, scale: Fraction) -> _Size:
    """The size of a draft: the final's by ``scale``, down to the grid; of a list the smallest that holds as much."""
    if rule.sizes:
        enough = [size for size in rule.sizes if _scale(format, size) >= scale * _scale(format, final)]
        return min(enough, key=lambda size: (_pixels(size), size))
    least = _up(rule.least, rule.multiple)
    across, upright = (max(int(side * scale) // rule.multiple * rule.multiple, least) for side in final)
    return across, upright


def _placed(format: Format, size: _Size) -> Fit:
    width, height = size
    scale = _scale(format, size)
    inner_width, inner_height = (max(int(side * scale + Fraction(1, 2)), 1) for side in (format.width, format.height))
    return Fit(
        width=width,
        height=height,
        left=(width - inner_width) // 2,
        top=(height - inner_height) // 2,
        inner_width=inner_width,
        inner_height=inner_height,
    )


def _up(length: int, step: int) -> int:
    return -(-length // step) * step


def _nothing(format: Format, rule: SizeRule) -> str:
    sides = f"sides are multiples of {rule.multiple} from {rule.least} on, of {rule.pixels} pixels at most"
    return f"the model makes no picture for a film of {format.width}x{format.height}: its {sides}"
