"""The contract of every piece of picture: what lets the cut join segments without encoding them again.

A segment is an MP4 with one H.264 stream and nothing else, all of one size, rate, encoder, preset,
CRF, pixel format and colour tags (any of these changes the decoder configuration, and a remux of
two configurations is refused).  Groups of pictures are closed.
"""

from __future__ import annotations

from fractions import Fraction

from film.plan import Format

TIMESCALE = 24000
"""Ticks a second in the container: whole frames at 24, 25, 30 and at 24000/1001 and 30000/1001."""

GROUP = 48
CRF = 19
PRESET = "superfast"
LOOKAHEAD = 10
"""Frames that the encoder looks ahead to spend bits where later frames copy from (x264's macroblock tree).

The preset leaves that out.  With it a frame of 960x540 takes 5 to 8 ms and 4 to 11 KB; "veryfast" took 6 to 13 ms for
10 to 20 % fewer bytes, and "superfast" as it comes is no faster for twice as many.
"""


def timescale(rate: Fraction) -> int:
    """Ticks a second in which one frame at ``rate`` is a whole number of ticks."""
    return TIMESCALE if (TIMESCALE * rate.denominator) % rate.numerator == 0 else rate.numerator * 1000


def encoder_options(rate: Fraction) -> dict[str, str | int]:
    """ffmpeg output options of a segment, by name, as ffmpeg-python's ``output`` takes them."""
    return {
        "c:v": "libx264",
        "preset": PRESET,
        "crf": CRF,
        "mbtree": 1,
        "rc-lookahead": LOOKAHEAD,
        "pix_fmt": "yuv420p",
        "g": GROUP,
        "bf": 2,
        "flags": "+cgop+bitexact",
        "colorspace": "bt709",
        "color_primaries": "bt709",
        "color_trc": "bt709",
        "color_range": "tv",
        "threads": 1,
        "video_track_timescale": timescale(rate),
        "movie_timescale": timescale(rate),
        "map_metadata": -1,
        "fflags": "+bitexact",
        "format": "mp4",
    }


def raw_video(format: Format) -> dict[str, str | tuple[int, int]]:
    """ffmpeg input options of raw 8-bit RGB frames of the film, as ffmpeg-python's ``input`` takes them."""
    return {
        "format": "rawvideo",
        "pix_fmt": "rgb24",
        "video_size": (format.width, format.height),
        "framerate": f"{format.rate.numerator}/{format.rate.denominator}",
    }


RGB_TO_BT709 = "scale=in_range=pc:out_range=tv:out_color_matrix=bt709:flags=accurate_rnd+full_chroma_int"
"""The filter that turns rendered RGB into what the colour tags say."""
