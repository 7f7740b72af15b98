"""Good answers about scenes of the samples, written by hand as a careful reader would give them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from planner.reading.scenes import SceneAnswer

Row = tuple[Any, ...]

EMPTY: dict[str, Any] = {
    "people": [], "time": None, "weather": None, "day": None, "beats": [], "actions": [], "positions": [],
    "feelings": [], "props": [], "sounds": [], "music": [], "wardrobe": [],
}  # fmt: skip
_FIELDS = {
    "people": ("paragraph", "quote", "who", "there", "wants"),
    "beats": ("paragraph", "leader", "change", "tension"),
    "actions": ("paragraph", "quote", "who", "verb", "target"),
    "positions": ("paragraph", "quote", "who", "relation", "target"),
    "feelings": ("paragraph", "quote", "who", "mood"),
    "props": ("paragraph", "name", "kind", "holder"),
    "sounds": ("paragraph", "quote", "sound"),
    "music": ("paragraph", "quote", "until", "music"),
    "wardrobe": ("paragraph", "who", "clothes"),
}
_SINGLE = {"time": ("paragraph", "quote", "time"), "weather": ("paragraph", "quote", "weather"),
           "day": ("paragraph", "quote", "day")}  # fmt: skip


def answer(**told: Sequence[Row] | Row | None) -> SceneAnswer:
    """An answer out of rows: each a tuple in the order of its item's fields; what is not given is left open."""
    made = dict(EMPTY)
    for name, rows in told.items():
        if name in _SINGLE:
            made[name] = None if rows is None else dict(zip(_SINGLE[name], rows, strict=True))
        else:
            made[name] = [dict(zip(_FIELDS[name], row, strict=True)) for row in rows or ()]
    return SceneAnswer.model_validate(made)


CAFE = answer(
    people=[
        (2, "est assise près de la fenêtre", "jeanne", "from_start", "not to know what the letter says"),
        (3, "s'approche avec un verre d'eau", "lucien", "from_start", "that she opens it"),
    ],
    weather=(1, "La pluie sur la vitrine", "rain"),
    beats=[
        (1, "jeanne", "She has not opened the letter for three days", 2),
        (8, "lucien", "Lucien sits down and asks what he may not ask", 5),
        (11, "jeanne", "She opens the letter", 8),
        (14, "jeanne", "Sunday is today", 7),
    ],
    actions=[
        (2, "est assise", "jeanne", "sit", "fenêtre"),
        (3, "s'approche avec un verre", "lucien", "approach", "jeanne"),
        (8, "s'assoit en face d'elle", "lucien", "sit", "jeanne"),
        (11, "pousse la lettre vers elle", "lucien", "put", "lettre"),
        (11, "prend la lettre", "jeanne", "take", "lettre"),
        (11, "l'ouvre", "jeanne", "open", "lettre"),
        (13, "pose la lettre", "jeanne", "put", "lettre"),
        (13, "Elle rit", "jeanne", "laugh", None),
        (13, "elle pleure", "jeanne", "cry", None),
    ],
    positions=[
        (2, "près de la fenêtre", "jeanne", "near", "fenêtre"),
        (8, "en face d'elle", "lucien", "opposite", "jeanne"),
    ],
    feelings=[
        (5, "Je la regarde", "jeanne", "afraid"),
        (10, "C'est de ma fille", "jeanne", "sad"),
        (14, "Quel jour sommes-nous", "jeanne", "happy"),
        (15, "Dimanche", "lucien", "happy"),
    ],
    props=[(2, "LETTRE", "letter", None), (3, "verre d'eau", "glass", "lucien")],
    wardrobe=[(2, "jeanne", "manteau rouge"), (3, "lucien", "tablier noir")],
)
"""INT. CAFÉ of la_lettre: rules take the waiter's coming to the table for coming in, and read no clothes."""

STREET = answer(
    people=[
        (1, "Jeanne sort du café", "jeanne", "comes", "to be there on Sunday"),
        (1, "Au bout de la rue, une jeune femme", "camille", "from_start", "to be read"),
    ],
    weather=(1, "La pluie s'est arrêtée", "clear"),
    beats=[(1, "jeanne", "She runs to be in time", 6), (5, "jeanne", "She is forgiven", 8)],
    actions=[
        (1, "Jeanne sort du café", "jeanne", "enter", "café"),
        (1, "et court", "jeanne", "run", "camille"),
        (5, "Jeanne s'approche", "jeanne", "approach", "camille"),
        (5, "la serre dans ses bras", "jeanne", "hug", "camille"),
    ],
    positions=[(1, "Au bout de la rue", "camille", "far_end", "rue")],
    feelings=[
        (2, "Tu as lu ma lettre", "camille", "afraid"),
        (6, "Alors tu es en avance", "jeanne", "happy"),
    ],
    props=[(1, "sac", "bag", "camille")],
    wardrobe=[(1, "camille", "veste bleue")],
)
"""EXT. RUE of la_lettre: rules put nobody at the end of the street."""

KITCHEN = answer(
    people=[
        (1, "HELEN, 70, white hair in a bun", "helen", "from_start", "that he says it himself"),
        (2, "enters with a suitcase", "tom", "comes", "to be taken in without a word"),
    ],
    time=(0, "KITCHEN - MORNING", "morning"),
    beats=[
        (1, "helen", "She has waited for him", 2),
        (8, "helen", "She lets him know that she knows", 5),
        (11, "tom", "He asks for her hand and says that he stays", 6),
        (14, "helen", "She leaves the choice to him", 4),
    ],
    actions=[
        (1, "sits with a cup of tea", "helen", "sit", None),
        (2, "enters with a suitcase", "tom", "enter", None),
        (2, "puts the suitcase down by the door", "tom", "put", "suitcase"),
        (2, "sits across from her", "tom", "sit", "helen"),
        (7, "pushes the sugar across the table", "helen", "put", "sugar"),
        (11, "reaches for her hand", "tom", "reach", "helen"),
        (14, "stands up", "helen", "rise", None),
        (14, "crosses to the stove", "helen", "cross", "stove"),
        (14, "looks at the suitcase", "tom", "look", "suitcase"),
        (14, "Helen turns", "helen", "turn", None),
        (14, "watches him look", "helen", "look", "tom"),
    ],
    positions=[
        (1, "A small table laid for two", "helen", "at", "table"),
        (2, "across from her", "tom", "opposite", "helen"),
    ],
    feelings=[
        (4, "I slept in the car", "tom", "tired"),
        (8, "She rang", "helen", "sad"),
        (12, "I'm not going back", "tom", "sad"),
    ],
    props=[(1, "cup of tea", "cup", "helen"), (2, "suitcase", "suitcase", "tom"), (7, "sugar", "food", None)],
    wardrobe=[(1, "helen", "yellow cardigan"), (2, "tom", "dark red sweater")],
)
"""INT. KITCHEN of one_table: rules shove where the sugar is pushed over, and feel nothing."""

THEATRE = answer(
    people=[
        (1, "A single light finds Nina", "nina", "from_start", "to be somebody for one night"),
        (3, "If by your art", "grace", "heard", "to bring her through"),
    ],
    time=(0, "THEATRE - NIGHT", "night"),
    beats=[
        (1, "nina", "She has no words", 8),
        (3, "grace", "Grace gives her the wrong line", 7),
        (5, "nina", "A laugh makes her angry enough to be good", 9),
    ],
    actions=[
        (1, "A single light finds Nina", "nina", "stand", "stage"),
        (5, "Nina hears it", "nina", "react", None),
        (5, "She straightens up", "nina", "rise", None),
    ],
    positions=[(1, "Nina, bearded, at the centre", "nina", "middle", "stage")],
    feelings=[
        (2, "Nothing comes", "nina", "afraid"),
        (6, "But she's right", "nina", "proud"),
    ],
    sounds=[(1, "THUNDER", "thunder")],
    wardrobe=[(1, "nina", "bearded")],
)
"""INT. THEATRE - NIGHT of the_understudy: rules have nothing of where she stands or what she feels."""

BUS = answer(
    people=[
        (2, "Mara comes in and sits", "mara", "comes", "to get the box home unopened"),
        (3, "Two rows behind her sits DEV", "dev", "from_start", "to talk to somebody"),
    ],
    time=(0, "NIGHT BUS - NIGHT", "night"),
    day=(0, "INT. NIGHT BUS", "same"),
    beats=[
        (1, "mara", "She wants to be left alone with the box", 2),
        (10, "dev", "He has made her smile", 3),
        (16, "mara", "A message says what the box is", 6),
        (23, "dev", "He sits down with her", 5),
        (27, "dev", "He knew the man whose box it is", 8),
        (34, "mara", "She opens it with him", 7),
    ],
    actions=[
        (2, "Mara comes in", "mara", "enter", None),
        (2, "sits by the window", "mara", "sit", "window"),
        (2, "holds the box", "mara", "hold", "box"),
        (3, "sits DEV", "dev", "sit", None),
        (3, "He watches the box", "dev", "look", "box"),
        (10, "She smiles", "mara", "react", None),
        (10, "turns to him", "mara", "turn", "dev"),
        (14, "Dev takes off his smile", "dev", "react", None),
        (16, "takes it out of her pocket", "mara", "take", "phone"),
        (16, "and reads", "mara", "read", "phone"),
        (18, "Mara lowers the phone", "mara", "hold", "phone"),
        (18, "stares at the box", "mara", "look", "box"),
        (23, "Dev stands up", "dev", "rise", None),
        (23, "crosses the aisle", "dev", "cross", "aisle"),
        (23, "sits down across from her", "dev", "sit", "mara"),
        (30, "Mara looks at the box", "mara", "look", "box"),
        (30, "She looks at Dev", "mara", "look", "dev"),
        (32, "She puts the box on the seat", "mara", "put", "box"),
        (32, "Dev takes off his cap", "dev", "take", "cap"),
        (34, "She opens the box", "mara", "open", "box"),
    ],
    positions=[(2, "by the window", "mara", "beside", "window"), (3, "Two rows behind her", "dev", "behind", "mara")],
    feelings=[
        (11, "Triple", "mara", "tired"),
        (14, "Dev takes off his smile", "dev", "sad"),
        (20, "He died this morning", "mara", "sad"),
        (26, "Dev goes very still", "dev", "afraid"),
        (29, "Forty years ago", "dev", "sad"),
    ],
    props=[
        (2, "box", "box", "mara"),
        (16, "PHONE", "phone", "mara"),
        (35, "KEY", "key", None),
        (35, "TICKET", "ticket", None),
    ],
    sounds=[(14, "The engine hums", "engine"), (16, "PHONE BUZZES", "buzz"), (39, "The bus slows down", "hiss")],
    wardrobe=[(3, "dev", "grey cap"), (3, "dev", "blue jacket")],
)
"""INT. NIGHT BUS of night_bus: rules have Dev happy where he takes off his smile, and nobody sad."""

BY_SCENE: dict[str, tuple[tuple[str, SceneAnswer], ...]] = {
    "la_lettre": (("int_cafe_jour_b69474", CAFE), ("ext_rue_jour", STREET)),
    "one_table": (("int_kitchen_morning", KITCHEN),),
    "the_understudy": (("int_theatre_night", THEATRE),),
    "night_bus": (("int_night_bus_night", BUS),),
}
