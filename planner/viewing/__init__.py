"""A model that sees looks at keyframes and says what it sees; what differs from the plan is told in words.

It is an opinion and never a gate: of 24 such models none answered six in ten questions about framing right (ShotBench,
arXiv 2506.21356), so it is asked what it sees and told nothing of the size and angle that are planned, and
a size beside the planned one counts as that one.  What a frame shows is proved by measuring it, not here.
"""

from __future__ import annotations

from planner.viewing.looking import look_at as look_at
from planner.viewing.looking import questions as questions
from planner.viewing.opinion import Look as Look
from planner.viewing.opinion import Opinion as Opinion
