"""What scene headings say in other words: INT and EXT, times of day, relative times, other remarks.

Upper case, as compared.  The languages stand in the order English, French, German, Spanish, Italian,
Portuguese, Russian, Chinese, Japanese, Korean, Hindi, Arabic, as far as each has a word.
"""

from __future__ import annotations

from film.screenplay import Setting


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


def _phrases(text: str) -> frozenset[str]:
    return frozenset(" ".join(phrase.split()) for phrase in text.split(","))


SHORT_PREFIXES: dict[str, Setting] = {
    "INT": "INT",
    "EXT": "EXT",
    "EST": "EXT",
    "I/E": "INT/EXT",
    "E/I": "INT/EXT",
    "INT/EXT": "INT/EXT",
    "EXT/INT": "INT/EXT",
}
"""Fountain's own and their mirror images; dots inside a pair are dropped before the look-up."""

LONG_PREFIXES: dict[str, Setting] = {
    "INTERIOR": "INT", "EXTERIOR": "EXT",
    "INTÉRIEUR": "INT", "EXTÉRIEUR": "EXT", "INTERIEUR": "INT", "EXTERIEUR": "EXT",
    "INNEN": "INT", "AUSSEN": "EXT", "AUßEN": "EXT", "AUẞEN": "EXT",
    "INTERNO": "INT", "ESTERNO": "EXT", "INTERNA": "INT", "EXTERNA": "EXT",
    "ИНТ": "INT", "НАТ": "EXT", "ЭКСТ": "EXT", "ИНТЕРЬЕР": "INT", "НАТУРА": "EXT",
    "内景": "INT", "外景": "EXT", "内": "INT", "外": "EXT", "屋内": "INT", "屋外": "EXT",
}  # fmt: skip
"""Words that stand for INT and EXT in other languages; they need a full stop behind them in running text."""

TIMES = _words(
    """
    DAY NIGHT MORNING AFTERNOON EVENING DAWN DUSK NOON MIDNIGHT SUNRISE SUNSET TWILIGHT DAYBREAK SUNUP SUNDOWN
    MIDDAY NIGHTFALL DAYTIME NIGHTTIME LUNCHTIME TEATIME DAYS NIGHTS DAYLIGHT
    JOUR NUIT MATIN MATINÉE SOIR SOIRÉE AUBE CRÉPUSCULE MIDI MINUIT APRÈS-MIDI JOURNÉE
    TAG NACHT MORGEN VORMITTAG MITTAG NACHMITTAG ABEND MITTERNACHT MORGENDÄMMERUNG ABENDDÄMMERUNG DÄMMERUNG
    SONNENAUFGANG SONNENUNTERGANG FRÜHMORGENS
    DÍA DIA NOCHE MAÑANA TARDE AMANECER ATARDECER ANOCHECER MADRUGADA MEDIODÍA MEDIANOCHE CREPÚSCULO
    GIORNO NOTTE MATTINA MATTINO POMERIGGIO SERA ALBA TRAMONTO MEZZOGIORNO MEZZANOTTE CREPUSCOLO
    NOITE MANHÃ ENTARDECER AMANHECER ANOITECER MEIA-NOITE
    ДЕНЬ НОЧЬ УТРО ВЕЧЕР РАССВЕТ ЗАКАТ СУМЕРКИ ПОЛДЕНЬ ПОЛНОЧЬ
    日 夜 晨 天 昏 白天 晚上 夜晚 清晨 早晨 黄昏 傍晚 上午 下午 中午 午夜 凌晨 深夜 黎明 朝 昼 夕 夕方 早朝
    낮 밤 아침 저녁 새벽 दिन रात सुबह शाम نهار ليل صباح مساء فجر
    """
)
"""Words any of which makes a phrase a time of day."""

PHRASES = _phrases(
    """
    MAGIC HOUR, GOLDEN HOUR, BLUE HOUR, FIRST LIGHT, LAST LIGHT, HEURE BLEUE, COUCHER DE SOLEIL,
    LEVER DE SOLEIL, LEVER DU JOUR, TOMBÉE DE LA NUIT, BLAUE STUNDE, PUESTA DE SOL, SALIDA DEL SOL, PÔR DO SOL,
    NASCER DO SOL
    """
)
"""Times of day that take several words."""

RELATIVE = _words(
    """
    LATER CONTINUOUS CONTINUED CONT CONT'D MOMENTS SAME EARLIER MEANWHILE SIMULTANEOUS IMMEDIATELY
    TARD CONTINU CONTINUE SUITE MÊME TÔT INSTANTS LENDEMAIN
    SPÄTER WEITER FORTLAUFEND ANSCHLIESSEND GLEICHZEITIG FRÜHER
    DESPUÉS CONTINUO CONTINUA CONTINÚA MISMO MOMENTOS
    DOPO TARDI DEPOIS CONTÍNUO ПОЗЖЕ ПРОДОЛЖЕНИЕ 稍后 稍後 连续 後 続き
    """
)
"""Words that place a scene in time against the one before."""

RELATIVE_PHRASES = _phrases("MÁS TARDE, MAIS TARDE, UN POCO MÁS TARDE, POCO DESPUÉS, CONTINUOUS ACTION")
"""Relative times with a word in them that alone is a time of day or nothing."""

QUALIFIERS = _words(
    """
    EARLY LATE MID NEXT SAME THAT THE FOLLOWING ANOTHER PREVIOUS FIRST LAST LATER A AN OF BEFORE AFTER AND TO FOR
    SECOND SECONDS MINUTE MINUTES HOUR HOURS WEEK WEEKS MONTH MONTHS YEAR YEARS FEW SEVERAL TIME PRE SOME ONE TWO THREE
    FOUR FIVE SIX SEVEN EIGHT TEN TWENTY PRESENT COLD RAINY SUNNY CLOUDY STORMY
    PLUS UN UNE LE LA LES PETIT DÉBUT FIN DE DU D' MÊME QUELQUES SECONDES HEURE HEURES JOURS SEMAINES MOIS ANS
    DER DIE DAS AM FRÜHER FRÜH SPÄTER NÄCHSTER NÄCHSTEN EIN EINE EIN PAAR STUNDE STUNDEN MINUTEN TAGE WOCHEN MONATE
    JAHRE SELBER SELBE ZEIT
    EL LA LOS MÁS MISMO MISMA TEMPRANO UNOS UNAS HORA HORAS MINUTOS SEGUNDOS DÍAS SIGUIENTE AL
    IL LO PIÙ POCO PRIMA DEL DELLA DOPO GIORNI ORE MINUTI MAIS O OS FIM DA DO NO SEGUINTE
    """
)
"""Words that may stand beside a time word and are no time of day alone."""

REMARKS = _words(
    """
    FLASHBACK FLASHFORWARD FLASH-BACK FLASH-FORWARD DREAM FANTASY MONTAGE ESTABLISHING MOVING TRAVELING TRAVELLING
    PARKED STATIONARY INTERCUT STOCK RAIN RAINING SNOW SNOWING STORM FOG WIND RÊVE PLUIE NEIGE RÜCKBLENDE TRAUM REGEN
    SCHNEE LLUVIA SUEÑO PIOGGIA SOGNO CHUVA SONHO
    """
)
"""What else a heading says that is neither place nor time."""

REMARK_PHRASES = _phrases(
    """
    FLASH BACK, FLASH FORWARD, DREAM SEQUENCE, PRESENT DAY, STOCK FOOTAGE, STOCK SHOT, ESTABLISHING SHOT,
    EN MOUVEMENT, SOUS LA PLUIE, IN RAIN, IN THE RAIN
    """
)
