"""German; Ä, Ö and Ü are found as AE, OE and UE too."""

from __future__ import annotations

from screenplay.headings.words.table import Words

GERMAN = Words(
    code="de",
    times={
        "dawn": "morgendämmerung, tagesanbruch, morgengrauen, im morgengrauen, erstes licht",
        "sunrise": "sonnenaufgang",
        "morning": "morgen, vormittag, frühmorgens, früher morgen, morgens, vormittags, früh, frühstück",
        "day": "tag, tags, tagsüber, hellichter tag, helllichter tag",
        "noon": "mittag, mittags",
        "afternoon": "nachmittag, nachmittags, spätnachmittag",
        "sunset": "sonnenuntergang",
        "dusk": (
            "dämmerung, abenddämmerung, blaue stunde, magische stunde, goldene stunde, abendrot, zwielicht, "
            "einbruch der nacht, einbruch der dunkelheit, letztes licht"
        ),
        "evening": "abend, abends, spätabend, spätabends, frühabend, feierabend, vorabend",
        "night": "nacht, nachts, tiefe nacht, mitten in der nacht, amerikanische nacht",
        "midnight": "mitternacht",
    },
    relations={
        "continuous": (
            "weiter, fortlaufend, anschliessend, anschluss, kontinuierlich, fortsetzung, forts, unmittelbar danach, "
            "durchgehend, nahtlos, direkt danach, direkt anschliessend, gleich danach"
        ),
        "same": (
            "gleichzeitig, zur gleichen zeit, zur selben zeit, gleiche zeit, selbe zeit, währenddessen, "
            "selber zeitpunkt, zeitgleich, derweil, im selben moment, im gleichen moment, gleicher tag, selber tag"
        ),
        "moments_later": (
            "augenblicke später, kurz darauf, kurz danach, wenig später, etwas später, momente später, "
            "kurze zeit später, einen moment später, einen augenblick später, ein wenig später, bald darauf"
        ),
        "later": "später, danach, darauf, hinterher",
        "next_day": (
            "am nächsten tag, am tag darauf, am tag danach, tags darauf, nächster tag, folgetag, am folgetag, "
            "anderntags"
        ),
        "earlier": "früher, zuvor, vorher, davor, vor, gestern, am vortag, vortag",
    },
    both={
        ("day", "same"): "gleicher tag, selber tag, derselbe tag, am selben tag, am gleichen tag",
        ("night", "same"): "gleiche nacht, selbe nacht, dieselbe nacht, in derselben nacht, in der gleichen nacht",
        ("evening", "same"): "gleicher abend, selber abend, derselbe abend, am selben abend, am gleichen abend",
        ("morning", "same"): "gleicher morgen, selber morgen, am selben morgen",
        ("day", "next_day"): (
            "nächster tag, am nächsten tag, folgender tag, am folgenden tag, anderer tag, ein anderer tag"
        ),
    },
    day="tag",
    units={
        "second": "sekunde, sekunden, augenblick, augenblicke, moment, momente",
        "minute": "minute, minuten",
        "hour": "stunde, stunden, uhr",
        "day": "tage, tagen, nächte, nächten",
        "week": "woche, wochen",
        "month": "monat, monate, monaten",
        "year": "jahr, jahre, jahren, jahrhundert, jahrhunderte",
    },
    numbers={
        1: "ein, eine, einen, einem, einer",
        2: "zwei",
        3: "drei, paar, ein paar, einige, mehrere, wenige",
        4: "vier",
        5: "fünf",
        6: "sechs",
        7: "sieben",
        8: "acht",
        9: "neun",
        10: "zehn",
        11: "elf",
        12: "zwölf",
        20: "zwanzig",
        30: "dreissig",
        100: "hundert",
    },
    next_day="nächster, nächsten, nächste, nächstes, folgender, folgenden, darauffolgender",
    loose={
        "night": "spät",
    },
    qualifiers=(
        "früher, frühe, frühen, früh, später, späte, späten, spät, tiefe, mitten, ende, anfang, beginn, kalte, "
        "kalter, regnerischer, sonniger, halbe, halben, erster, erste, letzter, letzte, viel, wenig, etwas, kurz, "
        "halb, gleichen, selben, grauer"
    ),
    fillers=(
        "der, die, das, dem, den, des, am, im, in, um, gegen, zur, zum, und, oder, von, bis, zu, zeit, diese, "
        "dieser, dieses, mit, nach"
    ),
    remarks=(
        "rückblende, vorausblende, traum, albtraum, erinnerung, fantasie, regen, schnee, sturm, nebel, wind, "
        "gewitter, fahrend, während der fahrt, geparkt, stehend, im regen, bei regen, im schnee, montage, "
        "archivmaterial, gegenwart, heute, vergangenheit, damals, totale, establisher, parallelmontage, parallel, "
        "zeitlupe, geteilter bildschirm, splitscreen, schwarzweiss, ende der rückblende, in bewegung, heiligabend, "
        "vision, silvester"
    ),
    dates=(
        "montag, dienstag, mittwoch, donnerstag, freitag, samstag, sonnabend, sonntag, januar, februar, märz, april, "
        "mai, juni, juli, august, september, oktober, november, dezember, frühling, sommer, herbst, winter, "
        "wochenende"
    ),
    weak="mai, april, august, vor, weiter, parallel, heute, damals, totale, stehend, frühstück, anschluss, darauf",
    doubtful="tag, tags",
)
