"""Portuguese, of Brazil and of Portugal."""

from __future__ import annotations

from screenplay.headings.words.table import Words

PORTUGUESE = Words(
    code="pt",
    times={
        "dawn": "amanhecer, madrugada, alvorada, aurora, alvorecer, raiar do dia, primeira luz, romper do dia",
        "sunrise": "nascer do sol, sol nascente",
        "morning": "manhã, manhãs, de manhã, manhãzinha, meio da manhã, café da manhã, pequeno-almoço",
        "day": "dia, de dia, pleno dia, diurno, diurna",
        "noon": "meio-dia, meio dia",
        "afternoon": "tarde, fim da tarde, final da tarde, fim de tarde, final de tarde, tardinha, meio da tarde",
        "sunset": "pôr do sol, pôr-do-sol, por do sol, ocaso",
        "dusk": (
            "entardecer, anoitecer, crepúsculo, hora mágica, hora azul, hora dourada, lusco-fusco, cair da noite, "
            "cair da tarde, última luz"
        ),
        "evening": "noitinha, início da noite, começo da noite, tarde-noite",
        "night": "noite, de noite, alta noite, plena noite, noturno, noturna, noite americana, alta madrugada",
        "midnight": "meia-noite, meia noite",
    },
    relations={
        "continuous": (
            "contínuo, contínua, continuação, continuando, continua, seguida, em seguida, logo em seguida, "
            "imediatamente, imediatamente depois, imediatamente após, continuidade, sequência"
        ),
        "same": (
            "mesmo tempo, ao mesmo tempo, mesmo momento, no mesmo momento, enquanto isso, simultâneo, "
            "simultaneamente, mesma hora, nesse momento, naquele momento"
        ),
        "moments_later": (
            "momentos depois, momentos mais tarde, pouco depois, um pouco depois, um pouco mais tarde, "
            "instantes depois, pouco mais tarde, logo depois, instantes mais tarde, um momento depois, logo após, "
            "pouco tempo depois, segundos depois"
        ),
        "later": "mais tarde, depois, após, muito depois, tempo depois, bem mais tarde, muito mais tarde",
        "next_day": "dia seguinte, no dia seguinte, outro dia, no outro dia, dia depois, amanhã",
        "earlier": "antes, mais cedo, anteriormente, ontem, atrás, pouco antes",
    },
    both={
        ("day", "same"): "mesmo dia, no mesmo dia, naquele dia",
        ("night", "same"): "mesma noite, na mesma noite, naquela noite, naquela mesma noite, essa noite",
        ("afternoon", "same"): "mesma tarde, na mesma tarde, naquela tarde",
        ("morning", "same"): "mesma manhã, na mesma manhã, naquela manhã",
        ("day", "next_day"): "dia seguinte, no dia seguinte, outro dia, no outro dia",
        ("night", "earlier"): "noite anterior, na noite anterior, noite passada",
        ("day", "earlier"): "dia anterior, no dia anterior",
    },
    day="dia",
    units={
        "second": "segundo, segundos, instante, instantes, momento, momentos",
        "minute": "minuto, minutos",
        "hour": "hora, horas",
        "day": "dias, noites",
        "week": "semana, semanas",
        "month": "mês, meses",
        "year": "ano, anos, século, séculos, década",
    },
    numbers={
        1: "um, uma",
        2: "dois, duas",
        3: "três, alguns, algumas, poucos, poucas, vários, várias",
        4: "quatro",
        5: "cinco",
        6: "seis",
        7: "sete",
        8: "oito",
        9: "nove",
        10: "dez",
        12: "doze",
        15: "quinze",
        20: "vinte",
        30: "trinta",
        100: "cem",
    },
    next_day="seguinte, próximo, próxima",
    loose={
        "morning": "cedo",
    },
    qualifiers=(
        "início, começo, fim, final, meio, alta, plena, pleno, chuvosa, chuvoso, fria, ensolarado, primeira, "
        "primeiras, última, meia, mesma, mesmo, natal, pouco, bem, mais, anterior, muito, passada"
    ),
    fillers=(
        "o, a, os, as, de, da, do, das, dos, ao, à, às, em, no, na, nos, nas, e, ou, até, para, por, pela, pelo, "
        "naquele, naquela, nesse, nessa, neste, nesta, esse, essa, daquele, daquela, luz"
    ),
    remarks=(
        "sonho, pesadelo, lembrança, memória, fantasia, montagem, chuva, chovendo, na chuva, sob chuva, neve, "
        "tempestade, neblina, vento, em movimento, estacionado, parado, presente, dias atuais, atualmente, hoje, "
        "passado, arquivo, imagens de arquivo, tela dividida, preto e branco, fim do flashback, visão, "
        "véspera de natal, estabelecimento, câmera lenta"
    ),
    dates=(
        "segunda-feira, terça-feira, quarta-feira, quinta-feira, sexta-feira, sábado, domingo, janeiro, fevereiro, "
        "março, abril, maio, junho, julho, agosto, setembro, outubro, novembro, dezembro, primavera, verão, outono, "
        "inverno"
    ),
    weak=(
        "aurora, antes, atrás, cedo, arquivo, parado, primavera, domingo, março, abril, maio, junho, julho, agosto, "
        "seguida, continua, sequência, alvorada, noturno"
    ),
)
