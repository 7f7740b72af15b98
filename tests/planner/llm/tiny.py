"""A language model of a few hundred thousand random numbers, with a vocabulary of its own: made in a second, says
nonsense, and keeps a schema like a large one."""

from __future__ import annotations

from pathlib import Path

TEMPLATE = (
    "{% for message in messages %}<|im_start|>{{ message.role }}\n"
    "{% if message.content is string %}{{ message.content }}{% else %}{% for part in message.content %}"
    "{% if part.type == 'image' %}<|vision_start|><|image_pad|><|vision_end|>{% else %}{{ part.text }}{% endif %}"
    "{% endfor %}{% endif %}<|im_end|>\n{% endfor %}"
    "{% if add_generation_prompt %}<|im_start|>assistant\n{% endif %}"
)
SPECIAL = ("<|endoftext|>", "<|im_start|>", "<|im_end|>", "<|vision_start|>", "<|image_pad|>", "<|vision_end|>")
ADDED = ("<think>", "</think>", "<tool_call>")
"""Control tokens that are not said to be special, as Qwen3 has them."""
WORDS = """She holds the box as if it could break, and looks at the door. What happens in scene twelve? The mood is
calm, tense or merry; mara and tomas are people in it. You read scripts. Answer with JSON alone, tell it all. The door
is shut and nobody is there. user assistant system {"mood":"tense","people":["mara"],"paragraph":1,"quote":null}"""


def tokenizer(template: str | None = TEMPLATE):  # type: ignore[no-untyped-def]  # transformers is not typed here
    """A byte-level vocabulary, learnt from WORDS."""
    from tokenizers import AddedToken, Tokenizer, decoders, models, pre_tokenizers, trainers
    from transformers import PreTrainedTokenizerFast

    made = Tokenizer(models.BPE())
    made.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
    made.decoder = decoders.ByteLevel()
    trainer = trainers.BpeTrainer(
        vocab_size=500,
        special_tokens=list(SPECIAL),
        initial_alphabet=pre_tokenizers.ByteLevel.alphabet(),
        show_progress=False,
    )
    made.train_from_iterator([WORDS], trainer)
    made.add_tokens([AddedToken(each, special=False, normalized=False) for each in ADDED])
    fast = PreTrainedTokenizerFast(
        tokenizer_object=made, eos_token="<|im_end|>", pad_token="<|endoftext|>", model_max_length=1024
    )
    fast.chat_template = template
    return fast


def made(folder: Path, template: str | None = TEMPLATE, seed: int = 1) -> Path:
    """Writes the model into ``folder``: Qwen3's architecture, 1024 tokens of context, 32 bits a number."""
    import torch
    from transformers import Qwen3Config, Qwen3ForCausalLM

    words = tokenizer(template)
    config = Qwen3Config(
        vocab_size=len(words) + 12,  # more scores than words, as large models have
        hidden_size=64,
        intermediate_size=128,
        num_hidden_layers=2,
        num_attention_heads=2,
        num_key_value_heads=1,
        head_dim=64,  # the smallest that vLLM has on every processor
        max_position_embeddings=1024,
        eos_token_id=words.eos_token_id,
        pad_token_id=words.pad_token_id,
    )
    torch.set_num_threads(1)
    torch.manual_seed(seed)
    Qwen3ForCausalLM(config).save_pretrained(folder)
    words.save_pretrained(folder)
    return folder


def made_to_see(folder: Path) -> Path:
    """Writes a model with eyes into ``folder``: Qwen3-VL's architecture."""
    import torch
    from transformers import Qwen2VLImageProcessorPil, Qwen3VLConfig, Qwen3VLForConditionalGeneration

    words = tokenizer()
    config = Qwen3VLConfig(
        text_config={
            "vocab_size": len(words),
            "hidden_size": 64,
            "intermediate_size": 128,
            "num_hidden_layers": 2,
            "num_attention_heads": 4,
            "num_key_value_heads": 2,
            "head_dim": 16,
            "max_position_embeddings": 1024,
            "eos_token_id": words.eos_token_id,
            "rope_parameters": {"rope_type": "default", "rope_theta": 10000.0, "mrope_section": [4, 2, 2]},
        },
        vision_config={
            "depth": 2,
            "hidden_size": 32,
            "intermediate_size": 64,
            "num_heads": 2,
            "out_hidden_size": 64,
            "patch_size": 8,
            "num_position_embeddings": 64,
            "deepstack_visual_indexes": [0],
        },
        image_token_id=words.convert_tokens_to_ids("<|image_pad|>"),
        vision_start_token_id=words.convert_tokens_to_ids("<|vision_start|>"),
        vision_end_token_id=words.convert_tokens_to_ids("<|vision_end|>"),
    )
    torch.set_num_threads(1)
    torch.manual_seed(1)
    Qwen3VLForConditionalGeneration(config).save_pretrained(folder)
    words.save_pretrained(folder)
    Qwen2VLImageProcessorPil(patch_size=8, merge_size=2).save_pretrained(folder)
    return folder
