"""Groups of elements as the XML of Final Draft's paragraphs."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from film.screenplay import Element, ElementType, Run, Style
from screenplay.fdx.blocks import ALTERNATIVE, ARC_BEAT
from screenplay.fdx.groups import Group
from screenplay.fdx.kinds import OUTLINE, PLAIN, kind_of, own_word
from screenplay.fdx.marks import Marks
from screenplay.fdx.runs import EXACT
from screenplay.fdx.settings import Layout, length_of
from screenplay.fdx.template import look_of
from screenplay.fdx.text import in_text, tag

_STYLES: dict[Style, str] = {"b": "Bold", "i": "Italic", "u": "Underline", "s": "Strikeout"}
_NO_LAYOUT = Layout()


class Rendering:
    """Writes paragraphs; ``layouts`` are those of the file they go into, ``eighths`` the scenes' lengths by heading.

    ``used`` are the types of those written so far, by their words; ``extends`` says that the file gets settings
    for those that it has none for.
    """

    def __init__(
        self, marks: Marks, eighths: Mapping[str, int], layouts: Mapping[str, Layout], *, extends: bool = True
    ) -> None:
        self._extends = extends
        self._marks = marks
        self._eighths = eighths
        self._layouts = layouts
        self._notes = 0
        self.used: dict[str, ElementType] = {}

    def lines(self, group: Group, indent: str = "    ", *, inside: bool = False) -> list[str]:
        """A group's paragraph."""
        own = group.own
        if own is None:
            return self._carrier(group, indent)
        word = self.word_of(own)
        self.used.setdefault(word, own.type)
        layout = self._layouts.get(word, _NO_LAYOUT)
        turns = "Yes" if group.page_break else "No" if layout.new_page and not inside else None
        attributes = {"Alignment": _alignment(own, layout), "Number": own.number, "StartsNewPage": turns, "Type": word}
        inner = indent + "  "
        return [
            indent + tag("Paragraph", {**attributes}),
            *(self._properties(group, own, inner) if own.type == "scene_heading" else ()),
            *self.note_lines(group.notes, inner),
            *self._texts(own, inner),
            *(line for each in group.omitted for line in self._omitted(each, inner)),
            f"{indent}</Paragraph>",
        ]

    def word_of(self, element: Element) -> str:
        """The file's word for an element behind those written so far: its own where it reads as the same type again."""
        if element.kind and own_word(element.type, element.kind):
            layout = self._layouts.get(element.kind)
            look = look_of(element.kind, element.type).paginates_as if self._extends else ""
            meant = kind_of(element.kind, layout.paginates_as if layout else look, element.text)
            fits = layout or self.used.get(element.kind, element.type) == element.type or meant.known
            if fits and (meant.type == element.type or (meant.type == "action" and element.type == "centered")):
                return element.kind
        if element.type == "section":
            return f"{OUTLINE}{element.level or 1}"
        return "Action" if element.type == "centered" else PLAIN[element.type]

    def _carrier(self, group: Group, indent: str) -> list[str]:
        """A paragraph without text of its own, for a dual dialogue or notes that stand before everything else."""
        inner = indent + "  "
        self.used.setdefault("General", "action")
        turns = "Yes" if group.page_break else None
        lines = [indent + tag("Paragraph", {"StartsNewPage": turns, "Type": "General"})]
        if group.speeches:
            lines.append(f"{inner}<DualDialogue>")
            lines.extend(line for each in group.speeches for line in self.lines(each, inner + "  ", inside=True))
            lines.append(f"{inner}</DualDialogue>")
        lines.extend(self.note_lines(group.notes, inner))
        return [*lines, f"{inner}<Text></Text>", f"{indent}</Paragraph>"]

    def _properties(self, group: Group, own: Element, indent: str) -> list[str]:
        """The scene's length, page, title, synopsis and what is noted about its people."""
        eighths = self._eighths.get(own.id)
        said = {
            "Length": length_of(eighths) if eighths else None,
            "Page": own.page,
            "Title": group.title.text if group.title else "",
        }
        head = {**said} if any(said.values()) else {}
        if not head and not group.synopses and not group.beats:
            return []
        if not group.synopses and not group.beats:
            return [indent + tag("SceneProperties", head, "/>")]
        lines = [indent + tag("SceneProperties", head)]
        if group.synopses:
            lines.append(f"{indent}  <Summary>")
            lines.extend(line for each in group.synopses for line in self._plain(each.runs, indent + "    "))
            lines.append(f"{indent}  </Summary>")
        if group.beats:
            lines.append(f"{indent}  <SceneArcBeats>")
            lines.extend(line for each in group.beats for line in self._beat(each, indent + "    "))
            lines.append(f"{indent}  </SceneArcBeats>")
        return [*lines, f"{indent}</SceneProperties>"]

    def _beat(self, note: Element, indent: str) -> list[str]:
        name, _, rest = note.runs[0].text.partition(": ")
        runs = (note.runs[0].model_copy(update={"text": rest}), *note.runs[1:])
        return [
            indent + tag("CharacterArcBeat", {"Name": name}),
            *(line for paragraph in by_line(runs) for line in self._plain(paragraph, indent + "  ")),
            f"{indent}</CharacterArcBeat>",
        ]

    def _omitted(self, element: Element, indent: str) -> list[str]:
        self.used.setdefault("Action", "action")
        return [
            f"{indent}<OmittedScene>",
            f'{indent}  <Paragraph Type="Action">',
            *self._texts(element, indent + "    "),
            f"{indent}  </Paragraph>",
            f"{indent}</OmittedScene>",
        ]

    def note_lines(self, notes: Iterable[Element], indent: str, span: str | None = None) -> list[str]:
        """Notes inside a paragraph, or beside the script with the positions that they cover."""
        return [line for note in notes for line in self._note(note, indent, span)]

    def _note(self, note: Element, indent: str, span: str | None = None) -> list[str]:
        self._notes += 1
        name = note.kind if note.kind in (ALTERNATIVE, ARC_BEAT) else None
        number = "ID" if span is None else "Id"
        head = tag("ScriptNote", {number: str(self._notes), "Name": name, "Range": span})
        paragraphs = by_line(note.runs or ((Run(text=note.text),) if note.text else ()))
        inner = [line for paragraph in paragraphs for line in self._plain(paragraph, indent + "  ")]
        return [indent + head, *inner, f"{indent}</ScriptNote>"]

    def _plain(self, runs: Sequence[Run], indent: str) -> list[str]:
        return [f"{indent}<Paragraph>", *self._runs(runs, indent + "  "), f"{indent}</Paragraph>"]

    def _texts(self, element: Element, indent: str) -> list[str]:
        runs = element.runs or ((Run(text=element.text),) if element.text else ())
        return self._runs(runs, indent) or [f"{indent}<Text></Text>"]

    def _runs(self, runs: Sequence[Run], indent: str) -> list[str]:
        lines = []
        said = [run for run in runs if run.text]
        for number, run in enumerate(said, 1):
            style = "+".join(_STYLES[style] for style in run.style) or None
            attributes = {"RevisionID": None, "Style": style, **self._marks.attributes(run)}
            if number == len(said) and run.text[-1].isspace():
                attributes[EXACT] = "preserve"
            lines.append(f"{indent}{tag('Text', attributes)}{in_text(run.text)}</Text>")
        return lines


def by_line(runs: Sequence[Run]) -> list[Sequence[Run]]:
    """Runs cut at line ends, a paragraph for each line; whole where a line end is in a style, which a break is not."""
    if any("\n" in run.text and (run.style or run.revision or run.tags) for run in runs):
        return [runs]
    lines: list[list[Run]] = [[]]
    for run in runs:
        for number, part in enumerate(run.text.split("\n")):
            if number:
                lines.append([])
            if part:
                lines[-1].append(run.model_copy(update={"text": part}))
    return [*lines]


def _alignment(element: Element, layout: Layout) -> str | None:
    if element.type == "centered":
        return "Center"
    return "Left" if element.type == "action" and layout.alignment.lower().startswith("center") else None
