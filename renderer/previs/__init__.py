"""The previs renderer: mannequins, sets and light drawn by a software rasteriser."""
