"""Things of ward, cell, court and office: bunks, a wheelchair, a platform, a telephone, a coffin, a partition."""

from __future__ import annotations

from film.place import FixtureKind
from renderer.previs.colour import linear, times
from renderer.previs.mesh import BOARDS, FABRIC, Mesh, ball, block, box, disc, join, prism, ring, rod
from renderer.previs.sets.piece import Maker, Piece


def _bunk_bed(p: Piece) -> Mesh:
    """Two mattresses one above the other between four posts, a rail and a ladder at the front side."""
    frame, cover = linear("#5a6468"), p.paint("#6f7b6a")
    x, y, h = p.depth / 2, p.width / 2, p.height
    posts = [block(sx * (x - 0.03), sy * (y - 0.03), 0, (0.06, 0.06, h), frame) for sx in (-1, 1) for sy in (-1, 1)]
    parts = list(posts)
    for top in (min(0.45, 0.3 * h), 0.8 * h):
        parts.append(box((-x + 0.03, -y + 0.02, top - 0.2), (x - 0.03, y - 0.02, top - 0.12), frame))
        parts.append(box((-x + 0.05, -y + 0.03, top - 0.12), (x - 0.05, y - 0.03, top), linear("#d8d3c8"), FABRIC))
        parts.append(box((-0.4 * x, -y + 0.01, top - 0.1), (x - 0.05, y - 0.01, top + 0.015), cover, FABRIC))
        parts.append(ball((-0.72 * x, 0, top + 0.02), (0.16 * x, 0.6 * y, 0.06), linear("#e2ded4"), 10))
        parts += [
            box((sx * x - 0.03 * sx - 0.02, -y, top), (sx * x - 0.03 * sx + 0.02, y, top + 0.2), frame)
            for sx in (-1, 1)
        ]
    parts.append(rod((-x + 0.05, y - 0.03, 0.94 * h), (0.4 * x, y - 0.03, 0.94 * h), 0.018, frame))
    for along in (0.55 * x, 0.8 * x):
        parts.append(rod((along, y - 0.02, 0.0), (along, y - 0.02, 0.98 * h), 0.018, frame))
    parts += [rod((0.55 * x, y - 0.02, h * k / 6), (0.8 * x, y - 0.02, h * k / 6), 0.014, frame) for k in range(1, 6)]
    return join(parts)


def _wheelchair(p: Piece) -> Mesh:
    """A sling seat and back, armrests, two great wheels, two casters, footrests, push handles."""
    steel, cloth, tyre = linear("#9a9da0"), p.paint("#2f3a4a"), linear("#232527")
    x, y, h = p.depth / 2, p.width / 2, p.height
    seat = min(0.48, 0.55 * h)
    great = min(0.3, 0.34 * h)
    back = -0.45 * x
    axle = (max(back + 0.06, great - x), great)
    parts = [
        box((back, -y + 0.1, seat - 0.04), (0.5 * x, y - 0.1, seat), cloth, FABRIC),
        box((back - 0.05, -y + 0.1, seat), (back, y - 0.1, h - 0.06), cloth, FABRIC),
    ]
    for side in (-1, 1):
        a = side * (y - 0.03)
        inner = side * (y - 0.09)
        parts += [
            ring((axle[0], a, axle[1]), (0, 1, 0), great - 0.025, 0.022, tyre, 18),
            *(
                rod(
                    (axle[0], a, axle[1]),
                    (axle[0] + dx * (great - 0.03), a, axle[1] + dz * (great - 0.03)),
                    0.006,
                    steel,
                    4,
                )
                for dx, dz in ((1, 0), (-1, 0), (0, 1), (0, -1), (0.7, 0.7), (-0.7, 0.7), (0.7, -0.7), (-0.7, -0.7))
            ),
            disc((0.62 * x, inner, 0.07), (0, 1, 0), 0.07, 0.03, tyre, 10),
            rod((0.62 * x, inner, 0.07), (0.5 * x, inner, seat), 0.014, steel, 6),
            rod((back - 0.02, inner, 0.2), (back - 0.02, inner, h - 0.03), 0.014, steel, 6),
            rod((back - 0.02, inner, h - 0.03), (max(back - 0.2, -x + 0.01), inner, h - 0.02), 0.018, tyre, 6),
            box((back, inner - 0.03, seat + 0.19), (0.4 * x, inner + 0.03, seat + 0.22), tyre),
            rod((0.4 * x, inner, seat + 0.2), (0.5 * x, inner, seat), 0.012, steel, 6),
            rod((0.5 * x, inner, seat - 0.02), (0.8 * x, inner, 0.12), 0.012, steel, 6),
            box(
                (0.74 * x, min(inner, inner - side * 0.14), 0.09),
                (x - 0.01, max(inner, inner - side * 0.14), 0.11),
                tyre,
            ),
        ]
    return join(parts)


def _platform(p: Piece) -> Mesh:
    """A low stage of boards with a dark skirt: what a judge's bench or a band stands on."""
    wood = p.paint("#6a4b33")
    x, y, h = p.depth / 2, p.width / 2, p.height
    lip = min(0.05, 0.4 * h)
    return join(
        [
            box((-x + 0.02, -y + 0.02, 0.0), (x - 0.02, y - 0.02, h - lip), times(wood, 0.55)),
            box((-x, -y, h - lip), (x, y, h), wood, BOARDS),
        ]
    )


def _telephone(p: Piece) -> Mesh:
    """A desk set: its sloping case, a dial at the front, the receiver across the top."""
    shell = p.paint("#1a1b1e")
    x, y, h = p.depth / 2, p.width / 2, p.height
    case = prism(
        ((-x, 0.0), (x, 0.0), (x, 0.2 * h), (-0.2 * x, 0.72 * h), (-x, 0.72 * h)), -0.72 * y, 0.72 * y, shell, "y"
    )
    slope = (0.4 * x, 0.0, 0.5 * h)
    normal = (0.52 * h, 0.0, 1.2 * x)
    return join(
        [
            case,
            disc(slope, normal, 0.36 * min(x, y), 0.02 * h, linear("#c9c2ae"), 14),
            disc(slope, normal, 0.16 * min(x, y), 0.05 * h, shell, 10),
            *(
                block(-0.55 * x, s * 0.45 * y, 0.72 * h, (0.2 * x, 0.12 * y, 0.1 * h), times(shell, 1.4))
                for s in (-1, 1)
            ),
            rod((-0.55 * x, -0.7 * y, 0.9 * h), (-0.55 * x, 0.7 * y, 0.9 * h), 0.1 * h, times(shell, 1.5), 8),
            *(
                ball((-0.55 * x, s * 0.8 * y, 0.86 * h), (0.3 * x, 0.2 * y, 0.13 * h), times(shell, 1.3), 8)
                for s in (-1, 1)
            ),
        ]
    )


def _coffin(p: Piece) -> Mesh:
    """Six-sided, widest at the shoulders, a lid with a ridge, handles; its head is at the back."""
    wood, brass = p.paint("#5a3a26"), linear("#a8843c")
    x, y, h = p.depth / 2, p.width / 2, p.height
    outline = ((-x, -0.55 * y), (-0.45 * x, -y), (x, -0.5 * y), (x, 0.5 * y), (-0.45 * x, y), (-x, 0.55 * y))
    inner = tuple((0.92 * a, 0.8 * b) for a, b in outline)
    handles = [
        rod(
            (at, s * (0.93 - 0.28 * (at / x + 0.45)) * y, 0.5 * h),
            (at + 0.2 * x, s * (0.93 - 0.28 * (at / x + 0.65)) * y, 0.5 * h),
            0.012,
            brass,
            5,
        )
        for s in (-1, 1)
        for at in (-0.35 * x, 0.15 * x)
    ]
    return join(
        [
            prism(outline, 0.0, 0.72 * h, wood),
            prism(outline, 0.72 * h, 0.8 * h, times(wood, 1.25)),
            prism(inner, 0.8 * h, h, times(wood, 1.1)),
            block(-0.3 * x, 0.0, h - 0.004, (0.3 * x, 0.06 * y, 0.004), brass),
            block(-0.35 * x, 0.0, h - 0.004, (0.05 * x, 0.3 * y, 0.004), brass),
            *handles,
        ]
    )


def _panel(p: Piece) -> Mesh:
    """A low wall of framed panels under a rail: the front of a jury box, the bar of a court, a partition."""
    wood = p.paint("#5a4232")
    x, y, h = p.depth / 2, p.width / 2, p.height
    thin, count = 0.7 * x, max(1, round(p.width / 0.55))
    step = p.width / count
    parts = [
        box((-thin, -y, 0.0), (thin, y, h - 0.04), wood, BOARDS),
        box((-x, -y, h - 0.04), (x, y, h), times(wood, 1.3)),
        box((-x, -y, 0.0), (x, y, 0.1 * h), times(wood, 0.8)),
    ]
    for i in range(count):
        a, b = -y + (i + 0.16) * step, -y + (i + 0.84) * step
        parts.append(box((-x, a, 0.22 * h), (x, b, 0.82 * h), times(wood, 1.15)))
    return join(parts)


MAKERS: dict[FixtureKind, Maker] = {
    "bunk_bed": _bunk_bed,
    "wheelchair": _wheelchair,
    "platform": _platform,
    "telephone": _telephone,
    "coffin": _coffin,
    "panel": _panel,
}
