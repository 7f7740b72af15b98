"""Which model words name, from where its path is seen, and what the commands say about it."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import pytest

from film.errors import ProjectError
from planner.llm.budget import Manners
from storyreel import doctor
from storyreel import stages as real
from storyreel.cli import app
from storyreel.llm.choosing import Chosen, choose, language_model, seen_from
from storyreel.llm.machine import language_models
from storyreel.progress import Bars
from storyreel.project import project_of
from storyreel.settings import read_settings
from tests.planner.llm.server import LocalServer
from tests.storyreel.llm_desk import SPEC, Absent, Chatty, Desk, Failing, Meek, stages

Call = Callable[..., tuple[int, str, list[str]]]


@pytest.fixture
def desk(llm_desk: Desk) -> Desk:
    return llm_desk


@pytest.fixture
def call(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Call:
    """Runs a command in this process: exit code, stdout, lines of stderr."""

    def called(*words: str | Path, model: Meek | None = None) -> tuple[int, str, list[str]]:
        if model is not None:
            monkeypatch.setattr(real, "Stages", partial(stages, model))
        code = app([*map(str, words)], standalone_mode=False) or 0
        out, err = capsys.readouterr()
        return code, out, err.splitlines()

    return called


def choice(configured: str, folder: Path, environment: dict[str, str] | None = None) -> Chosen:
    return choose(configured, folder, environment or {})


def test_what_is_configured_wins_over_the_environment(tmp_path: Path) -> None:
    environment = {"STORYREEL_LLM": "openai:http://there/v1#b"}
    assert choice(SPEC, tmp_path, environment).spec.model == "any"
    assert choice("none", tmp_path, environment) == (("none", "", ""), "reel.yaml")
    assert choice("auto", tmp_path, environment) == (("openai", "http://there/v1", "b"), "STORYREEL_LLM")
    assert choice("auto", tmp_path, {"STORYREEL_LLM": " "}) == (("none", "", ""), "")
    assert choice("auto", tmp_path, {"STORYREEL_LLM": "auto"}).spec.kind == "none"


def test_nonsense_in_the_environment_is_named_by_its_name(tmp_path: Path) -> None:
    with pytest.raises(ProjectError, match=r"^STORYREEL_LLM: 'gpt' names no language model\. Say "):
        choice("auto", tmp_path, {"STORYREEL_LLM": "gpt"})


@pytest.mark.parametrize("kind", ["transformers", "replay", "vllm"])
def test_a_path_goes_from_where_it_was_written(desk: Desk, monkeypatch: pytest.MonkeyPatch, kind: str) -> None:
    there = desk.folder / "models" / "reader"
    there.mkdir(parents=True)
    written = seen_from(f"{kind}:models/reader", desk.reel)
    assert written == f"{kind}:../models/reader"
    assert choice(written, desk.reel).spec.at == str(there)
    assert choice("auto", desk.reel, {"STORYREEL_LLM": f"{kind}:models/reader"}).spec.at == str(there)
    monkeypatch.setenv("HOME", str(desk.folder))
    assert choice(f"{kind}:~/models/reader", desk.reel).spec.at == str(there)


def test_a_published_name_for_vllm_is_no_path(desk: Desk) -> None:
    assert seen_from("vllm:maker/reader", desk.reel) == "vllm:maker/reader"
    assert choice("vllm:maker/reader", desk.reel).spec.at == "maker/reader"


def test_a_reel_that_is_moved_with_its_answers_finds_them(desk: Desk) -> None:
    (desk.folder / "given.jsonl").write_text("")
    project = project_of(desk.script, desk.reel, {"llm": "replay:given.jsonl"})
    assert project.settings.llm == "replay:../given.jsonl"
    moved = desk.folder / "elsewhere" / "play.reel"
    assert choice(project.settings.llm, moved).spec.at == str(desk.folder / "elsewhere" / "given.jsonl")


def test_auto_leaves_what_is_configured(desk: Desk) -> None:
    desk.reel.mkdir()
    (desk.reel / "reel.yaml").write_text(f'script: ../play.fountain\nllm: "{SPEC}"\n')
    assert project_of(desk.reel, None, {"llm": "auto"}).settings.llm == SPEC
    assert project_of(desk.reel, None, {"llm": "none"}).settings.llm == "none"
    assert read_settings(desk.reel / "reel.yaml").llm == SPEC


def test_a_command_opens_the_model_that_was_said_else_configured(desk: Desk) -> None:
    opened = partial(language_model, base=desk.reel, manners=Manners(), environment={})
    assert opened(None, "auto") is None
    assert opened("none", SPEC) is None
    assert opened(None, SPEC) is not None
    assert opened("auto", SPEC) is not None
    given = opened("replay:a.jsonl", "none")
    assert getattr(given, "file", None) == str(desk.folder / "a.jsonl")
    with pytest.raises(ProjectError, match=r"^--llm: "):
        opened("gpt", "auto")


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("llm: gpt", ":2: 'gpt' names no language model. Say none, openai:"),
        ("llm: openai:http://here", "is a server without a model"),
        ("llm: openai:http://me:secret@here/v1#m", "holds a secret"),
        ("llm: openai:ftp://here#m", "is no address of a server"),
        ("llm: [a]", "llm holds 1 value. Write text"),
        ("llm_limit: -1", "It is at least 0"),
        ("llm_limt: 5", "Did you mean llm_limit?"),
        ("llm_price: 3", "Write names with values"),
        ("llm_price: {inputs: 3}", "Did you mean input?"),
        ("llm_timeout: 0", "It is more than 0"),
        ("llm_deadline: soon", "Write a number"),
        ("llm_at_once: 1000", "It is at most 256"),
    ],
)
def test_what_is_wrong_in_the_settings_is_named_with_its_line(desk: Desk, line: str, says: str) -> None:
    path = desk.folder / "reel.yaml"
    path.write_text(f"script: a\n{line}\n")
    with pytest.raises(ProjectError) as caught:
        read_settings(path)
    assert str(caught.value).startswith(f"{path}:2: ")
    assert says in str(caught.value)
    assert "secret@" not in str(caught.value)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    "spec", ["gpt", "openai:", "openai:x#y", "none:1", "openai:http://h/v1?key=1#m", "", "openai:http://[::1#m"]
)
@pytest.mark.parametrize("command", ["make", "plan"])
def test_a_spec_that_is_none_is_one_line_and_leaves_nothing(desk: Desk, call: Call, command: str, spec: str) -> None:
    code, out, lines = call(command, desk.script, "--llm", spec)
    assert (code, out, len(lines)) == (2, "", 1)
    assert lines[0].startswith("storyreel: --llm: ")
    assert not desk.reel.exists()


@pytest.mark.parametrize("model", [Absent(), Chatty(), Failing()], ids=["absent", "prose", "failing"])
def test_where_a_model_is_required_its_failure_is_one_line(desk: Desk, call: Call, model: Meek) -> None:
    code, out, lines = call("plan", desk.script, "--llm", SPEC, "--llm-required", "-q", model=model)
    assert (code, out, len(lines)) == (2, "", 1)
    assert not (desk.reel / "scenes").exists()


def test_an_estimate_in_words_and_as_json(desk: Desk, call: Call) -> None:
    model = Meek()
    code, out, lines = call("plan", desk.script, "--llm", SPEC, "--estimate", model=model)
    assert (code, lines) == (0, [])
    assert out.startswith("meek: ")
    assert "tokens to read" in out
    _, out, _ = call("plan", desk.script, "--llm", SPEC, "--estimate", "--json", model=model)
    found = json.loads(out)
    assert {"model", "questions", "answered", "usage", "cost"} <= found.keys()
    assert (found["model"], found["answered"], found["cost"]) == ("meek", 0, None)
    assert model.asked == []
    assert not desk.reel.exists()


def test_an_estimate_of_nobody_is_one_line(desk: Desk, call: Call) -> None:
    assert call("plan", desk.script, "--estimate")[2] == [
        "storyreel: no language model is configured. Say --llm SPEC, write llm: into reel.yaml or set STORYREEL_LLM"
    ]
    code, _, lines = call("plan", desk.script, "--llm", SPEC, "--estimate", model=Absent())
    assert (code, len(lines)) == (2, 1)
    assert "no server answers" in lines[0]


def test_a_plan_says_what_was_asked_in_words_and_as_json(desk: Desk, call: Call) -> None:
    _, out, lines = call("plan", desk.script, "--llm", SPEC, model=Meek())
    assert "meek read it: " in out
    assert lines[0].startswith("meek: ")
    assert [line for line in lines if line.startswith("Reading ") and " of " in line]
    _, out, lines = call("plan", desk.reel, "--json", "-q", model=Meek())
    found = json.loads(out)
    assert lines == []
    assert found["reading"]["answered_before"] >= found["reading"]["questions"]
    assert found["reading"]["requests"] == 0
    assert {scene["read_by"] for scene in found["scenes"]} <= {"meek", ""}


def test_prose_is_said_to_be_prose(desk: Desk, call: Call) -> None:
    code, out, _ = call("plan", desk.script, "--llm", SPEC, "-q", model=Chatty())
    assert code == 0
    assert "  by rules: " in out
    assert "answered in prose" in out


@pytest.fixture
def server() -> Iterator[LocalServer]:
    with LocalServer() as found:
        yield found


def test_a_real_server_is_asked_and_its_bill_counted(desk: Desk, call: Call, server: LocalServer) -> None:
    server.context = 32_000
    server.models["data"][0]["max_model_len"] = 32_000
    code, out, lines = call("plan", desk.script, "--llm", f"openai:{server.url}#reader", "--json", "-q")
    assert (code, lines) == (0, [])
    report = json.loads(out)["reading"]
    assert report["requests"] == len(server.asked) > 0
    assert report["usage"]["input"] > 0
    server.hits.clear()
    assert call("plan", desk.reel, "-q")[0] == 0
    assert server.asked == []


@pytest.mark.parametrize(
    ("break_", "says"),
    [
        (lambda server: setattr(server, "key", "right"), "key"),
        (lambda server: setattr(server, "models", {"data": [{"id": "other"}]}), "reader"),
        (lambda server: setattr(server, "models", "<html>"), "127.0.0.1"),
    ],
    ids=["wrong key", "no such model", "no such server"],
)
def test_what_is_wrong_with_a_server_is_one_line(
    desk: Desk, call: Call, server: LocalServer, break_: Callable[[LocalServer], None], says: str
) -> None:
    break_(server)
    words = ("plan", desk.script, "--llm", f"openai:{server.url}#reader", "-q")
    code, out, lines = call(*words, "--llm-required")
    assert (code, out, len(lines)) == (2, "", 1)
    assert says in lines[0]
    assert not desk.reel.exists()
    code, out, lines = call(*words)
    assert (code, len(lines)) == (0, 1)
    assert lines[0].endswith(": planned by rules")
    assert server.asked == []


def test_doctor_says_which_model_reads_and_whether_it_is_there(
    desk: Desk, server: LocalServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert language_models(desk.folder).startswith("none is configured, scripts are read by rules")
    monkeypatch.setenv("STORYREEL_LLM", f"openai:{server.url}#reader")
    assert ": ready, " in language_models(desk.folder)
    server.key = "right"
    assert ": not ready: " in language_models(desk.folder)
    monkeypatch.setenv("STORYREEL_LLM", "replay:nowhere.jsonl")
    assert "not ready" in language_models(desk.folder)
    monkeypatch.setenv("STORYREEL_LLM", "transformers:nowhere")
    assert "no such folder" in language_models(desk.folder)
    monkeypatch.setenv("STORYREEL_LLM", "gpt")
    found = {check.name: check for check in doctor.examine(desk.folder)}["language model"]
    assert not found.well
    assert "'gpt' names no language model" in found.says


def test_doctor_reads_the_settings_of_a_reel(desk: Desk) -> None:
    (desk.folder / "reel.yaml").write_text("script: a\nllm: none\n")
    assert "reel.yaml says none" in language_models(desk.folder)


def test_prompts_are_listed_copied_and_never_overwritten(desk: Desk, call: Call) -> None:
    _, out, _ = call("prompts")
    names = [line.split()[0] for line in out.splitlines()]
    assert {"scene", "shots", "person", "place"} <= set(names)
    assert call("prompts", "--copy", "shots")[0] == 2
    call("plan", desk.script, "-q")
    assert call("prompts", desk.reel, "--copy", "shot")[2] == [
        "storyreel: --copy: there is no prompt 'shot'. Did you mean shots?"
    ]
    path = desk.reel / "prompts" / "shots.txt"
    assert call("prompts", desk.reel, "--copy", "shots")[:2] == (0, f"{path}\n")
    path.write_text(path.read_text() + "More.\n")
    code, _, lines = call("prompts", desk.reel, "--copy", "shots")
    assert (code, len(lines)) == (2, 1)
    assert path.read_text().endswith("More.\n")
    _, out, _ = call("prompts", desk.reel)
    assert [line for line in out.splitlines() if line.endswith(str(path))]
    path.write_text("broken")
    assert call("prompts", desk.reel)[0] == 2


def test_a_bar_tells_questions_one_by_one(capsys: pytest.CaptureFixture[str]) -> None:
    bars = Bars()
    bars.begin("Reading", 12, counted=True)
    bars.advance(5)
    bars.close()
    assert "Reading  5 of 12" in capsys.readouterr().err
