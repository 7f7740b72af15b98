"""Video models in this process, by diffusers."""
