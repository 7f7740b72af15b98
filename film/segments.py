"""The contract of every piece of picture: what lets the cut join segments without encoding them again.

A segment is an MP4 with one H.264 stream and nothing else, all of one size, rate, encoder, preset,
CRF, pixel format and colour tags (any of these changes the decoder configuration, and a remux of
two configurations is refused).  Groups of pictures are closed.
"""

from __future__ import annotations

from collections.abc import Collection
from fractions import Fraction

from film.plan import Format

TIMESCALE = 24000
"""Ticks a second in the container: whole frames at 24, 25, 30 and at 24000/1001 and 30000/1001."""

GROUP = 48
CRF = 19
PRESET = "ultrafast"
TOOLS = "cabac=1:8x8dct=1:partitions=i8x8,i4x4:deblock=0,0:aq-mode=1"
"""What the preset leaves out of x264's tools and is worth its time, in x264's own words."""
B_FRAMES = 2
"""Frames that may be coded behind one that is shown later."""
LOOKAHEAD = 10
"""Frames that the encoder looks ahead to spend bits where later frames copy from (x264's macroblock tree).

The preset leaves that out.  Over six shots of 960x540 these settings take 2.0 to 4.1 ms of processor and 1.4 to 7.5 KB
a frame; "superfast" with the same look ahead took 2.4 to 5.4 ms and 1.4 to 7.1 KB for between 0.01 dB more and 1.2 dB
less; without looking ahead it took as long for twice the bytes.
"""


def timescale(rate: Fraction) -> int:
    """Ticks a second in which one frame at ``rate`` is a whole number of ticks."""
    return TIMESCALE if (TIMESCALE * rate.denominator) % rate.numerator == 0 else rate.numerator * 1000


def steady(vectors: Collection[str]) -> str:
    """What of its own code x264 must leave alone, so that the same frames are the same bytes: its AVX-512.

    There its macroblock tree works on eight macroblocks at once, and reads memory that nobody set where a row of them
    is no multiple of eight (as 960 and 480 pixels are).  Of 600 noisy clips of such widths 27 came out differently
    when memory was dirty before, and none with AVX2, which takes no longer.  ``vectors`` are what this processor has,
    as numpy lists them ("X86_V4", "AVX512F").
    """
    wide = (name == "X86_V4" or name.startswith("AVX512") for name in vectors)
    return "asm=AVX2:" if any(wide) else ""


def codec_options(vectors: Collection[str]) -> dict[str, str | int]:
    """Options of libx264 alone, by name, on a processor with these ``vectors`` (see ``steady``)."""
    return {
        "preset": PRESET,
        "crf": CRF,
        "mbtree": 1,
        "rc-lookahead": LOOKAHEAD,
        "g": GROUP,
        "bf": B_FRAMES,
        "flags": "+cgop+bitexact",
        "x264-params": steady(vectors) + TOOLS,
    }


def container_options(rate: Fraction) -> dict[str, str | int]:
    """Options of the MP4 muxer, by name."""
    return {"video_track_timescale": timescale(rate), "movie_timescale": timescale(rate), "fflags": "+bitexact"}


def encoder_options(rate: Fraction, vectors: Collection[str]) -> dict[str, str | int]:
    """ffmpeg output options of a segment, by name, as ffmpeg-python's ``output`` takes them; see ``codec_options``."""
    return {
        "c:v": "libx264",
        **codec_options(vectors),
        "pix_fmt": "yuv420p",
        "colorspace": "bt709",
        "color_primaries": "bt709",
        "color_trc": "bt709",
        "color_range": "tv",
        "threads": 1,
        **container_options(rate),
        "map_metadata": -1,
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


RGB_TO_BT709 = (
    "scale=in_range=pc:out_range=tv:out_color_matrix=bt709:flags=accurate_rnd+full_chroma_int,"
    "setparams=color_primaries=bt709:color_trc=bt709"
)
"""The filters that turn rendered RGB into what the colour tags say.  Frames carry their tags to the encoder, which
writes those and not the options': without the second filter primaries and transfer would be written as unknown."""
