"""The steps of ``tools/bake_bodies.py``: source data, linear surfaces, dress, hair, the packed file."""
