"""The user's own glTF models in the place of ours: people on our bones, things in our boxes, whole sets.

::

    container  the files: JSON, blocks of numbers, pictures      numbers  accessors as arrays, proven
    parts      nodes, meshes and skins of the scene              paint    colours and pictures
    names      which joint is which of our bones                 fitting  a skin in our rest pose, on our bones
    person     bodies out of models                              thing    meshes out of models
"""
