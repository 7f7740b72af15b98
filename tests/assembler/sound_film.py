"""Small films to mix: plans, their timelines, and voices made in no time."""

from __future__ import annotations

import json
import subprocess
import wave
from fractions import Fraction
from pathlib import Path

import imageio_ffmpeg
import numpy as np
from numpy.typing import NDArray

from assembler.sound.loudness import level
from assembler.sound.mix import Stems, write_stems
from assembler.sound.samples import RATE, Samples, decibels, write_mono
from film.camera import CameraKey
from film.cast import CharacterSheet
from film.place import PlaceSheet
from film.plan import Ambience, Beat, DialogueLine, Format, Plan, ScenePlan
from film.screenplay import Heading
from film.shot import Extension, Setup, Shot, SoundCue, Speech
from film.staging import Mark
from film.timecode import FrameRange
from film.timeline import Caption, Item, Timeline, Track

CARD = 24


def line(id: str, start: int, frames: int, who: str = "anna", extension: Extension = "", how: str = "") -> DialogueLine:
    return DialogueLine(
        id=id, character=who, text="Where is the letter?", extension=extension, parenthetical=how,
        start=start, frames=frames, lines=(10, 11),
    )  # fmt: skip


def scene(
    id: str,
    frames: int,
    dialogue: tuple[DialogueLine, ...] = (),
    ambience: Ambience = "room",
    sounds: tuple[SoundCue, ...] = (),
    marks: tuple[Mark, ...] = (),
    place: str = "flat",
) -> ScenePlan:
    shot = Shot(
        id=f"{id}-A1", setup="A", beat="b", idiom="master", size="WS", angle="eye", lens_mm=35, move="static",
        subjects=("anna",), frames=frames, covers=((1, 2),), description="", marks=marks, sounds=sounds,
        camera=(CameraKey(frame=0, position=(0, -4, 1.5), target=(0, 0, 1.5)),),
        speech=tuple(Speech(line=d.id, character=d.character, start=d.start, frames=d.frames) for d in dialogue),
    )  # fmt: skip
    setup = Setup(
        id="A",
        idiom="master",
        size="WS",
        angle="eye",
        lens_mm=35,
        subjects=(),
        position=(0, -4, 1.5),
        target=(0, 0, 1.5),
    )
    return ScenePlan(
        id=id, number=id, text=id, heading=Heading(setting="INT", place="FLAT", location="FLAT"),
        lines=(1, 20), place=place, time_of_day="day", ambience=ambience,
        beats=(Beat(id="b", kind="dialogue", lines=(1, 2), text=""),),
        dialogue=dialogue, setups=(setup,), shots=(shot,),
    )  # fmt: skip


def film(*scenes: ScenePlan, rate: Fraction = Fraction(24)) -> Plan:
    places = (
        PlaceSheet(id="flat", name="Flat", kind="room", enclosure="room", stage=(-2, -2, 2, 2), ground="wood"),
        PlaceSheet(id="wood", name="Wood", kind="forest", enclosure="open", stage=(-9, -9, 9, 9), ground="grass"),
    )
    cast = (CharacterSheet(id="anna", name="ANNA"), CharacterSheet(id="ben", name="BEN"))
    return Plan(title="T", format=Format(width=160, height=90, rate=rate), cast=cast, places=places, scenes=scenes)


def cut_of(plan: Plan) -> Timeline:
    """Title card, every scene's one shot, end card."""
    items, at = [_item("title", 0, CARD)], CARD
    captions = []
    for each in plan.scenes:
        captions += [
            Caption(
                line=d.id,
                character=d.character,
                text=d.text,
                language="en",
                record=FrameRange(start=at + d.start, frames=d.frames),
            )
            for d in each.dialogue
        ]
        items.append(_item(each.shots[0].id, at, each.frames, each.id))
        at += each.frames
    items.append(_item("end", at, CARD))
    track = Track(name="Picture", kind="video", items=tuple(items))
    return Timeline(name="T", format=plan.format, tracks=(track,), captions=tuple(captions))


def _item(name: str, start: int, frames: int, scene_id: str | None = None) -> Item:
    whole = FrameRange(start=0, frames=frames)
    return Item(
        name=name,
        record=whole.shift(start),
        source=whole,
        available=whole,
        shot=name if scene_id else None,
        scene=scene_id,
    )


def voice(seconds: float, hertz: float = 180.0) -> Samples:
    """Something with the loudness and the rhythm of speech, made in no time."""
    time = np.arange(int(seconds * RATE)) / RATE
    tone = sum(np.sin(2 * np.pi * hertz * k * time) / k for k in range(1, 12)) * (
        0.6 + 0.4 * np.sin(2 * np.pi * 4 * time)
    )
    sound = np.asarray(tone, np.float32)
    return sound * np.float32(decibels(-23 - (level(sound) or 0)))


def spoken(folder: Path, **seconds: float) -> dict[str, Path]:
    paths = {}
    for id, length in seconds.items():
        paths[id] = folder / f"said-{id}.wav"
        write_mono(paths[id], voice(length))
    return paths


def read(path: Path) -> NDArray[np.float32]:
    """A stem's samples, shape (n, 2)."""
    with wave.open(str(path)) as file:
        assert (file.getframerate(), file.getnchannels(), file.getsampwidth()) == (RATE, 2, 3)
        raw = np.frombuffer(file.readframes(file.getnframes()), np.uint8).reshape(-1, 3)
    padded = np.zeros((len(raw), 4), np.uint8)
    padded[:, 1:] = raw
    return (padded.view("<i4").reshape(-1, 2) / 2**31).astype(np.float32)


def mixed(folder: Path, plan: Plan, **seconds: float) -> Stems:
    """The film mixed below ``folder``; ``seconds`` of voice for the lines named."""
    out = folder / "stems"
    out.mkdir(parents=True)
    return write_stems(plan, cut_of(plan), spoken(folder, **seconds), out)


def r128(path: Path) -> dict[str, float]:
    command = [
        imageio_ffmpeg.get_ffmpeg_exe(),
        "-hide_banner",
        "-i",
        str(path),
        "-af",
        "loudnorm=print_format=json",
        "-f",
        "null",
        "-",
    ]
    said = subprocess.run(command, capture_output=True, text=True, check=True).stderr
    return {
        key: float(value)
        for key, value in json.loads(said[said.rindex("{") : said.rindex("}") + 1]).items()
        if key.startswith("input")
    }
