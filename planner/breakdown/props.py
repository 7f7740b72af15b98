"""Props: things of a word table or in capitals, each once a scene."""

from __future__ import annotations

import re
from collections.abc import Iterable

from film.names import slug
from film.plan import Prop
from film.screenplay import Element
from film.shot import PropKind
from film.words.roles import CROWD, GENDER, NEVER
from planner.breakdown.crowds import is_several
from planner.places.lists import listed, plain

_TABLE: tuple[tuple[PropKind, str], ...] = (
    ("phone", "phone|cellphone|cell phone|mobile phone|mobile|smartphone|telephone|iphone|receiver|telefon|handy"
              "|telefono|movil|portable"),
    ("cup", "cup|cups|mug|mugs|teacup|coffee cup|tasse|becher|taza"),
    ("bottle", "bottle|bottles|flask|bouteille|flasche|botella"),
    ("glass", "glass|wine glass|tumbler|verre|glas|vaso|copa"),
    ("letter", "letter|letters|envelope|note|telegram|postcard|document|contract|map|paper|file|folder|receipt|script"
               "|will|lettre|enveloppe|brief|umschlag|zettel|carta|sobre|clipboard|list|form|certificate|page"),
    ("book", "book|books|diary|journal|notebook|bible|album|livre|carnet|cahier|buch|tagebuch|libro|cuaderno|ledger"),
    ("newspaper", "newspaper|magazine|zeitung|periodico"),
    ("photograph", "photograph|photographs|photo|photos|picture|polaroid|snapshot|portrait"
                   "|photographie|foto|bild|fotografia"),
    ("key", "key|keys|keycard|cle|cles|clef|schlussel|llave|llaves"),
    ("bag", "bag|bags|backpack|handbag|purse|rucksack|satchel|sac|tasche|bolsa|bolso|mochila|wallet|briefcase"),
    ("suitcase", "suitcase|suitcases|luggage|trunk|valise|koffer|maleta"),
    ("box", "box|package|parcel|crate|carton|case|boite|paquet|colis|karton|paket|schachtel|caja|paquete|jewelry box"),
    ("gun", "gun|pistol|revolver|rifle|shotgun|weapon|handgun|pistolet|fusil|waffe|pistole|gewehr|pistola|arma"),
    ("knife", "knife|dagger|blade|scalpel|sword|couteau|epee|messer|schwert|cuchillo|espada|scissors|razor"),
    ("torch", "torch|flashlight|lantern|candle|lighter|matches|lampe torche|taschenlampe|kerze|linterna|vela"),
    ("umbrella", "umbrella|parasol|parapluie|regenschirm|paraguas"),
    ("hat", "hat|cap|helmet|crown|chapeau|casquette|hut|mutze|sombrero|gorra"),
    ("flower", "flower|flowers|rose|roses|bouquet|fleur|fleurs|blume|blumen|flor|flores"),
    ("food", "sandwich|apple|bread|cake|pizza|plate|bowl|soup|breakfast|burger|pain|gateau|brot|apfel|pan|manzana"
             "|plato|sugar"),
    ("tool", "hammer|wrench|screwdriver|shovel|axe|saw|drill|crowbar|pen|pencil|brush|marteau|stylo|stift"
             "|boligrafo|staff|stick|cane|wand"),
    ("coin", "coin|coins|cash|money|banknote|ring|medal|watch|necklace|argent|geld|munze|moneda|dinero|piece"),
    ("ticket", "ticket|tickets|passport|card|badge|billet|fahrkarte|pass|boleto|billete|pasaporte"),
    ("laptop", "laptop|tablet|ipad|keyboard|ordinateur"),
    ("camera", "camera|camcorder|binoculars|kamera|camara"),
    ("cigarette", "cigarette|cigar|pipe|joint|zigarette|cigarrillo"),
    ("rope", "rope|leash|chain|handcuffs|cord|corde|seil|cuerda"),
    ("toy", "doll|teddy|teddy bear|toy|ball|kite|balloon|poupee|puppe|muneca|pelota"),
    ("instrument", "guitar|violin|trumpet|flute|saxophone|harmonica|guitare|violon|geige|gitarre|guitarra|violin"),
)  # fmt: skip
KIND: dict[str, PropKind] = {word: kind for kind, words in _TABLE for word in words.split("|")}
_LOUD = re.compile(
    r"\b(?:[Aa]n?|[Tt]he|[Hh]is|[Hh]er|[Tt]heir|[Uu]ne?|[Ll]a|[Ll]e|[Ee]ine?n?|[Dd]er|[Dd]ie|[Dd]as"
    r"|[Ee]l)\s+(?:[a-zà-ÿ-]+\s+){0,2}([A-ZÀ-Þ]{3,}(?: [A-ZÀ-Þ]{3,})?)\b"
)
_SET_DRESSING = listed(
    "bus night car train taxi cab truck van plane boat ship helicopter motorcycle bicycle bike ambulance door window"
    " table chair bed sofa desk bench stool wall street building house room sign clock television tv screen monitor"
    " stage curtain light group pair dozen handful bunch"
)
"""Capitals that are vehicles, sets and lights: nobody carries them."""

_NEEDS_ARTICLE = listed(
    "will watch ring case form page file note list card cap hat paper portable pass piece pan pain"
    " plate pipe rose trunk picture glass stick brief bild mask saw chain bowl cord drill weapon toy pen blade"
    " document light match ball medal crown staff script photo book letter box joint wand brush cane bag"
)
"""Words that are verbs, figures of speech or sets without an article or owner before them."""

_NO_PROP = {
    "box": listed("witness jury phone telephone signal call sentry press royal batter penalty window flower"),
    "bag": listed("sleeping punching air bean"), "glass": listed("stained looking broken window magnifying"),
    "paper": listed("wall toilet"), "ring": listed("boxing key wrestling"), "card": listed("title"),
    "torch": listed("blow"), "page": listed("front title web"), "file": listed("single nail"),
    "crown": listed("half"), "shotgun": listed("ride rides riding"), "ball": listed("snow"),
    "watch": listed("night death stop"),
}  # fmt: skip
"""Words that make another thing of a prop's word: the witness box is no box."""

_ARTICLE = re.compile(
    r"(?:\b(?:a|an|the|his|her|their|its|this|that|another|one|two|three|old|of|un|une|le|la|les|sa|son|ein|eine"
    r"|einen|der|die|das|den|seinen|ihren|seine|ihre|el|los|las|su|del|du|with|and|s|l)|\b(?:a|an|the|his|her|their"
    r"|s) \w+|\b(?:a|an|the|his|her) \w+ \w+) $"
)
_WORN = re.compile(
    r"\b(?:(?:in|wears|wearing|under) (?:a|an|the|his|her) (?:(?:\w+ ){1,3}(?:and|with) (?:an? |his |her )?)?(?:\w+ )?"
    r"|(?:takes|taking|pulls|puts|tips|adjusts|straightens|removes|doffs|lifts|raises|dons)"
    r" (?:off |on |down |up |back )?(?:his|her|their) (?:\w+ )?)$"
)
"""A hat on a head is wardrobe, also while it is taken off: the body wears it."""

_WORDS = sorted(KIND, key=len, reverse=True)
_FINDER = re.compile(rf"\b(?:{'|'.join(map(re.escape, _WORDS))})\b")
_HEADS = frozenset(word.split()[0] for word in _WORDS)
_NEAR = 120
"""Letters before and behind a word that tell what it is."""


def props_in(text: str) -> list[tuple[int, str]]:
    """(place in the plain text, word) of every prop of the table that the text mentions."""
    flat = plain(text)
    if _HEADS.isdisjoint(flat.split(" ")):
        return []
    return [(match.start(), match[0]) for match in _FINDER.finditer(flat) if _is_thing(flat, match.start(), match[0])]


def _is_thing(flat: str, start: int, word: str) -> bool:
    end = start + len(word)
    before, behind = flat[max(0, start - _NEAR) : start], flat[end : end + _NEAR].split(" ", 2)[:2]
    if (
        len(behind) > 1
        and behind[0] == ""
        and (behind[1] in KIND or behind[1] in _SET_DRESSING or behind[1] == "office")
    ):
        return False  # "a paper ticket", "the phone booth", "the box office": the next word is the thing
    if KIND[word] == "hat" and _WORN.search(before):
        return False
    last = before.rstrip().rpartition(" ")[2]
    if last in _NO_PROP.get(word, ()) or (is_several(last) and word in _NEEDS_ARTICLE):
        return False  # "the witness box"; "the townspeople watch"
    return word not in _NEEDS_ARTICLE or start == 0 or _ARTICLE.search(before) is not None


def loud_things(text: str) -> list[str]:
    """Things in capitals behind an article that are in no table."""
    words = []
    for match in _LOUD.finditer(text):
        name = plain(match[1])
        parts = set(name.split())
        if not parts & (NEVER | _SET_DRESSING | CROWD | set(GENDER)) and not any(part in KIND for part in parts):
            words.append(name)
    return words


def props_of(elements: Iterable[Element], people: frozenset[str]) -> tuple[Prop, ...]:
    """The props of paragraphs of action in order of appearance; ``people`` are plain words of names, no props."""
    found: dict[str, Prop] = {}
    for element in elements:
        words = [word for _, word in props_in(element.text)]
        words += [word for word in loud_things(element.text) if not set(word.split()) & people]
        for word in words:
            id = prop_id(word)
            found.setdefault(id, Prop(id=id, name=_singular(word), kind=KIND.get(word, "thing"), lines=element.lines))
    return tuple(found.values())


def prop_id(word: str) -> str:
    """The id of a prop by its word; ``keys`` and ``key`` are one."""
    return slug(_singular(word))


_SAME = {
    **dict.fromkeys(("cellphone", "cell phone", "mobile", "mobile phone", "smartphone", "telephone"), "phone"),
    "receiver": "phone", "iphone": "phone",
    "photo": "photograph", "snapshot": "photograph", "flashlight": "torch", "keycard": "key", "coffee cup": "cup",
}  # fmt: skip


def _singular(word: str) -> str:
    word = _SAME.get(word, word)
    return word[:-1] if word.endswith("s") and word[:-1] in KIND and word != "glass" else word
