"""The families of video models that storyreel knows, one module a maker."""
