"""French."""

from __future__ import annotations

from screenplay.headings.words.table import Words

FRENCH = Words(
    code="fr",
    times={
        "dawn": "aube, point du jour, lever du jour, aurore, petit jour, premières lueurs, aube naissante",
        "sunrise": "lever de soleil, lever du soleil, soleil levant",
        "morning": "matin, matinée, petit matin, matins, petit-déjeuner",
        "day": "jour, journée, plein jour, de jour",
        "noon": "midi, mi-journée",
        "afternoon": "après-midi, après midi, apm",
        "sunset": "coucher de soleil, coucher du soleil, soleil couchant",
        "dusk": (
            "crépuscule, tombée de la nuit, tombée du jour, heure bleue, heure magique, heure dorée, "
            "entre chien et loup, nuit tombante, brune"
        ),
        "evening": "soir, soirée, fin de journée, fin du jour",
        "night": "nuit, nuit américaine, pleine nuit, de nuit, petites heures",
        "midnight": "minuit",
    },
    relations={
        "continuous": (
            "continu, continue, continuité, en continu, en continuité, suite, suite immédiate, enchaîné, "
            "immédiatement après, raccord, continuation, raccord direct"
        ),
        "same": (
            "même temps, même moment, en même temps, au même moment, au même instant, pendant ce temps, simultané, "
            "simultanément, même heure, idem, même jour, même nuit"
        ),
        "moments_later": (
            "instants plus tard, quelques instants plus tard, un instant plus tard, peu après, un peu plus tard, "
            "un peu après, quelques instants après, quelques secondes plus tard, juste après, aussitôt après, "
            "peu de temps après"
        ),
        "later": "plus tard, ensuite, après, bien plus tard",
        "next_day": "lendemain, le lendemain, jour suivant, le jour suivant, jour d'après, le jour d'après",
        "earlier": "plus tôt, auparavant, avant, veille, la veille, il y a, hier",
    },
    both={
        ("day", "same"): "même jour, le même jour, ce jour-là",
        ("night", "same"): "même nuit, la même nuit, cette nuit-là, cette nuit",
        ("evening", "same"): "même soir, le même soir, ce soir-là, ce soir",
        ("morning", "same"): "même matin, le même matin, ce matin-là, ce matin",
        ("day", "next_day"): "lendemain jour, autre jour, un autre jour, jour suivant, le jour suivant",
        ("evening", "earlier"): "veille au soir, la veille au soir",
    },
    day="jour",
    units={
        "second": "seconde, secondes, instant, instants",
        "minute": "minute, minutes",
        "hour": "heure, heures, demi-heure, demie",
        "day": "jours, nuits",
        "week": "semaine, semaines",
        "month": "mois",
        "year": "an, ans, année, années, siècle, siècles",
    },
    numbers={
        1: "un, une",
        2: "deux",
        3: "trois, quelques, plusieurs",
        4: "quatre",
        5: "cinq",
        6: "six",
        7: "sept",
        8: "huit",
        9: "neuf",
        10: "dix",
        12: "douze",
        15: "quinze",
        20: "vingt",
        30: "trente",
        100: "cent",
    },
    next_day="suivant, suivante, prochain",
    loose={
        "night": "tard",
        "morning": "tôt",
    },
    qualifiers=(
        "demi, après, petit, début, début de, début de la, fin, fin de, milieu, plein, pleine, tout, mi, avant, grand, "
        "froid, claire, pluvieux, pluvieuse, noël, dernier, dernière, premier, première, soleil"
    ),
    fillers=(
        "le, la, les, l', de, du, d', des, en, à, au, aux, ce, cet, cette, ces, et, ou, vers, dans, plus, très, par, "
        "sur, pendant"
    ),
    remarks=(
        "rêve, souvenir, cauchemar, pluie, neige, orage, vent, brouillard, sous la pluie, sous la neige, "
        "en mouvement, en roulant, roulant, à l'arrêt, arrêté, retour en arrière, séquence de montage, "
        "images d'archives, archives, stock-shot, présent, de nos jours, aujourd'hui, passé, établissement, "
        "plan d'ensemble, fantasme, vision, écran partagé, noir et blanc, fin du flashback, fin flashback, "
        "hors saison, veille de noël, animation"
    ),
    dates=(
        "lundi, mardi, mercredi, jeudi, vendredi, samedi, dimanche, janvier, février, mars, avril, mai, juin, "
        "juillet, août, septembre, octobre, novembre, décembre, printemps, été, automne, hiver, week-end"
    ),
    weak="suite, mars, mai, été, après, avant, brune, aurore, printemps, arrêté, roulant, animation, idem, raccord",
)
