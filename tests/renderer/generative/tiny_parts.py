"""Parts that tiny models share: a tokenizer, and weights that can be seen."""

from __future__ import annotations

from typing import Any

WIDTH = 32
"""Features of the text encoders."""


def tokenizer(most: int = 512, side: str = "right") -> Any:
    """A byte a token, after <pad>, </s>, <unk> and <bos>: 260 tokens in all.  ``side`` is where padding stands."""
    from tokenizers import Tokenizer, decoders, models, pre_tokenizers, processors
    from transformers import PreTrainedTokenizerFast

    letters = sorted(pre_tokenizers.ByteLevel.alphabet())
    words = {word: number for number, word in enumerate(["<pad>", "</s>", "<unk>", "<bos>", *letters])}
    made = Tokenizer(models.BPE(vocab=words, merges=[], unk_token="<unk>"))
    made.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
    made.decoder = decoders.ByteLevel()
    made.post_processor = processors.TemplateProcessing(single="$A </s>", special_tokens=[("</s>", 1)])
    return PreTrainedTokenizerFast(
        tokenizer_object=made,
        pad_token="<pad>",
        eos_token="</s>",
        unk_token="<unk>",
        model_max_length=most,
        padding_side=side,
    )


def chatting() -> Any:
    """The tokenizer with a template for one who says something."""
    plain = tokenizer()
    plain.chat_template = "{% for message in messages %}{{ message['content'] }}{% endfor %}"
    return plain


def loud(model: Any, share: float = 0.5) -> Any:
    """The model with its weights drawn anew, normal around 0, each by its count of inputs (He et al. 2015)."""
    import torch

    with torch.no_grad():
        for weight in model.parameters():
            if weight.ndim > 1 and weight.numel():
                weight.normal_(0.0, share * (2.0 / weight[0].numel()) ** 0.5)
    return model.eval()
