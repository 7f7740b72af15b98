"""Shots by a video model that obeys the plan.

::

    Plan, previs clips,  ─brief─▶ ShotBrief ─┬─ wording     what the model is told in words
    references, stills                       ├─ shaping     pieces, sizes, rates, control videos, seeds
                                             └─ ordering ─▶ TakeOrder
    TakeOrder, VideoModel ─shooting─▶ Filmed ─footage─▶ picture.mp4, board.png, take.json
                              │                  └ judging   held against the plan
                              └ backends   diffusers in this process, /v1/videos servers
    families    what is known of each model: abilities, costs, licence

A model is asked only for what its abilities say it takes; what is left out is told.
"""
