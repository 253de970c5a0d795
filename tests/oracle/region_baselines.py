#!/usr/bin/python3
"""Writes tests/Vitrine.Models.Tests/Baselines/region-baselines.safetensors: similarities, both losses and all gradients of VSE++ and SCAN with weights and
regions by rule. SCAN attends pair by pair as its equations say (Lee et al., ECCV 2018, (1) to (5)); the GRUs are PyTorch's, over packed sequences.

    apt-get install python3-torch python3-numpy
    python3 tests/oracle/region_baselines.py tests/Vitrine.Models.Tests/Baselines/region-baselines.safetensors
"""
import sys

import torch
import torch.nn.functional as F
from torch.nn.utils.rnn import pack_padded_sequence, pad_packed_sequence

import seeded

DIMENSIONS, WORD_DIMENSIONS, REGION_DIMENSIONS, WORDS = 8, 6, 5, 9
TEXTS = [[1, 4, 5, 2], [1, 6, 2], [1, 7, 8, 4, 3, 2], [1, 6, 2]]  # the second and the fourth are the same: no wrong answers for each other
REGIONS = [3, 1, 4, 2]
SHARPNESS, MARGIN = 9, 0.2


class Network(torch.nn.Module):
    """The parameters that both have; SCAN's GRU runs in both directions."""

    def __init__(self, bidirectional):
        super().__init__()
        self.image = torch.nn.Linear(REGION_DIMENSIONS, DIMENSIONS)
        self.words = torch.nn.Embedding(WORDS, WORD_DIMENSIONS)
        self.gru = torch.nn.GRU(WORD_DIMENSIONS, DIMENSIONS, batch_first=True, bidirectional=bidirectional)
        with torch.no_grad():
            for name, parameter in self.named_parameters():
                parameter.copy_(torch.from_numpy(seeded.weight(name, tuple(parameter.shape))))


def states(network):
    """Outputs of the GRU over the texts and its last states."""
    padded = torch.zeros(len(TEXTS), max(map(len, TEXTS)), dtype=torch.long)
    for row, text in zip(padded, TEXTS):
        row[:len(text)] = torch.tensor(text)
    packed = pack_padded_sequence(network.words(padded), [len(text) for text in TEXTS], batch_first=True, enforce_sorted=False)
    outputs, last = network.gru(packed)
    return pad_packed_sequence(outputs, batch_first=True)[0], last[0]


def photos():
    """The regions of each photo."""
    regions = torch.from_numpy(seeded.uniform("regions", len(REGIONS) * max(REGIONS) * REGION_DIMENSIONS)).reshape(len(REGIONS), max(REGIONS), -1)
    return [features[:count] for features, count in zip(regions, REGIONS)]


def vse(network):
    texts = F.normalize(states(network)[1], dim=-1)
    images = torch.stack([regions.mean(0) for regions in photos()])
    return texts @ F.normalize(network.image(images), dim=-1).T


def scan(network):
    outputs, _ = states(network)
    both = (outputs[..., :DIMENSIONS] + outputs[..., DIMENSIONS:]) / 2
    rows = []
    for words, text in zip(both, TEXTS):
        words = F.normalize(words[:len(text)], dim=-1)
        row = []
        for regions in photos():
            regions = F.normalize(network.image(regions), dim=-1)
            positive = (words @ regions.T).relu()
            attention = (SHARPNESS * positive / (positive.norm(dim=0, keepdim=True) + 1e-8)).softmax(1)
            row.append(F.cosine_similarity(words, attention @ regions, dim=-1).mean())
        rows.append(torch.stack(row))
    return torch.stack(rows)


def losses(similarities):
    wrong = torch.tensor([[a != b for b in TEXTS] for a in TEXTS])
    own = similarities.diagonal()
    from_text = ((MARGIN + similarities - own[:, None]).relu() * wrong)
    from_image = ((MARGIN + similarities - own[None, :]).relu() * wrong)
    count = len(TEXTS)
    return {"all": (from_text.sum() + from_image.sum()) / count, "hardest": (from_text.max(1).values.sum() + from_image.max(0).values.sum()) / count}


def main():
    tensors = {}
    for method, compare, bidirectional in (("vse", vse, False), ("scan", scan, True)):
        for loss in ("all", "hardest"):
            network = Network(bidirectional)
            similarities = compare(network)
            value = losses(similarities)[loss]
            value.backward()
            tensors[f"{method}.similarities"] = similarities.detach().numpy()
            tensors[f"{method}.{loss}"] = value.detach().reshape(1).numpy()
            tensors |= {f"{method}.{loss}.{name}": parameter.grad.numpy() for name, parameter in network.named_parameters()}
    seeded.save(sys.argv[1], tensors)


main()
