"""Fine-tunes OPT, or any decoder of Hugging Face, for the benchmark opt125m-wikitext2 (docs/exec-learners.md).

Once, with a checkpoint and WikiText-2 in local folders (nothing is downloaded)::

    python3 clients/python/trainers/opt.py prepare --model .heirloom/models/opt-125m --wikitext DIR

Then as the learner of a run::

    npx heirloom run opt125m-wikitext2 --strategy replace --learner "exec:python3 clients/python/trainers/opt.py --work WORK" --out DIR

What is finished stays in WORK by the digest of all that it was made from: after an interruption ``run --resume`` begins the
seed again, and this finds what it had done, to the last finished pass of a fit.

Needs torch and transformers 5.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import shutil
import sys
import tempfile
from pathlib import Path
from typing import Any, Iterator

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "src"))

import numpy as np
import torch
from transformers import AutoModelForCausalLM, AutoTokenizer

from heirloom.learner import Diverged, Learner, Seed, Task, run, sequences

#: As in the paper: text comes in blocks of 64 tokens, and a model continues each by 64 more, by a search over five beams.
BLOCK = 64
BEAMS = 5
#: What a loss leaves out (torch's cross-entropy).
IGNORED = -100
#: Blocks that are read or written side by side where nothing is learned.
AT_ONCE = 64


def models_folder() -> Path:
    return Path(os.environ.get("HEIRLOOM_MODELS") or ".heirloom/models")


def load_model(folder: Path) -> Any:
    """A checkpoint in float32, whatever it was saved in: OPT's is float16, in which small updates are lost."""
    device = "cuda" if torch.cuda.is_available() else "cpu"
    return AutoModelForCausalLM.from_pretrained(folder, dtype=torch.float32, local_files_only=True).to(device)


def padded(blocks: list[np.ndarray], pad: int, side: str) -> tuple[torch.Tensor, torch.Tensor]:
    """Blocks side by side with a mask of what is theirs, both ``[n, longest]``. To be continued they are padded on the left."""
    longest = max(len(block) for block in blocks)
    ids = np.full((len(blocks), longest), pad, dtype=np.int64)
    mask = np.zeros_like(ids)
    for row, block in enumerate(blocks):
        at = slice(longest - len(block), longest) if side == "left" else slice(0, len(block))
        ids[row, at] = block
        mask[row, at] = 1
    return torch.from_numpy(ids), torch.from_numpy(mask)


class Text:
    """How blocks stand before a network: after the token that every text of it began with when it was trained."""

    def __init__(self, config: Any) -> None:
        self.start: int = config.bos_token_id
        self.pad: int = config.pad_token_id if config.pad_token_id is not None else self.start

    def read(self, blocks: list[np.ndarray], side: str = "right") -> tuple[torch.Tensor, torch.Tensor]:
        return padded([np.concatenate([[self.start], block]) for block in blocks], self.pad, side)

    def labels(self, ids: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
        """What is to be predicted: the tokens of the blocks, neither the first, which is always the same, nor padding."""
        labels = ids.masked_fill(mask == 0, IGNORED)
        labels[:, 0] = IGNORED
        return labels


def log_probabilities(model: Any, text: Text, blocks: list[np.ndarray]) -> np.ndarray:
    """Of each block, nats: the sum over its tokens, each after the start and those before it in the block."""
    sums: list[float] = []
    with torch.no_grad():
        for group in grouped(blocks, AT_ONCE):
            ids, mask = (tensor.to(model.device) for tensor in text.read(group))
            logits = model(input_ids=ids, attention_mask=mask).logits[:, :-1].double()
            labels = text.labels(ids, mask)[:, 1:]
            chosen = torch.log_softmax(logits, -1).gather(-1, labels.clamp(min=0)[..., None])[..., 0]
            sums += (chosen * (labels != IGNORED)).sum(1).tolist()
    return np.array(sums)


def continued(model: Any, text: Text, prompts: list[np.ndarray], tokens: int, penalty: float = 1.0) -> list[np.ndarray]:
    """What the model writes after each prompt, ``tokens`` tokens: the most probable text that five beams find."""
    written: list[np.ndarray] = []
    with torch.no_grad():
        for group in grouped(prompts, AT_ONCE):
            ids, mask = (tensor.to(model.device) for tensor in text.read(group, side="left"))
            answer = model.generate(
                input_ids=ids,
                attention_mask=mask,
                # Not fewer either: what is written is as long as what was read.
                min_new_tokens=tokens,
                max_new_tokens=tokens,
                num_beams=BEAMS,
                do_sample=False,
                repetition_penalty=penalty,
                pad_token_id=text.pad,
            )
            written += [row.cpu().numpy().astype(np.int64) for row in answer[:, ids.shape[1] :]]
    return written


def grouped(items: list[Any], size: int) -> Iterator[list[Any]]:
    for at in range(0, len(items), size):
        yield items[at : at + size]


class Store:
    """What was computed, by the digest of all that it was computed from; written whole or not at all."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        folder.mkdir(parents=True, exist_ok=True)

    def path(self, key: str, name: str) -> Path:
        return self.folder / f"{key}-{name}"

    def array(self, key: str, name: str, make: Any) -> np.ndarray:
        path = self.path(key, f"{name}.npy")
        if not path.exists():
            values = make()
            self.write(path, lambda temporary: np.save(temporary, values))
        return np.load(path)

    def write(self, path: Path, save: Any) -> None:
        with tempfile.NamedTemporaryFile(dir=self.folder, suffix=path.suffix, delete=False) as temporary:
            save(temporary)
        os.replace(temporary.name, path)


def digest(*parts: Any) -> str:
    """Hex SHA-256 of texts, numbers and arrays."""
    hashed = hashlib.sha256()
    for part in parts:
        hashed.update(part.tobytes() if isinstance(part, np.ndarray) else json.dumps(part, sort_keys=True).encode())
        hashed.update(b"\0")
    return hashed.hexdigest()[:32]


class Fitted:
    """A model of this seed: what it is made from. Its weights are in memory or in the store, or made again where they are in neither."""

    def __init__(self, key: str, blocks: list[np.ndarray], random: int) -> None:
        self.key, self.blocks, self.random = key, blocks, random
        self.network: Any = None


class Trainer(Learner):
    card = {"id": "opt-transformers", "version": 1, "kinds": ["sequences"], "can": ["log-probabilities"]}

    def __init__(self, work: Path) -> None:
        self.work = work

    def begin(self, seed: Seed) -> None:
        self.seed, self.params = seed, seed.params
        self.base = models_folder() / self.params["model"]
        # A second time it is made from nothing, in a folder that goes with this object.
        self.again = tempfile.TemporaryDirectory(prefix="heirloom-again-") if seed.again else None
        self.store = Store(Path(self.again.name) if self.again else self.work)
        self.prompts: list[np.ndarray] = []
        self.text = Text(load_config(self.base))
        self.current: Fitted | None = None

    def fit(self, task: Task) -> Any:
        assert task.batch is not None
        blocks = [block for block in blocks_of(task.batch) if len(block) > 0]
        if not blocks:
            raise Diverged("the training set has no token")
        if self.seed.fits == 0:
            # Every generation continues the original text.
            self.prompts = [block for block in blocks if len(block) == BLOCK]
        epochs = self.params["epochs"]
        settings = {name: value for name, value in self.params.items() if name != "sampleSize"}
        key = digest(settings, checkpoint_digest(self.base), np.concatenate(blocks), [len(block) for block in blocks], task.random)
        fitted = Fitted(key, blocks, task.random)
        if not self.store.path(key, "fitted.json").exists():
            self.network(fitted)
            self.store.write(self.store.path(key, "fitted.json"), lambda file: file.write(b"{}"))
        updates = epochs * -(-len(blocks) // self.params["batch"])
        return fitted, epochs, updates

    def sample(self, model: Fitted, task: Task) -> sequences:
        penalty = self.params["repetitionPenalty"]
        count = -(-task.units // BLOCK)

        def write() -> np.ndarray:
            order = np.random.default_rng(task.random).permutation(len(self.prompts))
            chosen = [self.prompts[i] for i in np.resize(order, count)]
            return np.concatenate(continued(self.network(model), self.text, chosen, BLOCK, penalty))

        tokens = self.store.array(digest(model.key, task.units, task.random), "sample", write)[: task.units]
        return sequences([tokens[at : at + BLOCK] for at in range(0, len(tokens), BLOCK)])

    def log_probabilities(self, model: Fitted, task: Task) -> np.ndarray:
        assert task.batch is not None
        blocks = blocks_of(task.batch)
        key = digest(model.key, np.concatenate(blocks), [len(block) for block in blocks])
        return self.store.array(key, "log-probabilities", lambda: log_probabilities(self.network(model), self.text, blocks))

    def forget(self, model: Fitted) -> None:
        for name in ("weights.pt", "pass.pt"):
            self.store.path(model.key, name).unlink(missing_ok=True)

    def network(self, fitted: Fitted) -> Any:
        """The network of a model. One at a time is in memory."""
        if fitted.network is None:
            if self.current is not None:
                self.current.network = None
            weights = self.store.path(fitted.key, "weights.pt")
            network = load_model(self.base)
            if weights.exists():
                network.load_state_dict(torch.load(weights, map_location=network.device))
            else:
                self.train(network, fitted)
                self.store.write(weights, lambda file: torch.save(network.state_dict(), file))
                self.store.path(fitted.key, "pass.pt").unlink(missing_ok=True)
            network.eval()
            fitted.network, self.current = network, fitted
        return fitted.network

    def train(self, network: Any, fitted: Fitted) -> None:
        """Passes over the blocks in an order of the seed's; after each the state is kept."""
        params, blocks = self.params, fitted.blocks
        optimizer = torch.optim.AdamW(network.parameters(), lr=params["learningRate"])
        kept, done = self.store.path(fitted.key, "pass.pt"), 0
        if kept.exists():
            state = torch.load(kept, map_location=network.device)
            network.load_state_dict(state["network"])
            optimizer.load_state_dict(state["optimizer"])
            done = state["passes"]
        network.train()
        for epoch in range(done, params["epochs"]):
            # Dropout and order are of the pass: where one goes on is where another went.
            torch.manual_seed((fitted.random + epoch) % 2**63)
            order = np.random.default_rng([fitted.random, epoch]).permutation(len(blocks))
            for chosen in grouped(list(order), params["batch"]):
                ids, mask = (tensor.to(network.device) for tensor in self.text.read([blocks[i] for i in chosen]))
                loss = network(input_ids=ids, attention_mask=mask, labels=self.text.labels(ids, mask)).loss
                optimizer.zero_grad(set_to_none=True)
                loss.backward()
                optimizer.step()
            print(f"pass {epoch + 1} of {params['epochs']}: loss {loss.item():.3f}", file=sys.stderr)
            if epoch + 1 < params["epochs"]:
                state = {"network": network.state_dict(), "optimizer": optimizer.state_dict(), "passes": epoch + 1}
                self.store.write(kept, lambda file: torch.save(state, file))


def blocks_of(batch: Any) -> list[np.ndarray]:
    """The texts of a batch, in order."""
    tokens, offsets = np.asarray(batch.tokens, dtype=np.int64), batch.offsets
    return [tokens[offsets[i] : offsets[i + 1]] for i in range(batch.count)]


def load_config(folder: Path) -> Any:
    from transformers import AutoConfig

    return AutoConfig.from_pretrained(folder, local_files_only=True)


def checkpoint_digest(folder: Path) -> str:
    """Of a checkpoint's weights, so that what was kept of another is not found."""
    hashed = hashlib.sha256()
    for path in sorted(folder.iterdir()):
        if path.suffix in (".safetensors", ".bin") or path.name == "config.json":
            hashed.update(path.read_bytes())
    return hashed.hexdigest()


def wikitext_lines(path: Path) -> str:
    """The text of a file of WikiText: empty lines are layout, and so is the space at both ends of every other."""
    lines = path.read_text(encoding="utf-8").split("\n")
    return "".join(f"{line.strip()}\n" for line in lines if line.strip())


def prepare(model: Path, wikitext: Path) -> None:
    """Writes the tokens of WikiText's training and test split, in whole blocks, beside a checkpoint, and what each token spells."""
    tokenizer = AutoTokenizer.from_pretrained(model, local_files_only=True)
    folder = model / "heirloom"
    folder.mkdir(exist_ok=True)
    for split, name in (("train", "training"), ("test", "held-out")):
        files = [wikitext / f"wiki.{split}.{kind}" for kind in ("raw", "tokens")]
        found = next((file for file in files if file.exists()), None)
        if found is None:
            raise SystemExit(f"{wikitext} has neither {files[0].name} nor {files[1].name}; expected WikiText-2 as its authors pack it.")
        # Without the token that OPT's tokenizer puts before every text: blocks are cut from within.
        ids = tokenizer(wikitext_lines(found), add_special_tokens=False, verbose=False)["input_ids"]
        blocks = np.array(ids[: len(ids) // BLOCK * BLOCK], dtype="<i4")
        blocks.tofile(folder / f"{name}.i32")
        print(f"{name}: {len(blocks)} tokens of {found}")
    size = max(len(tokenizer), load_config(model).vocab_size)
    with open(folder / "tokens.jsonl", "w", encoding="utf-8") as file:
        for token in range(size):
            file.write(json.dumps(spelled(tokenizer, token)) + "\n")


def spelled(tokenizer: Any, token: int) -> str:
    """The bytes of a token as Latin-1: byte-level tokens write each byte as a letter of its own."""
    piece = tokenizer.convert_ids_to_tokens(token) if token < len(tokenizer) else None
    if piece is None or token in tokenizer.all_special_ids:
        return ""
    byte_of = byte_letters()
    return "".join(chr(byte_of[letter]) if letter in byte_of else letter.encode().decode("latin-1") for letter in piece)


def byte_letters() -> dict[str, int]:
    """The letter of each byte in byte-level BPE (Radford et al. 2019): printable ones are themselves, others follow from U+0100."""
    printable = [*range(0x21, 0x7F), *range(0xA1, 0xAD), *range(0xAE, 0x100)]
    others = [byte for byte in range(256) if byte not in printable]
    return {chr(byte): byte for byte in printable} | {chr(256 + i): byte for i, byte in enumerate(others)}


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--work", type=Path, default=Path(".heirloom/opt-work"), help="folder for what is finished")
    commands = parser.add_subparsers(dest="command")
    preparing = commands.add_parser("prepare", help="tokenise WikiText-2 for a checkpoint")
    preparing.add_argument("--model", type=Path, required=True)
    preparing.add_argument("--wikitext", type=Path, required=True)
    options = parser.parse_args()
    if options.command == "prepare":
        prepare(options.model, options.wikitext)
        return
    torch.use_deterministic_algorithms(True, warn_only=True)
    run(Trainer(options.work))


if __name__ == "__main__":
    main()
