"""The parts of a Final Draft file around the script: page, types of paragraph, breakdown categories.

Values are those of Final Draft's own screenplay and multi-camera templates, as the files of the corpus have
them; the types that its templates have no word for (Lyrics, Page Break, Boneyard ...) are added as a
writer adds types of their own, those that are not printed as hidden text like its outline.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from film.screenplay import ElementType, Profile
from screenplay.fdx.kinds import PLAIN
from screenplay.fdx.text import tag

FONT = {
    "AdornmentStyle": "0",
    "Background": "#FFFFFFFFFFFF",
    "Color": "#000000000000",
    "Font": "Courier Final Draft",
    "RevisionID": "0",
    "Size": "12",
}


class Look(NamedTuple):
    """A type's layout: indents in inches from the paper's left edge, space above in points, lines of spacing."""

    left: str
    right: str
    above: str
    style: str = ""
    paginates_as: str = "General"
    then: str = "Action"
    alignment: str = "Left"
    first: str = "0.00"
    spacing: str = "1"


_HIDDEN = "Italic+HiddenText"
_LOOKS: dict[str, Look] = {
    "General": Look("1.50", "7.50", "0", then="General"),
    "Scene Heading": Look("1.50", "7.50", "24", "AllCaps", "Scene Heading"),
    "Action": Look("1.50", "7.50", "12", "", "Action"),
    "Character": Look("3.50", "7.25", "12", "AllCaps", "Character", "Dialogue"),
    "Parenthetical": Look("3.00", "5.50", "0", "", "Parenthetical", "Dialogue", first="-0.10"),
    "Dialogue": Look("2.50", "6.00", "0", "", "Dialogue"),
    "Transition": Look("5.50", "7.10", "12", "AllCaps", "Transition", "Scene Heading", "Right"),
    "Shot": Look("1.50", "7.50", "12", "AllCaps", "Scene Heading"),
    "Cast List": Look("1.50", "7.50", "0", "AllCaps", "Action"),
    "New Act": Look("1.50", "7.50", "12", "Bold+Underline+AllCaps", "General", "Scene Heading", "Center"),
    "End of Act": Look("1.50", "7.50", "24", "Bold+Underline+AllCaps", "Character", "New Act", "Center"),
    "Outline Body": Look("1.50", "7.50", "0", _HIDDEN, then="Outline Body"),
    "Lyrics": Look("2.50", "7.38", "0", "Italic", "Dialogue"),
    "Page Break": Look("1.50", "7.50", "0", _HIDDEN),
    "Boneyard": Look("1.50", "7.50", "0", _HIDDEN),
    "Note": Look("1.50", "7.50", "0", _HIDDEN),
}
_MULTICAM: dict[str, Look] = {
    "Scene Heading": Look("1.50", "7.50", "12", "AllCaps+Bold", "Scene Heading"),
    "Action": Look("1.50", "7.50", "12", "AllCaps", "Action"),
    "Character": Look("3.50", "6.25", "12", "AllCaps", "Character", "Dialogue"),
    "Parenthetical": Look("2.75", "5.50", "0", "", "Parenthetical", "Dialogue", first="-0.10"),
    "Dialogue": Look("2.25", "6.00", "0", "", "Dialogue", spacing="2"),
}
_OUTLINE = Look("1.50", "7.50", "10", _HIDDEN, then="Outline Body")
_OWN = Look("1.50", "7.50", "12", paginates_as="Action")

CATEGORIES: dict[str, str] = {
    "Synopsis": "8e5e75c2-713b-47df-a75f-f12648b98ded",
    "Cast Members": "01fc9642-84ff-4366-b37c-a3068dee57e8",
    "Background Actors": "028a4e2b-b507-4d09-88ab-90e3edae9071",
    "Stunts": "0377dbe6-77a3-41af-bda8-86eb2468fdbf",
    "Vehicles": "04721a56-f54b-49c8-80ad-d53887d6b851",
    "Props": "05c556eb-6bc1-4a3a-b09f-f8b5ba1b6afa",
    "Camera": "47b02ff1-5161-4137-b736-f36eebba7643",
    "Special Effects": "069e18b8-2109-4f3d-94e7-d802027a60a8",
    "Wardrobe": "0726fa85-1e65-4ab8-87de-bf21d09b01f0",
    "Makeup/Hair": "08ae1eef-32ce-415f-9a9b-0982d2453ec4",
    "Animals": "09cb0d1c-ce01-4f22-bb64-b5f2e6c491c6",
    "Animal Wrangler": "0ae40617-cc7c-48e6-ae2b-5aaecc09986f",
    "Music": "0b0b44c9-aa4b-4c40-88b1-d94472ad7a26",
    "Sound": "0ce7d308-096d-4603-8fe8-349f72cd89ff",
    "Art Department": "4a84b619-62f9-4c04-8e46-bf2cd0b7f582",
    "Set Dressing": "0debb71b-5743-4c53-80cc-e17e841ce645",
    "Greenery": "0e7a8fc5-5441-4bad-a9bf-5ddd3fe51c69",
    "Special Equipment": "0ff5cda4-4d43-4cfe-940f-91380c46fdad",
    "Security": "109d0eaa-0334-4823-ac0c-b44d3f209dc4",
    "Additional Labor": "1179a4b1-70ee-4011-b4a2-809a0af09e92",
    "Visual Effects": "12ab0932-e3b9-4b4a-bcd0-3da1b4e61d5e",
    "Mechanical Effects": "135cc9d1-c4d5-4d00-83d9-571f584ea9cd",
    "Miscellaneous": "148267ae-50ae-4746-8202-659fb7447b55",
    "Notes": "15b6f4fd-4e74-4ad8-9971-b239d88c2997",
    "Script Day": "63c140da-ef2b-491a-b416-b46f461abb89",
    "Unit": "849f1ebf-5507-4f33-bff6-3a5b4d73be14",
    "Sequence": "70877d87-30ef-45b6-be46-c6fa94b83a71",
    "Location": "c5e89e4d-f83e-4c28-950c-92a63f1b5f26",
    "Comments": "216f33fd-fc42-4269-be01-b05b18f815a0",
}
"""The breakdown's categories by their names in Final Draft 12, and the ids that they have in every file."""


def look_of(word: str, type_: ElementType, profile: Profile = "film") -> Look:
    """The look of a type's word: the template's, or that of the type which it is one of."""
    template = _LOOKS | (_MULTICAM if profile == "multicam" else {})
    own = _OUTLINE if type_ == "section" else template.get(PLAIN.get(type_, ""), _OWN)
    return template.get(word) or own


def settings(words: Mapping[str, ElementType], profile: Profile, *, only: bool = False) -> list[str]:
    """The element settings: the template's types and any of ``words`` that it does not have, or ``only`` of those.

    A word that the template does not know looks like what it is here.
    """
    looks = {} if only else _LOOKS | (_MULTICAM if profile == "multicam" else {})
    for word, type_ in words.items():
        looks.setdefault(word, look_of(word, type_, profile))
    lines = []
    for number, (word, look) in enumerate(looks.items()):
        spec = {
            "Alignment": look.alignment,
            "FirstIndent": look.first,
            "Leading": "Regular",
            "LeftIndent": look.left,
            "RightIndent": look.right,
            "SpaceBefore": look.above,
            "Spacing": look.spacing,
            "StartsNewPage": "No",
        }
        shortcut = str(number) if number < 10 else ""
        behaviour: dict[str, str | None] = {
            "PaginateAs": look.paginates_as,
            "ReturnKey": look.then,
            "Shortcut": shortcut,
        }
        lines.append("  " + tag("ElementSettings", {"Type": word}))
        lines.append("    " + tag("FontSpec", {**FONT, "Style": look.style}, "/>"))
        lines.append("    " + tag("ParagraphSpec", {**spec}, "/>"))
        lines.append("    " + tag("Behavior", behaviour, "/>"))
        lines.append("  </ElementSettings>")
    return lines


def page() -> list[str]:
    """The sheet of the script, with its page numbers."""
    return [
        "  " + tag("HeaderAndFooter", _HEADER),
        "    <Header>",
        "      " + tag("Paragraph", {**LINE, "Alignment": "Right", "LeftIndent": "1.25", "RightIndent": "-1.25"}),
        "        " + tag("DynamicLabel", {**FONT, "Style": "", "Type": "Page #"}, "/>"),
        "        " + tag("Text", {**FONT, "Style": ""}) + ".</Text>",
        "      </Paragraph>",
        "    </Header>",
        "    <Footer>",
        "      " + tag("Paragraph", {**LINE, "LeftIndent": "1.25", "RightIndent": "-1.25"}, "/>"),
        "    </Footer>",
        "  </HeaderAndFooter>",
        "  " + tag("PageLayout", _LAYOUT),
        '    <PageSize Height="11.00" Width="8.50"/>',
        "  </PageLayout>",
    ]


def breaks() -> list[str]:
    """What stands where a page ends in a speech or a scene."""
    return [
        "  <MoresAndContinueds>",
        f"    {_PLAIN_FONT}",
        "    " + tag("DialogueBreaks", _DIALOGUE_BREAKS, "/>"),
        "    " + tag("SceneBreaks", _SCENE_BREAKS, "/>"),
        "  </MoresAndContinueds>",
    ]


def numbers(shown: bool) -> list[str]:
    """Scene numbers in both margins, or not shown."""
    word = "Yes" if shown else "No"
    sides = {"LeftLocation": "0.75", "RightLocation": "7.38", "ShowNumbersOnLeft": word, "ShowNumbersOnRight": word}
    return ["  " + tag("SceneNumberOptions", {**sides}), f"    {_PLAIN_FONT}", "  </SceneNumberOptions>"]


_PLAIN_FONT = tag("FontSpec", {**FONT, "Style": ""}, "/>")
LINE: dict[str, str | None] = {
    "Alignment": "Left",
    "FirstIndent": "0.00",
    "Leading": "Regular",
    "LeftIndent": "1.50",
    "RightIndent": "7.50",
    "SpaceBefore": "0",
    "Spacing": "1",
    "StartsNewPage": "No",
}
"""The layout of a line that belongs to no type of paragraph."""

_HEADER: dict[str, str | None] = {
    "FooterFirstPage": "Yes",
    "FooterVisible": "No",
    "HeaderFirstPage": "No",
    "HeaderVisible": "Yes",
    "StartingPage": "1",
}
_LAYOUT: dict[str, str | None] = {
    "BackgroundColor": "#FFFFFFFFFFFF",
    "BottomMargin": "72",
    "BreakDialogueAndActionAtSentences": "Yes",
    "DocumentLeading": "Normal",
    "FooterMargin": "36",
    "ForegroundColor": "#000000000000",
    "HeaderMargin": "36",
    "InvisiblesColor": "#808080808080",
    "TopMargin": "72",
    "UsesSmartQuotes": "No",
}
_DIALOGUE_BREAKS: dict[str, str | None] = {
    "AutomaticCharacterContinueds": "Yes",
    "BottomOfPage": "Yes",
    "DialogueBottom": "(MORE)",
    "DialogueTop": "(CONT'D)",
    "TopOfNext": "Yes",
}
_SCENE_BREAKS: dict[str, str | None] = {
    "ContinuedNumber": "No",
    "SceneBottom": "(CONTINUED)",
    "SceneBottomOfPage": "No",
    "SceneTop": "CONTINUED:",
    "SceneTopOfNext": "No",
}
