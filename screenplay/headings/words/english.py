"""English."""

from __future__ import annotations

from screenplay.headings.words.table import Words

ENGLISH = Words(
    code="en",
    times={
        "dawn": "dawn, daybreak, first light, crack of dawn, predawn, break of day",
        "sunrise": "sunrise, sunup",
        "morning": "morning, mornings, midmorning, breakfast, breakfast time, forenoon",
        "day": "day, daytime, daylight, broad daylight",
        "noon": "noon, midday, high noon, lunchtime, lunch, noontime, noonday",
        "afternoon": "afternoon, afternoons, midafternoon, teatime, tea time",
        "sunset": "sunset, sundown",
        "dusk": "dusk, twilight, magic hour, golden hour, blue hour, nightfall, last light, gloaming",
        "evening": "evening, evenings, dinner time, dinnertime, suppertime, supper time, dinner, supper",
        "night": (
            "night, nighttime, night time, dead of night, middle of the night, wee hours, small hours, "
            "day for night, tonight"
        ),
        "midnight": "midnight, witching hour",
    },
    relations={
        "continuous": (
            "continuous, continuous action, continued, cont, cont'd, contd, continuing, immediately, "
            "immediately after, immediately following, immediately afterwards, resuming, resume, uninterrupted"
        ),
        "same": (
            "same, same time, same moment, same day, same night, same as before, meanwhile, simultaneous, "
            "simultaneously, at the same time, at that moment, that moment, that very moment, concurrent"
        ),
        "moments_later": (
            "moments later, a moment later, moments after, moments afterwards, a beat later, beat later, "
            "shortly after, shortly afterwards, shortly thereafter, soon after, soon afterwards, seconds later, "
            "moments, a little later, a bit later, a little while later, shortly later, a while later, slightly later"
        ),
        "later": (
            "later, afterwards, afterward, later on, much later, some time later, sometime later, after, thereafter, "
            "hence"
        ),
        "next_day": "the next day, the following day, the day after, next day, following day, the morrow, tomorrow",
        "earlier": (
            "earlier, before, ago, previously, moments earlier, moments before, the day before, day before, "
            "the night before, night before, the previous day, yesterday, prior"
        ),
    },
    both={
        ("night", "same"): "same night, that same night, that night, the same night",
        ("day", "same"): "same day, that same day, the same day, that day",
        ("evening", "same"): "same evening, that evening, that same evening",
        ("morning", "same"): "same morning, that morning, that same morning",
        ("afternoon", "same"): "same afternoon, that afternoon, that same afternoon",
        ("day", "next_day"): "next day, the next day, following day, the following day, another day, the day after",
        ("night", "earlier"): "night before, the night before, previous night, the previous night, last night",
        ("day", "earlier"): "previous day, the previous day",
        ("evening", "earlier"): "previous evening, the previous evening, the evening before",
        ("morning", "next_day"): "morning after, the morning after",
    },
    day="day",
    units={
        "second": "second, seconds, beat, beats, moment, moments",
        "minute": "minute, minutes, min, mins",
        "hour": "hour, hours, hrs, o'clock",
        "day": "days, nights",
        "week": "week, weeks, fortnight",
        "month": "month, months",
        "year": "year, years, yrs, decade, decades, century, centuries",
    },
    numbers={
        1: "a, an, one",
        2: "two, couple, couple of, a couple of, a couple",
        3: "three, few, a few, several, some",
        4: "four",
        5: "five",
        6: "six",
        7: "seven",
        8: "eight",
        9: "nine",
        10: "ten",
        11: "eleven",
        12: "twelve, a dozen, dozen",
        15: "fifteen",
        20: "twenty",
        30: "thirty",
        40: "forty",
        50: "fifty",
        100: "hundred",
        1000: "thousand",
    },
    next_day="next, following, another",
    loose={
        "night": "late",
        "morning": "early",
    },
    qualifiers=(
        "short, brief, before, after, mid, middle, first, last, pre, post, cold, rainy, sunny, cloudy, stormy, "
        "foggy, snowy, misty, hot, gray, grey, overcast, moonlit, dark, bright, previous, half, half an, quarter, "
        "nearly, almost, just, very, present, christmas, new year's, easter, thanksgiving, halloween, valentine's, "
        "prom, wedding, opening, election, game, full moon, past, school, work, end, start, beginning, final, deep, "
        "dusk-for, winter's, summer's"
    ),
    fillers=(
        "the, of, that, this, and, to, for, on, in, into, at, or, time, turning, becoming, until, through, about, "
        "around, circa, by, from, long, much"
    ),
    remarks=(
        "flashback, flashbacks, flash back, flashforward, flash forward, flash-back, flash-forward, dream, dreams, "
        "dream sequence, fantasy, fantasy sequence, nightmare, montage, montage sequence, series of shots, vision, "
        "memory, hallucination, daydream, establishing, establishing shot, moving, traveling, travelling, driving, "
        "parked, stationary, stopped, in motion, en route, flying, intercut, intercutting, stock, stock footage, "
        "stock shot, archive footage, archival footage, file footage, rain, raining, in rain, in the rain, "
        "pouring rain, heavy rain, light rain, snow, snowing, in the snow, storm, thunderstorm, fog, wind, windy, "
        "rainy, sunny, stormy, foggy, snowy, cloudy, overcast, present day, present, the present, in the present, "
        "modern day, past, the past, in the past, the future, future, now, then, back to present, back to scene, "
        "end of flashback, end flashback, flashback ends, flashback continues, flashback begins, begin flashback, "
        "split screen, split-screen, animation, animated, miniature, pov, slow motion, slo-mo, black and white, b&w, "
        "underwater, aerial, video, on tv, on screen, rear projection, green screen, night vision, "
        "new year's eve, christmas eve, christmas, halloween, thanksgiving, easter, new year's, valentine's day, "
        "vfx, practical, series of flashbacks, quick flash, flashes, opening credits, credits, main titles, teaser, "
        "cold open, tag scene, recurring, reenactment, re-enactment, imagined, imagination, alternate reality, "
        "alternate timeline, various, various times, varying"
    ),
    dates=(
        "monday, tuesday, wednesday, thursday, friday, saturday, sunday, weekend, january, february, march, april, "
        "may, june, july, august, september, october, november, december, jan, feb, aug, sept, oct, nov, dec, "
        "spring, summer, autumn, fall, winter, springtime, summertime, wintertime"
    ),
    weak=(
        "march, april, may, june, august, spring, fall, dinner, lunch, breakfast, supper, cont, video, animation, "
        "practical, after, before, jan, pov, resume, teaser, credits, flashes, moments, stopped, aerial, underwater, "
        "imagination, miniature, flying"
    ),
)
