"""Language models: one seam, several who answer, and questions whose answers are never simply believed.

::

    Question ──ask──▶ Request ──LanguageModel──▶ Completion ──▶ type ──▶ ground ──▶ Outcome
       │                          │                             │         │
       │                          ├ backends/server  (HTTP)     │         └ names, lines, quotes of the script
       │                          ├ backends/engine  (vLLM)     └ pydantic, one repair with the finding
       │                          ├ backends/weights (transformers)
       └ smaller parts            └ backends/replay  (recorded answers)
         where it is too long

Nothing here knows a folder of the user's, keeps an answer or runs a tool: what a model says is a value.
"""
