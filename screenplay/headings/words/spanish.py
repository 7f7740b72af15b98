"""Spanish."""

from __future__ import annotations

from screenplay.headings.words.table import Words

SPANISH = Words(
    code="es",
    times={
        "dawn": "amanecer, alba, madrugada, aurora, clarear, primera luz, al clarear, despuntar el alba",
        "sunrise": "salida del sol, salida de sol, sol naciente",
        "morning": "mañana, mañanas, por la mañana, media mañana, desayuno",
        "day": "día, de día, pleno día, diurno, diurna",
        "noon": "mediodía, medio día",
        "afternoon": "tarde, sobremesa, media tarde, primera hora de la tarde",
        "sunset": "puesta del sol, puesta de sol, ocaso",
        "dusk": "atardecer, anochecer, crepúsculo, hora mágica, hora azul, hora dorada, última luz",
        "evening": "tarde-noche, tarde noche, última hora de la tarde, tardecita, noche temprana",
        "night": "noche, de noche, por la noche, plena noche, nocturno, nocturna, noche cerrada, noche americana",
        "midnight": "medianoche, media noche",
    },
    relations={
        "continuous": (
            "continuo, continua, continúa, continuación, acto seguido, seguido, inmediatamente, "
            "inmediatamente después, a continuación, continuidad, sin corte, cont"
        ),
        "same": (
            "mismo, mismo tiempo, al mismo tiempo, mismo momento, en ese momento, en el mismo momento, "
            "mientras tanto, simultáneo, simultáneamente, misma hora, a la vez, entretanto"
        ),
        "moments_later": (
            "momentos después, momentos más tarde, poco después, un poco más tarde, instantes después, "
            "unos momentos después, al poco rato, poco más tarde, al rato, un rato después, un momento después, "
            "segundos después, segundos más tarde, un poco después, instantes más tarde"
        ),
        "later": "más tarde, después, luego, mucho después, mucho más tarde, rato después, tiempo después",
        "next_day": "al día siguiente, día siguiente, al otro día, otro día",
        "earlier": "antes, más temprano, previamente, anterior, ayer, hace, un poco antes",
    },
    both={
        ("day", "same"): "mismo día, el mismo día, ese mismo día, ese día",
        ("night", "same"): "misma noche, la misma noche, esa misma noche, esa noche",
        ("afternoon", "same"): "misma tarde, la misma tarde, esa misma tarde, esa tarde",
        ("morning", "same"): "misma mañana, la misma mañana, esa misma mañana, esa mañana",
        ("day", "next_day"): "día siguiente, al día siguiente, otro día",
        ("night", "earlier"): "noche anterior, la noche anterior, la noche antes, anoche",
        ("day", "earlier"): "día anterior, el día anterior",
    },
    day="día",
    units={
        "second": "segundo, segundos, momento, momentos, instante, instantes, rato",
        "minute": "minuto, minutos",
        "hour": "hora, horas, hrs",
        "day": "días, noches",
        "week": "semana, semanas",
        "month": "mes, meses",
        "year": "año, años, siglo, siglos",
    },
    numbers={
        1: "un, una, uno",
        2: "dos",
        3: "tres, unos, unas, varios, varias, algunos, algunas, pocos, pocas",
        4: "cuatro",
        5: "cinco",
        6: "seis",
        7: "siete",
        8: "ocho",
        9: "nueve",
        10: "diez",
        12: "doce",
        15: "quince",
        20: "veinte",
        30: "treinta",
        100: "cien",
    },
    next_day="siguiente, próximo, próxima",
    qualifiers=(
        "temprano, temprana, primera, primeras, última, últimas, media, medio, pleno, plena, finales, final, "
        "principio, principios, fin, lluviosa, lluvioso, fría, soleado, cerrada, navidad, primer, último, misma, "
        "mismo, poco, muy, más, pasada, anterior"
    ),
    fillers=(
        "el, la, los, las, de, del, al, a, en, por, y, o, e, ese, esa, esos, este, esta, aquel, aquella, hacia, "
        "hasta, sobre, luz, que, entre"
    ),
    remarks=(
        "sueño, pesadilla, recuerdo, fantasía, montaje, lluvia, lloviendo, nieve, nevando, tormenta, niebla, viento, "
        "bajo la lluvia, en movimiento, estacionado, aparcado, parado, salto atrás, retrospectiva, actualidad, "
        "presente, época actual, pasado, establecimiento, plano de situación, archivo, imágenes de archivo, "
        "pantalla dividida, blanco y negro, fin del flashback, fin de flashback, en marcha, visión, nochebuena, "
        "nochevieja, secuencia de montaje, alterna"
    ),
    dates=(
        "lunes, martes, miércoles, jueves, viernes, sábado, domingo, enero, febrero, marzo, abril, mayo, junio, "
        "julio, agosto, septiembre, octubre, noviembre, diciembre, primavera, verano, otoño, invierno"
    ),
    weak=(
        "marzo, abril, mayo, junio, julio, agosto, primavera, aurora, domingo, mismo, antes, hace, clarear, parado, "
        "seguido, cont, anterior, sobremesa, desayuno"
    ),
)
