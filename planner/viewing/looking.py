"""The question about a keyframe, and all of them asked in one batch."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Mapping

from film.errors import PlanError
from film.plan import Plan, ScenePlan
from film.shot import Shot
from planner.llm.asking import ask
from planner.llm.neutral import neutral, told
from planner.llm.question import Grounded, Question
from planner.llm.seam import LanguageModel
from planner.viewing.opinion import REMARK, Look, Opinion, opinion_of
from prompts.book import PromptBook

_PNG = b"\x89PNG\r\n\x1a\n"
_TOKENS = 160
"""Of an answer: its six keys and the longest remark."""
_MOMENT = 400
"""Letters of the script that a frame is told of."""


def look_at(
    plan: Plan, pictures: Mapping[str, bytes], model: LanguageModel, prompts: PromptBook, seed: int = 0
) -> tuple[Opinion, ...]:
    """An opinion of each picture, a PNG by the id of its shot, in the order of the plan.

    Raises PlanError where there is no model or it sees no pictures, and for a picture that is none or of no shot.
    """
    shots = {shot.id: (scene, shot) for scene in plan.scenes for shot in scene.shots}
    asked = questions(plan, pictures, prompts)
    if asked and not model.ready().sees:
        raise PlanError("the language model sees no pictures", do="Name one that does with --llm")
    opinions = []
    for name, outcome in zip(asked, ask(list(asked.values()), model, seed), strict=True):
        scene, shot = shots[name]
        if outcome.answer is None:
            opinions.append(Opinion(shot=name, why=outcome.why))
        else:
            opinions.append(opinion_of(shot, outcome.answer, bool(scene.extras_in(shot))))
    return tuple(opinions)


def questions(plan: Plan, pictures: Mapping[str, bytes], prompts: PromptBook) -> dict[str, Question[Look]]:
    """The questions about pictures by the id of their shot, in the order of the plan.  Raises PlanError."""
    known = [shot.id for scene in plan.scenes for shot in scene.shots]
    if strange := sorted(pictures.keys() - set(known)):
        raise PlanError(f"there is a picture of {strange[0]}, which is no shot of the plan", do="Plan the reel again")
    for name, picture in sorted(pictures.items()):
        if not picture.startswith(_PNG):
            raise PlanError(f"the picture of {name} is no PNG", do="Draw it again")
    names = {sheet.id: sheet.name for sheet in plan.cast}
    return {
        shot.id: _question(scene, shot, names, pictures[shot.id], prompts)
        for scene in plan.scenes
        for shot in scene.shots
        if shot.id in pictures
    }


def _question(
    scene: ScenePlan, shot: Shot, names: Mapping[str, str], picture: bytes, prompts: PromptBook
) -> Question[Look]:
    """The question about one picture.  It names nothing of size and angle: what is told is seen."""
    beat = next((beat for beat in scene.beats if beat.id == shot.beat), None)
    subjects = (*shot.subjects, *(shot.split.subjects if shot.split else ()))
    who = [names.get(name, name) for name in subjects]
    about = shot.insert or (who[0] if who else "the place")
    moment = (beat.picture or beat.text) if beat is not None else ""
    prompt = prompts.fill(
        "picture",
        about=_line(about),
        who=", ".join(_line(name) for name in who) or "nobody",
        moment=_line(moment)[:_MOMENT] or "nothing is told of it",
    )
    return Question(
        name=f"picture {shot.id}",
        system=prompt.system,
        shared=prompt.shared,
        text=prompt.text,
        answer=Look,
        ground=_grounded,
        max_tokens=_TOKENS,
        pictures=(b64encode(picture).decode("ascii"),),
    )


def _line(text: str) -> str:
    return " ".join(neutral(text).split())


def _grounded(answer: Look) -> Grounded[Look]:
    return Grounded(answer.but(remark=told(answer.remark, REMARK)))
