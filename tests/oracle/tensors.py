#!/usr/bin/python3
"""Values and gradients of PyTorch, for the tests of Vitrine.Tensors to compare with.

Run with Debian's python3-torch (1.13):  python3 tests/oracle/tensors.py
It rewrites tests/Vitrine.Tensors.Tests/Fixtures/{operations,layers,optimisers}.safetensors; the seeds are fixed.

A case NAME of operations holds NAME/in.0 … (float32: differentiated; int32: numbers of rows or classes; and NAME/constant.0 …, not
differentiated), NAME/out, NAME/by (the weights that make a scalar of the output) and NAME/grad.0 …
A case of layers holds the parameters and buffers as NAME/state.PARAMETER, their gradients as NAME/grad.PARAMETER, and the buffers after the pass as
NAME/after.BUFFER.
"""
import math
from pathlib import Path

import torch
import torch.nn.functional as F
from torch import nn

from safetensors_file import save

FIXTURES = Path(__file__).resolve().parent.parent / "Vitrine.Tensors.Tests" / "Fixtures"
torch.manual_seed(20260101)
torch.set_num_threads(1)


def uniform(*shape, low=-2.0, high=2.0):
    return torch.rand(*shape) * (high - low) + low


def apart(*shape):
    """Values without ties and away from zero, in random order."""
    count = math.prod(shape)
    return ((torch.randperm(count) - count // 2 + 0.5) * (4.0 / count)).reshape(shape).float()


# ---------------------------------------------------------------------------------------------------------------- operations
operations = {}


def operation(name, function, *inputs, constants=()):
    """Runs function(*inputs, *constants) and keeps what goes in and what comes out."""
    inputs = [i.clone() if i.dtype == torch.int64 else i.clone().requires_grad_() for i in inputs]
    output = function(*inputs, *constants)
    by = torch.ones(()) if output.dim() == 0 else uniform(*output.shape, low=-1, high=1)
    (output * by).sum().backward()
    for i, value in enumerate(inputs):
        operations[f"{name}/in.{i}"] = value
        if value.requires_grad:
            operations[f"{name}/grad.{i}"] = value.grad
    for i, value in enumerate(constants):
        operations[f"{name}/constant.{i}"] = value
    operations[f"{name}/out"] = output
    operations[f"{name}/by"] = by


operation("matmul", lambda a, b: a @ b, uniform(7, 5), uniform(5, 11))
operation("matmul-transpose-a", lambda a, b: a.T @ b, uniform(5, 7), uniform(5, 11))
operation("matmul-transpose-b", lambda a, b: a @ b.T, uniform(7, 5), uniform(11, 5))
operation("batch-matmul", lambda a, b: a @ b, uniform(2, 3, 4, 5), uniform(2, 3, 5, 6))
for activation, function in {
    "none": lambda x: x,
    "relu": torch.relu,
    "tanh": torch.tanh,
    "sigmoid": torch.sigmoid,
    "gelu": F.gelu,
    "gelu-tanh": lambda x: F.gelu(x, approximate="tanh"),
    "quick-gelu": lambda x: x * torch.sigmoid(1.702 * x),
}.items():
    operation(f"linear-{activation}", lambda x, w, b: function(F.linear(x, w, b)), uniform(2, 9, 13), uniform(17, 13, low=-0.4, high=0.4), uniform(17))
    operation(activation, function, apart(5, 19) * 3)
operation("softplus", F.softplus, torch.cat([uniform(40), torch.tensor([-30.0, 19.0, 0.0])]))
operation("exp", torch.exp, uniform(37))
operation("log", torch.log, uniform(37, low=0.01, high=9))
operation("square", torch.square, uniform(37))
operation("sqrt", torch.sqrt, uniform(37, low=0.01, high=9))
operation("add", torch.add, uniform(3, 4, 5), uniform(4, 1))
operation("subtract", torch.sub, uniform(4, 5), uniform(2, 1, 5))
operation("multiply", torch.mul, uniform(3, 4, 5), uniform(3, 1, 5))
operation("divide", torch.div, uniform(3, 4, 5), uniform(5, low=0.5, high=3))
operation("sum-axis", lambda x: x.sum(1), uniform(3, 4, 5))
operation("mean-axis", lambda x: x.mean(-1), uniform(3, 4, 5))
operation("max-axis", lambda x: x.max(1).values, apart(3, 4, 5))
operation("softmax", lambda x: F.softmax(x, -1), uniform(4, 23, low=-9, high=9))
operation("log-softmax", lambda x: F.log_softmax(x, -1), uniform(4, 23, low=-9, high=9))
operation("softmax-mask", lambda x, m: F.softmax(x.masked_fill(m == 0, -math.inf), -1), uniform(2, 3, 7),
          constants=[torch.tensor([[[1.0, 1, 1, 1, 0, 0, 0]], [[1, 0, 1, 1, 1, 1, 1]]])])
operation("l2-normalise", lambda x: F.normalize(x, dim=-1), uniform(5, 7))
operation("gather", lambda t, i: t[i], uniform(6, 5), torch.tensor([3, 0, 3, 5, 1]))
operation("concat", lambda a, b: torch.cat([a, b], 1), uniform(2, 3, 4), uniform(2, 5, 4))
operation("slice", lambda x: x[:, 1:4], uniform(2, 5, 3))
operation("permute", lambda x: x.permute(2, 0, 3, 1), uniform(2, 3, 4, 5))
operation("layer-norm", lambda x, w, b: F.layer_norm(x, (13,), w, b), uniform(3, 4, 13), uniform(13), uniform(13))
operation("batch-norm-train", lambda x, w, b, m, v: F.batch_norm(x, m.clone(), v.clone(), w, b, True), uniform(4, 3, 2, 5), uniform(3), uniform(3),
          constants=[uniform(3), uniform(3, low=0.5, high=2)])
operation("batch-norm-use", lambda x, w, b, m, v: F.batch_norm(x, m, v, w, b, False), uniform(6, 3), uniform(3), uniform(3),
          constants=[uniform(3), uniform(3, low=0.5, high=2)])
operation("max-pool", lambda x: F.max_pool2d(x, 3, 2, 1), apart(2, 3, 7, 8))
operation("average-pool", lambda x: F.avg_pool2d(x, 3, 2, 1), uniform(2, 3, 7, 8))
operation("adaptive-pool", lambda x: F.adaptive_avg_pool2d(x, (3, 4)), uniform(2, 3, 7, 9))
operation("global-pool", lambda x: F.adaptive_avg_pool2d(x, 1).flatten(1), uniform(2, 3, 7, 9))
operation("local-response-norm", lambda x: F.local_response_norm(x, 5, 0.3, 0.75, 2.0), uniform(2, 9, 3, 4))
operation("conv2d", lambda x, w, b: F.conv2d(x, w, b, padding=1), uniform(2, 3, 7, 9), uniform(5, 3, 3, 3), uniform(5))
operation("conv2d-stride", lambda x, w, b: F.conv2d(x, w, b, stride=2, padding=2), uniform(2, 3, 9, 11), uniform(4, 3, 5, 5, low=-0.5, high=0.5), uniform(4))
operation("embedding-bag", lambda t, i, s: F.embedding_bag(i, t, s[:-1], mode="sum"), uniform(6, 5), torch.tensor([3, 0, 3, 5, 1]), torch.tensor([0, 3, 3, 5]))
operation("embedding-bag-mean", lambda t, i, s: F.embedding_bag(i, t, s[:-1], mode="mean"), uniform(6, 5), torch.tensor([3, 0, 3, 5, 1]), torch.tensor([0, 3, 3, 5]))
operation("embedding-bag-weights", lambda t, i, s, w: F.embedding_bag(i, t, s[:-1], mode="sum", per_sample_weights=w), uniform(6, 5),
          torch.tensor([3, 0, 3, 5, 1]), torch.tensor([0, 3, 3, 5]), constants=[uniform(5)])
operation("sparse-matmul", lambda x, r, c, v: torch.sparse_coo_tensor(torch.stack([r, c]), v, (4, 5)).to_dense() @ x, uniform(2, 5, 3),
          torch.tensor([0, 3, 3, 1]), torch.tensor([4, 0, 2, 2]), constants=[uniform(4)])


def attention(query, key, value, mask=None, causal=False):
    scores = query @ key.transpose(-1, -2) / math.sqrt(query.shape[-1])
    if mask is not None:
        scores = scores.masked_fill(mask[:, None, None, :] == 0, -math.inf)
    if causal:
        scores = scores.masked_fill(torch.ones(scores.shape[-2:]).tril() == 0, -math.inf)
    return F.softmax(scores, -1) @ value


PADDING = torch.tensor([[1.0, 1, 1, 1, 0, 0, 0], [1, 1, 1, 1, 1, 1, 1]])
operation("attention", attention, uniform(2, 3, 5, 8), uniform(2, 3, 7, 8), uniform(2, 3, 7, 8))
operation("attention-padding", attention, uniform(2, 3, 5, 8), uniform(2, 3, 7, 8), uniform(2, 3, 7, 8), constants=[PADDING])
operation("attention-causal", lambda q, k, v: attention(q, k, v, causal=True), uniform(2, 3, 7, 8), uniform(2, 3, 7, 8), uniform(2, 3, 7, 8))

# Losses
operation("cross-entropy", lambda x, y: F.cross_entropy(x, y, ignore_index=-1), uniform(7, 5, low=-4, high=4), torch.tensor([0, 4, -1, 2, 2, 1, 3]))
CLASS_WEIGHTS = uniform(5, low=0.2, high=2)
operation("cross-entropy-weights", lambda x, y, w: F.cross_entropy(x, y, CLASS_WEIGHTS), uniform(5, 5, low=-4, high=4), torch.tensor([0, 4, 2, 2, 1]),
          constants=[CLASS_WEIGHTS[torch.tensor([0, 4, 2, 2, 1])]])
operation("cross-entropy-soft", F.cross_entropy, uniform(7, 5, low=-4, high=4), constants=[F.softmax(uniform(7, 5), -1)])
operation("binary-cross-entropy", lambda x, t, w: F.binary_cross_entropy_with_logits(x, t, w), uniform(4, 5, low=-9, high=9),
          constants=[torch.rand(4, 5), torch.rand(4, 5)])
operation("kullback-leibler", lambda x, t: F.kl_div(F.log_softmax(x, -1), t, reduction="batchmean"), uniform(4, 5), constants=[F.softmax(uniform(4, 5), -1)])
operation("squared-error", F.mse_loss, uniform(4, 5), uniform(4, 5))
operation("pairwise-logistic", lambda p, s: -(s * p - torch.log1p(torch.exp(p))).sum(), uniform(4, 6, low=-5, high=5), constants=[(torch.rand(4, 6) > 0.6).float()])


def contrastive(x, groups=None):
    if groups is not None:
        same = (groups[:, None] == groups[None, :]) & ~torch.eye(len(x), dtype=torch.bool)
        x = x.masked_fill(same, -math.inf)
    labels = torch.arange(len(x))
    return (F.cross_entropy(x, labels) + F.cross_entropy(x.T, labels)) / 2


def hardest(x, groups=None):
    same = torch.eye(len(x), dtype=torch.bool) if groups is None else groups[:, None] == groups[None, :]
    own = x.diag()
    others = x.masked_fill(same, -math.inf)
    return (F.relu(0.2 + others.max(1).values - own) + F.relu(0.2 + others.max(0).values - own)).mean()


operation("info-nce", contrastive, uniform(6, 6, low=-5, high=5))
operation("info-nce-groups", contrastive, uniform(6, 6, low=-5, high=5), torch.tensor([0, 1, 2, 1, 3, 0]))
operation("hardest-triplet", hardest, apart(6, 6))
operation("hardest-triplet-groups", hardest, apart(6, 6), torch.tensor([0, 1, 2, 1, 3, 0]))

# -------------------------------------------------------------------------------------------------------------------- layers
layers = {}


def layer(name, module, forward, *inputs):
    module.train()
    inputs = [i.clone() if i.dtype == torch.int64 else i.clone().requires_grad_() for i in inputs]
    for key, value in module.state_dict().items():
        layers[f"{name}/state.{key}"] = value.clone().float()
    output = forward(module, *inputs)
    by = uniform(*output.shape, low=-1, high=1)
    (output * by).sum().backward()
    for key, value in module.named_parameters():
        layers[f"{name}/grad.{key}"] = value.grad
    for key, value in module.named_buffers():
        layers[f"{name}/after.{key}"] = value.clone().float()
    for i, value in enumerate(inputs):
        layers[f"{name}/in.{i}"] = value
        if value.requires_grad:
            layers[f"{name}/grad.in.{i}"] = value.grad
    layers[f"{name}/out"] = output
    layers[f"{name}/by"] = by


def shake(module):
    """Biases that start at zero and weights that start at one would hide mistakes."""
    with torch.no_grad():
        for parameter in module.parameters():
            parameter += uniform(*parameter.shape, low=-0.2, high=0.2)
    return module


class AttFlat(nn.Module):
    def __init__(self, features, hidden, outputs):
        super().__init__()
        self.mlp = nn.Module()
        self.mlp.fc = nn.Module()
        self.mlp.fc.linear = nn.Linear(features, hidden)
        self.mlp.linear = nn.Linear(hidden, 1)
        self.linear_merge = nn.Linear(features, outputs)

    def forward(self, x, mask):
        scores = self.mlp.linear(torch.relu(self.mlp.fc.linear(x))).squeeze(-1).masked_fill(mask == 0, -1e9)
        return self.linear_merge((F.softmax(scores, -1)[..., None] * x).sum(1))


class ChebyshevConv(nn.Module):
    def __init__(self, laplacian, inputs, outputs):
        super().__init__()
        self.weight = nn.Parameter(uniform(outputs, 3 * inputs))
        self.bias = nn.Parameter(uniform(len(laplacian), outputs))
        self.laplacian = laplacian

    def forward(self, x):
        first = self.laplacian @ x
        return F.linear(torch.cat([x, first, 2 * self.laplacian @ first - x], -1), self.weight) + self.bias


def packed_gru(module, x, lengths):
    packed = nn.utils.rnn.pack_padded_sequence(x, lengths, batch_first=True, enforce_sorted=False)
    return nn.utils.rnn.pad_packed_sequence(module(packed)[0], batch_first=True, total_length=x.shape[1])[0]


def masked(module, x, mask):
    return module(x, src_key_padding_mask=mask == 0)


LENGTHS = torch.tensor([3, 6, 1, 4])
MASK = torch.tensor([[1, 1, 1, 1, 0, 0], [1, 1, 1, 1, 1, 1], [1, 0, 0, 0, 0, 0]])
LAPLACIAN = torch.tensor([[0, -0.5, 0, -0.2], [-0.5, 0, -0.7, 0], [0, -0.7, 0, 0], [-0.2, 0, 0, 0]])
layer("linear", nn.Linear(5, 7), lambda m, x: m(x), uniform(3, 4, 5))
layer("embedding", nn.Embedding(6, 5), lambda m, i: m(i), torch.tensor([[3, 0, 3], [5, 1, 1]]))
layer("layer-norm", shake(nn.LayerNorm(9)), lambda m, x: m(x), uniform(3, 9))
layer("batch-norm", shake(nn.BatchNorm2d(3)), lambda m, x: m(x), uniform(4, 3, 5, 2))
layer("attention", shake(nn.MultiheadAttention(8, 2, batch_first=True)),
      lambda m, x, mask: m(x, x, x, key_padding_mask=mask == 0, need_weights=False)[0], uniform(3, 6, 8), MASK)
layer("cross-attention", shake(nn.MultiheadAttention(8, 2, batch_first=True)), lambda m, x, y: m(x, y, y, need_weights=False)[0], uniform(3, 5, 8), uniform(3, 6, 8))
layer("transformer-post-norm", shake(nn.TransformerEncoderLayer(8, 2, 12, 0.0, batch_first=True)), masked, uniform(3, 6, 8), MASK)
layer("transformer-pre-norm", shake(nn.TransformerEncoderLayer(8, 2, 12, 0.0, "gelu", batch_first=True, norm_first=True)), masked, uniform(3, 6, 8), MASK)
layer("gru", nn.GRU(5, 4, batch_first=True), packed_gru, uniform(4, 6, 5), LENGTHS)
layer("gru-bidirectional", nn.GRU(5, 4, batch_first=True, bidirectional=True), packed_gru, uniform(4, 6, 5), LENGTHS)
layer("att-flat", AttFlat(6, 5, 7), lambda m, x, mask: m(x, mask), uniform(3, 6, 6), MASK)
layer("chebyshev", ChebyshevConv(LAPLACIAN, 2, 3), lambda m, x: m(x), uniform(2, 4, 2))

# ---------------------------------------------------------------------------------------------------------------- optimisers
optimisers = {}


def optimiser(name, make, shape=(5, 7)):
    """Ten steps with given gradients: NAME/start, NAME/gradients [10, …] and NAME/path, the parameter after each step."""
    parameter = nn.Parameter(uniform(*shape))
    rule = make([parameter])
    gradients = uniform(10, *shape)
    optimisers[f"{name}/start"] = parameter.detach().clone()
    path = []
    for gradient in gradients:
        parameter.grad = gradient.clone()
        rule.step()
        path.append(parameter.detach().clone())
    optimisers[f"{name}/gradients"] = gradients
    optimisers[f"{name}/path"] = torch.stack(path)


optimiser("sgd", lambda p: torch.optim.SGD(p, 0.1))
optimiser("sgd-decay", lambda p: torch.optim.SGD(p, 0.1, weight_decay=0.05))
optimiser("sgd-momentum", lambda p: torch.optim.SGD(p, 0.1, momentum=0.9, weight_decay=0.05))
optimiser("adam", lambda p: torch.optim.Adam(p, 0.01))
optimiser("adam-decay", lambda p: torch.optim.Adam(p, 0.01, betas=(0.8, 0.95), weight_decay=0.05))
optimiser("adamw", lambda p: torch.optim.AdamW(p, 0.01, weight_decay=0.05))


def schedule(name, make):
    rule = torch.optim.SGD([nn.Parameter(torch.zeros(1))], 1.0)
    rates = make(rule)
    values = []
    for _ in range(20):
        values.append(rule.param_groups[0]["lr"])
        rule.step()
        if len(values) < 20:
            rates.step()
    optimisers[f"schedule-{name}"] = torch.tensor(values)


LR = torch.optim.lr_scheduler
schedule("step", lambda r: LR.StepLR(r, 6, 0.3))
schedule("linear", lambda r: LR.LinearLR(r, 1.0, 0.1, 15))
schedule("cosine", lambda r: LR.CosineAnnealingLR(r, 19, 0.02))
schedule("one-cycle", lambda r: LR.OneCycleLR(r, 1.0, total_steps=20, cycle_momentum=False))

clipped = [nn.Parameter(torch.zeros(4, 5)), nn.Parameter(torch.zeros(7))]
for i, p in enumerate(clipped):
    p.grad = uniform(*p.shape)
    optimisers[f"clip/gradient.{i}"] = p.grad.clone()
optimisers["clip/norm"] = nn.utils.clip_grad_norm_(clipped, 1.5)
for i, p in enumerate(clipped):
    optimisers[f"clip/clipped.{i}"] = p.grad



class Muon:
    """The rule by its definition (Jordan et al., 2024; step size of Liu et al., 2025), in float64 and with the polynomial on the whole matrix."""

    def __init__(self, parameters, rate, weight_decay, momentum=0.95):
        self.parameter, self.rate, self.weight_decay, self.momentum = parameters[0], rate, weight_decay, momentum
        self.mean = torch.zeros_like(self.parameter, dtype=torch.float64)

    @torch.no_grad()
    def step(self):
        gradient = self.parameter.grad.double()
        self.mean = self.momentum * self.mean + gradient
        x = (gradient + self.momentum * self.mean).flatten(1)
        size = 0.2 * math.sqrt(max(x.shape))
        x = x / x.norm()
        for _ in range(5):
            square = x @ x.T
            x = 3.4445 * x + (-4.7750 * square + 2.0315 * square @ square) @ x
        changed = (1 - self.rate * self.weight_decay) * self.parameter.double() - self.rate * size * x.view_as(self.parameter)
        self.parameter.copy_(changed.float())


optimiser("muon", lambda p: Muon(p, 0.01, 0.05))
optimiser("muon-filters", lambda p: Muon(p, 0.01, 0), (4, 3, 3, 3))
optimiser("muon-tall", lambda p: Muon(p, 0.01, 0, momentum=0.9), (9, 4))

FIXTURES.mkdir(exist_ok=True)
for name, tensors in {"operations": operations, "layers": layers, "optimisers": optimisers}.items():
    save(FIXTURES / f"{name}.safetensors", tensors)
