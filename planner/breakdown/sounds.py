"""Sounds that the script asks for: the trade writes them in capitals."""

from __future__ import annotations

import re

from planner.places.lists import listed

_SOUNDS = listed("""
    ring rings ringing buzz buzzes buzzing beep beeps beeping bang bangs banging crash crashes crashing thunder
    lightning boom booms booming click clicks clicking knock knocks knocking slam slams slamming horn honk honks
    honking siren sirens alarm explosion explodes scream screams screaming shout shouts laugh laughs laughter applause
    cheer cheers hiss hisses hissing roar roars roaring rumble rumbles rumbling thud thuds splash splashes creak
    creaks creaking crack cracks snap snaps shatter shatters tick ticks ticking whistle whistles bark barks barking
    growl growls howl howls gunshot gunshots gunfire shot chime chimes bell bells doorbell screech screeches squeal
    squeals pop pops whoosh static wails wailing hum hums drip drips footsteps clap claps clatter clatters scrape
    scrapes rattle rattles ding dings vibrates vibrating whirs groans moans gasp gasps cough coughs sneezes snores
    chirp chirps cry cries music sobs meows neighs croaks caws engine jingle jingles pounding sonne sonnerie klaxon
    claque tonnerre explosion cri rires sirene klingelt klopft knallt donner schrei hupe lachen suena timbre trueno
    golpe grito sirena risas bocina
    """)
_LOUD = re.compile(r"\b[A-ZÀ-Þ][A-ZÀ-Þ'’-]+(?: [A-ZÀ-Þ][A-ZÀ-Þ'’-]+)*\b")
_PLAIN = re.compile(
    r"\b(?:(phone|telephone|doorbell|bell|alarm|clock|siren|horn|dog|engine|baby|glass|thunder) "
    r"(rings|buzzes|beeps|chimes|sounds|wails|honks|barks|hums|roars|cries|shatters|rumbles|ticks))\b"
)


def sounds_in(text: str) -> tuple[str, ...]:
    """The sounds of one paragraph of action in small letters, in order, each once.

    >>> sounds_in("Mara's PHONE BUZZES. THUNDER.")
    ('phone buzzes', 'thunder')
    """
    found = [(match.start(), match[0].lower()) for match in _LOUD.finditer(text) if _sounds(match[0])]
    found += [(match.start(), match[0].lower()) for match in _PLAIN.finditer(text)]
    return tuple(dict.fromkeys(sound for _, sound in sorted(found)))


def _sounds(capitals: str) -> bool:
    return any(word in _SOUNDS for word in re.split(r"[ -]", capitals.lower().replace("’", "'")))
