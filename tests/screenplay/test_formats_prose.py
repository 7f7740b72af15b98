"""What is no screenplay is called what it is; what is one, with however few headings, is read."""

from __future__ import annotations

from pathlib import Path

import pytest

from film.errors import ScriptError
from screenplay import read
from screenplay.prose import kind_of

NOVEL_EN = """Chapter One

The bus was late again, and Anna had stopped pretending not to mind. She counted the lamps along the road, as she
had done every night that winter, and lost her place at the same one, the one that flickered.

"You could walk," said the man beside her. He had not looked up from his paper. "It is only three miles."

"I could," she said. "I did, yesterday."
"""
NOVEL_FR = """Chapitre premier

Le bus était encore en retard, et Anna ne faisait plus semblant de ne pas s'en soucier. Elle comptait les lampadaires
le long de la route, comme chaque soir de cet hiver, et perdait le compte toujours au même endroit.

– Vous pourriez marcher, dit l'homme à côté d'elle. Ce n'est qu'à cinq kilomètres d'ici.
"""
STORY_DE = """Der Bus kam wieder zu spät, und Anna hatte aufgehört, so zu tun, als mache es ihr nichts aus. Sie zählte
die Laternen an der Straße, wie an jedem Abend dieses Winters.

„Sie könnten zu Fuß gehen“, sagte der Mann neben ihr, ohne von seiner Zeitung aufzusehen. „Es sind nur fünf Kilometer.“
"""
STORY_ES = """El autobús llegaba tarde otra vez, y Ana ya no fingía que no le importaba. Contaba las farolas de la
carretera, como todas las noches de aquel invierno.

—Podría ir andando —dijo el hombre a su lado, sin levantar la vista del periódico. Son solo cinco kilómetros.
"""
STORY_RU = """Автобус снова опаздывал, и Анна перестала делать вид, что ей всё равно. Она считала фонари вдоль дороги,
как и каждый вечер той зимой, и сбивалась на одном и том же.

— Вы могли бы пойти пешком, — сказал человек рядом с ней. Он не поднял глаз от газеты.
"""
STORY_ZH = """公交车又晚点了,安娜不再假装自己不在乎。她数着路边的灯,就像那个冬天的每一个夜晚一样,
总是在同一盏灯那里数错。那盏灯一直在闪。

“你可以走路回去。”她旁边的男人说。他没有从报纸上抬起头来。“只有五公里。”她没有回答他,只是把围巾又裹紧了一些。
"""
STORY_HI = """बस फिर देर से आ रही थी और अन्ना ने यह दिखाना छोड़ दिया था कि उसे कोई फ़र्क नहीं पड़ता।
वह सड़क के किनारे की बत्तियाँ गिनती रही।

उस सर्दी की हर रात की तरह वह उसी बत्ती पर गिनती भूल गई। बगल में बैठे आदमी ने अख़बार से नज़र नहीं उठाई।
उसने कहा कि पैदल भी जा सकते हैं।
"""
TREATMENT = """NIGHT BUS
A treatment

Anna, a nurse who has worked one night shift too many, rides the last bus home. On it she meets the driver's
brother, who carries a box that he may not open alone. By the end of the line they have opened it together.

We never learn his name. The film ends as the sun comes up over the depot, and the two of them part.
"""
PLAY = """ACT I
SCENE 1

A kitchen. Morning.

ANNA. You are late.
BEN. The bus was late. I only sat in it.
ANNA. (pouring tea) You always only sit in it.
BEN. And where else should I sit?
ANNA. Here. Drink.
"""
PLAY_COLON = """MARIE: Tu es en retard.
PAUL: C'est le bus qui était en retard.
MARIE (elle verse le thé): C'est toujours le bus.
PAUL: Et où est le sucre ?
MARIE: Là où il est toujours.
"""
OUTLINE = """Night Bus, outline

1. Anna misses the first bus
2. The stranger with the box
   a) what is in it
   b) why he may not open it
3. The depot at dawn
4. They part
"""
LYRICS = """[Verse 1]
I counted all the lamps along the road
And lost my way at number forty-four
The last bus home was carrying its load
Of people who won't see me any more

[Chorus]
Oh night bus, carry me
Past every light I see
"""
SUBTITLES = """1
00:00:01,000 --> 00:00:03,500
You are late.

2
00:00:04,000 --> 00:00:06,000
The bus was late.
"""
SHOPPING = """milk
bread
two lemons
tea
washing powder
"""
SHOPPING_BULLETS = """- milk
- bread
- two lemons
- tea
"""
CODE = """import sys

def main(argv):
    for name in argv:
        print(name)
    return 0

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
"""
CODE_C = """#include <stdio.h>
int main(void) {
    /* say hello */
    printf("hello");
    return 0;
}
"""
CSV = "scene,place,cast\n1,KITCHEN,ANNA\n2,BUS,BEN\n3,DEPOT,ANNA\n"
HTML = "<p>The bus was late.</p>\n<p>Anna waited.</p>\n<div>Again.</div>\n"
LATEX = "\\documentclass{article}\n\\begin{document}\nThe bus was late.\n\\end{document}\n"
OTHER_JSON = '{"name": "night-bus", "version": "1.0.0", "scripts": {"test": "none"}}\n'

NOT_SCRIPTS = {
    "novel": (NOVEL_EN, "a novel or story"),
    "roman": (NOVEL_FR, "a novel or story"),
    "Erzählung": (STORY_DE, "prose"),
    "cuento": (STORY_ES, "prose"),
    "рассказ": (STORY_RU, "prose"),
    "小说": (STORY_ZH, "prose"),
    "कहानी": (STORY_HI, "prose"),
    "treatment": (TREATMENT, "a treatment"),
    "play": (PLAY, "a stage play"),
    "play with colons": (PLAY_COLON, "a stage play"),
    "outline": (OUTLINE, "an outline"),
    "lyrics": (LYRICS, "a lyrics sheet"),
    "subtitles": (SUBTITLES, "a subtitle file"),
    "shopping list": (SHOPPING, "a list"),
    "shopping list with bullets": (SHOPPING_BULLETS, "a list"),
    "Python": (CODE, "source code"),
    "C": (CODE_C, "source code"),
    "CSV": (CSV, "a table"),
    "HTML": (HTML, "a web page"),
    "LaTeX": (LATEX, "a LaTeX document"),
    "JSON": (OTHER_JSON, "JSON of another program"),
}


@pytest.mark.parametrize(("text", "what"), NOT_SCRIPTS.values(), ids=NOT_SCRIPTS.keys())
def test_is_called_what_it_is_in_one_line(tmp_path: Path, text: str, what: str) -> None:
    path = tmp_path / "text.txt"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(ScriptError) as caught:
        read(path)
    assert what in caught.value.what
    assert caught.value.do
    assert "\n" not in str(caught.value)


def test_prose_is_told_what_can_read_it(tmp_path: Path) -> None:
    path = tmp_path / "novel.txt"
    path.write_text(NOVEL_EN, encoding="utf-8")
    with pytest.raises(ScriptError, match=r"language model.*storyreel adapt FILE --llm SPEC.*INT\. KITCHEN - DAY"):
        read(path)


@pytest.mark.parametrize(
    "text",
    [
        "INT. BUS - NIGHT\n\n" + NOVEL_EN,
        "FADE IN:\n\nINT. BUS - NIGHT\n\nANNA\nYou are late.\n\nBEN\nThe bus was.\n",
        "EXT. DEPOT - DAWN\n\n- a list\n- on a wall\n- in shot\n",
    ],
)
def test_few_headings_are_enough(tmp_path: Path, text: str) -> None:
    path = tmp_path / "script.txt"
    path.write_text(text, encoding="utf-8")
    assert read(path).scenes


@pytest.mark.parametrize(
    "text",
    [
        "ANNA\nYou are late.\n\nBEN\nThe bus was late. I only sat in it.\n\nShe pours tea.\n",
        "He waits.\n\nShe goes.\n",
        "x",
    ],
)
def test_a_scriptless_scrap_is_asked_for_a_heading(text: str) -> None:
    assert kind_of(text) is None


@pytest.mark.parametrize("path", sorted(Path("samples").glob("*.fountain")), ids=lambda path: path.stem)
def test_our_samples_are_nothing_but_screenplays(path: Path) -> None:
    assert kind_of(path.read_text(encoding="utf-8")) is None


@pytest.mark.parametrize(
    "text",
    ["(" * 50_000, "A " * 100_000, "A" * 300_000, "\n".join(["A" * 30 + ":" + " x" * 200] * 2000), "<" * 100_000],
)
def test_odd_text_costs_no_more_than_its_size(text: str) -> None:
    kind_of(text)
