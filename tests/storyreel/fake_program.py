"""The storyreel program with the fake stages behind it: what the fault tests start, kill and start again."""

from storyreel import stages as real
from tests.storyreel import fakes

if __name__ == "__main__":
    from storyreel.cli import main

    real.Stages = fakes.stages
    main()
