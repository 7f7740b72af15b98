"""The storyreel program with a meek model behind any spec and the fake planner: ``llm_program LOG KILL words ...``.

LOG gets a line for each request that the model is sent; it is killed with SIGKILL when it is sent the request after
so many (KILL; -1: never).
"""

from __future__ import annotations

import os
import signal
import sys
from dataclasses import replace
from pathlib import Path

from planner.llm.seam import Completion, Request
from storyreel import stages as real
from tests.storyreel import fakes
from tests.storyreel.llm_desk import Meek, stages


class Mortal(Meek):
    """Writes down what it is asked, and dies."""

    def completion(self, request: Request) -> Completion:
        if len(self.asked) - 1 == KILL:
            os.kill(os.getpid(), signal.SIGKILL)
        with LOG.open("a") as log:
            log.write(f"{request.key}\n")
        return super().completion(request)


if __name__ == "__main__":
    LOG, KILL = Path(sys.argv[1]), int(sys.argv[2])
    from storyreel.cli import main

    sys.argv = ["storyreel", *sys.argv[3:]]
    real.Stages = lambda: replace(stages(Mortal()), plan=fakes.plan)  # type: ignore[assignment, misc]
    main()
