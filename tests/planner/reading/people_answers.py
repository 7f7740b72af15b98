"""Good answers about people of the samples, written by hand as a careful reader would give them."""

from __future__ import annotations

from typing import Any

from planner.reading.people import PersonAnswer

Row = tuple[Any, ...]

_SINGLE = (
    "age", "gender", "height", "weight", "muscle", "hair", "hair_colour", "skin", "top", "bottom", "shoes", "sound",
    "looks", "manner", "speech", "arc",
)  # fmt: skip
_NAMES: dict[str, tuple[str, ...]] = {
    "sound": ("pitch", "pace"), "looks": ("text",), "manner": ("text",), "speech": ("text",), "arc": ("text",),
    "relations": ("person", "text"), "garments": ("value",), "wardrobe": ("text", "top", "bottom", "shoes", "hair"),
}  # fmt: skip


def _said(field: str, row: Row) -> dict[str, Any]:
    return dict(zip(("excerpt", "quote", *_NAMES.get(field, ("value",))), row, strict=True))


def answer(**told: Row | list[Row]) -> PersonAnswer:
    """An answer out of rows (excerpt or None, quote, value ...); what is not given is None or empty."""
    made: dict[str, Any] = dict.fromkeys(_SINGLE) | {"garments": [], "wardrobe": [], "relations": []}
    for field, row in told.items():
        made[field] = [_said(field, each) for each in row] if isinstance(row, list) else _said(field, row)
    return PersonAnswer.model_validate(made)


LA_LETTRE = {
    "jeanne": answer(
        age=(1, "45 ans", 45), gender=(1, "est assise", "female"), height=(None, "", "average"),
        weight=(None, "", "thin"), hair=(1, "cheveux longs", "long"), hair_colour=(None, "", "brown"),
        top=(1, "manteau rouge", "red"), bottom=(None, "", "navy"), shoes=(None, "", "black"),
        garments=[(1, "manteau rouge", "long_coat")], sound=(4, "doucement", "low", "slow"),
        looks=(1, "manteau rouge, cheveux longs", "Une femme en manteau rouge qu'elle n'a pas ôté pour s'asseoir."),
        manner=(2, "Je la regarde", "Elle attend, les mains près de la lettre."),
        speech=(3, "Elle a le droit de se reposer", "Des phrases courtes, un humour qui protège."),
        arc=(11, "Alors tu es en avance", "De l'attente immobile à la course vers sa fille."),
        relations=[(4, "C'est de ma fille", "camille", "sa mère"), (5, "Lucien pousse la lettre", "lucien", "cliente")],
    ),
    "lucien": answer(
        age=(1, "25 ans", 25), gender=(1, "Le serveur", "male"), height=(1, "grand", "tall"),
        weight=(None, "", "thin"), hair=(None, "", "short"), hair_colour=(None, "", "black"),
        top=(1, "tablier noir", "black"), bottom=(None, "", "grey"), garments=[(1, "tablier noir", "apron")],
        sound=(None, "", "middle", "usual"), manner=(4, "Lucien s'assoit en face d'elle", "Curieux, sans gêne."),
        relations=[(3, "trois jours que vous la regardez", "jeanne", "le serveur qui l'observe")],
    ),
    "camille": answer(
        age=(1, "20 ans", 20), gender=(1, "une jeune femme", "female"), weight=(None, "", "thin"),
        hair=(None, "", "long"), hair_colour=(None, "", "brown"), top=(1, "veste bleue", "blue"),
        bottom=(None, "", "denim"), shoes=(None, "", "white"), sound=(None, "", "high", "quick"),
        arc=(3, "il y a un an", "Elle rentre un an après avoir écrit."),
        relations=[(2, "Tu as lu ma lettre", "jeanne", "sa fille")],
    ),
}  # fmt: skip

THE_UNDERSTUDY = {
    "nina": answer(
        age=(1, "26", 26), gender=(6, "two years", "female"), weight=(None, "", "thin"),
        hair=(1, "short dark hair", "short"),
        hair_colour=(1, "short dark hair", "black"), top=(1, "an orange raincoat", "orange"),
        bottom=(None, "", "denim"), shoes=(None, "", "white"), garments=[(1, "an orange raincoat", "long_coat")],
        wardrobe=[(12, "in a long cloak", "long cloak", "dark green", None, None, None),
                  (24, "in the orange raincoat", "orange raincoat", "orange", None, None, None)],
        sound=(None, "", "middle", "quick"),
        manner=(1, "runs along the pavement", "Always in a hurry, always a step behind."),
        speech=(2, "That's all I ask", "Dry, quick, against herself."),
        arc=(28, "puts it on her shoulder", "From the girl who waits for a broken leg to the one whose name is on it."),
        relations=[(26, "Don't you want it back", "leonard", "plays his part, inherits it")],
    ),
    "victor": answer(
        age=(1, "58", 58), gender=(1, "the director", "male"), weight=(1, "heavy", "heavy"), height=(None, "", "tall"),
        hair=(None, "", "bald"), hair_colour=(1, "grey beard", "grey"), top=(1, "a black coat", "black"),
        bottom=(None, "", "grey"), garments=[(1, "a black coat", "long_coat"), (1, "grey beard", "beard")],
        sound=(None, "", "low", "slow"), manner=(14, "a cigarette that he does not light", "Holds back what he feels."),
        relations=[(3, "Where is Leonard", "leonard", "his director")],
    ),
    "grace": answer(
        age=(1, "44", 44), weight=(1, "thin", "thin"), hair=(None, "", "bun"), hair_colour=(None, "", "brown"),
        top=(1, "a white shirt", "white"), bottom=(None, "", "black"), sound=(25, "whispering", "low", "usual"),
        manner=(1, "writes on a clipboard", "Has everything in hand."),
        speech=(14, "She hangs up", "Few words, no waste."),
        relations=[(16, "Grace stands behind her with a false beard", "nina", "stage manager, believes in her")],
    ),
    "leonard": answer(
        age=(2, "72", 72), hair=(2, "long white hair", "long"), hair_colour=(2, "long white hair", "white"),
        weight=(None, "", "thin"), top=(None, "", "light blue"), bottom=(None, "", "light blue"),
        sound=(None, "", "low", "slow"), manner=(2, "delighted with himself", "Enjoys every misfortune of his own."),
        arc=(16, "I want it broken", "Gives his staff away, and means it."),
        relations=[(14, "gives it to her", "nina", "leaves her his part")],
    ),
    "sister_agnes": answer(
        age=(1, "50", 50), gender=(1, "The nurse", "female"), top=(1, "blue uniform", "blue"),
        bottom=(1, "blue uniform", "blue"), shoes=(None, "", "white"), hair=(None, "", "bun"),
        hair_colour=(None, "", "brown"), sound=(None, "", "low", "usual"),
        speech=(3, "I recommend that", "Says the least that will do."),
    ),
    "max": answer(
        age=(1, "19", 19), height=(1, "a lanky stagehand", "tall"), weight=(1, "lanky", "thin"),
        gender=(None, "", "male"), hair=(None, "", "short"), hair_colour=(None, "", "brown"),
        top=(1, "a purple hoodie", "purple"), bottom=(None, "", "denim"), shoes=(None, "", "red"),
        sound=(None, "", "high", "quick"), manner=(1, "guards it badly", "Willing, never quite in place."),
        relations=[(8, "It's a theatre, Max", "grace", "works for her")],
    ),
}  # fmt: skip
