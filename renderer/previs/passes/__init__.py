"""What goes with a picture for whoever works on with it: see docs/passes.md for who reads what.

::

    depth          metres, 16 bits          normal    camera space            id      who
    inverse_depth  near is bright, 8 bits   edges     lines of the geometry   pose    OpenPose's points
    softedge       the same lines, soft     flow      where each point goes   camera  matrices
    flow_colour    flow as a picture
"""
