"""Texts that a language model makes of texts: screenplays of prose, and a film's words in other languages.

::

    story.txt ─source─▶ Source ─planner.adapting─▶ Adaptation ─fountain─▶ story.fountain   story.answers.jsonl
    REEL ──────lines──▶ Line… ─planner.translating─▶ Translation ─page──▶ translations/fr.yaml  captions/film.fr.srt

What is asked and how an answer is held to its source is the planner's; files, models and what was answered before
are seen to here.
"""
