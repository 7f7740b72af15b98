"""A folder of weights in this process, by vLLM: whole batches at once, what questions share read once.

Prompts go to it as tokens of our own making (see ``templates``), so that nothing in a script is a control token.
vLLM rounds by the batch that a question is in; where two words are all but equally likely, the same question may be
answered otherwise in another batch.  Pictures are not sent to it.
"""

from __future__ import annotations

import gc
import json
import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any, NamedTuple

from film.errors import PlanError
from planner.llm.backends import loading
from planner.llm.backends.clock import Clock
from planner.llm.backends.folder import Folder, folder_of
from planner.llm.backends.templates import Template, loaded
from planner.llm.budget import Manners
from planner.llm.seam import Answered, Completion, Finish, Identity, Request, Usage

_INSTALL = (
    "In an environment of its own: pip install vllm, then storyreel; or let vLLM serve the model, openai:URL#MODEL"
)
"""An extra would not do: vLLM wants a newer Pillow than moviepy lets be, though both work with moviepy's."""
_AT_ONCE = 128
"""Answers written together; the others wait, and their time has not begun."""
_CPU_MEMORY = 4 * 1024**3
"""Bytes for keys and values where there is no graphics card."""
_QUIET = {
    "VLLM_ENABLE_V1_MULTIPROCESSING": "0",  # in this process, as was asked for: no child to outlive it
    "VLLM_LOGGING_STREAM": "ext://sys.stderr",  # stdout is for results
    "VLLM_LOGGING_LEVEL": "ERROR",
    "VLLM_NO_USAGE_STATS": "1",  # nothing about a user's films leaves the machine
}

_STUMBLED_OVER = "llvmlite.binding.ffi"
"""vLLM's build for CPUs looks for its kernels in every module that is loaded, and takes what this one holds (numba
loads it) for one of them: ``vllm.triton_utils.dispatcher``, 0.32."""


class _Opened(NamedTuple):
    """A folder whose weights are not read yet."""

    folder: Folder
    template: Template
    ends: list[int]
    identity: Identity


class _Begun(NamedTuple):
    """A request that is being answered since ``since``, in seconds of the clock."""

    place: int
    request: Request
    since: float


class Engine:
    """A language model from a folder (see ``folder``), run by vLLM; the first question starts it."""

    def __init__(self, model: str, manners: Manners) -> None:
        self._at, self._clock = model, Clock(manners)
        self._opened_once: _Opened | None = None
        self._engine: Any = None
        self._asked = 0

    def ready(self) -> Identity:
        """Reads all but the weights themselves, of which it looks at parts."""
        return self._opened().identity

    def count(self, text: str) -> int:
        """Tokens of a text by the model's tokenizer."""
        return len(self._opened().template.words(text))

    def answers(self, requests: Sequence[Request]) -> Iterator[Answered]:
        """Answers as the engine ends them."""
        if not requests:
            return
        engine = self._started()
        self._clock.start()
        waiting = list(enumerate(requests))[::-1]
        begun: dict[str, _Begun] = {}
        try:
            while waiting or begun:
                while waiting and len(begun) < _AT_ONCE:
                    place, request = waiting.pop()
                    refused = self._begin(engine, place, request, begun)
                    if refused is not None:
                        yield Answered(place, refused)
                yield from self._given_up(engine, begun)
                if begun:
                    yield from self._step(engine, begun)
        finally:
            engine.abort_request(list(begun))

    def close(self) -> None:
        """Stops the engine and gives the memory back."""
        if self._engine is not None:
            from vllm.distributed.parallel_state import cleanup_dist_env_and_memory

            self._engine.engine_core.shutdown()
            self._engine = None
            gc.collect()
            cleanup_dist_env_and_memory()

    def _opened(self) -> _Opened:
        if self._opened_once is None:
            folder = folder_of(self._at)
            _library()
            config = loading.config_of(folder)
            template = Template(loaded(folder))
            template.check()
            identity = Identity(
                name=folder.name,
                revision=folder.revision,
                context=loading.context_of(config, template.tokenizer),
            )
            ends = loading.ends_of(folder, config, template.tokenizer)
            self._opened_once = _Opened(folder, template, ends, identity)
        return self._opened_once

    def _started(self) -> Any:
        if self._engine is None:
            opened = self._opened()
            from vllm import EngineArgs
            from vllm.platforms import current_platform
            from vllm.v1.engine.llm_engine import LLMEngine

            args = EngineArgs(
                model=str(opened.folder.path),
                trust_remote_code=False,
                load_format="safetensors",
                max_model_len=opened.identity.context,
                max_num_seqs=_AT_ONCE,
                enable_prefix_caching=True,
                kv_cache_memory_bytes=_CPU_MEMORY if current_platform.is_cpu() else None,  # it would take all there is
                enforce_eager=current_platform.is_cpu(),  # compiling takes longer there than it saves
                structured_outputs_config={"backend": "guidance", "disable_any_whitespace": True},
                disable_log_stats=True,
                use_tqdm_on_load=False,
            )
            try:
                with _hidden(_STUMBLED_OVER):
                    self._engine = LLMEngine.from_engine_args(args)
            except Exception as error:  # no memory, no driver, an architecture that vLLM does not know
                raise loading.unusable(opened.folder, error) from None
        return self._engine

    def _begin(self, engine: Any, place: int, request: Request, begun: dict[str, _Begun]) -> Completion | None:
        """Hands a request over; what to answer instead where it cannot be asked."""
        opened = self._opened()
        over = self._clock.over()
        if over:
            return Completion(finish="failed", why=over)
        if any(message.pictures for message in request.messages):
            return Completion(finish="failed", why="the model sees no pictures")
        ids = opened.template.ids(request.messages)
        refused = loading.overlong(len(ids), request.max_tokens, opened.identity.context)
        if refused is not None:
            return refused
        self._asked += 1
        name = str(self._asked)
        try:
            engine.add_request(name, {"prompt_token_ids": ids}, _params(request, opened.ends))
        except Exception as error:  # a schema that cannot be kept: vLLM's versions raise various things
            return Completion(finish="failed", why=f"this cannot be asked: {_line(error)}")
        begun[name] = _Begun(place, request, self._clock.now())
        return None

    def _given_up(self, engine: Any, begun: dict[str, _Begun]) -> Iterator[Answered]:
        """What took too long."""
        for name, each in list(begun.items()):
            why = self._clock.late(each.since)
            if why:
                engine.abort_request([name])
                del begun[name]
                seconds = self._clock.now() - each.since
                yield Answered(each.place, Completion(finish="failed", why=why, seconds=seconds))

    def _step(self, engine: Any, begun: dict[str, _Begun]) -> Iterator[Answered]:
        """One more token for each; those whose answers are whole.  Raises PlanError where the engine broke."""
        try:
            outputs = engine.step()
        except Exception as error:  # a card that is out of memory or gone: nothing more can be asked of it
            what = f"vLLM broke off: {_line(error)}"
            raise PlanError(what, where=self._at, do="Start again: what was answered is kept") from None
        for output in outputs:
            each = begun.pop(output.request_id, None) if output.finished else None
            if each is not None:
                yield Answered(each.place, _completion(each.request, output, self._clock.now() - each.since))


@contextmanager
def _hidden(module: str) -> Iterator[None]:
    """Takes a module out of the list of those that are loaded, for a while."""
    kept = sys.modules.pop(module, None)
    try:
        yield
    finally:
        if kept is not None:
            sys.modules[module] = kept


def _library() -> None:
    """vLLM, silent and at home.  Raises PlanError where it is not installed."""
    for name, value in _QUIET.items():
        os.environ.setdefault(name, value)
    loading.library(_INSTALL, "vllm", "transformers")


def _params(request: Request, ends: Sequence[int]) -> Any:
    """How one answer is written."""
    from vllm import SamplingParams
    from vllm.sampling_params import RequestOutputKind, StructuredOutputsParams

    schema = request.answer_schema
    return SamplingParams(
        temperature=request.temperature,
        seed=request.seed,
        max_tokens=request.max_tokens,
        stop_token_ids=list(ends),
        structured_outputs=None if schema is None else StructuredOutputsParams(json=schema),
        output_kind=RequestOutputKind.FINAL_ONLY,
    )


def _completion(request: Request, output: Any, seconds: float) -> Completion:
    """An engine's answer as the seam has it."""
    [best] = output.outputs
    usage = Usage(input=len(output.prompt_token_ids), cached=output.num_cached_tokens or 0, output=len(best.token_ids))
    finish: Finish = "stop"
    why = ""
    if best.finish_reason == "length":
        finish = "stop" if request.answer_schema is not None and _whole(best.text) else "length"
    elif best.finish_reason != "stop":
        finish, why = "failed", f"vLLM ended it: {best.finish_reason}"
    text = best.text if finish != "failed" else ""
    return Completion(text=text, finish=finish, usage=usage, seconds=max(0.0, seconds), why=why)


def _whole(text: str) -> bool:
    """Whether an answer's last token was also its last word."""
    try:
        json.loads(text)
    except ValueError:
        return False
    return True


def _line(error: BaseException) -> str:
    return next(iter(str(error).strip().splitlines()), type(error).__name__)[:200]
