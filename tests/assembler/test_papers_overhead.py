"""Overhead plots: what is drawn where, and that both painters paint it."""

from __future__ import annotations

import math

import pypdfium2
from hypothesis import given
from hypothesis import strategies as st

from assembler.papers import overhead
from assembler.papers.drawing import Label, Outline
from assembler.papers.overhead.cameras import CAMERA, SECOND
from assembler.papers.overhead.labels import Wanted, place_labels
from assembler.papers.overhead.people import stays
from assembler.papers.overheads import overheads_pdf
from film.base import FARTHEST
from film.camera import CameraKey, view_at
from tests.assembler.paper_film import AXIS, film, mark, setup, shot

PLAN = film()
SCENE = PLAN.scenes[0]


def degrees(points: tuple[tuple[float, float], ...]) -> float:
    """The angle at the middle of three points."""
    (ax, ay), (x, y), (bx, by) = points
    turn = math.degrees(math.atan2(by - y, bx - x) - math.atan2(ay - y, ax - x))
    return abs((turn + 180) % 360 - 180)


def test_walls_leave_room_for_doors_and_windows_and_doors_swing_inwards() -> None:
    drawing = overhead.plot(PLAN, SCENE, SCENE.setups[0])
    assert len(drawing.outlines("wall")) == 2 + 2 + 1 + 1
    swing = max(drawing.outlines("door"), key=lambda shape: len(shape.points))
    assert swing.points[0] == (-1.5, -0.6000000000000001)
    assert all(math.isclose(math.dist(point, (-1.5, -1.5)), 0.9) for point in swing.points)
    assert len(drawing.outlines("window")) == 3


def test_people_stand_on_their_marks_in_what_they_wear() -> None:
    drawing = overhead.plot(PLAN, SCENE, SCENE.setups[1])
    bodies = [shape for shape in drawing.outlines("mark anna") if shape.fill == (0x20, 0xA0, 0x40)]
    xs = [x for x, _ in bodies[0].points]
    assert math.isclose(sum(xs) / len(xs), -0.6, abs_tol=1e-9)
    assert {key.text for key in drawing.key} == {"Anna", "Ben (not in frame)"}
    assert all(shape.fill is None for shape in drawing.outlines("mark ben"))


def test_the_wedge_is_what_the_lens_sees() -> None:
    drawing = overhead.plot(PLAN, SCENE, SCENE.setups[1])
    sides = [shape for shape in drawing.outlines("wedge 1-B") if shape.stroke]
    seen = view_at(SCENE.shots[1].camera, 0, PLAN.format.gate)
    assert math.isclose(degrees(sides[0].points), 2 * math.degrees(math.atan(seen.half_width)), rel_tol=1e-6)
    assert sides[0].points[1] == (-1, -1.2)


def test_a_way_has_an_arrow_and_a_first_and_a_last_mark() -> None:
    drawing = overhead.plot(PLAN, SCENE, SCENE.setups[0])
    way, head = drawing.outlines("path anna")
    assert way.points == ((-0.6, 0.0), (-1.05, -1.3))
    assert head.closed
    assert {"Anna 1", "2", "Ben"} <= set(drawing.texts())
    assert not drawing.outlines("path ben")


def test_a_moving_camera_has_a_way_and_a_second_wedge() -> None:
    keys = (
        CameraKey(frame=0, position=(-1, -1.2, 1.5), target=(0, 0, 1.4)),
        CameraKey(frame=23, position=(0.5, -1.2, 1.5), target=(0, 0, 1.4)),
    )
    moved = SCENE.but(shots=(SCENE.shots[1].but(camera=keys, move="truck"), *SCENE.shots[2:], SCENE.shots[0]))
    drawing = overhead.plot(PLAN.but(scenes=(moved,)), moved, [moved.shots[0]])
    way = drawing.outlines("way 1-B")[0]
    assert way.points[0] == (-1, -1.2)
    assert way.points[-1] == (0.5, -1.2)
    assert [shape.dash is not None for shape in drawing.outlines("wedge 1-B") if shape.stroke] == [False, True]
    panned = keys[1].but(position=(-1, -1.2, 1.5), target=(1, -1.2, 1.4))
    turned = moved.but(shots=(moved.shots[0].but(camera=(keys[0], panned), move="pan"), *moved.shots[1:]))
    assert overhead.plot(PLAN, turned, [turned.shots[0]]).outlines("way 1-B")


def test_the_axis_runs_through_both_and_shows_its_side() -> None:
    drawing = overhead.plot(PLAN, SCENE, SCENE.setups[1])
    line = drawing.outlines("axis")[0]
    assert line.points[0][0] < AXIS.a[0] < AXIS.b[0] < line.points[1][0]
    assert all(shape.points[1][1] < 0 for shape in drawing.outlines("axis side"))
    free = SCENE.but(setups=tuple(each.but(axis=None) for each in SCENE.setups))
    assert not overhead.plot(PLAN, free, free.setups[1]).outlines("axis")


def test_the_other_setups_of_the_place_are_faint() -> None:
    drawing = overhead.plot(PLAN, SCENE, SCENE.setups[1])
    assert {shape.part for shape in drawing.outlines("other")} == {"other 1-A", "other 1-C"}
    assert not drawing.outlines("other 1-B")
    elsewhere = PLAN.but(places=(*PLAN.places, PLAN.places[0].but(id="hall")))
    shots = tuple(each.but(place="hall") if each.setup == "C" else each for each in SCENE.shots)
    there = SCENE.but(shots=shots)
    other = overhead.plot(elsewhere.but(scenes=(there,)), there, there.setups[1])
    assert {shape.part for shape in other.outlines("other")} == {"other 1-A"}


def test_a_cut_shows_both_cameras_and_the_angle_between_them() -> None:
    both = SCENE.shots[2].but(subjects=("ben", "anna"))
    drawing = overhead.cut_plot(PLAN, SCENE, both, SCENE.shots[3].but(camera=(_from_the_right(),)))
    assert {shape.stroke for shape in drawing.outlines("camera ")} == {CAMERA, SECOND}
    angle = next(shape for shape in drawing.shapes if isinstance(shape, Label) and shape.part == "angle")
    one = math.atan2(-1.2 - 0, -1 - 0.6)
    other = math.atan2(-1.2 - 0, 1.5 - 0.6)
    assert angle.text == f"{abs(math.degrees(other - one)):.0f}°"
    assert drawing.outlines("axis")


def _from_the_right() -> CameraKey:
    return CameraKey(frame=0, position=(1.5, -1.2, 1.5), target=(0.6, 0, 1.4), focal_mm=75)


def test_a_camera_that_hangs_above_has_a_footprint() -> None:
    down = (CameraKey(frame=0, position=(0, 0, 2.4), target=(0, 0, 0)),)
    scene = SCENE.but(shots=(SCENE.shots[1].but(camera=down),))
    drawing = overhead.plot(PLAN, scene, scene.shots)
    assert {len(shape.points) for shape in drawing.outlines("wedge")} == {4}


def test_an_image_has_the_width_asked_for_and_the_camera_in_it() -> None:
    drawing = overhead.plot(PLAN, SCENE, SCENE.setups[0])
    image = overhead.to_png(drawing, 500)
    assert image.width == 500
    assert CAMERA in {colour for _, colour in image.getcolors(1 << 20) or ()}


WITHIN = st.floats(-FARTHEST, FARTHEST)


@given(st.lists(st.tuples(WITHIN, WITHIN), min_size=1, max_size=6))
def test_any_marks_are_framed_to_a_scale(points: list[tuple[float, float]]) -> None:
    marks = tuple(mark("anna", x, y, frame) for frame, (x, y) in enumerate(points))
    scene = SCENE.but(shots=(SCENE.shots[1].but(marks=marks),))
    drawing = overhead.plot(PLAN, scene, scene.shots)
    left, bottom, right, top = drawing.box
    assert all(left < stay.at[0] < right and bottom < stay.at[1] < top for stay in stays([marks]))
    wide, tall = drawing.millimetres
    assert (wide <= 188.01 and tall <= 158.01) or drawing.scale == 5000


@given(st.lists(st.tuples(st.floats(0, 10), st.floats(0, 10)), min_size=1, max_size=5))
def test_names_stay_inside_the_plan(points: list[tuple[float, float]]) -> None:
    wanted = [Wanted("name", "ANNA", at, 0.2) for at in points]
    for label in place_labels(wanted, [], (-2, -2, 12, 12), 50):
        assert -2 < label.at[0] < 12
        assert -2 < label.at[1] < 12


def test_two_names_at_one_place_do_not_cover_each_other() -> None:
    first, second = place_labels([Wanted("name", "ANNA", (0, 0), 0.2)] * 2, [], (-5, -5, 5, 5), 50)
    assert first.at != second.at


def test_the_book_has_a_page_a_setup_and_the_order_before_them() -> None:
    printed = overheads_pdf(PLAN, {"s1": 6})
    assert printed.findings == ()
    book = pypdfium2.PdfDocument(printed.content)
    texts = [page.get_textpage().get_text_range() for page in book]
    assert len(texts) == 1 + 3
    assert "6/8 pages" in texts[0]
    assert texts[0].index("1-A") < texts[0].index("1-B") < texts[0].index("1-C")
    assert "1-B" in texts[2]
    assert "1:30" in texts[2] or "1:25" in texts[2]
    assert printed.content == overheads_pdf(PLAN, {"s1": 6}).content


def test_any_words_and_two_hundred_setups_are_printed() -> None:
    names = ("夜のバス", "الحافلة", "🎬👩‍👩‍👧", "A" * 300)
    setups = tuple(setup(f"S{number}") for number in range(200))
    shots = tuple(
        shot("S", ((3, 3),)).but(id=f"1-{names[number % 4]}{number}", setup=f"S{number}") for number in range(200)
    )
    cast = tuple(sheet.but(name=name) for sheet, name in zip(PLAN.cast, names, strict=False))
    scene = SCENE.but(setups=setups, shots=shots, text=names[1], number="é" * 50)
    printed = overheads_pdf(PLAN.but(scenes=(scene,), cast=cast, title=names[2]), {})
    assert len(pypdfium2.PdfDocument(printed.content)) > 200


def test_outlines_are_finite() -> None:
    for each in SCENE.setups:
        for shape in overhead.plot(PLAN, SCENE, each).shapes:
            if isinstance(shape, Outline):
                assert all(math.isfinite(x) and math.isfinite(y) for x, y in shape.points)
