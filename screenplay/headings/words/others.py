"""The plain words of Korean and Arabic, whose headings are otherwise written with INT and EXT."""

from __future__ import annotations

from screenplay.headings.words.table import Words

KOREAN = Words(
    code="ko",
    times={
        "dawn": "새벽", "morning": "아침, 오전", "day": "낮", "noon": "정오", "afternoon": "오후",
        "dusk": "해질녘, 황혼", "evening": "저녁", "night": "밤, 심야", "midnight": "자정",
    },
    relations={"continuous": "계속", "later": "나중, 잠시 후", "next_day": "다음날, 다음 날"},
    remarks="회상, 몽타주, 꿈, 현재",
)  # fmt: skip
ARABIC = Words(
    code="ar",
    times={
        "dawn": "فجر", "morning": "صباح, صباحا", "day": "نهار", "noon": "ظهر", "afternoon": "عصر",
        "sunset": "غروب", "evening": "مساء", "night": "ليل", "midnight": "منتصف الليل",
    },
    relations={"continuous": "مستمر", "later": "لاحقا"},
)  # fmt: skip
