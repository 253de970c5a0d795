#!/usr/bin/python3
"""Writes the fixtures of tests/Vitrine.Onnx.Tests/Encoders: small networks with random weights, one folder for each family of published encoders, exported to ONNX with
the inputs and outputs that the hub's exports of that family have, and what PyTorch itself computes for some inputs.

    apt-get install python3-torch python3-numpy
    /usr/bin/python3 tests/oracle/onnx_encoders.py tests/Vitrine.Onnx.Tests/Encoders/Fixtures

The networks are our own: a transformer layer, a small residual network, projections. What they have of a family are its names, shapes, padding and pooling, which is what
Vitrine has to get right. Expected values (expected.json): pixels by rule (see pixel()), token ids as given, vectors of float32 as PyTorch computes them.
"""
import copy
import json
import math
import os
import sys

import numpy as np
import torch
import torch.nn.functional as F
from torch import nn

WIDTH, HEADS, PROJECTION, VOCABULARY = 16, 2, 12, 40
TEXTS = [[2, 7, 11, 3], [2, 9, 3], [2, 5, 6, 7, 8, 9, 3]]


def pixel(i):
    """The i-th number of an input: no random generator that two languages would have to share."""
    return ((i * 7919) % 1009) / 504.5 - 1


def pixels(batch, side):
    return torch.tensor([pixel(i) for i in range(batch * 3 * side * side)], dtype=torch.float32).view(batch, 3, side, side)


class Layer(nn.Module):
    def __init__(self):
        super().__init__()
        self.first, self.second = nn.LayerNorm(WIDTH), nn.LayerNorm(WIDTH)
        self.qkv, self.out = nn.Linear(WIDTH, 3 * WIDTH), nn.Linear(WIDTH, WIDTH)
        self.wide, self.narrow = nn.Linear(WIDTH, 2 * WIDTH), nn.Linear(2 * WIDTH, WIDTH)

    def forward(self, x, mask=None):
        q, k, v = self.qkv(self.first(x)).chunk(3, -1)
        scores = q @ k.transpose(-1, -2) / math.sqrt(WIDTH)
        if mask is not None:
            scores = scores + (1 - (mask if mask.dim() == 3 else mask[:, None, :]).float()) * -1e4
        x = x + self.out(scores.softmax(-1) @ v)
        return x + self.narrow(F.gelu(self.wide(self.second(x))))


class TextBody(nn.Module):
    def __init__(self, length, is_causal=False):
        super().__init__()
        self.is_causal = is_causal  # then a token sees none behind it, and padding changes nothing
        self.words, self.places, self.layer, self.norm = nn.Embedding(VOCABULARY, WIDTH), nn.Embedding(length, WIDTH), Layer(), nn.LayerNorm(WIDTH)

    def forward(self, ids, mask=None):
        x = self.words(ids) + self.places.weight[: ids.shape[1]]
        if self.is_causal:
            places = torch.arange(ids.shape[1])
            mask = (places[None, :] <= places[:, None]).long()[None]
        return self.norm(self.layer(x, mask))


class ImageBody(nn.Module):
    """Patches of 8 pixels behind a class token and, as in later networks, registers."""

    def __init__(self, side, own=1):
        super().__init__()
        self.patches = nn.Conv2d(3, WIDTH, 8, 8)
        self.own = nn.Parameter(torch.randn(1, own, WIDTH))
        self.places = nn.Parameter(torch.randn(1, own + (side // 8) ** 2, WIDTH))
        self.layer, self.norm = Layer(), nn.LayerNorm(WIDTH)

    def forward(self, x):
        patches = self.patches(x).flatten(2).transpose(1, 2)
        x = torch.cat([self.own.expand(x.shape[0], -1, -1), patches], 1) + self.places
        return self.norm(self.layer(x))


class ClipText(nn.Module):
    def __init__(self):
        super().__init__()
        self.body, self.project = TextBody(77, is_causal=True), nn.Linear(WIDTH, PROJECTION, bias=False)

    def forward(self, input_ids):
        states = self.body(input_ids)
        end = input_ids.eq(3).int().argmax(-1)  # the first end token
        return self.project(states.gather(1, end[:, None, None].expand(-1, 1, WIDTH)).squeeze(1)), states


class ClipImage(nn.Module):
    def __init__(self):
        super().__init__()
        self.body, self.project = ImageBody(32), nn.Linear(WIDTH, PROJECTION, bias=False)

    def forward(self, pixel_values):
        states = self.body(pixel_values)
        pooled = states[:, 0]
        # pooler_output has as many numbers as image_embeds, so that only its name tells that it is the wrong one.
        return self.project(pooled), pooled[:, :PROJECTION] * 3, states


class Both(nn.Module):
    """One file with both towers; a text counts as far as its mask goes."""

    def __init__(self, unit=False):
        super().__init__()
        self.texts, self.images, self.unit = TextBody(77), ImageBody(32), unit
        self.project_text, self.project_image = nn.Linear(WIDTH, PROJECTION, bias=False), nn.Linear(WIDTH, PROJECTION, bias=False)

    def forward(self, input_ids, attention_mask, pixel_values):
        mask = attention_mask.float().unsqueeze(-1)
        text = self.project_text((self.texts(input_ids, attention_mask) * mask).sum(1) / mask.sum(1))
        image = self.project_image(self.images(pixel_values)[:, 0])
        unit_text, unit_image = F.normalize(text, dim=-1), F.normalize(image, dim=-1)
        logits = unit_text @ unit_image.t()
        return (logits, text, image, unit_text, unit_image) if self.unit else (logits, text, image)


class SiglipText(nn.Module):
    def __init__(self):
        super().__init__()
        self.body, self.head = TextBody(64), nn.Linear(WIDTH, WIDTH)

    def forward(self, input_ids):
        states = self.body(input_ids)
        return states, self.head(states[:, -1])  # the last place, whatever fills it: so padding matters


class SiglipImage(nn.Module):
    def __init__(self):
        super().__init__()
        self.body, self.head = ImageBody(32, own=0), nn.Linear(WIDTH, WIDTH)

    def forward(self, pixel_values):
        states = self.body(pixel_values)
        return states, self.head(states.mean(1))


class Bert(nn.Module):
    def __init__(self, sentences=False):
        super().__init__()
        self.body, self.types, self.sentences = TextBody(64), nn.Embedding(2, WIDTH), sentences

    def forward(self, input_ids, attention_mask, token_type_ids=None):
        states = self.body(input_ids, attention_mask)
        if token_type_ids is not None:
            states = states + self.types(token_type_ids)
        mask = attention_mask.float().unsqueeze(-1)
        if not self.sentences:
            return states, torch.tanh(states[:, 0])
        return states, F.normalize((states * mask).sum(1) / mask.sum(1), dim=-1)


class Residual(nn.Module):
    """ResNet-18's plan with few channels, as torchvision builds it."""

    def __init__(self, widths=(4, 8, 8, 16)):
        super().__init__()
        self.conv1, self.bn1 = nn.Conv2d(3, 4, 7, 2, 3, bias=False), nn.BatchNorm2d(4)
        self.blocks, inputs = nn.ModuleList(), 4
        for stage, width in enumerate(widths):
            for i in range(2):
                stride = 2 if stage > 0 and i == 0 else 1
                block = nn.ModuleDict({
                    "conv1": nn.Conv2d(inputs, width, 3, stride, 1, bias=False), "bn1": nn.BatchNorm2d(width),
                    "conv2": nn.Conv2d(width, width, 3, 1, 1, bias=False), "bn2": nn.BatchNorm2d(width)})
                if stride > 1 or inputs != width:
                    block["down"], block["bn3"] = nn.Conv2d(inputs, width, 1, stride, bias=False), nn.BatchNorm2d(width)
                self.blocks.append(block)
                inputs = width
        for module in self.modules():
            if isinstance(module, nn.BatchNorm2d):
                module.running_mean.normal_(0, 0.2)
                module.running_var.uniform_(0.5, 2)
                module.weight.data.uniform_(0.5, 1.5)
                module.bias.data.normal_(0, 0.2)

    def forward(self, pixel_values):
        x = F.max_pool2d(F.relu(self.bn1(self.conv1(pixel_values))), 3, 2, 1)
        for block in self.blocks:
            y = F.relu(block["bn1"](block["conv1"](x)))
            y = block["bn2"](block["conv2"](y))
            x = F.relu(y + (block["bn3"](block["down"](x)) if "down" in block else x))
        return x, x.mean((2, 3), keepdim=True)


class PooledOnly(nn.Module):
    def __init__(self, network):
        super().__init__()
        self.network = network

    def forward(self, pixel_values):
        return F.avg_pool2d(self.network(pixel_values)[0], 2)


class Stored(nn.Module):
    """A network whose weights lie in the file with fewer bits, as quantised exports of the hub have them, and are made float32 again where they are used."""

    def __init__(self, network, bits):
        super().__init__()
        self.network, self.places = copy.deepcopy(network), []
        for module in list(self.network.modules()):
            for name, weight in list(module.named_parameters(recurse=False)):
                scale = 1.0 if bits == 16 else float(weight.abs().max()) / (2 ** (bits - 1) - 1)
                stored = weight.detach().half() if bits == 16 else (weight.detach() / scale).round().to(torch.int8)
                self.register_buffer(f"weight{len(self.places)}", stored)
                self.places.append((module, name, scale))
                delattr(module, name)

    def forward(self, *inputs):
        for i, (module, name, scale) in enumerate(self.places):
            setattr(module, name, getattr(self, f"weight{i}").float() * scale)
        return self.network(*inputs)


class Dino(nn.Module):
    def __init__(self):
        super().__init__()
        self.body = ImageBody(32, own=5)

    def forward(self, pixel_values):
        return self.body(pixel_values)


def batch_axes(names, lengths=(), are_apart=False):
    """The hub's exporter lets texts and pictures of one file come in different numbers; others call both numbers the same."""
    batch = lambda name: "pictures" if are_apart and ("pixel" in name or "image" in name) else "batch"
    return {name: {0: batch(name), **({1: "tokens"} if name in lengths else {})} for name in names}


def export(folder, name, model, inputs, outputs, values, fixed=False, training=False, are_apart=False, folds=True):
    path = os.path.join(folder, "onnx", f"{name}.onnx")
    os.makedirs(os.path.dirname(path), exist_ok=True)
    axes = {} if fixed else batch_axes([*inputs, *outputs], {"input_ids", "attention_mask", "token_type_ids", "last_hidden_state", "token_embeddings"} - (
        set() if any(k.startswith("input") for k in inputs) else {"last_hidden_state"}), are_apart)
    torch.onnx.export(model, tuple(values), path, input_names=list(inputs), output_names=list(outputs), dynamic_axes=axes, opset_version=14,
                      training=torch.onnx.TrainingMode.PRESERVE if training else torch.onnx.TrainingMode.EVAL, do_constant_folding=folds and not training)


def write(folder, name, content):
    os.makedirs(folder, exist_ok=True)
    with open(os.path.join(folder, name), "w", encoding="utf-8") as file:
        json.dump(content, file, indent=2 if name != "expected.json" else None)
        file.write("\n")


def padded(texts, length, pad):
    ids = torch.full((len(texts), length), pad, dtype=torch.int64)
    mask = torch.zeros((len(texts), length), dtype=torch.int64)
    for row, text in enumerate(texts):
        ids[row, : len(text)], mask[row, : len(text)] = torch.tensor(text), 1
    return ids, mask


def listed(tensor):
    return [[round(float(v), 7) for v in row] for row in tensor.flatten(1)]


# Ids of these words are their line numbers: a tokeniser that every family can have here, since it is the networks that are looked at.
WORDS = ["[PAD]", "[UNK]", "[CLS]", "[SEP]"] + [f"w{i}" for i in range(4, VOCABULARY)]


def main(root):
    torch.manual_seed(1)
    longest = max(map(len, TEXTS))
    ids, mask = padded(TEXTS, longest, 0)
    image = pixels(2, 32)
    preprocessor = {"size": {"height": 32, "width": 32}, "resample": 3, "image_mean": [0.5, 0.5, 0.5], "image_std": [0.5, 0.5, 0.5], "do_center_crop": False}
    vision = {"patch_size": 8}

    def folder(name, config, expected, tokenizer=True, pictures=True):
        place = os.path.join(root, name)
        write(place, "config.json", config)
        if pictures:
            write(place, "preprocessor_config.json", preprocessor)
        if tokenizer:
            with open(os.path.join(place, "vocab.txt"), "w", encoding="utf-8") as file:
                file.write("\n".join(WORDS) + "\n")
            write(place, "tokenizer_config.json", {"tokenizer_class": "BertTokenizer", "do_lower_case": True})
        write(place, "expected.json", expected)
        return place

    with torch.no_grad():
        text, vision_tower = ClipText().eval(), ClipImage().eval()
        place = folder("clip-split", {"model_type": "clip", "vision_config": vision}, {"texts": TEXTS, "text": listed(text(ids)[0]), "image": listed(vision_tower(image)[0])})
        export(place, "text_model", text, ["input_ids"], ["text_embeds", "last_hidden_state"], [ids])
        export(place, "vision_model", vision_tower, ["pixel_values"], ["image_embeds", "pooler_output", "last_hidden_state"], [image])

        export(place, "text_model_fp16", Stored(text, 16).eval(), ["input_ids"], ["text_embeds", "last_hidden_state"], [ids], folds=False)

        for name, kind, unit in (("clip-one-file", "clip", False), ("metaclip-2", "metaclip_2", False), ("jina-clip", "jina_clip", True)):
            both = Both(unit).eval()
            results = both(ids, mask, image)
            place = folder(name, {"model_type": kind, "vision_config": vision}, {"texts": TEXTS, "text": listed(results[3 if unit else 1]), "image": listed(results[4 if unit else 2])})
            names = ["logits", "text_embeddings", "image_embeddings", "l2norm_text_embeddings", "l2norm_image_embeddings"] if unit else ["logits_per_text", "text_embeds", "image_embeds"]
            inputs = ["input_ids", "attention_mask", "pixel_values"]
            export(place, "model", both, inputs, names, [ids, mask, image], are_apart=not unit)

        text, vision_tower = SiglipText().eval(), SiglipImage().eval()
        ids64, _ = padded(TEXTS, 64, 0)
        place = folder("siglip", {"model_type": "siglip", "vision_config": vision}, {"texts": TEXTS, "text": listed(text(ids64)[1]), "image": listed(vision_tower(image)[1])})
        export(place, "text_model", text, ["input_ids"], ["last_hidden_state", "pooler_output"], [ids64])
        export(place, "vision_model", vision_tower, ["pixel_values"], ["last_hidden_state", "pooler_output"], [image])

        bert = Bert().eval()
        states = bert(ids, mask, torch.zeros_like(ids))[0]
        weights = mask.float().unsqueeze(-1)
        place = folder("bert", {"model_type": "bert"}, {"texts": TEXTS, "text": listed(F.normalize((states * weights).sum(1) / weights.sum(1), dim=-1))}, pictures=False)
        export(place, "model", bert, ["input_ids", "attention_mask", "token_type_ids"], ["last_hidden_state", "pooler_output"], [ids, mask, torch.zeros_like(ids)])

        sentences = Bert(sentences=True).eval()
        place = folder("sentence-transformer", {"model_type": "mpnet"}, {"texts": TEXTS, "text": listed(sentences(ids, mask)[1])}, pictures=False)
        export(place, "model", sentences, ["input_ids", "attention_mask"], ["token_embeddings", "sentence_embedding"], [ids, mask])

        residual = Residual().eval()
        image = pixels(2, 64)
        preprocessor["size"] = {"height": 64, "width": 64}
        places, pooled = residual(image)
        expected = {"image": listed(pooled), "map": listed(places)}
        place = folder("resnet", {"model_type": "resnet"}, expected, tokenizer=False)
        export(place, "model", residual, ["pixel_values"], ["last_hidden_state", "pooler_output"], [image])
        # With its norms left as they are, only its vector given out, for one picture at a time.
        place = folder("resnet-pooled", {"model_type": "resnet"}, expected, tokenizer=False)
        export(place, "model", PooledOnly(residual).eval(), ["data"], ["pooled"], [image[:1]], fixed=True, training=True)

        dino, preprocessor["size"] = Dino().eval(), {"height": 32, "width": 32}
        image = pixels(2, 32)
        states = dino(image)
        place = folder("dino", {"model_type": "dinov2", "patch_size": 8},
                       {"image": listed(states[:, 0]), "map": listed(states[:, 5:].transpose(1, 2))}, tokenizer=False)
        export(place, "model", dino, ["pixel_values"], ["last_hidden_state"], [image])
        # Beside it two that stand for it, and one whose weights of two bits are too few.
        for name, bits in (("model_fp16", 16), ("model_quantized", 8), ("model_q2", 2)):
            export(place, name, Stored(dino, bits).eval(), ["pixel_values"], ["last_hidden_state"], [image], folds=False)


main(sys.argv[1])
