"""Where language models take part in a run: which one, what it may cost, what it answered before, what it read.

::

    --llm, reel.yaml, STORYREEL_LLM ─choosing─▶ LanguageModel ─kept─▶ .storyreel/answers.jsonl
                                                     │
    REEL/prompts/ ─own_prompts─▶ PromptBook ─────────┴─reading─▶ .storyreel/reading.json, told in report.json

A command that asks a model itself takes ``choosing.language_model`` and puts ``kept.Kept`` around what it gets, so
that nothing is billed twice.
"""
