"""What a language model reads out of a script that rules cannot, and how that becomes facts, sheets and wishes.

::

    Ground (rules) ─┬─ scenes   who is there, what happens, beats, props, sounds ─▶ SceneFacts
                    ├─ people   age, build, clothes, manner, arc, relations      ─▶ CharacterSheet
                    ├─ places   furniture and openings                           ─▶ PlaceSheet
                    └─ shots    how a beat might be shot, in the planner's words ─▶ Step.suggested

Words propose, geometry disposes: whatever a model says is held to the script (``Question.ground``), laid over what
rules found, and given up again where the proof of the plan objects to it.
"""
