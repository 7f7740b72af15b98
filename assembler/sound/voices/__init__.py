"""Scratch voices: a line of dialogue in, 48 kHz speech out, a voice of its own for every character."""

from assembler.sound.samples import RATE, Samples
from assembler.sound.voices.company import Company, default_backend, speak_to
from assembler.sound.voices.espeak import EspeakVoice
from assembler.sound.voices.hibari import HibariVoice
from assembler.sound.voices.request import LineRequest, VoiceBackend, line_request
from assembler.sound.voices.text import spoken_text

__all__ = [
    "RATE",
    "Company",
    "EspeakVoice",
    "HibariVoice",
    "LineRequest",
    "Samples",
    "VoiceBackend",
    "default_backend",
    "line_request",
    "speak_to",
    "spoken_text",
]
