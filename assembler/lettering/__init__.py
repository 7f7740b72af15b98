"""Letters as ink: fonts found by what they hold, text shaped for any script, outlines filled to pixels.

::

    text ──faces──▶ (run, font) ──shaping──▶ glyphs with places ──ink──▶ coverage, 0 to 1

Nothing here asks the system for a text engine, so a title looks the same on every machine.
"""
