"""How well a script was read: labels by hand, measures against them, and flawed answers to try the grounding with."""
