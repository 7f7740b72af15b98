"""A small film for the assembler's tests: a plan of a few shots, and segments whose pixels say which frame they are."""

from __future__ import annotations

import wave
from collections.abc import Iterator, Sequence
from fractions import Fraction
from pathlib import Path

import numpy as np
from PIL import Image

from assembler.cards import end_card, title_card, write_card
from assembler.cut import Cards
from assembler.footage import encode
from assembler.soundtrack import samples_in
from film.camera import CameraKey
from film.cast import CharacterSheet
from film.clips import Clip
from film.place import PlaceSheet
from film.plan import Beat, DialogueLine, Format, Plan, ScenePlan
from film.screenplay import Heading
from film.shot import Setup, Shot, Speech

BITS = 12
FORMAT = Format(width=192, height=108, rate=Fraction(24))

Spoken = tuple[str, str, int, int]
"""Character id, text, first frame in the scene, frames."""


def shot(id: str, frames: int, **changes: object) -> Shot:
    """A shot with nothing special about it."""
    plain = Shot(
        id=id,
        setup=id.rstrip("0123456789"),
        beat="b1",
        idiom="single",
        size="MCU",
        angle="eye",
        lens_mm=50,
        move="static",
        subjects=("anna",),
        frames=frames,
        covers=((1, 2),),
        description="Anna looks up from the phone.",
        camera=(CameraKey(frame=0, position=(0, -3, 1.5), target=(0, 0, 1.4)),),
    )
    return plain.but(**changes)


def scene(number: str, frames: Sequence[int], spoken: Sequence[Spoken] = (), **changes: object) -> ScenePlan:
    """A scene of shots that last so many frames."""
    dialogue = tuple(
        DialogueLine(
            id=f"{number}-l{index}", character=who, text=text, start=start, frames=length, lines=(index, index)
        )
        for index, (who, text, start, length) in enumerate(spoken, 1)
    )
    shots = []
    start = 0
    for index, length in enumerate(frames, 1):
        made = shot(f"{number}-A{index}", length)
        shots.append(made.but(speech=tuple(_speech(dialogue, start, length))))
        start += length
    plain = ScenePlan(
        id=f"scene_{number}",
        number=number,
        text=f"INT. NIGHT BUS - SCENE {number} - NIGHT",
        heading=Heading(setting="INT", place="NIGHT BUS", location="NIGHT BUS", time="NIGHT"),
        lines=(1, 20),
        place="bus",
        time_of_day="night",
        beats=(Beat(id="b1", kind="dialogue", lines=(1, 20), text="They talk."),),
        dialogue=dialogue,
        setups=(
            Setup(
                id=f"{number}-A",
                idiom="single",
                size="MCU",
                angle="eye",
                lens_mm=50,
                subjects=("anna",),
                position=(0, -3, 1.5),
                target=(0, 0, 1.4),
            ),
        ),
        shots=tuple(shots),
    )
    return plain.but(**changes)


def _speech(dialogue: Sequence[DialogueLine], start: int, length: int) -> Iterator[Speech]:
    for line in dialogue:
        first, last = max(line.start, start), min(line.start + line.frames, start + length)
        if first < last:
            yield Speech(line=line.id, character=line.character, start=first - start, frames=last - first)


def plan(*scenes: ScenePlan, format: Format = FORMAT, **changes: object) -> Plan:
    """A film of the scenes with Anna and Ben in it."""
    plain = Plan(
        title="Night Bus",
        credit="Written by",
        author="The Writer",
        format=format,
        cast=(CharacterSheet(id="anna", name="Anna"), CharacterSheet(id="ben", name="Ben")),
        places=(
            PlaceSheet(
                id="bus",
                name="Night bus",
                kind="bus_interior",
                enclosure="vehicle",
                stage=(-4, -1, 4, 1),
                ground="rubber",
            ),
        ),
        scenes=scenes or (scene("1", (9, 1, 14)), scene("2", (50,), (("anna", "It was the last one.", 4, 30),))),
    )
    return plain.but(**changes)


def barcode(number: int, format: Format) -> bytes:
    """A frame that shows ``number`` in stripes, lowest bit left."""
    picture = np.full((format.height, format.width, 3), 16, np.uint8)
    wide = format.width // BITS
    for bit in range(BITS):
        if number >> bit & 1:
            picture[:, bit * wide : (bit + 1) * wide] = 235
    return picture.tobytes()


def read_barcode(grey: np.ndarray) -> int:
    """The number in a decoded frame."""
    wide = grey.shape[1] // BITS
    middle = grey[grey.shape[0] // 2]
    return sum(1 << bit for bit in range(BITS) if middle[bit * wide + wide // 2] > 125)


def segment(path: Path, first: int, frames: int, format: Format = FORMAT) -> Path:
    """A segment of frames numbered from ``first``."""
    encode((barcode(first + frame, format) for frame in range(frames)), format, path)
    return path


def clips_for(plan: Plan, folder: Path, *, media: bool = True) -> dict[str, Clip]:
    """A clip for every shot, frames numbered through the film; without ``media`` only their values."""
    made: dict[str, Clip] = {}
    number = 0
    for part in plan.scenes:
        for each in part.shots:
            picture, board = folder / f"{each.id}.mp4", folder / f"{each.id}.png"
            if media:
                segment(picture, number, each.frames, plan.format)
                colour = (40 + number * 7 % 160, 90, 130)
                Image.new("RGB", (plan.format.width, plan.format.height), colour).save(board)
            number += each.frames
            made[each.id] = Clip(
                shot=each.id,
                frames=each.frames,
                rate=plan.format.rate,
                width=plan.format.width,
                height=plan.format.height,
                picture=picture,
                board=board,
            )
    return made


def cards_for(plan: Plan, folder: Path, *, media: bool = True) -> Cards:
    """Short title and end cards."""
    cards = Cards(title=folder / "title.mp4", title_frames=6, end=folder / "end.mp4", end_frames=4)
    if media:
        write_card(title_card(plan).but(frames=6), plan.format, cards.title)
        write_card(end_card(plan).but(frames=4), plan.format, cards.end)
    return cards


def soundtrack(path: Path, frames: int, rate: Fraction, *, channels: int = 1, samples: int | None = None) -> Path:
    """A WAV as long as the picture with a click of 400 samples at its start and at its end."""
    count = samples_in(frames, rate) if samples is None else samples
    sound = np.zeros((count, channels), np.int16)
    click = (20000 * np.sin(np.arange(min(400, count)) * 0.3)).astype(np.int16)[:, None]
    sound[: len(click)] = click
    sound[len(sound) - len(click) :] = click
    with wave.open(str(path), "wb") as file:
        file.setnchannels(channels)
        file.setsampwidth(2)
        file.setframerate(48000)
        file.writeframes(sound.tobytes())
    return path
