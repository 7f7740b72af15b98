"""What models of pictures are told in words, out of the plan and in the trade's terms.

::

    ShotBrief ─sides─▶ Side ─┬─ lens, moves          how it is framed and filmed
                             ├─ people, acting       who is seen, what they wear and do, where in the frame (placing)
                             ├─ places               where it is, what the camera sees of it, its light
                             └─ speech, story        who speaks; the script's action, cleaned
                                    │
              Part, Part ... ─fitting─▶ Text         prompts/video_*.txt, still.txt, sheet_*.txt, within the tokens

A shot is told as it is staged, since that is what its control passes show; the script's own words come after that.
Everything is English but words that are spoken or written on things.  Nothing is told of what is not seen.
"""

from renderer.generative.wording.fitting import Limits
from renderer.generative.wording.sheets import Sitting, sheet_worded
from renderer.generative.wording.shots import still_worded, worded

__all__ = ["Limits", "Sitting", "sheet_worded", "still_worded", "worded"]
