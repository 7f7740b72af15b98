"""How the beats of a scene might be shot: asked of a language model, weighed by the cut."""

from planner.reading.shots.answer import ShotsAnswer, ShotWish
from planner.reading.shots.laying import with_shots
from planner.reading.shots.questions import questions, source_of

__all__ = ["ShotWish", "ShotsAnswer", "questions", "source_of", "with_shots"]
