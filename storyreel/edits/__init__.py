"""What a director changes by hand in cast/, places/ and scenes/, kept through every new plan.

::

    .storyreel/plan.json  base      the plan as it was last written, without the director's hand
    scenes/012A.yaml      theirs    the same with it
    the script now        ours      planned anew, under the names of the base
                            └─ merged: in force; what both changed is theirs, with ours shown beside it

``edited`` reads and merges and writes nothing, ``keep`` writes it down.
"""

from __future__ import annotations

from storyreel.edits.applying import Edited, edited, keep

__all__ = ["Edited", "edited", "keep"]
