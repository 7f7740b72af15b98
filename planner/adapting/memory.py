"""What a question tells of the pieces before it: who was met, where, and how the last scene stands.  Never long."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from planner.adapting.answers import PieceAnswer, SceneAnswer
from planner.adapting.standing import named, tokens
from planner.llm.neutral import neutral

_PEOPLE = 12
_PLACES = 8
_ELEMENTS = 3
_LETTERS = 160
"""Of an element that is told again."""


@dataclass(frozen=True)
class Memory:
    """People and places by their names, latest last, and the scene that is open."""

    people: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    scene: SceneAnswer | None = None

    def after(self, answer: PieceAnswer) -> Memory:
        """With what a piece's answer, held to the source, adds."""
        said = [each.speaker for scene in answer.scenes for each in scene.elements if each.speaker]
        last = answer.scenes[-1] if answer.scenes else self.scene
        if last is not None and self.scene is not None and last.goes_on and len(answer.scenes) == 1:
            last = self.scene.but(elements=(*self.scene.elements, *last.elements)[-_ELEMENTS:])
        return Memory(
            people=_latest(self.people, said),
            places=_latest(self.places, (scene.place for scene in answer.scenes)),
            scene=last,
        )

    def told(self, text: str, language: str) -> dict[str, str]:
        """What fills a question about this text: those met who stand in it or were in the last scene, places, the
        last scene's end."""
        scene = self.scene
        here = {each.speaker for each in scene.elements if each.speaker} if scene is not None else set()
        people = [name for name in self.people if name in here or named(name, text, language)]
        return {
            "people": "; ".join(map(neutral, people[-_PEOPLE:])) or "nobody yet",
            "places": "; ".join(map(neutral, self.places[-_PLACES:])) or "none yet",
            "before": _ending(scene) if scene is not None else "nothing: this is the beginning",
        }


def _latest(known: tuple[str, ...], new: Iterable[str]) -> tuple[str, ...]:
    """Each name once, as it was first spelt, in the order of when it was last used."""
    by_words = {" ".join(tokens(name)): name for name in known}
    for name in new:
        words = " ".join(tokens(name))
        by_words[words] = by_words.pop(words, name)
    return tuple(by_words.values())


def _ending(scene: SceneAnswer) -> str:
    time = f" - {scene.time}" if scene.time else ""
    lines = [f"{scene.setting}. {scene.place}{time}"]
    for each in scene.elements[-_ELEMENTS:]:
        said = f"{each.speaker}: " if each.speaker else ""
        lines.append(f"{said}{each.text[-_LETTERS:]}")
    return "\n".join(neutral(line) for line in lines)
