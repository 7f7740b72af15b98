"""An answer about a piece held to the source: paragraphs that exist, people who are named, quotes that are quotes."""

from __future__ import annotations

import re

from planner.adapting.answers import MOST_LETTERS, ElementAnswer, PieceAnswer, SceneAnswer, SetAside
from planner.adapting.memory import Memory
from planner.adapting.standing import named, quoted, tokens
from planner.llm.neutral import told
from planner.llm.question import Grounded
from planner.reading.page import Page

_UNNAMED = re.compile(r"NARRATOR|VOICE( \d)?", re.IGNORECASE)
"""Who speaks in a text that does not say who."""
_NO_NAME = re.compile(r"[^\w\s.'’&/-]+|_")
_BRACKETS = str.maketrans("", "", "()[]（）")
_SHOWN = 40


def held(answer: PieceAnswer, page: Page, memory: Memory, language: str) -> Grounded[PieceAnswer]:
    """What holds of an answer, and what does not, in words for the model that gave it.

    A speech whose words do not stand in its paragraphs is no quote; who speaks it under a name that stands nowhere is
    nobody, and the words become an action that reports them.  An element from no paragraph of the page is left out.
    """
    holder = _Holder(page, memory, language)
    scenes = [holder.scene(scene, first=number == 0) for number, scene in enumerate(answer.scenes)]
    kept = [scene for scene in scenes if scene.elements]
    used = {number for scene in kept for each in scene.elements for number in each.paragraphs}
    aside = holder.aside(answer, used)
    return Grounded(type(answer)(scenes=tuple(kept), left_out=tuple(aside)), tuple(holder.problems))


class _Holder:
    def __init__(self, page: Page, memory: Memory, language: str) -> None:
        self.page = page
        self.numbers = {paragraph.number for paragraph in page.paragraphs}
        self.memory = memory
        self.language = language
        self.whole = " \n".join((*memory.people, *(paragraph.text for paragraph in page.paragraphs)))
        self.problems: list[str] = []

    def scene(self, scene: SceneAnswer, *, first: bool) -> SceneAnswer:
        elements = [kept for each in scene.elements if (kept := self._element(each)) is not None]
        return SceneAnswer(
            goes_on=scene.goes_on and first and self.memory.scene is not None,
            setting=scene.setting,
            place=_place(scene.place) or self._somewhere(),
            time=_place(scene.time or "") or None,
            elements=tuple(elements),
        )

    def _somewhere(self) -> str:
        self.problems.append("a scene has no place: name it in a word or two")
        return "…"

    def _element(self, each: ElementAnswer) -> ElementAnswer | None:
        text = told(each.text, MOST_LETTERS)
        if not any(char.isalnum() for char in text):
            return None
        if each.kind == "transition":
            return _plain(each, "transition", (), text)
        numbers = tuple(sorted({number for number in each.paragraphs if number in self.numbers}))
        if not numbers and each.kind == "speech":
            numbers = tuple(p.number for p in self.page.paragraphs if quoted(text, p.text))[:1]
        if not numbers:
            self.problems.append(f"{_shown(text)} comes from no paragraph that was given: name one, or leave it out")
            return None
        return self._speech(each, numbers, text) if each.kind == "speech" else _plain(each, "action", numbers, text)

    def _speech(self, each: ElementAnswer, numbers: tuple[int, ...], text: str) -> ElementAnswer:
        speaker = told(_NO_NAME.sub(" ", each.speaker or ""), 60)
        if not (_UNNAMED.fullmatch(speaker) or named(speaker, self.whole, self.language)):
            self.problems.append(f"{_shown(speaker)}, who says {_shown(text)}, is not named so in the text")
            return _plain(each, "action", numbers, f"“{text}”")
        stands = quoted(text, " ".join(p.text for p in self.page.paragraphs if p.number in numbers))
        claimed = each.words or "quoted"
        words = "invented" if claimed == "quoted" and not stands else claimed
        if each.words == "quoted" and not stands:
            self.problems.append(
                f"{_shown(text)} does not stand in paragraph {', '.join(map(str, numbers))}: give the words as they "
                'stand there, or say that they are "reported" or "invented"'
            )
        manner = told((each.manner or "").translate(_BRACKETS), 60)
        return each.but(paragraphs=numbers, speaker=speaker, manner=manner or None, words=words, text=text)

    def aside(self, answer: PieceAnswer, used: set[int]) -> list[SetAside]:
        """Whatever is not used, with the reason where one was given."""
        why = {each.paragraph: told(each.why, 120) for each in reversed(answer.left_out)}
        rest = sorted(self.numbers - used)
        silent = [str(number) for number in rest if number not in why and tokens(self._text(number))]
        if silent:
            self.problems.append(f"paragraph {', '.join(silent)} is neither used nor left out: do one of the two")
        return [SetAside(paragraph=number, why=why.get(number, "")) for number in rest]

    def _text(self, number: int) -> str:
        paragraph = self.page.at(number)
        return paragraph.text if paragraph is not None else ""


def _plain(each: ElementAnswer, kind: str, numbers: tuple[int, ...], text: str) -> ElementAnswer:
    return each.but(
        kind=kind, paragraphs=numbers, speaker=None, heard=None, manner=None, words=None, text=text[:MOST_LETTERS]
    )


def _place(text: str) -> str:
    """Words of a heading: without the signs that Fountain gives a meaning there."""
    return told(re.sub(r"[#*_\\\[\]<>^]+|/\*", " ", text), 60).strip(" .-–—")


def _shown(text: str) -> str:
    return f'"{text[:_SHOWN]}…"' if len(text) > _SHOWN else f'"{text}"'
