"""Words of cues in ten languages: ages, voices, everybody, the words between two names, titles and numbers.

All are written as ``screenplay.people.names.fold`` leaves them: small letters, no Latin accents, no dots.
"""

from __future__ import annotations

from film.words.plain import listed

AGES: dict[str, str] = {
    **dict.fromkeys(listed(
        "young younger jeune junge junger jungere jungerer joven giovane jovem молодой молодая юный юная"
        " 年轻的 年轻 年輕的 年輕 若い 若き 若い頃の 若かりし 青年 युवा जवान"
    ), "young"),
    **dict.fromkeys(listed(
        "old older elderly aged vieux vieille vieil agee alt alte alter altere alterer viejo vieja anciano anciana"
        " vecchio vecchia anziano anziana velho velha idoso idosa старый старая пожилой пожилая"
        " 老年 年老的 老いた 晩年の बूढ़ा बूढ़ी वृद्ध बुजुर्ग"
    ), "old"),
    **dict.fromkeys(listed(
        "little kid child small lil petit petite enfant klein kleine kleiner kind nino nina pequeno pequena"
        " piccolo piccola bambino bambina crianca menino menina маленький маленькая ребенок"
        " 童年 幼年 小时候的 小時候的 幼い 幼少期の 子供の頃の 子供時代の छोटा छोटी नन्हा नन्ही बालक बाल"
    ), "little"),
    **dict.fromkeys(listed(
        "teen teenage teenaged teenager adolescent adolescente jugendlicher jugendliche teenie подросток"
        " 少年 少女 少年时代的 少年期の किशोर किशोरी"
    ), "teen"),
    **dict.fromkeys(listed(
        "adult grownup adulte erwachsen erwachsene erwachsener adulto adulta взрослый взрослая"
        " 成年 成人 大人の 大人になった वयस्क बड़ा बड़ी"
    ), "adult"),
    **dict.fromkeys(listed(
        "baby infant newborn toddler bebe saugling neonato neonata младенец 婴儿 赤ん坊の शिशु"
    ), "baby"),
}  # fmt: skip
"""Words beside a name that make it the same person at another age."""

EVERYBODY = listed(
    "all everyone everybody together both tous toutes ensemble alle beide zusammen todos todas"
    " ambos ambas juntos juntas tutti tutte insieme entrambi entrambe ambedue все вместе оба обе 众人 眾人 大家"
    " 所有人 全体"
    " 全員 一同 みんな 皆 齐声 齊聲 二人 两人 兩人 ふたり सब सभी दोनों others autres andere otros altri outros остальные"
)
"""Everybody there, whoever that is."""

BOTH = listed("both beide ambos ambas entrambi entrambe ambedue оба обе 二人 两人 兩人 ふたり दोनों") | {
    "the two", "the both", "les deux", "die beiden", "los dos", "las dos", "i due", "le due", "os dois", "as duas",
    "tous les deux", "toutes les deux", "both of them", "tutti e due", "二人とも", "両者", "双方", "all two",
}  # fmt: skip
"""Two people who are not named."""

AND = listed("and et und y e и 和 与 與 और तथा एवं with avec mit con com с und&")
"""Between two names in a cue."""

ARTICLES = listed("the a an le la les un une l der die das ein eine el los las una il lo gli i o os as um uma")

GENERIC = listed(
    "man woman boy girl male female child kid lady guy person somebody someone voice men women boys girls children"
    " old young homme femme garcon fille enfant mann frau junge madchen kind hombre mujer chico chica nino nina"
    " uomo donna ragazzo ragazza bambino bambina homem mulher menino menina rapaz мужчина женщина мальчик девочка"
    " девушка парень 男人 女人 男孩 女孩 男 女 男の子 女の子 少年 少女 आदमी औरत लड़का लड़की stranger unknown automated"
    " recorded computer robot radio mystery mysterious"
)
"""Words for a person whom nobody knows: MAN'S VOICE is no MAN that the script has elsewhere."""

TITLES: dict[str, str] = {
    word: names.split()[0]
    for names in (
        "doctor dr", "mister mr", "missus mrs", "ms", "miss", "professor prof", "sergeant sgt", "lieutenant lt",
        "captain capt cpt", "detective det", "officer ofc", "inspector insp", "general gen", "colonel col", "major maj",
        "corporal cpl", "private pvt", "reverend rev", "senator sen", "president pres", "governor gov", "agent agt",
        "judge", "sir", "lord", "lady", "dame", "nurse", "sheriff", "deputy", "commander cmdr", "admiral adm", "chief",
        "coach", "principal", "mayor", "minister", "king", "queen", "prince", "princess", "duke", "duchess", "count",
        "countess", "father", "sister", "brother", "madame mme", "monsieur m", "mademoiselle mlle", "docteur",
        "herr hr", "frau fr", "fraulein", "doktor", "senor", "senora", "senorita", "don", "dona", "signor sig",
        "signora", "signorina", "dottor dott", "dottoressa", "senhor", "senhora", "доктор", "господин", "госпожа",
        "капитан", "полковник", "следователь", "श्री", "श्रीमती", "डॉ डॉक्टर",
    )
    for word in names.split()
}  # fmt: skip
"""Titles and their one spelling."""

HIS_TITLES = listed("mister sir lord king prince duke count monsieur herr senor don signor senhor господин श्री")
HER_TITLES = listed(
    "missus ms miss lady dame queen princess duchess countess madame mademoiselle frau fraulein senora senorita dona"
    " signora signorina senhora госпожа श्रीमती"
)
FAMILY = listed(
    "father mother sister brother uncle aunt auntie grandma grandpa grandmother grandfather mom mum mama dad papa"
    " daddy mommy little big old young baby cousin"
)
"""Titles that say whose they are rather than who they are: UNCLE BOB may not be BOB."""

ORDERS: dict[str, str] = {
    word: str(number)
    for number, words in enumerate(
        (
            "one first 1st erster erste primero primera primer primo prima primeiro primeira premier premiere"
            " первый первая",
            "two second 2nd zweiter zweite segundo segunda secondo seconda deuxieme второй вторая",
            "three third 3rd dritter dritte tercero tercera tercer terzo terza terceiro terceira troisieme"
            " третий третья",
            "four fourth 4th vierter vierte cuarto cuarta quarto quarta quatrieme четвертый четвертая",
            "five fifth 5th", "six sixth 6th", "seven seventh 7th", "eight eighth 8th", "nine ninth 9th",
            "ten tenth 10th",
        ),
        1,
    )
    for word in words.split()
}  # fmt: skip
"""Numbers in words that tell COP ONE from COP TWO."""

NUMBER_WORDS = listed("no nr num number numero nummer номер 番 号")

COUNTS = listed("two three four five six seven eight nine ten several some many few dozens deux trois quatre zwei drei"
                " vier dos tres cuatro due quattro dois duas quatro два две три четыре")  # fmt: skip
"""Before a plural: TWO COPS."""
