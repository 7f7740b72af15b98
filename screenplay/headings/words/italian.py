"""Italian."""

from __future__ import annotations

from screenplay.headings.words.table import Words

ITALIAN = Words(
    code="it",
    times={
        "dawn": "alba, aurora, prime luci, prime luci dell'alba, all'alba, prima luce",
        "sunrise": "sorgere del sole, levar del sole, levata del sole",
        "morning": "mattina, mattino, mattinata, mattine, prima mattina, colazione",
        "day": "giorno, giornata, pieno giorno, di giorno, diurno",
        "noon": "mezzogiorno, mezzodì, mezzodi",
        "afternoon": "pomeriggio, primo pomeriggio, meriggio",
        "sunset": "tramonto, calar del sole, calare del sole",
        "dusk": "crepuscolo, imbrunire, ora magica, ora blu, ora d'oro, calar della notte, ultima luce",
        "evening": "sera, serata, tarda serata, prima serata, tardo pomeriggio sera, fine giornata, vespro",
        "night": "notte, nottata, notte fonda, piena notte, di notte, effetto notte, notturno",
        "midnight": "mezzanotte",
    },
    relations={
        "continuous": (
            "continuo, continua, continuato, continuazione, in continuità, continuità, subito dopo, "
            "immediatamente dopo, senza stacco, seguito"
        ),
        "same": (
            "stesso momento, nello stesso momento, contemporaneo, contemporaneamente, nel frattempo, intanto, "
            "simultaneo, simultaneamente, stessa ora, stesso tempo, allo stesso tempo"
        ),
        "moments_later": (
            "poco dopo, poco più tardi, un po' dopo, un po' più tardi, pochi istanti dopo, qualche istante dopo, "
            "pochi attimi dopo, attimi dopo, istanti dopo, momenti dopo, pochi minuti dopo, qualche minuto dopo, "
            "un attimo dopo, di lì a poco, un momento dopo, pochi secondi dopo"
        ),
        "later": "più tardi, dopo, in seguito, molto dopo, tempo dopo, successivamente",
        "next_day": (
            "giorno dopo, il giorno dopo, giorno seguente, il giorno seguente, indomani, l'indomani, "
            "giorno successivo, il giorno successivo"
        ),
        "earlier": "prima, fa, precedentemente, in precedenza, poco prima, ieri",
    },
    both={
        ("day", "same"): "stesso giorno, lo stesso giorno, quello stesso giorno",
        ("night", "same"): "stessa notte, la stessa notte, quella notte, quella stessa notte",
        ("evening", "same"): "stessa sera, la stessa sera, quella sera, quella stessa sera",
        ("morning", "same"): "stessa mattina, la stessa mattina, quella mattina, quella stessa mattina",
        ("day", "next_day"): (
            "giorno dopo, il giorno dopo, giorno seguente, il giorno seguente, giorno successivo, "
            "il giorno successivo, altro giorno, un altro giorno"
        ),
        ("morning", "next_day"): (
            "mattina dopo, la mattina dopo, mattina seguente, la mattina seguente, mattino dopo, il mattino dopo, "
            "mattina successiva"
        ),
        ("evening", "next_day"): "sera dopo, la sera dopo",
        ("night", "next_day"): "notte dopo, la notte dopo",
        ("night", "earlier"): "notte prima, la notte prima, notte precedente",
        ("day", "earlier"): "giorno prima, il giorno prima, giorno precedente",
        ("evening", "earlier"): "sera prima, la sera prima, ieri sera",
    },
    day="giorno",
    units={
        "second": "secondo, secondi, istante, istanti, attimo, attimi, momento, momenti",
        "minute": "minuto, minuti",
        "hour": "ora, ore",
        "day": "giorni, notti",
        "week": "settimana, settimane",
        "month": "mese, mesi",
        "year": "anno, anni, secolo, secoli",
    },
    numbers={
        1: "un, una, uno, un'",
        2: "due",
        3: "tre, pochi, poche, qualche, alcuni, alcune, diversi",
        4: "quattro",
        5: "cinque",
        6: "sei",
        7: "sette",
        8: "otto",
        9: "nove",
        10: "dieci",
        12: "dodici",
        20: "venti",
        30: "trenta",
        100: "cento",
    },
    next_day="seguente, successivo, successiva, prossimo",
    loose={
        "night": "tardi",
        "morning": "presto",
    },
    qualifiers=(
        "tarda, tardo, prima, primo, prime, ultime, ultima, fine, inizio, metà, piena, pieno, fonda, piovosa, "
        "fredda, stesso, stessa, natale, mezza, mezz', poco, più, precedente, effetto"
    ),
    fillers=(
        "il, lo, la, i, gli, le, l', di, del, della, dell', al, allo, alla, all', alle, in, nel, nella, e, o, ed, "
        "verso, a, da, dalla, quel, quella, quello, sul, su, luce"
    ),
    remarks=(
        "sogno, incubo, ricordo, fantasia, montaggio, pioggia, sotto la pioggia, neve, temporale, nebbia, vento, "
        "in movimento, in corsa, fermo, ferma, parcheggiata, repertorio, immagini di repertorio, presente, oggi, "
        "passato, totale, schermo diviso, bianco e nero, fine flashback, visione, vigilia di natale, tempesta, "
        "ai giorni nostri"
    ),
    dates=(
        "lunedì, martedì, mercoledì, giovedì, venerdì, sabato, domenica, gennaio, febbraio, marzo, aprile, maggio, "
        "giugno, luglio, agosto, settembre, ottobre, novembre, dicembre, primavera, estate, autunno, inverno"
    ),
    weak=(
        "estate, aurora, prima, fa, presto, totale, fermo, ferma, primavera, domenica, marzo, aprile, maggio, "
        "agosto, repertorio, seguito, intanto, colazione, vespro, luglio, giugno, notturno"
    ),
)
