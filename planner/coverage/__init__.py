"""Which shots play a scene: setups that idioms of film propose, solved, and the cut chosen over all of the scene.

``roles`` says what matters and ``arc`` how close to come; ``palette`` proposes setups, ``setups`` has them solved,
``costs`` and ``joins`` price them and the cuts between them (``table``), ``editing`` finds the cheapest cut,
``objections`` prove it, ``oner`` and ``moves`` set the camera going; ``cover`` leads them all, and cuts again without
what the whole proof (``planner.proving``) finds, with ``watching`` to hold a stretch wide where nothing else is left.
What somebody suggests for a moment is offered and weighed by ``suggested``; ``fates`` tells what became of it and why.

What ``Style.coverage`` changes beside its numbers:

===========  =====================================================================================================
classical    wide to close over the axis, shoulders before singles, few setups; from below only who stands over
             somebody in anger (``roles``, ``costs``)
one_er       pictures found as for a cut, then walked between: a cut only where the camera cannot go (``oner``)
documentary  the long half of the lens kit (``setups``), cuts that come after a speech has begun (``table``,
             ``timeline``), pans from who spoke to who answers (``oner``), all by hand (``moves``)
anime        sizes driven apart to the wide and the close, eyes alone at the turn, low and tilted cameras in heat,
             the hearer of news from above (``roles``, ``palette``); frames held still (``moves``)
===========  =====================================================================================================
"""
