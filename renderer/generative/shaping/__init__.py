"""From a shot to what a model makes of it, and back: sizes, rates, pieces, control videos, seeds.

::

    the film's frame  ─fit─▶ the model's frame ─placing─▶ control and images placed in it, its frames cropped out of it
    the film's frames ─rates─▶ the model's frames ─pieces─▶ calls that fit into its window, split at beats
    the previs' passes ─steering─▶ the one that steers the shot ─controls─▶ its frames as the model reads them

All but ``controls``, which reads a file, are pure functions.
"""
