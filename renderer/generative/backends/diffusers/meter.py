"""What making takes: the device's seconds and its energy, shared out among those who use it at once.

::

    denoise  ├──── job 2 ────────────┤├── job 3 ...
    decode   ├ job 1 ┤                          seconds of both at once count half for each,
                                                so that all jobs' seconds add up to the wall's
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from importlib import import_module
from typing import Any

from film.takes import Spent


class Bill:
    """What one job has spent so far."""

    def __init__(self) -> None:
        self.seconds = 0.0
        self.joules: float | None = None
        self.since = time.monotonic()

    def spent(self) -> Spent:
        """The bill as it stands; wall seconds since it was opened."""
        hours = None if self.joules is None else self.joules / 3600
        return Spent(gpu_seconds=self.seconds, seconds=time.monotonic() - self.since, watt_hours=hours)


class Meter:
    """Bills of one device.  ``energy`` reads joules used since some moment, or None where the device tells none."""

    def __init__(self, energy: Callable[[], float | None]) -> None:
        self._energy = energy
        self._lock = threading.Lock()
        self._users: list[Bill] = []
        self._last = time.monotonic(), energy()
        self._total = 0.0

    @property
    def total(self) -> float:
        """Seconds that the device has worked for all bills, up to now: what is under way counts."""
        self._share()
        return self._total

    @contextmanager
    def running(self, bill: Bill) -> Iterator[None]:
        """The device works for ``bill`` meanwhile, alone or beside others."""
        self._share()
        with self._lock:
            self._users.append(bill)
        try:
            yield
        finally:
            self._share()
            with self._lock:
                self._users.remove(bill)

    def _share(self) -> None:
        with self._lock:
            now, joules = time.monotonic(), self._energy()
            before, joules_before = self._last
            self._last = now, joules
            if not self._users:
                return
            self._total += now - before
            for bill in self._users:
                bill.seconds += (now - before) / len(self._users)
                if joules is not None and joules_before is not None:
                    bill.joules = (bill.joules or 0.0) + (joules - joules_before) / len(self._users)


def energy_of(device: Any) -> Callable[[], float | None]:
    """Reads a CUDA device's counter of energy (NVML's nvmlDeviceGetTotalEnergyConsumption, millijoules; Volta and
    newer), where the library is installed and the device has one; always None elsewhere."""
    if device.type != "cuda":
        return lambda: None
    try:
        import torch

        pynvml: Any = import_module("pynvml")
        pynvml.nvmlInit()
        handle = pynvml.nvmlDeviceGetHandleByUUID(f"GPU-{torch.cuda.get_device_properties(device).uuid}")
        pynvml.nvmlDeviceGetTotalEnergyConsumption(handle)
    except Exception:  # no library, an old driver, a device without a counter: nobody knows, and nothing is lost
        return lambda: None
    return lambda: float(pynvml.nvmlDeviceGetTotalEnergyConsumption(handle)) / 1000
