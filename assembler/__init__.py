"""Clips to a film: the cut, the cards, the file itself, its captions, its boards and the page that shows them.

::

    Plan + Clips ──cut──▶ Timeline ─┬─ encode ──▶ film.mp4
                                    ├─ captions ─▶ film.srt, film.vtt
                                    ├─ interchange ─▶ timeline.otio
                                    └─ page ──▶ index.html        boards, contact ──▶ boards.pdf, contact.png
"""
