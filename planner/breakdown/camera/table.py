"""What scripts write when they speak of the camera, and what each phrase asks for.

Phrases are patterns over text without accents, told by their capitals: CLOSE ON is a direction, "close the
door" is none.  ``opens`` phrases count only where a sentence or clause begins, for in the middle of one they
are mere emphasis ("a WIDE river").  Sizes and moves are named as Katz ("Film Directing Shot by Shot", 1991) and
the French, German, Spanish, Italian and Portuguese handbooks of the trade name them.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from film.shot import Angle, Idiom, Move, Size


class Phrase(NamedTuple):
    """A phrase of the table: where it counts and what it asks for; ``role`` says how its object is to be read."""

    pattern: re.Pattern[str]
    opens: bool = False
    idiom: Idiom | None = None
    size: Size | None = None
    angle: Angle | None = None
    move: Move | None = None
    role: str = ""


_ON = r"(?: (?:ON|OF|SUR|DE|D'UN|D'UNE|AUF|DI|EM|DEL|DES|VON)\b)?"
_GAP = r"[ -]?"


def _phrase(
    pattern: str,
    opens: bool = False,
    idiom: Idiom | None = None,
    size: Size | None = None,
    angle: Angle | None = None,
    move: Move | None = None,
    role: str = "",
) -> Phrase:
    return Phrase(re.compile(rf"(?<![\w'])(?:{pattern})(?!\w)"), opens, idiom, size, angle, move, role)


_SIZES = (
    _phrase(rf"(?:EXTREME(?:LY)? CLOSE{_GAP}UP|EXTREME CLOSE|E\.C\.U\.|ECU|XCU|BIG CLOSE{_GAP}UP|TRES GROS PLAN"
            rf"|(?:PRIMERISIMO|PRIMISSIMO) (?:PRIMER )?P(?:LANO|IANO)|SEHR NAH){_ON}", size="ECU"),
    _phrase(rf"(?:MEDIUM CLOSE{_GAP}UP|MEDIUM CLOSE|MCU|PLAN RAPPROCHE|PLANO MEDIO CORTO|MEZZO PRIMO PIANO){_ON}",
            size="MCU"),
    _phrase(rf"(?:CLOSE{_GAP}UPS?|CLOSE SHOT|C\.U\.|GROS PLANS?|NAHAUFNAHMEN?|GROSSAUFNAHME|PRIMER PLANO"
            rf"|PRIMO PIANO|PRIMEIRO PLANO|CLOSE EM){_ON}", size="CU"),
    _phrase(r"(?:(?:IN )?(?:CLOSER?|TIGHT(?:ER)?|VERY CLOSE) ON|CLOSE IN ON|(?<=WE )CLOSE ON)", size="CU"),
    _phrase(r"(?:CU|CLOSE|CLOSER|TIGHT|TIGHTER|NAH)(?= ?[-:–—.])|CU(?= [A-Z'])", opens=True, size="CU"),
    _phrase(rf"(?:EXTREME (?:WIDE|LONG)(?: SHOT| ON)?|VAST (?:WIDE )?SHOT|VERY WIDE(?: SHOT| ON)?|EWS|ELS"
            rf"|GRAN PLANO GENERAL|PLAN TRES LARGE|WEITE TOTALE|PANORAMAAUFNAHME|CAMPO LUNGHISSIMO){_ON}", size="EWS"),
    _phrase(rf"(?:MEDIUM WIDE(?: SHOT)?|MEDIUM LONG SHOT|COWBOY SHOT|AMERICAN SHOT|PLAN AMERICAIN|AMERIKANISCHE"
            rf"|PLANO AMERICANO|PIANO AMERICANO){_ON}", size="MWS"),
    _phrase(rf"(?:WIDER? (?:SHOTS?|ANGLE|VIEW|ON)|LONG SHOT|PLAN LARGE|PLAN D'ENSEMBLE|PLAN GENERAL"
            rf"|(?<![\w-])TOTALE|PLANO GENERAL|PLANO GERAL|CAMPO LUNGO){_ON}", size="WS"),
    _phrase(r"(?:WIDE|WIDER|GOING WIDE|GO WIDE|WS|LS)(?= ?[-:–—.]|$)", opens=True, size="WS"),
    _phrase(rf"(?:FULL SHOT|FULL FIGURE|PLAN MOYEN|PLAN EN PIED|HALBTOTALE|PLANO ENTERO|FIGURA INTERA){_ON}",
            size="FS"),
    _phrase(rf"(?:MEDIUM SHOT|MID{_GAP}SHOT|PLAN TAILLE|HALBNAHE?|PLANO MEDIO|MEZZA FIGURA){_ON}", size="MS"),
    _phrase(r"(?:MEDIUM ON|MEDIUM(?= ?[-:–—])|MS(?= ?[-:–—]))", opens=True, size="MS"),
)  # fmt: skip
_IDIOMS = (
    _phrase(rf"(?:INSERTS?|INSERTO|DETTAGLIO|DETALHE|DETAIL(?:AUFNAHME)?|PLANO DETALLE){_ON}(?=$| ?[-:–—]| [A-Z\"'])"
            r"|INSERT (?:SHOT(?: OF)?|ON|OF)", opens=True, idiom="insert"),
    _phrase(r"ESTABLISHING(?: (?:SHOT|VIEW)(?: OF)?)?(?= ?[-:–—.,]|$| [a-z])|ESTABLISHING SHOT(?: OF)?", opens=True,
            idiom="establishing", size="WS"),
    _phrase(r"(?:TO )?ESTABLISH(?:ING SHOT)?(?=[.)]?$)", idiom="establishing", size="WS"),
    _phrase(r"MASTER SHOT(?: OF)?", idiom="master", size="WS"),
    _phrase(r"(?:TIGHT )?(?:TWO|2)[ -]?SHOT(?: (?:OF|ON))?|EN DEUX|ZWEIERAUFNAHME|ZWEIER(?= ?[-:–—])"
            r"|PLANO DE DOS", idiom="two_shot"),
    _phrase(r"(?:GROUP|THREE|FOUR)[ -]?SHOT(?: (?:OF|ON))?", idiom="master", size="FS"),
    _phrase(r"REACTION SHOT(?: (?:OF|ON))?|(?:THEIR|HIS|HER) REACTION(?=[ .:-]*$)", idiom="reaction"),
    _phrase(r"(?:REVERSE (?:ANGLE|SHOT|ON|POV)|REVERSE(?= ?[-:–—.]|$)|CONTRE-?CHAMP|GEGENSCHUSS|CONTRAPLANO"
            rf"|CONTROCAMPO){_ON}", opens=True, idiom="single", role="reverse"),
    _phrase(r"(?:ANGLE|NEW ANGLE|ANOTHER ANGLE|DIFFERENT ANGLE|CLOSER ANGLE)(?: ON|(?= ?[-:–—]))|(?:ANOTHER|NEW"
            r"|DIFFERENT) ANGLE|FAVOU?RING|FEATURING", opens=True, role="angle_on"),
    _phrase(r"SINGLE(?: (?:ON|OF)|(?= ?[-:–—]))", opens=True, idiom="single"),
)  # fmt: skip
_ANGLES = (
    _phrase(rf"(?:(?:EXTREME |VERY )?LOW[ -]ANGLE(?: SHOT)?|WORM'?S[ -]EYE(?: VIEW)?|FROM (?:FAR )?BELOW(?= ?[-:–—])"
            rf"|CONTRE-?PLONGEE|UNTERSICHT|FROSCHPERSPEKTIVE|CONTRAPICADO){_ON}", angle="low"),
    _phrase(rf"(?:(?:EXTREME |VERY )?HIGH[ -]ANGLE(?: SHOT)?|(?<!CONTRE-)(?<!CONTRE)PLONGEE|AUFSICHT"
            rf"|(?<!CONTRA)PICADO){_ON}", angle="high"),
    _phrase(rf"(?:OVERHEAD (?:SHOT|VIEW|ANGLE)|TOP[ -]SHOT|TOP[ -]DOWN(?: SHOT| VIEW)?|BIRD'?S[ -]EYE(?: VIEW| SHOT)?"
            rf"|GOD'?S[ -]EYE(?: VIEW)?|VOGELPERSPEKTIVE|PLANO CENITAL|PLONGEE TOTALE){_ON}", angle="overhead"),
    _phrase(r"OVERHEAD(?= ?[-:–—.]|$)", opens=True, angle="overhead"),
    _phrase(r"(?:AERIAL (?:SHOT|VIEW)|DRONE SHOT|HELICOPTER SHOT|VUE AERIENNE|LUFTAUFNAHME|VISTA AEREA|PLANO AEREO"
            rf"|AUS DER LUFT){_ON}", idiom="establishing", size="EWS", angle="high"),
    _phrase(r"AERIAL(?= ?[-:–—.]|$)", opens=True, idiom="establishing", size="EWS", angle="high"),
    _phrase(rf"(?:DUTCH(?:ED)? (?:ANGLE|TILT|SHOT)|CANTED (?:ANGLE|SHOT)|CADRAGE PENCHE|PLANO HOLANDES){_ON}",
            angle="dutch"),
    _phrase(r"DUTCH(?= ?[-:–—.]|$)", opens=True, angle="dutch"),
    _phrase(r"EYE[ -]LEVEL(?: SHOT)?", opens=True, angle="eye"),
)  # fmt: skip
_WAY = (
    "IN|OUT|BACK|LEFT|RIGHT|UP|DOWN|TO|WITH|ACROSS|ALONG|AROUND|OVER|OFF|FROM|THROUGH|PAST|AWAY|AHEAD|BEHIND|TOWARDS?"
)
_MOVES = (
    _phrase(r"(?:(?:SLOW(?:LY)?|QUICK(?:LY)?|FAST) )?(?:PUSH(?:ES|ING)?[ -]IN|PUSH(?:ES|ING)? (?:IN )?CLOSER|CREEP IN"
            r"|MOV(?:E|ES|ING) (?:IN|CLOSER)|DOLLY IN|TRACK IN|TRUCK IN|TRAVELLING AVANT)(?: CLOSER)?(?: (?:ON"
            r"|TO|SUR))?",
            move="dolly", role="towards"),
    _phrase(r"(?:SLOW(?:LY)? )?(?:PULL(?:S|ING)?[ -]?(?:BACK|OUT)|DOLLY (?:OUT|BACK)|TRACK (?:OUT|BACK)"
            r"|TRAVELLING ARRIERE)(?: (?:FROM|WIDE))?", move="dolly", role="away"),
    _phrase(rf"DOLLY(?: SHOT)?(?: (?:{_WAY}|ON))*|KAMERAFAHRT(?: AUF)?|CARRELLATA(?: SU)?|TRAVELLING(?: (?:SUR|DE))?",
            opens=True, move="dolly"),
    _phrase(r"(?:TRACKING|TRUCKING|FOLLOWING|LATERAL) SHOT(?: (?:OF|ON|WITH))?|TRAVELLING LATERAL", move="truck",
            idiom="moving"),
    _phrase(rf"(?:TRACK|TRUCK)(?:S|ING)?(?: SHOT)?(?: (?:{_WAY}))*(?=$| ?[-:–—.,]| (?:the|a|his|her|them|him)\b)"
            rf"|(?:TRACK|TRUCK)(?: (?:{_WAY}))+(?= (?:on|with|past|along|around|behind)\b)",
            opens=True, move="truck", idiom="moving"),
    _phrase(rf"TRACK(?:ING)?(?: (?:{_WAY}))?(?= [A-Z])", opens=True, move="truck", idiom="moving", role="named"),
    _phrase(rf"(?:SLOW )?PAN(?:S|NING)? (?:SHOT )?(?:{_WAY})(?: TO)?|WHIP[ -]PANS?(?: TO)?|SWISH[ -]PAN(?: TO)?"
            r"|SCHWENK(?: (?:AUF|ZU|ZUM|ZUR|NACH|UBER))?|PANORAMIQUE(?: (?:SUR|VERS))?|PANEO(?: (?:A|HACIA))?"
            r"|PANORAMICA(?: (?:SU|DE))?", opens=True, move="pan"),
    _phrase(r"TILT(?:S|ING)? (?:UP|DOWN)(?: (?:TO|ON))?", opens=True, move="tilt"),
    _phrase(r"(?:CRANE|BOOM|JIB)(?:S|ING)? (?:UP|DOWN|SHOT|OVER|BACK)(?: (?:TO|OF|FROM|ON))?|GRUE(?= ?[-:–—])"
            r"|PLANO DE GRUA", opens=True, move="crane"),
    _phrase(r"PEDESTAL (?:UP|DOWN)", opens=True, move="pedestal"),
    _phrase(r"(?:SLOW |CRASH |SNAP |FAST )?ZOOM(?:S|ING)? (?:IN|OUT|TO|ON|AVANT|ARRIERE|SUR|AUF|A)"
            r"(?: (?:ON|TO|SUR))?|(?:CRASH|SNAP)[ -]ZOOM(?: (?:IN|OUT))?(?: (?:ON|TO|INTO))?", opens=True, move="zoom"),
    _phrase(r"(?:DOLLY[ -]ZOOM(?: (?:IN|OUT))?|ZOLLY|VERTIGO (?:EFFECT|SHOT|ZOOM)|CONTRA[ -]ZOOM|TROMBONE SHOT"
            r"|TRAVELLING (?:COMPENSE|CONTRARIE|COMPENSADO)|TRANSTRAV|VERTIGO-?EFFEKT|EFECTO VERTIGO|RETROZOOM"
            r"|EFFETTO VERTIGO|EFEITO VERTIGO)(?: (?:ON|SUR|AUF|SOBRE|SU|EM))?", move="dolly_zoom"),
    _phrase(r"(?:HAND-?HELD|SHAKY) (?:SHOT|CAMERA|CAM)|SHAKY-?CAM|HANDKAMERA|CAMERA A L'EPAULE|CAMERA EN MANO"
            r"|MACCHINA A MANO|CAMERA NA MAO", move="handheld"),
    _phrase(r"HAND-?HELD(?= ?[-:–—.,]|$)", opens=True, move="handheld"),
    _phrase(r"STEADICAM(?: SHOT)?|STEADYCAM(?: SHOT)?", move="steadicam"),
    _phrase(r"(?:(?:RACK|PULL|SHIFT)(?:S|ING)? FOCUS|FOCUS (?:RACKS|PULLS|SHIFTS))(?: FROM [^.;:\n]{1,40}?(?= TO ))?"
            r"(?: (?:TO|ONTO|ON))?|RACKS? TO|(?:BASCULE|CHANGEMENT) DE POINT(?: (?:SUR|VERS))?"
            r"|SCHARFENVERLAGERUNG(?: (?:AUF|ZU))?|CAMBIO DE FOCO(?: A)?|CAMBIO DI FUOCO(?: SU)?"
            r"|MUDANCA DE FOCO(?: PARA)?", move="rack_focus", role="focus"),
    _phrase(r"(?:LOCKED[ -](?:OFF|DOWN)|STATIC) SHOT|PLAN FIXE", move="static"),
)  # fmt: skip
_REVEALS = (
    _phrase(r"REVEALS?(?: THAT)?|REVEALING|ENTHULLT|REVELANT", opens=True, role="reveal"),
    _phrase(r"SPLIT[ -]?SCREEN|ECRAN PARTAGE|GETEILTER BILDSCHIRM|PANTALLA DIVIDIDA|SCHERMO DIVISO", role="split"),
)

PHRASES = (*_SIZES, *_IDIOMS, *_ANGLES, *_MOVES, *_REVEALS)
"""In capitals.  Of two that begin at one place the longer counts."""


def _verb(
    pattern: str,
    idiom: Idiom | None = None,
    size: Size | None = None,
    move: Move | None = None,
    role: str = "",
) -> Phrase:
    return Phrase(re.compile(rf"(?:{pattern})(?!\w)", re.IGNORECASE), False, idiom, size, None, move, role)


_HOW = "(?:also |now |can |then |just |only |slowly |quickly |suddenly |again )?"
SPOKEN = (
    _verb(rf"{_HOW}(?:push|move|creep|close|track|dolly)(?:s|es|ies)? in(?: on| to| closer)?"
          r"|(?:get|move|draw)s? closer(?: to)?", move="dolly", role="towards"),
    _verb(rf"{_HOW}(?:pull|draw|back|dolly|track)(?:s|ies)? (?:back|out|away|wide)(?: from)?", move="dolly",
          role="away"),
    _verb(rf"{_HOW}(?:whip )?pans?(?: (?:to|across|over|left|right|up|down|along|around|off|with)){{0,2}}", move="pan"),
    _verb(rf"{_HOW}tilts? (?:up|down)(?: to)?", move="tilt"),
    _verb(rf"{_HOW}(?:crane|boom|rise|soar|descend)s?(?: (?:up|down|over|above))?(?: to| from)?", move="crane"),
    _verb(rf"{_HOW}dolly[- ]zooms?(?: (?:in|out))?(?: (?:on|to))?", move="dolly_zoom"),
    _verb(rf"{_HOW}(?:(?:rack|pull|shift)s? focus|racks)(?: from [^.;:\n]{{1,40}}?(?= to ))?(?: (?:to|onto|on))?",
          move="rack_focus", role="focus"),
    _verb(rf"{_HOW}zooms? (?:in|out)(?: on| to| from)?", move="zoom"),
    _verb(rf"{_HOW}(?:follow|track|trail|travel|dolly|move|glide|drift|float|snake)(?:s|es|ies)?"
          r"(?: (?:with|alongside|behind|along|past|through|after|around|towards?|over|across|into|to))?",
          idiom="moving", move="steadicam", role="follow"),
    _verb(rf"{_HOW}(?:circle|orbit)s?(?: around)?", idiom="moving", move="steadicam"),
    _verb(rf"{_HOW}(?:hold|linger|stay|settle|rest|land|focus|concentrate|come to rest)(?:s"
          rf"|es)?(?: close)? (?:on|with)",
          role="angle_on"),
    _verb(r"(?:are |now |re |'re )?(?:close|tight) on", size="CU"),
    _verb(r"goe?s? wide", size="WS"),
    _verb(rf"{_HOW}(?:reveal|discover)s?", role="reveal"),
    _verb(rf"{_HOW}(?:see|find|watch|notice|glimpse|catch)(?:s|es)?", role="see"),
    _verb("suit|suivons|folgen?|folgt|sigue", idiom="moving", move="steadicam", role="follow"),
    _verb("voit|voyons|decouvre|decouvrons|sehen|erkennen", role="see"),
    _verb("avance(?: sur| vers)?|s'approche(?: de)?|fahrt(?: auf| an)|se acerca(?: a)?", move="dolly", role="towards"),
    _verb("recule|s'eloigne|fahrt zuruck|se aleja", move="dolly", role="away"),
    _verb("panoramique(?: vers| sur)?|schwenkt(?: auf| zu| zum| zur| nach)?|panea(?: a| hacia)?", move="pan"),
)  # fmt: skip
"""What stands behind "we" or "the camera", in small letters too: English, French, German and Spanish verbs."""

AGENT = re.compile(
    r"\b(?:(?P<we>we|on|nous|wir)(?= |'re )|(?:the |la |die )?(?P<camera>camera|kamera)(?= ))", re.IGNORECASE
)
"""Who looks: the audience or the camera itself."""

OURS = (
    _verb(r"\bvemos(?: a)?|\bvediamo", role="see"),
    _verb(r"\bseguimos(?: a)?|\bseguiamo", idiom="moving", move="steadicam", role="follow"),
)  # fmt: skip
"""Spanish and Italian verbs that carry their "we"."""

SENTENCE_CASE = re.compile(
    r"(?:(?:extreme )?close[- ]up (?:on|of)|(?:very )?close on(?! (?:the|his|her|their) heels)(?! behind)"
    r"|closer on|tight on|angle on|wide (?:on|shot)|insert(?= ?[-:–—])|(?:reverse|low|high|dutch) angle"
    r"|two[- ]shot|over(?:head)? shot|push in on|pull back (?:to|from)|pan (?:to|across|over)"
    r"|tilt (?:up|down) to|dolly (?:in|out|with)|zoom (?:in|out)|tracking shot|crane (?:up|down)|whip[- ]pan"
    r"|dolly[- ]zoom|vertigo (?:effect|shot)|(?:rack|pull|shift) focus(?: from [^.;:\n]{1,40}?(?= to ))?(?: to| on)?"
    r"|aerial (?:shot|view)|establishing shot|reaction shot|split screen)\b",
    re.IGNORECASE,
)
"""Phrases that are directions at the head of a sentence without their capitals too."""
