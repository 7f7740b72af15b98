"""Stills by an image model: reference sheets of people, places and things, and the first frame of every shot.

::

    sheet, approved images ─sheets─▶ ImageJob ─┐
    ShotBrief, previs ──────shots──▶ ImageJob ─┴─ ImageModel.pictures ─▶ Pictured ─▶ a PNG, shown for approval
    families    what is known of image models: how many images they take, steps, licence
"""
