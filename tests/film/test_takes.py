"""What takes cost, added up, and what speaks against one."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from film.takes import Spent

COSTS = st.builds(
    Spent,
    gpu_seconds=st.integers(0, 10**6).map(float),
    seconds=st.integers(0, 10**6).map(float),
    watt_hours=st.none() | st.integers(0, 10**6).map(float),
)


@given(COSTS, COSTS, COSTS)
def test_costs_add_up_in_any_order(a: Spent, b: Spent, c: Spent) -> None:
    assert (a + b) + c == a + (b + c)
    assert a + b == b + a
    assert a + Spent() == a


def test_energy_nobody_measured_is_not_nothing() -> None:
    assert (Spent() + Spent()).watt_hours is None
    assert (Spent(watt_hours=2.0) + Spent()).watt_hours == 2.0
