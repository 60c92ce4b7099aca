"""The traps of fine-tuning OPT, each on a tiny checkpoint with random weights. Skipped without torch and transformers."""

from __future__ import annotations

import importlib.util
import json
import os
import sys
import tempfile
import unittest
from pathlib import Path

TRAINERS = Path(__file__).resolve().parents[1] / "trainers"
LACKING = [name for name in ("numpy", "torch", "transformers") if importlib.util.find_spec(name) is None]


def load(name: str):
    spec = importlib.util.spec_from_file_location(name, TRAINERS / f"{name}.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@unittest.skipIf(LACKING, f"there is no {', '.join(LACKING)}")
class OptTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        import numpy as np
        import torch

        sys.path.insert(0, str(TRAINERS.parent / "src"))
        cls.np, cls.torch, cls.opt = np, torch, load("opt")
        cls.folder = tempfile.TemporaryDirectory()
        root = Path(cls.folder.name)
        load("tiny").make(root)
        cls.checkpoint, cls.wikitext = root / "model", root / "wikitext"
        cls.text = cls.opt.Text(cls.opt.load_config(cls.checkpoint))
        # Weights so large that what is written depends on every token before.
        torch.manual_seed(1)
        cls.model = cls.opt.load_model(cls.checkpoint).eval()
        for parameter in cls.model.parameters():
            if parameter.dim() == 2:
                torch.nn.init.normal_(parameter, std=0.6)
        cls.short, cls.long = np.arange(40, 45), np.arange(100, 164)

    @classmethod
    def tearDownClass(cls):
        cls.folder.cleanup()

    def alone(self, tokens):
        """Log-probabilities of what may follow these tokens, by themselves: no batch, no padding, no mask."""
        with self.torch.no_grad():
            ids = self.torch.tensor([[2, *tokens]])
            return self.torch.log_softmax(self.model(input_ids=ids).logits[0, -1].double(), -1)

    def test_float16_checkpoint_is_trained_in_float32(self):
        import transformers

        default = transformers.AutoModelForCausalLM.from_pretrained(self.checkpoint)
        self.assertEqual({p.dtype for p in default.parameters()}, {self.torch.float16})
        self.assertEqual({p.dtype for p in self.opt.load_model(self.checkpoint).parameters()}, {self.torch.float32})

    def test_log_probabilities_are_sums_over_tokens_whatever_stands_beside(self):
        sums = self.opt.log_probabilities(self.model, self.text, [self.short, self.long, self.short[:1]])
        for block, given in zip([self.short, self.long, self.short[:1]], sums):
            expected = sum(self.alone(block[:i])[token].item() for i, token in enumerate(block))
            self.assertAlmostEqual(given, expected, places=3)

    def test_padding_on_the_left_changes_nothing_that_is_written_and_on_the_right_does(self):
        both = self.opt.continued(self.model, self.text, [self.short, self.long], 8)
        self.assertEqual(both[0].tolist(), self.opt.continued(self.model, self.text, [self.short], 8)[0].tolist())
        self.assertEqual(both[1].tolist(), self.opt.continued(self.model, self.text, [self.long], 8)[0].tolist())
        ids, mask = self.text.read([self.short, self.long], side="right")
        after_pads = self.model.generate(input_ids=ids, attention_mask=mask, num_beams=5, do_sample=False, max_new_tokens=8, min_new_tokens=8, pad_token_id=1)
        self.assertNotEqual(after_pads[0, ids.shape[1] :].tolist(), both[0].tolist())

    def test_positions_are_counted_from_the_mask_and_offset_by_two(self):
        config = self.model.config
        self.assertEqual(self.model.model.decoder.embed_positions.weight.shape[0], config.max_position_embeddings + 2)
        ids, mask = self.text.read([self.short, self.long], side="left")
        with self.torch.no_grad():
            masked = self.torch.log_softmax(self.model(input_ids=ids, attention_mask=mask).logits[0, -1].double(), -1)
            unmasked = self.torch.log_softmax(self.model(input_ids=ids).logits[0, -1].double(), -1)
        expected = self.alone(self.short)
        self.assertLess((masked - expected).abs().max().item(), 1e-3)
        self.assertGreater((unmasked - expected).abs().max().item(), 0.1)

    def test_padding_and_the_first_token_are_no_labels(self):
        ids, mask = self.text.read([self.short, self.long])
        labels = self.text.labels(ids, mask)
        self.assertEqual(labels[0, :7].tolist(), [-100, 40, 41, 42, 43, 44, -100])
        with self.torch.no_grad():
            loss = self.model(input_ids=ids, attention_mask=mask, labels=labels).loss.item()
            wrong = self.model(input_ids=ids, attention_mask=mask, labels=ids).loss.item()
        sums = self.opt.log_probabilities(self.model, self.text, [self.short, self.long])
        self.assertAlmostEqual(loss, -sums.sum() / (5 + 64), places=3)
        self.assertNotAlmostEqual(wrong, loss, places=1)

    def test_the_search_has_five_beams_and_writes_what_it_is_asked_for(self):
        self.assertEqual((self.opt.BLOCK, self.opt.BEAMS), (64, 5))
        [one] = self.opt.continued(self.model, self.text, [self.short], 1)
        first = self.alone(self.short)
        first[2] = -self.torch.inf  # no end before the block is full
        self.assertEqual(one.tolist(), [first.argmax().item()])
        [two] = self.opt.continued(self.model, self.text, [self.short], 2)
        paths = {}
        for token in first.topk(5).indices.tolist():
            second = self.alone([*self.short, token])
            second[2] = -self.torch.inf
            paths[(token, second.argmax().item())] = (first[token] + second.max()).item()
        self.assertEqual(tuple(two.tolist()), max(paths, key=paths.get))
        self.assertEqual([len(block) for block in self.opt.continued(self.model, self.text, [self.long] * 3, 64)], [64] * 3)

    def test_wikitext_is_read_without_its_layout(self):
        path = Path(self.folder.name) / "some.raw"
        path.write_text(" \n = Title = \n \n a half @-@ open door , 1 @,@ 200 . \n", encoding="utf-8")
        self.assertEqual(self.opt.wikitext_lines(path), "= Title =\na half @-@ open door , 1 @,@ 200 .\n")

    def test_prepared_text_has_whole_blocks_no_special_token_and_spells_what_it_was(self):
        from transformers import AutoTokenizer

        tokenizer = AutoTokenizer.from_pretrained(self.checkpoint)
        self.assertEqual(tokenizer("of")["input_ids"][0], tokenizer.convert_tokens_to_ids("</s>"))
        self.opt.prepare(self.checkpoint, self.wikitext)
        prepared = self.checkpoint / "heirloom"
        tokens = self.np.fromfile(prepared / "training.i32", dtype="<i4")
        self.assertEqual(len(tokens) % 64, 0)
        self.assertFalse(set(tokens.tolist()) & {0, 1, 2, 3})
        pieces = [json.loads(line).encode("latin-1") for line in (prepared / "tokens.jsonl").read_text().splitlines()]
        written = b"".join(pieces[token] for token in tokens).decode()
        self.assertTrue(self.opt.wikitext_lines(self.wikitext / "wiki.train.raw").startswith(written))

    def test_a_fit_that_was_stopped_goes_on_from_its_last_pass_to_the_same_weights(self):
        os.environ["HEIRLOOM_MODELS"] = str(self.checkpoint.parent)
        params = {"model": "model", "epochs": 3, "batch": 4, "learningRate": 1e-3, "repetitionPenalty": 1}
        blocks = [self.np.arange(10 + i, 74 + i) for i in range(12)]

        def trained(work: str, stop_after: int | None):
            trainer = self.opt.Trainer(Path(self.folder.name) / work)
            trainer.begin(type("Seed", (), {"params": params, "again": False})())
            network, seen = self.opt.load_model(self.checkpoint), []

            def count(*_):
                seen.append(1)
                if stop_after is not None and len(seen) > stop_after:
                    raise KeyboardInterrupt

            network.register_forward_pre_hook(count)
            try:
                trainer.train(network, self.opt.Fitted("key", blocks, 5))
            except KeyboardInterrupt:
                return None
            return [parameter.detach().clone() for parameter in network.parameters()], len(seen)

        whole, updates = trained("whole", None)
        self.assertEqual(updates, 9)
        self.assertIsNone(trained("parts", 4))
        rest, made = trained("parts", None)
        self.assertEqual(made, 6)
        for a, b in zip(whole, rest):
            self.assertTrue(self.torch.equal(a, b))


if __name__ == "__main__":
    unittest.main()
