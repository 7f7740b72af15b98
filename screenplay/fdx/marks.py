"""Revisions and breakdown tags as the numbers that Final Draft's texts point to them by."""

from __future__ import annotations

import re
import uuid
from collections.abc import Collection, Sequence

from film.screenplay import Revision, Run, Screenplay, Tag
from screenplay.fdx.colours import paper_of
from screenplay.fdx.settings import Tags
from screenplay.fdx.template import CATEGORIES
from screenplay.fdx.text import in_text, tag

_UUID = re.compile("[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")
_NUMBER = re.compile("[1-9][0-9]{0,3}")
_COLOUR = "#940011000000"


class Marks:
    """Numbers for all revisions and combinations of tags of a screenplay; those a file already has are kept.

    ``own`` is the breakdown of the file that it is written into.
    """

    def __init__(self, screenplay: Screenplay, own: Tags | None = None) -> None:
        runs = [run for element in screenplay.elements for run in element.runs if run.tags]
        self.revisions = screenplay.revisions
        self.tags = screenplay.tags
        self._revisions = renumbered(screenplay)
        self.defined = {each.id for each in screenplay.tags}
        self.ids = {each.id: tag_id(each) for each in screenplay.tags}
        self._categories = own.categories if own else {}
        numbers = own.numbers if own else {}
        self.numbers = {tags: number for number, tags in numbers.items() if tags and set(tags) <= self.defined}
        self.kept = len(self.numbers)
        spare = max((int(number) for number in self.numbers.values() if number.isdecimal()), default=0)
        for tags in dict.fromkeys(self.known(run.tags) for run in runs):
            if tags and tags not in self.numbers:
                spare += 1
                self.numbers[tags] = str(spare)

    def known(self, tags: Sequence[str]) -> tuple[str, ...]:
        """Those of a run's tags that the screenplay defines."""
        return tuple(each for each in tags if each in self.defined)

    def attributes(self, run: Run) -> dict[str, str | None]:
        """What a run's text says of its draft and tags."""
        return {
            "RevisionID": self._revisions[run.revision] if run.revision else None,
            "TagNumber": self.numbers.get(self.known(run.tags)) if run.tags else None,
        }

    def revision_lines(self) -> list[str]:
        """The file's list of drafts, also of those that only texts speak of; nothing if there are none."""
        known = {each.id for each in self.revisions}
        unlisted = [Revision(id=each, name="") for each in self._revisions if each not in known]
        revisions = (*self.revisions, *unlisted)
        if not revisions:
            return []
        active = self._revisions[revisions[-1].id]
        head: dict[str, str | None] = {
            "ActiveSet": active,
            "Location": "7.75",
            "RevisionMode": "No",
            "RevisionsShown": "Active",
        }
        lines = ["  " + tag("Revisions", {**head, "ShowAllMarks": "No", "ShowAllSets": "No", "ShowPageColor": "No"})]
        lines.extend(f"    {self._revision(each)}" for each in revisions)
        return [*lines, "  </Revisions>"]

    def _revision(self, revision: Revision) -> str:
        said = {"ID": self._revisions[revision.id], "Mark": revision.mark, "Name": revision.name}
        return tag(
            "Revision",
            {
                "Color": "#000000000000",
                "FullRevision": "No",
                **said,
                "PageColor": paper_of(revision.colour),
                "Style": "",
            },
            "/>",
        )

    def tag_lines(self, own: str | None = None) -> list[str]:
        """The file's breakdown; ``own`` are the categories that the file has, as they stand in it."""
        ids = dict(self._categories) if own else dict(CATEGORIES)
        taken = {*ids.values()}
        missing = {each.category: category_id(each.category, taken) for each in self.tags if each.category not in ids}
        ids |= missing
        lines = ["  <TagData>"]
        if own is None:
            lines.append("    <TagCategories>")
            lines.extend(f"      {_category(*each)}" for each in enumerate(ids.items(), 1))
            lines.append("    </TagCategories>")
        else:
            added = [f"      {_category(*each)}" for each in enumerate(missing.items(), len(ids) - len(missing) + 1)]
            lines.append(f"    {_with_inside(own, added)}")
        lines.append("    <TagDefinitions>")
        for number, tagged in enumerate(self.tags, 1):
            definition = {"CatId": ids[tagged.category], "Id": self.ids[tagged.id], "Label": tagged.label}
            lines.append("      " + tag("TagDefinition", {**definition, "Number": str(number)}, "/>"))
        lines.extend(["    </TagDefinitions>", "    <Tags>"])
        for tags, index in self.numbers.items():
            lines.append("      " + tag("Tag", {"Number": index}))
            lines.extend(f"        <DefId>{in_text(self.ids[each])}</DefId>" for each in tags)
            lines.append("      </Tag>")
        return [*lines, "    </Tags>", "  </TagData>"]


def _category(number: int, named: tuple[str, str]) -> str:
    said = {"Color": _COLOUR, "Id": named[1], "Name": named[0], "Number": str(number), "Style": "Bold"}
    return tag("TagCategory", {**said}, "/>")


def _with_inside(element: str, lines: Sequence[str]) -> str:
    """An element's text with lines added at its end."""
    if not lines:
        return element
    inner = "\n".join(lines)
    if element.endswith("/>"):
        return f"<TagCategories>\n{inner}\n    </TagCategories>"
    head, _, end = element.rpartition("</")
    return f"{head.rstrip()}\n{inner}\n    </{end}"


def tag_id(each: Tag) -> str:
    """A tag's id as Final Draft has them, a UUID: its own if it is one, else one made of what it is."""
    return each.id if _UUID.fullmatch(each.id) else _made(f"tag/{each.id}/{each.category}/{each.label}")


def category_id(name: str, taken: Collection[str]) -> str:
    """The id of a category: Final Draft's, or one made of its name where the file has that under another name."""
    known = CATEGORIES.get(name)
    return known if known and known not in taken else _made(f"category/{name}")


def _made(name: str) -> str:
    return str(uuid.uuid5(uuid.NAMESPACE_OID, f"storyreel/{name}"))


def renumbered(screenplay: Screenplay) -> dict[str, str]:
    """A number for each draft that the screenplay knows or a run is of: its own id if that is one, else a free one."""
    runs = (run for element in screenplay.elements for run in element.runs)
    ids = [*(revision.id for revision in screenplay.revisions), *(run.revision for run in runs if run.revision)]
    own = {each for each in ids if _NUMBER.fullmatch(each)}
    numbers: dict[str, str] = {}
    spare = 0
    for each in dict.fromkeys(ids):
        if each in own:
            numbers[each] = each
            continue
        spare += 1
        while str(spare) in own:
            spare += 1
        numbers[each] = str(spare)
    return numbers
