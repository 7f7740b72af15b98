"""Where video models take part in a run: which one, what it may cost, what it made before, what was decided of it.

::

    --renderer, reel.yaml ─choosing─▶ VideoModel
    review page, storyreel takes ─▶ choices.yaml ─choices─┐
    plan, previs clips, references ───────────────────────┴─▶ takes in .storyreel/store ─▶ clips of the film
"""
