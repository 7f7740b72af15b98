"""Which words of a script ask for which sound, and how loud it is against speech at -23 LUFS."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import NamedTuple

import numpy as np

from assembler.sound.effects import knocks, tones
from assembler.sound.loudness import level
from assembler.sound.samples import Samples, decibels
from assembler.sound.texture import Rng


class _Effect(NamedTuple):
    words: re.Pattern[str]
    make: Callable[[Rng], Samples]
    lufs: float


def _of(words: str, make: Callable[[Rng], Samples], lufs: float) -> _Effect:
    return _Effect(re.compile(rf"\b(?:{words})", re.IGNORECASE), make, lufs)


HIGHEST_PEAK = decibels(-9)
"""A shot is short enough to measure soft and still hurt: no hit peaks above speech."""

# The first that fits: what says more stands before what says less ("doorbell" before "bell" before "ring").
_EFFECTS = (
    _of(r"thunder|lightning", tones.thunder, -24),
    _of(r"doorbell|door bell|ding.?dong", tones.doorbell, -27),
    _of(r"gun|pistol|rifle|shotgun|(?:\w+ )?shots?\b|bang\b", knocks.gun, -18),
    _of(r"buzz\w*|vibrat\w*", tones.buzz, -31),
    _of(r"alarm", tones.alarm, -28),
    _of(r"siren", tones.siren, -32),
    _of(r"bells?\b|chimes?\b|tolls?\b", tones.bell, -29),
    _of(r"honk\w*|(?:\w+ )?horns?\b|hoots?\b", tones.horn, -27),
    _of(r"text\b|message|notification|beep\w*|bleep\w*|ping\w*|dings?\b", tones.beep, -31),
    _of(r"(?:tele|cell)?phones?\b|rings?\b|ringing|ringtone", tones.ring, -28),
    _of(r"knock\w*|raps?\b|rapping|pound\w*", knocks.knock, -26),
    _of(r"slam\w*", knocks.slam, -23),
    _of(r"creak\w*|squeak\w*", knocks.creak, -33),
    _of(r"glass|shatter\w*|smash\w*|window breaks?", knocks.glass, -24),
    _of(r"screech\w*|skid\w*|tires?\b|tyres?\b", tones.brakes, -27),
    _of(r"hiss\w*|air brakes?|brakes?\b", tones.hiss, -29),
    _of(r"whistl\w*", tones.whistle, -29),
    _of(r"engine|motor|revs?\b|revving|ignition", tones.engine, -29),
    _of(r"(?:foot)?steps?\b|footfalls?\b", knocks.steps, -35),
    _of(r"barks?\b|barking|dogs?\b", tones.bark, -28),
    _of(r"splash\w*|plunge\w*", tones.splash, -28),
    _of(r"applau\w*|clap\w*|ovation", knocks.applause, -28),
    _of(r"static|crackl\w*", tones.static, -34),
    _of(r"clatter\w*|rattl\w*|cutlery", knocks.clatter, -29),
    _of(r"thud\w*|thump\w*|crash\w*|drops?\b|falls?\b|collapse\w*|boom\w*|explo\w*", knocks.thud, -25),
    _of(r"click\w*|locks?\b|unlocks?\b|latch\w*|handle|key turns?|doors?\b|gates?\b|snaps?\b", knocks.latch, -33),
)


def effect(name: str, seed: int) -> Samples | None:
    """The sound that the script's words ask for, mono at its own level; None when no word of them is known."""
    found = next((each for each in _EFFECTS if each.words.search(name)), None)
    if found is None:
        return None
    sound = found.make(np.random.default_rng(seed))
    measured = level(sound)
    peak = float(np.abs(sound).max())
    if measured is None or peak == 0:
        return sound
    gain = min(decibels(found.lufs - measured), HIGHEST_PEAK / peak)
    return (sound * np.float32(gain)).astype(np.float32)
