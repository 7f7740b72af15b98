"""The small words that the grammar turns on, in English, French, German and Spanish, in plain form."""

from __future__ import annotations

from planner.facts import Verb
from planner.places.lists import listed

HE, SHE = listed("he il er el"), listed("she elle sie ella")
THEY = listed("they both ils elles beide ellos ellas")
ALL = listed("everyone everybody all tous alle todos")
WHO = listed("who qui")
HIM, HER = listed("him lui ihn ihm"), listed("her elle ella ihr")
THEM = listed("them others")
OBJECTS = listed("him her them himself herself each lui ihn ihm ihr")
AND = listed("and et und y")
PREPOSITIONS = listed(
    "at to with of from past behind beside next for by towards toward into onto on after near before against around"
    " between under over opposite across without about through like in off than"
    " a de avec vers pres derriere devant contre zu mit von neben hinter vor nach con para hacia junto detras frente"
)
ARTICLES = listed(
    "the a an his her their its some this that another two three"
    " le la les un une l son sa ses der die das den dem ein eine einen el los las una su sus"
)
CLAUSE_STARTS = listed(
    "as while when until till before after where but because that which whose if once"
    " quand cuando wahrend als mientras pendant puis dass"
)
NOT = listed(
    "not never cannot without no hardly barely almost nearly nicht nie kein keine ne pas jamais sans nunca sin"
)
CONTRACTED_NOT = "t"
"""What stands apart of "don't" and "can't"."""
BREAKS = listed(". ! ? … ; : ( )")
LINKS = AND | listed("then puis ,")
BEGINNING = listed("turns starts begins moves rises stands gets bends leans goes comes reaches stoops kneels stops")
"""Verbs whose infinitive is done: "turns to leave"."""

ASIDE = listed("with without like as for avec mit con")
"""Prepositions whose noun only accompanies: "enters with a suitcase" does not enter a suitcase."""

ADVERBS = listed(
    "fast slow front hard alone close still upright asleep awake up down out off away back in inside outside around"
    " round again slowly quickly there here forward together over along upstairs downstairs aside very so too now"
    " then suddenly carefully quietly gently it only not se s shut open closed tight free loose hard heavily motionless"
    " apart aloud dead lifeless unconscious"
    " sich hin herein hinein hinaus heraus rein raus ein auf aus um zusammen ab weg debout"
)
LIGHT: dict[str, Verb] = {
    "seat": "sit", "step": "approach", "sip": "drink", "drink": "drink", "bite": "eat", "look": "look",
    "glance": "look", "peek": "look", "nod": "nod", "wave": "wave", "hug": "hug", "laugh": "laugh", "kiss": "kiss",
    "bow": "nod", "call": "phone",
}  # fmt: skip
"""Nouns that say what is done after "takes" or "gives": "takes a seat"."""

SITTING = listed("armchair chair sofa couch bench stool seat car")
NOTHING_TAKEN = listed("smile time breath moment beat while place note turn care")
WORN = listed("cap hat helmet hood coat jacket cloak raincoat scarf gloves glasses headset beard wig mask shoes boots")
"""What the body wears: taken off or put on, it is wardrobe."""

ARRIVING = listed(
    "come hurry rush run walk stride dash sprint approach join step march storm approche approchent nahert tritt acerca"
    " acercan"
)
"""Verbs that bring somebody into view when others are there already."""
