"""The training steps of engine-steps.ts in PyTorch, on one thread.

    engine.py SIZES.json    prints what it is, then answers lines `COUNT NAME` on stdin with the processor seconds of COUNT steps
"""

import json
import math
import sys
import time
import warnings

warnings.filterwarnings("ignore")
import torch
import torch.nn.functional as F
from torch.nn import Parameter

torch.set_num_threads(1)
torch.manual_seed(1)

# As in engine-steps.ts, which says why.
LEARNING_RATE = 1e-5


def normal(*shape, scale):
    return Parameter(torch.randn(*shape) * scale)


def zeros(*shape):
    return Parameter(torch.zeros(*shape))


def ones(*shape):
    return Parameter(torch.ones(*shape))


def vae(batch, data, hidden, latent):
    x = torch.sigmoid(torch.randn(batch, data))
    w1, b1 = normal(data, hidden, scale=1 / 28), zeros(hidden)
    w2, b2 = normal(hidden, 2 * latent, scale=0.05), zeros(2 * latent)
    w3, b3 = normal(latent, hidden, scale=0.2), zeros(hidden)
    w4, b4 = normal(hidden, data, scale=0.05), zeros(data)

    def loss():
        mean, log_variance = (F.relu(torch.addmm(b1, x, w1)) @ w2 + b2).split(latent, 1)
        z = mean + torch.randn(batch, latent) * torch.exp(0.5 * log_variance)
        logits = torch.addmm(b4, F.relu(torch.addmm(b3, z, w3)), w4)
        reconstruction = F.binary_cross_entropy_with_logits(logits, x, reduction="sum")
        divergence = (mean.square() + log_variance.exp() - log_variance - 1).sum()
        return (reconstruction + 0.5 * divergence) / batch

    return [w1, b1, w2, b2, w3, b3, w4, b4], loss


def gru(batch, steps, vocabulary, hidden):
    # torch.nn.GRU: its own fused cell, with the reset gate after the product.
    modules = torch.nn.ModuleList(
        [torch.nn.Embedding(vocabulary, hidden), torch.nn.GRU(hidden, hidden), torch.nn.Linear(hidden, vocabulary)]
    )
    embedding, cell, out = modules
    inputs = torch.randint(vocabulary, (steps, batch))
    targets = torch.randint(vocabulary, (steps * batch,))

    def loss():
        states, _ = cell(embedding(inputs))
        return F.cross_entropy(out(states).view(steps * batch, vocabulary), targets)

    return list(modules.parameters()), loss


def transformer(batch, length, layers, width, heads, vocabulary):
    table, places = normal(vocabulary, width, scale=0.02), normal(length, width, scale=0.02)
    out = normal(width, vocabulary, scale=0.02)
    stack = [
        (
            (ones(width), zeros(width), normal(width, 3 * width, scale=0.02), normal(width, width, scale=0.02)),
            (ones(width), zeros(width), normal(width, 4 * width, scale=0.02), zeros(4 * width)),
            (normal(4 * width, width, scale=0.02), zeros(width)),
        )
        for _ in range(layers)
    ]
    inputs = torch.randint(vocabulary, (batch, length))
    targets = torch.randint(vocabulary, (batch * length,))
    mask = torch.full((length, length), -1e9).triu(1)

    def attend(qkv):
        q, k, v = (part.view(batch, length, heads, -1).transpose(1, 2) for part in qkv.split(width, -1))
        if hasattr(F, "scaled_dot_product_attention"):
            joined = F.scaled_dot_product_attention(q, k, v, is_causal=True)
        else:
            joined = torch.softmax(q @ k.transpose(-1, -2) / math.sqrt(width / heads) + mask, -1) @ v
        return joined.transpose(1, 2).reshape(batch, length, width)

    def loss():
        x = F.embedding(inputs, table) + places
        for (gain_a, bias_a, qkv, join), (gain_m, bias_m, up, up_bias), (down, down_bias) in stack:
            x = x + attend(F.layer_norm(x, (width,), gain_a, bias_a) @ qkv) @ join
            x = x + F.gelu(F.layer_norm(x, (width,), gain_m, bias_m) @ up + up_bias, approximate="tanh") @ down + down_bias
        return F.cross_entropy((x @ out).view(batch * length, vocabulary), targets)

    parameters = [table, places, out, *(tensor for layer in stack for group in layer for tensor in group)]
    return parameters, loss


def create_step(kind, **size):
    parameters, loss = {"vae": vae, "gru": gru, "transformer": transformer}[kind](**size)
    optimizer = torch.optim.Adam(parameters, LEARNING_RATE)

    def step():
        optimizer.zero_grad(set_to_none=True)
        value = loss()
        value.backward()
        optimizer.step()
        return value.item()

    return step


with open(sys.argv[1]) as file:
    steps = {name: create_step(**size) for name, size in json.load(file).items()}
print(json.dumps({"torch": torch.__version__}), flush=True)
for line in sys.stdin:
    count, name = line.rstrip("\n").split(" ", 1)
    start = time.process_time()
    for _ in range(int(count)):
        steps[name]()
    print(time.process_time() - start, flush=True)
