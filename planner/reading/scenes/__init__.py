"""What a language model reads of one scene, and how that becomes better facts than rules alone find.

::

    Matter ──question_of──▶ Question ──ask──▶ SceneAnswer ──grounded──▶ SceneAnswer ──with_scenes──▶ SceneFacts
    heading, people, page                                   held to the script          laid over the rules' facts

Rules read every script alike and are sure of little; a model understands and is sure of too much.  Item by item:

==============  ======================================================================================================
presence        rules' deeds and speeches prove who is there; a model brings on whom they missed, takes away whom
                nothing shows, and has somebody come later whom it reads coming in; who is first seen coming comes in
doings          the model's, person by person, where nothing that rules are sure of is left out (``doings``)
positions       rules' words win; the model's where they have none for somebody in a paragraph
feelings        the writer's word about a speech wins; in action the model's where rules found none, or where it reads
                otherwise the very word that rules took for a mood ("takes off his smile")
props           rules' stay with their kind, but for a "thing" in capitals; new ones join, into the hands of whoever
                the model has them with, where no doing says otherwise
sounds          where rules hear none of the kind in the paragraph
music           the model's, none over another: rules read none
wardrobe        the breakdown's list; what is worn when is read out of the script's own words (``characters.dressing``)
time, day       headings, supers and lapses win; the model where they are silent, along the calendar (``hours``)
weather         the model's, whose words were found in the scene: rules go by single words
beats           a model's turns begin beats beside those that rules see; it says what changes and how tense that is
==============  ======================================================================================================

Whatever comes of it can be staged: who acts is present, who is there from the start is present, props that steps name
are in the breakdown, nobody acts who has gone.  Every item's fate is one of ``facts.proposals``.
"""

from planner.reading.scenes.answer import SceneAnswer
from planner.reading.scenes.asking import questions, source_of
from planner.reading.scenes.laying import with_scenes

__all__ = ["SceneAnswer", "questions", "source_of", "with_scenes"]
