"""The commands that make a film of a script, together and one by one."""

from __future__ import annotations

from storyreel.cli.options import (
    AsJson,
    Debug,
    EstimateOnly,
    Foretell,
    Fps,
    Jobs,
    Labels,
    Llm,
    LlmRequired,
    Out,
    Passes,
    Profile,
    Quiet,
    ReelOnly,
    Renderer,
    Scenes,
    Script,
    Seed,
    Size,
    StyleName,
    Takes,
    VideoDevice,
)
from storyreel.cli.running import as_filmed, json_text, passes_of, profiled, reel_of, run_of, tell
from storyreel.terminal import plainly, put, say, warn


def make(
    script: Script,
    out: Out = None,
    size: Size = None,
    fps: Fps = None,
    scenes: Scenes = "",
    jobs: Jobs = None,
    style: StyleName = None,
    seed: Seed = None,
    labels: Labels = None,
    passes: Passes = None,
    profile: Profile = "full",
    llm: Llm = None,
    llm_required: LlmRequired = False,
    renderer: Renderer = None,
    takes: Takes = None,
    video_device: VideoDevice = None,
    estimate: Foretell = False,
    json: AsJson = False,
    quiet: Quiet = False,
    debug: Debug = False,
) -> None:
    """Makes the film: read, plan, render, cut. Run again, it redoes only what changed."""
    with plainly(debug):
        from storyreel import pipeline
        from storyreel.video.report import estimate_line

        picture = {"size": size, "fps": fps, "labels": labels, "passes": passes_of(passes)}
        options = {**profiled(picture, profile), "style": style, "seed": seed, "llm": llm}
        options |= {"renderer": renderer, "takes": takes, "video_device": video_device}
        run = run_of(script, out, options, scenes=scenes, jobs=jobs, quiet=quiet)
        if estimate:
            cost = pipeline.video_estimate(run)
            put(cost.model_dump_json()) if json else say(estimate_line(cost))
            return
        run.asks, run.required = True, llm_required
        tell(run, pipeline.make(run), json=json, debug=debug)


def plan(
    script: Script,
    out: Out = None,
    size: Size = None,
    fps: Fps = None,
    scenes: Scenes = "",
    style: StyleName = None,
    seed: Seed = None,
    llm: Llm = None,
    llm_required: LlmRequired = False,
    estimate: EstimateOnly = False,
    json: AsJson = False,
    quiet: Quiet = False,
    debug: Debug = False,
) -> None:
    """Plans the shots and writes cast/, places/ and scenes/ to read and edit."""
    with plainly(debug):
        from storyreel import pipeline, showing
        from storyreel.llm.report import estimate_line
        from storyreel.report import plan_json

        options = {"size": size, "fps": fps, "style": style, "seed": seed, "llm": llm}
        run = run_of(script, out, options, scenes=scenes, jobs=1, quiet=quiet)
        run.asks, run.required = True, llm_required
        if estimate:
            cost = pipeline.estimate(run)
            put(cost.model_dump_json()) if json else say(estimate_line(cost))
            return
        planned = pipeline.plan(run)
        if json:
            put(json_text(plan_json(planned, run.reading)))
        else:
            say(showing.plan(planned, run.project.reel.folder, run.reading))
        for line in run.told:
            warn(line)


def render(
    reel: ReelOnly,
    scenes: Scenes = "",
    jobs: Jobs = None,
    json: AsJson = False,
    quiet: Quiet = False,
    debug: Debug = False,
) -> None:
    """Renders the shots that are not rendered yet."""
    with plainly(debug):
        from storyreel import pipeline

        run = run_of(reel_of(reel), None, {}, scenes=scenes, jobs=jobs, quiet=quiet)
        tell(run, pipeline.render(run), json=json, debug=debug)


def cut(
    reel: ReelOnly,
    scenes: Scenes = "",
    jobs: Jobs = None,
    json: AsJson = False,
    quiet: Quiet = False,
    debug: Debug = False,
) -> None:
    """Cuts the film out of the rendered shots."""
    with plainly(debug):
        from storyreel import pipeline

        run = run_of(reel_of(reel), None, {}, scenes=scenes, jobs=jobs, quiet=quiet)
        run.project = as_filmed(run.project)
        tell(run, pipeline.cut(run), json=json, debug=debug)
