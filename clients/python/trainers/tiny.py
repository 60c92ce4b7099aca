"""Makes a tiny OPT checkpoint with random weights and a text laid out as WikiText is, to try ``opt.py`` on: no download, no result.

    python3 clients/python/trainers/tiny.py DIR      # DIR/model (float16, as OPT's own is) and DIR/wikitext

Needs torch, transformers 5 and tokenizers (which transformers brings).
"""

from __future__ import annotations

import random
import sys
from pathlib import Path

WORDS = "the of and a in to was is for on as by with that from at his it an were which be this had also are not or has but".split()
NAMES = "Valkyria Chronicles Robert Boulter Manila Tower Zealand Galveston Kansas Ireland Plumage Harbour Route Storm".split()


def wikitext(lines: int, seed: int) -> str:
    """Lines of WikiText's layout: headings between ``=``, empty lines, a space at both ends, `` @-@ `` and `` @,@ `` for joints."""
    rng = random.Random(seed)
    text = [" \n"]
    for number in range(lines):
        if number % 8 == 0:
            marks = "= " * (1 + number % 3)
            text += [f" {marks}{rng.choice(NAMES)} {marks.strip()} \n", " \n"]
        words = [rng.choice(NAMES if rng.random() < 0.2 else WORDS) for _ in range(rng.randint(12, 40))]
        words.insert(4, "half @-@ open")
        words.insert(9, f"{rng.randint(1, 9)} @,@ {rng.randint(100, 999)}")
        text.append(f" {' '.join(words)} . \n")
    return "".join(text)


def make(folder: Path) -> None:
    import torch
    from tokenizers import Tokenizer, decoders, models, pre_tokenizers, processors, trainers
    from transformers import OPTConfig, OPTForCausalLM, PreTrainedTokenizerFast

    texts = folder / "wikitext"
    texts.mkdir(parents=True, exist_ok=True)
    for split, lines, seed in (("train", 400, 1), ("test", 60, 2)):
        (texts / f"wiki.{split}.raw").write_text(wikitext(lines, seed), encoding="utf-8")

    # As OPT's: byte-level, </s> before every text, <pad> beside it.
    tokenizer = Tokenizer(models.BPE())
    tokenizer.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
    tokenizer.decoder = decoders.ByteLevel()
    special = ["<s>", "<pad>", "</s>", "<unk>"]
    alphabet = pre_tokenizers.ByteLevel.alphabet()
    trainer = trainers.BpeTrainer(vocab_size=400, special_tokens=special, initial_alphabet=alphabet, show_progress=False)
    tokenizer.train([str(texts / "wiki.train.raw")], trainer)
    tokenizer.post_processor = processors.TemplateProcessing(single="</s> $A", special_tokens=[("</s>", 2)])
    names = {"bos_token": "</s>", "eos_token": "</s>", "pad_token": "<pad>", "unk_token": "</s>"}
    PreTrainedTokenizerFast(tokenizer_object=tokenizer, **names).save_pretrained(folder / "model")

    torch.manual_seed(0)
    config = OPTConfig(
        vocab_size=tokenizer.get_vocab_size(),
        hidden_size=32,
        word_embed_proj_dim=32,
        ffn_dim=64,
        num_hidden_layers=2,
        num_attention_heads=2,
        max_position_embeddings=160,
        bos_token_id=2,
        eos_token_id=2,
        pad_token_id=1,
    )
    OPTForCausalLM(config).half().save_pretrained(folder / "model")


if __name__ == "__main__":
    make(Path(sys.argv[1]))
