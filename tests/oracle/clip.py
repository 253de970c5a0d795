#!/usr/bin/python3
"""Writes the CLIP fixtures of tests/Vitrine.Models.Tests: a tiny model with everything a folder of the Hugging Face layout holds, and the outputs
of a model of ViT-B/32's shape with weights by rule.

    apt-get install python3-torch python3-numpy
    python3 tests/oracle/clip.py tests/Vitrine.Models.Tests/Encoders/Published

A second implementation, written from the papers and from the names of the tensors: torch for the towers, strings for the byte pairs, and Pillow's published
fixed-point arithmetic in NumPy for the resizing. Where Pillow is installed, the resizing is compared with it.
"""
import json
import math
import os
import sys

import numpy as np
import torch
import torch.nn.functional as F

import seeded


class Clip:
    def __init__(self, config, take):
        self.config, self.take, self.cache = config, take, {}

    def __call__(self, name, *shape):
        if name not in self.cache:
            self.cache[name] = torch.from_numpy(self.take(name, shape))
        return self.cache[name]

    def norm(self, x, name):
        return F.layer_norm(x, x.shape[-1:], self(f"{name}.weight", x.shape[-1]), self(f"{name}.bias", x.shape[-1]), 1e-5)

    def linear(self, x, name, out, bias=True):
        return F.linear(x, self(f"{name}.weight", out, x.shape[-1]), self(f"{name}.bias", out) if bias else None)

    def layer(self, x, name, config, causal):
        batch, steps, width = x.shape
        heads = config["num_attention_heads"]
        y = self.norm(x, f"{name}.layer_norm1")
        q, k, v = (self.linear(y, f"{name}.self_attn.{p}_proj", width).view(batch, steps, heads, -1).transpose(1, 2) for p in "qkv")
        scores = q @ k.transpose(-1, -2) / math.sqrt(width / heads)
        if causal:
            scores = scores + torch.full((steps, steps), -torch.inf).triu(1)
        y = (scores.softmax(-1) @ v).transpose(1, 2).reshape(batch, steps, width)
        x = x + self.linear(y, f"{name}.self_attn.out_proj", width)
        y = self.linear(self.norm(x, f"{name}.layer_norm2"), f"{name}.mlp.fc1", config["intermediate_size"])
        y = y * torch.sigmoid(1.702 * y) if config["hidden_act"] == "quick_gelu" else 0.5 * y * (1 + torch.erf(y / math.sqrt(2)))
        return x + self.linear(y, f"{name}.mlp.fc2", width)

    def images(self, pixels):
        config = self.config["vision_config"]
        width, patch = config["hidden_size"], config["patch_size"]
        name = "vision_model.embeddings"
        x = F.conv2d(pixels, self(f"{name}.patch_embedding.weight", width, 3, patch, patch), stride=patch).flatten(2).transpose(1, 2)
        x = torch.cat([self(f"{name}.class_embedding", width).expand(len(x), 1, width), x], 1)
        x = self.norm(x + self(f"{name}.position_embedding.weight", x.shape[1], width), "vision_model.pre_layrnorm")
        for i in range(config["num_hidden_layers"]):
            x = self.layer(x, f"vision_model.encoder.layers.{i}", config, False)
        pooled = self.norm(x[:, 0], "vision_model.post_layernorm")
        return self.linear(pooled, "visual_projection", self.config["projection_dim"], bias=False)

    def texts(self, ids):
        config = self.config["text_config"]
        width, name = config["hidden_size"], "text_model.embeddings"
        x = F.embedding(ids, self(f"{name}.token_embedding.weight", config["vocab_size"], width))
        x = x + self(f"{name}.position_embedding.weight", config["max_position_embeddings"], width)[: ids.shape[1]]
        for i in range(config["num_hidden_layers"]):
            x = self.layer(x, f"text_model.encoder.layers.{i}", config, True)
        x = self.norm(x, "text_model.final_layer_norm")
        end = config["eos_token_id"]
        ends = ids.argmax(1) if end == 2 else (ids == end).int().argmax(1)
        return self.linear(x[torch.arange(len(ids)), ends], "text_projection", self.config["projection_dim"], bias=False)


def taps(source, target):
    """Pillow's bicubic coefficients in 22-bit fixed point: (first pixel, weights) for each target pixel."""
    def cubic(x):
        x = abs(x)
        return (1.5 * x - 2.5) * x * x + 1 if x < 1 else -0.5 * (((x - 5) * x + 8) * x - 4) if x < 2 else 0

    scale = source / target
    support = 2 * max(scale, 1)
    for i in range(target):
        centre = (i + 0.5) * scale
        first, last = max(0, int(centre - support + 0.5)), min(source, int(centre + support + 0.5))
        weights = np.array([cubic((x - centre + 0.5) / max(scale, 1)) for x in range(first, last)])
        weights = weights / weights.sum() * (1 << 22)
        yield first, np.where(weights < 0, np.ceil(weights - 0.5), np.floor(weights + 0.5)).astype(np.int64)


def resize(image, width, height):
    """image [rows, columns, 3] of bytes."""
    def along(image, size, axis):
        if image.shape[axis] == size:
            return image
        image = np.moveaxis(image, axis, 0).astype(np.int64)
        rows = [np.tensordot(w, image[first:first + len(w)], 1) for first, w in taps(len(image), size)]
        return np.moveaxis(np.clip((np.stack(rows) + (1 << 21)) >> 22, 0, 255).astype(np.uint8), 0, axis)

    result = along(along(image, width, 1), height, 0)
    try:
        from PIL import Image
        assert (np.asarray(Image.fromarray(image).resize((width, height), Image.BICUBIC)) == result).all()
    except ImportError:
        pass
    return result


def preprocess(image, size, mean, deviation):
    rows, columns, _ = image.shape
    short = min(rows, columns)
    image = resize(image, int(size * columns / short), int(size * rows / short))
    top, left = (image.shape[0] - size) // 2, (image.shape[1] - size) // 2
    image = image[top:top + size, left:left + size]
    return ((image / 255 - np.array(mean)) / np.array(deviation)).astype(np.float32).transpose(2, 0, 1)


def byte_symbols():
    printable = [*range(33, 127), *range(161, 173), *range(174, 256)]
    return [chr(b) if b in printable else chr(256 + sum(o not in printable for o in range(b))) for b in range(256)]


def tokenise(text, merges, vocabulary):
    """ASCII words only."""
    ids = [vocabulary["<|startoftext|>"]]
    for word in text.split():
        symbols = [*word[:-1], word[-1] + "</w>"]
        while True:
            pairs = [(merges.index(pair), i) for i, pair in enumerate(zip(symbols, symbols[1:])) if pair in merges]
            if not pairs:
                break
            i = min(pairs)[1]
            symbols[i:i + 2] = [symbols[i] + symbols[i + 1]]
        ids += [vocabulary[s] for s in symbols]
    return ids + [vocabulary["<|endoftext|>"]]


def write_tiny(folder):
    os.makedirs(folder, exist_ok=True)
    merges = [tuple(m.split()) for m in ["r e", "re d</w>", "s h", "sh o", "sho e</w>", "s e", "b l", "u e</w>", "bl ue</w>", "d r", "dr e", "dre s", "dres s</w>"]]
    symbols = byte_symbols()
    tokens = symbols + [s + "</w>" for s in symbols] + [a + b for a, b in merges] + ["<|startoftext|>", "<|endoftext|>"]
    vocabulary = {token: i for i, token in enumerate(tokens)}
    config = {
        "model_type": "clip", "projection_dim": 16,
        "text_config": {
            "vocab_size": len(tokens), "hidden_size": 16, "intermediate_size": 64, "num_hidden_layers": 2, "num_attention_heads": 4,
            "max_position_embeddings": 12, "hidden_act": "gelu", "eos_token_id": 2},
        "vision_config": {
            "hidden_size": 24, "intermediate_size": 96, "num_hidden_layers": 2, "num_attention_heads": 2, "image_size": 32, "patch_size": 8,
            "hidden_act": "gelu"}}
    mean, deviation = [0.48145466, 0.4578275, 0.40821073], [0.26862954, 0.26130258, 0.27577711]

    def write(name, value):
        with open(f"{folder}/{name}", "w", encoding="utf-8") as file:
            file.write(value if isinstance(value, str) else json.dumps(value, indent=1, ensure_ascii=False) + "\n")

    write("config.json", config)
    write("vocab.json", json.dumps(vocabulary, ensure_ascii=False) + "\n")
    write("merges.txt", "#version: 0.2\n" + "".join(f"{a} {b}\n" for a, b in merges))
    write("tokenizer_config.json", {"tokenizer_class": "CLIPTokenizer", "model_max_length": 12})
    write("preprocessor_config.json", {
        "do_resize": True, "size": {"shortest_edge": 32}, "resample": 3, "do_center_crop": True, "crop_size": {"height": 32, "width": 32},
        "do_normalize": True, "image_mean": mean, "image_std": deviation})

    model = Clip(config, seeded.weight)
    texts = ["red shoe", "blue dress red dress", "shoes"]
    images = {f"image_{i}": (127.5 * (seeded.uniform(f"image_{i}", rows * columns * 3) + 1)).astype(np.uint8).reshape(rows, columns, 3)
              for i, (rows, columns) in enumerate([(45, 37), (24, 70), (32, 32)])}
    pixels = np.stack([preprocess(image, 32, mean, deviation) for image in images.values()])
    embeds = [model.texts(torch.tensor([tokenise(text, merges, vocabulary)])) for text in texts]
    seeded.save(f"{folder}/parity.safetensors", images | {
        "pixel_values": pixels, "image_embeds": model.images(torch.from_numpy(pixels)).numpy(), "text_embeds": torch.cat(embeds).numpy()})
    write("texts.json", texts)
    model("logit_scale")
    seeded.save(f"{folder}/model.safetensors", {name: np.asarray(tensor) for name, tensor in sorted(model.cache.items())})


def write_vit_b_32(path):
    model = Clip({
        "projection_dim": 512,
        "text_config": {
            "vocab_size": 49408, "hidden_size": 512, "intermediate_size": 2048, "num_hidden_layers": 12, "num_attention_heads": 8,
            "max_position_embeddings": 77, "hidden_act": "quick_gelu", "eos_token_id": 49407},
        "vision_config": {
            "hidden_size": 768, "intermediate_size": 3072, "num_hidden_layers": 12, "num_attention_heads": 12, "image_size": 224, "patch_size": 32,
            "hidden_act": "quick_gelu"}}, seeded.weight)
    ids = np.full((3, 77), 49407, np.int32)
    for row, length in enumerate([3, 16, 75]):
        ids[row, 0] = 49406
        ids[row, 1:length + 1] = ((seeded.uniform(f"ids_{row}", length) + 1) * 24000).astype(np.int32)
    pixels = seeded.uniform("pixels", 2 * 3 * 224 * 224).reshape(2, 3, 224, 224)
    seeded.save(path, {
        "input_ids": ids, "text_embeds": model.texts(torch.from_numpy(ids).long()).numpy(), "image_embeds": model.images(torch.from_numpy(pixels)).numpy()})


with torch.no_grad():
    write_tiny(f"{sys.argv[1]}/tiny-clip")
    write_vit_b_32(f"{sys.argv[1]}/vit-b-32.safetensors")
