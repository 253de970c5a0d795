#!/usr/bin/python3
"""Writes tests/Vitrine.Models.Tests/HiCHNet/hichnet.json: HiCHNet's objective and its gradients on a small fixed problem, by PyTorch in double.

    apt-get install python3-torch
    python3 tests/oracle/hichnet.py > tests/Vitrine.Models.Tests/HiCHNet/hichnet.json

The whole objective of both modalities is written down as in the paper and differentiated once; Vitrine computes it per modality with the
other held constant. Two cases: the batch is everything; the batch is a part, the rest of H_v and H_t are constants in a buffer.
"""
import json

import numpy as np
import torch
from torch.nn.functional import log_softmax, softplus

torch.set_default_dtype(torch.float64)
rng = np.random.RandomState(7)
N, HIDDEN, INPUTS = 10, 6, {"image": 5, "text": 7}
BITS, CLASSES = [3, 4], [2, 4]
LABELS = [[0, 0, 1, 0, 1, 1, 0, 1, 0, 1], [0, 1, 2, 0, 3, 2, 1, 3, 0, 2]]
RHO, ALPHA, BETA, LAMBDA = [0.2, 0.8], 0.7, 0.3, 0.4


def number(*shape):
    return torch.tensor(rng.randn(*shape).round(3))


parameters = {}
for m in ("image", "text"):
    parameters[f"{m}.encoder.weight"] = number(HIDDEN, INPUTS[m])
    parameters[f"{m}.encoder.bias"] = number(HIDDEN)
    for k in range(2):
        parameters[f"{m}.heads.{k}.weight"] = number(BITS[k], HIDDEN) / 2
        parameters[f"{m}.heads.{k}.bias"] = number(BITS[k]) / 2
        parameters[f"{m}.classifiers.{k}.weight"] = number(CLASSES[k], BITS[k])
        parameters[f"{m}.classifiers.{k}.bias"] = number(CLASSES[k])
inputs = {m: number(N, INPUTS[m]) for m in INPUTS}
buffers = {m: [number(N, r) / 2 for r in BITS] for m in INPUTS}
for p in parameters.values():
    p.requires_grad_()


def hashes(m, rows):
    g = torch.relu(inputs[m][rows] @ parameters[f"{m}.encoder.weight"].T + parameters[f"{m}.encoder.bias"])
    return [torch.tanh(g @ parameters[f"{m}.heads.{k}.weight"].T + parameters[f"{m}.heads.{k}.bias"]) for k in range(2)]


def classification(m, h, k, labels):
    logits = h @ parameters[f"{m}.classifiers.{k}.weight"].T + parameters[f"{m}.classifiers.{k}.bias"]
    return -log_softmax(logits, 1)[range(len(labels)), labels].sum()


def similarity(hv, ht, k):
    s = (torch.tensor(LABELS[k])[:, None] == torch.tensor(LABELS[k])[None]).double()
    phi = hv @ ht.T / 2
    return -(s * phi - softplus(phi)).sum()


def gradients(loss):
    for p in parameters.values():
        p.grad = None
    loss.backward()
    return {n: p.grad.flatten().tolist() for n, p in parameters.items() if p.grad is not None}


def everything(term_means):
    """All N items at once: J_sim, J_bin, J_info, Γ_h of the whole and the gradient of (1-λ)Γ_r + λΓ_h."""
    hv, ht = hashes("image", range(N)), hashes("text", range(N))
    terms = {"similarity": [], "binarisation": [], "balance": [], "classification": []}
    loss, bits = 0, sum(BITS)
    for k in range(2):
        b = torch.where(hv[k] + ht[k] >= 0, 1.0, -1.0).detach()
        j_sim = similarity(hv[k], ht[k], k)
        j_bin = ((b - hv[k]) ** 2).sum() + ((b - ht[k]) ** 2).sum()
        j_info = (hv[k].sum(0) ** 2).sum() + (ht[k].sum(0) ** 2).sum()
        gamma_h = classification("image", hv[k], k, LABELS[k]) + classification("text", ht[k], k, LABELS[k])
        for name, value in zip(terms, (j_sim, j_bin, j_info, gamma_h)):
            terms[name].append(value.item())
        if term_means:
            regular = RHO[k] * j_sim / N**2 + ALPHA * j_bin / (N * bits) + BETA * j_info / (N**2 * bits)
            loss = loss + (1 - LAMBDA) * regular + LAMBDA * RHO[k] * gamma_h / N
        else:
            loss = loss + ((1 - LAMBDA) * (RHO[k] * j_sim + ALPHA * j_bin + BETA * j_info) + LAMBDA * RHO[k] * gamma_h) / N**2
    return {"termMeans": term_means, "terms": terms, "gradients": gradients(loss)}


def part(rows):
    """A step of the image network, as in alternating optimisation: the batch's fresh h in the buffer, everything else constant."""
    fresh, loss = hashes("image", rows), 0
    for k in range(2):
        hv = buffers["image"][k].clone()
        hv[rows] = fresh[k]
        b = torch.where(buffers["image"][k] + buffers["text"][k] >= 0, 1.0, -1.0)
        s = (torch.tensor(LABELS[k])[rows][:, None] == torch.tensor(LABELS[k])[None]).double()
        phi = fresh[k] @ buffers["text"][k].T / 2
        j_sim = -(s * phi - softplus(phi)).sum()
        j_bin = ((b[rows] - fresh[k]) ** 2).sum()
        j_info = (hv.sum(0) ** 2).sum()
        gamma_h = classification("image", fresh[k], k, [LABELS[k][r] for r in rows])
        loss = loss + ((1 - LAMBDA) * (RHO[k] * j_sim + ALPHA * j_bin + BETA * j_info) + LAMBDA * RHO[k] * gamma_h) / (N * len(rows))
    return {"rows": rows, "loss": loss.item(), "gradients": gradients(loss)}


def rounded(value):
    if isinstance(value, float):
        return float(f"{value:.9g}")
    if isinstance(value, dict):
        return {name: rounded(item) for name, item in value.items()}
    return [rounded(item) for item in value] if isinstance(value, list) else value


print(json.dumps(rounded({
    "hidden": HIDDEN, "bits": BITS, "classes": CLASSES, "labels": LABELS,
    "rho": RHO, "alpha": ALPHA, "beta": BETA, "lambda": LAMBDA,
    "parameters": {n: p.detach().flatten().tolist() for n, p in parameters.items()},
    "inputs": {m: x.flatten().tolist() for m, x in inputs.items()},
    "buffers": {m: [b.flatten().tolist() for b in bs] for m, bs in buffers.items()},
    "everything": [everything(False), everything(True)],
    "part": part([1, 4, 6, 9]),
})))
