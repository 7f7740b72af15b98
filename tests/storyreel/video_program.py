"""The storyreel program with the fake stages and video models behind it: what the tests start, kill and start again."""

from storyreel import stages as real
from tests.storyreel import video_desk

if __name__ == "__main__":
    from storyreel.cli import main

    real.Stages = video_desk.stages  # type: ignore[assignment, misc]
    main()
