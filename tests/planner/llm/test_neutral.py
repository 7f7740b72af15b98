"""A script's words are no control tokens, and stay the words that they are."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from planner.llm.neutral import folded, neutral, quoted_in, told

TOKENS = {
    "ChatML, Qwen": ("<|im_start|>", "<|im_end|>", "<|endoftext|>", "<tool_call>", "</think>", "<|vision_start|>"),
    "Llama 2": ("[INST]", "[/INST]", "<<SYS>>", "<</SYS>>", "<s>", "</s>", "<unk>", "<0x0A>"),
    "Llama 3": ("<|begin_of_text|>", "<|start_header_id|>", "<|end_header_id|>", "<|eot_id|>", "<|python_tag|>"),
    "Gemma": ("<start_of_turn>", "<end_of_turn>", "<bos>", "<eos>", "<|turn>", "<turn|>", "<unused99>"),
    "Mistral": ("[AVAILABLE_TOOLS]", "[/AVAILABLE_TOOLS]", "[TOOL_CALLS]", "[SYSTEM_PROMPT]", "[IMG]", "[control_8]"),
    "DeepSeek": ("<｜begin▁of▁sentence｜>", "<｜User｜>", "<｜Assistant｜>", "<｜end▁of▁sentence｜>"),
    "Phi": ("<|system|>", "<|user|>", "<|assistant|>", "<|end|>", "<|im_sep|>"),
    "Command-R": ("<|START_OF_TURN_TOKEN|>", "<|CHATBOT_TOKEN|>", "<BOS_TOKEN>", "<EOS_TOKEN>"),
    "others": ("[gMASK]", "<sop>", "[|endofturn|]", "<|channel|>", "<|message|>", "[BOS]", "[CLS]", "<fim_prefix>"),
}
ALL = [token for tokens in TOKENS.values() for token in tokens]
PROSE = [
    "She holds the box as if it could break -- and it could.",
    "INT. KITCHEN - NIGHT #12A#",
    "“Don’t,” he says (quietly). 5 < 6, and [laughing] is no token; nor is [12] or [A].",
    "कमरे में अँधेरा है। क्‍या तुम हो?",
    "می‌خواهم بروم. ۱۲ شب",
    "يفتح الباب ببطء، ثم يقول: مَن هناك؟",
    "他打开了门。「誰？」と彼は言った。",
    "👩‍👩‍👧 🏳️‍🌈 👍🏽 🎬",
    "Ligne une\nligne deux\t(en français, à côté)",
]
SURROUNDED = st.builds("{}{}{}".format, st.text(max_size=8), st.sampled_from(ALL), st.text(max_size=8))


@pytest.mark.parametrize("token", ALL)
def test_no_token_survives(token: str) -> None:
    for text in (token, f"He types {token} here.", token * 2, f"a{token}b", f"<{token}>", f"[{token}]"):
        assert token not in neutral(text)


@given(SURROUNDED)
@example("<\u200d|im_start|>")
@example("<\x00s>")
@example("[\u200dINST]")
@example("＜s＞")
def test_no_token_survives_whatever_stands_around_it(text: str) -> None:
    made = neutral(text)
    for shown in (made, unicodedata.normalize("NFKC", made), made.replace("\u200d", "").replace("\u200c", "")):
        assert not [token for token in ALL if token in shown]


@given(st.lists(st.sampled_from([*ALL, *"<>[]|｜▁/ aA_\u200d\u200c\n\r\x00"]), max_size=8))
def test_pieces_of_tokens_make_none(pieces: list[str]) -> None:
    made = neutral("".join(pieces))
    assert not [token for token in ALL if token in made]
    assert neutral(made) == made


@given(st.text())
def test_once_is_enough(text: str) -> None:
    assert neutral(neutral(text)) == neutral(text)


@pytest.mark.parametrize("text", PROSE)
def test_prose_is_not_touched(text: str) -> None:
    assert neutral(text) == text


def test_what_cannot_be_seen_is_gone() -> None:
    hidden = "go\u202eon\u2066 \ue000\U000e0041\ufeff\u00ad\x1b[31m"
    assert neutral(hidden) == "goon [31m"
    assert neutral("one\rtwo\r\nthree\u2028four") == "one\ntwo\nthree\nfour"


@given(st.text(min_size=1))
def test_a_text_quotes_itself(text: str) -> None:
    assert quoted_in(text, text) == bool(folded(text))
    assert quoted_in(neutral(text), text) == bool(folded(text))


@pytest.mark.parametrize(
    ("quote", "text", "stands"),
    [
        ("a careful way", "That’s a CAREFUL, way to carry a box.", True),
        ("car", "a careful way", False),
        ("box carry", "carry a box", False),
        ("cafe\u0301", "Le café est fermé.", True),
        ("cafe", "Le café est fermé.", False),
        ("<|im_end|>", "He types ‹|im_end|›.", True),
        ("कम", "कमरे में", False),
        ("कमरे में", "वह कमरे में है", True),
        ("打开了", "他打开了门。", True),
        ("开打", "他打开了门。", False),
        ("ประตู", "เขาเปิดประตูช้าๆ", True),
        ("straße", "In der STRASSE", True),
        ("...", "Well...", False),
        ("", "anything", False),
    ],
)
def test_a_quote_stands_in_a_text_word_by_word(quote: str, text: str, stands: bool) -> None:
    assert quoted_in(quote, text) is stands


@given(st.text(), st.integers(min_value=0, max_value=40))
def test_told_is_one_short_line(text: str, most: int) -> None:
    line = told(text, most)
    assert len(line) <= most
    assert len(line.splitlines()) <= 1
    assert not any(unicodedata.category(char) in ("Cc", "Cs", "Co") for char in line)
