"""A folder of weights in this process, by transformers: batches on whatever processor there is.

Greedy answers are the same each time on one machine with one batch.  Rows of a batch are padded to one length, and
sums of another length round in another order: where two words are all but equally likely, a question asked in another
batch may be answered otherwise.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from planner.llm.backends import loading
from planner.llm.backends.batch import Batch, Row
from planner.llm.backends.clock import Clock
from planner.llm.backends.folder import Folder, folder_of
from planner.llm.backends.guidance import Guides
from planner.llm.backends.pictures import Eyes, eyes_of, picture_of
from planner.llm.backends.prefix import remembered
from planner.llm.backends.templates import Template, loaded
from planner.llm.budget import Manners
from planner.llm.seam import Answered, Completion, Identity, Request

_MOST_ROWS = 32
_INSTALL = "Install it: pip install 'storyreel[local]'"


class _Opened(NamedTuple):
    """A folder whose weights are not read yet."""

    folder: Folder
    config: Any
    template: Template
    eyes: Eyes | None
    identity: Identity


class _Loaded(NamedTuple):
    """The weights, and the grammar engine for their vocabulary."""

    model: Any
    guides: Guides
    ends: frozenset[int]


class Weights:
    """A language model from a folder (see ``folder``); its weights are read when the first answer is asked for."""

    def __init__(self, path: str, manners: Manners) -> None:
        self._at, self._clock = path, Clock(manners)
        self._opened_once: _Opened | None = None
        self._loaded_once: _Loaded | None = None

    def ready(self) -> Identity:
        """Reads all but the weights themselves, of which it looks at parts."""
        return self._opened().identity

    def count(self, text: str) -> int:
        """Tokens of a text by the model's tokenizer."""
        return len(self._opened().template.words(text))

    def answers(self, requests: Sequence[Request]) -> Iterator[Answered]:
        """Answers batch by batch, questions of like length together.  An answer's time runs with its batch."""
        if not requests:
            return
        loaded = self._loaded()
        self._clock.start()
        rows: list[Row] = []
        for place, request in enumerate(requests):
            row = Row(place, request)
            refused = self._filled(row, loaded.guides)
            if refused is None:
                rows.append(row)
            else:
                yield Answered(place, refused)
        for together in _batches(rows, loading.most_tokens(loaded.model)):
            yield from self._written(together)

    def close(self) -> None:
        """Gives the memory back."""
        if self._loaded_once is not None:
            import torch

            self._loaded_once = None
            if torch.cuda.is_available():
                torch.cuda.empty_cache()

    def _opened(self) -> _Opened:
        if self._opened_once is None:
            folder = folder_of(self._at)
            loading.library(_INSTALL, "torch", "transformers", "llguidance")
            config = loading.config_of(folder)
            template = Template(loaded(folder))
            template.check()
            eyes = eyes_of(folder, config)
            identity = Identity(
                name=folder.name,
                revision=folder.revision,
                context=loading.context_of(config, template.tokenizer),
                sees=eyes is not None,
            )
            self._opened_once = _Opened(folder, config, template, eyes, identity)
        return self._opened_once

    def _loaded(self) -> _Loaded:
        if self._loaded_once is None:
            opened = self._opened()
            tokenizer = opened.template.tokenizer
            ends = loading.ends_of(opened.folder, opened.config, tokenizer)
            model = loading.model_of(opened.folder, opened.config, ends)
            guides = Guides(tokenizer, model.get_output_embeddings().weight.shape[0], ends)
            self._loaded_once = _Loaded(model, guides, frozenset(ends))
        return self._loaded_once

    def _filled(self, row: Row, guides: Guides) -> Completion | None:
        """Gives a row its tokens and its pictures; what to answer instead where it cannot be asked."""
        opened, request = self._opened(), row.request
        pictures = [each for message in request.messages for each in message.pictures]
        if pictures and opened.eyes is None:
            return Completion(finish="failed", why="the model sees no pictures")
        try:
            if request.answer_schema is not None:
                guides.guide(request.answer_schema)
            if opened.eyes is not None and pictures:
                row.shown = [opened.eyes.seen(picture_of(each)) for each in pictures]
                sizes = [opened.eyes.tokens(each) for each in row.shown]
                row.ids = opened.template.ids(request.messages, sizes, opened.eyes.token)
            else:
                row.ids = opened.template.ids(request.messages)
        except ValueError as error:
            return Completion(finish="failed", why=f"this cannot be asked: {error}")
        return loading.overlong(len(row.ids), request.max_tokens, opened.identity.context)

    def _written(self, rows: list[Row]) -> Iterator[Answered]:
        """The answers of one batch; halved where memory does not do."""
        import torch

        loaded = self._loaded()
        began = self._clock.now()
        batch = Batch(rows, loaded.guides, loaded.ends, lambda: self._clock.late(began))
        over = self._clock.over()
        if over:
            batch.fail(over)
        else:
            try:
                self._generate(batch)
            except torch.OutOfMemoryError:
                if len(rows) > 1:
                    yield from self._written(rows[: len(rows) // 2])
                    yield from self._written(rows[len(rows) // 2 :])
                    return
                batch.fail("there is not enough memory for it")
        seconds = self._clock.now() - began
        for row in rows:
            text = self._opened().template.tokenizer.decode(row.tokens, skip_special_tokens=True)
            yield Answered(row.place, row.completion(text, seconds))

    def _generate(self, batch: Batch) -> None:
        import torch

        model, eyes = self._loaded().model, self._opened().eyes
        shown = [each for row in batch.rows for each in row.shown]
        with torch.inference_mode():
            alike, memory = (0, None) if eyes else remembered(model, [row.ids for row in batch.rows])
            ids, mask = _padded(batch.rows, alike, model.generation_config.pad_token_id)
            for row in batch.rows[1:]:
                row.alike = alike
            model.generate(
                input_ids=ids.to(model.device),
                attention_mask=mask.to(model.device),
                past_key_values=memory,
                max_new_tokens=max(row.request.max_tokens for row in batch.rows),
                do_sample=False,  # what is drawn by lot is drawn row by row, in ``choose``
                logits_processor=[batch.choose],
                stopping_criteria=[batch.ended],
                **(eyes.together(shown, ids, model) if eyes is not None and shown else {}),
            )


def _padded(rows: Sequence[Row], alike: int, pad: int) -> tuple[Any, Any]:
    """Questions of one length, and where they say something: (rows, tokens) both.  They are padded behind the
    ``alike`` tokens that they all begin with."""
    import torch

    longest = max(len(row.ids) for row in rows)
    ids = [row.ids[:alike] + [pad] * (longest - len(row.ids)) + row.ids[alike:] for row in rows]
    mask = [[1] * alike + [0] * (longest - len(row.ids)) + [1] * (len(row.ids) - alike) for row in rows]
    return torch.tensor(ids), torch.tensor(mask)


def _batches(rows: Sequence[Row], most_tokens: int) -> Iterator[list[Row]]:
    """Rows of like length together, as many as there is memory for; the longest first, whatever order they came in."""
    together: list[Row] = []
    for row in sorted(rows, key=lambda each: (bool(each.shown), -len(each.ids), each.request.key, each.place)):
        answer = max(each.request.max_tokens for each in [*together, row])
        question = len((together or [row])[0].ids)
        fits = len(together) < _MOST_ROWS and (len(together) + 1) * (question + answer) <= most_tokens
        if together and not (fits and bool(together[0].shown) == bool(row.shown)):
            yield together
            together = []
        together.append(row)
    if together:
        yield together
