#!/usr/bin/python3
"""Writes a recorded HSL pass (random weights, one padded batch, similarities, loss, gradients) in the layout of the authors' values.

    apt-get install python3-torch
    python3 tests/oracle/hsl.py OUT.safetensors --aggregation max --no-vectors
    python3 tests/oracle/hsl.py --check FILE.safetensors       # how far this script is from values recorded elsewhere

The network is written from the specification with plain matrix products and PyTorch's autograd; it shares no code with Vitrine.
"""
import argparse
import json
import struct

import torch
import torch.nn.functional as F

LEVEL_WEIGHTS = {1: 0.5, 2: 1.0}
TYPES = {"F32": torch.float32, "I64": torch.int64}


def read(path):
    data = open(path, "rb").read()
    size = struct.unpack("<Q", data[:8])[0]
    header = json.loads(data[8:8 + size])
    metadata = header.pop("__metadata__", {})
    tensors = {}
    for name, entry in header.items():
        start, end = entry["data_offsets"]
        flat = torch.frombuffer(bytearray(data[8 + size + start:8 + size + end]), dtype=TYPES[entry["dtype"]])
        tensors[name] = flat.reshape(entry["shape"])
    return tensors, metadata


def write(path, tensors, metadata):
    header, blobs, offset = {"__metadata__": metadata}, [], 0
    for name, tensor in tensors.items():
        blob = tensor.detach().contiguous().numpy().tobytes()
        kind = "I64" if tensor.dtype == torch.int64 else "F32"
        header[name] = {"dtype": kind, "shape": list(tensor.shape), "data_offsets": [offset, offset + len(blob)]}
        blobs.append(blob)
        offset += len(blob)
    text = json.dumps(header).encode()
    text += b" " * (-len(text) % 8)
    open(path, "wb").write(struct.pack("<Q", len(text)) + text + b"".join(blobs))


def run(weights, inputs, heads, aggregation):
    """Similarities by name, total and loss."""
    def linear(x, name):
        return F.linear(x, weights[name + ".weight"], weights[name + ".bias"])

    def norm(x, name):
        return F.layer_norm(x, x.shape[-1:], weights[name + ".weight"], weights[name + ".bias"])

    def stack(x, name, padded):
        index = 0
        while f"{name}.layers.{index}.linear1.weight" in weights:
            layer = f"{name}.layers.{index}."
            batch, time, width = x.shape
            qkv = F.linear(x, weights[layer + "self_attn.in_proj_weight"], weights[layer + "self_attn.in_proj_bias"])
            q, k, v = (part.reshape(batch, time, heads, width // heads).transpose(1, 2) for part in qkv.chunk(3, -1))
            scores = q @ k.transpose(-1, -2) * (width // heads) ** -0.5
            mixed = scores.masked_fill(padded[:, None, None], float("-inf")).softmax(-1) @ v
            x = norm(x + linear(mixed.transpose(1, 2).reshape(batch, time, width), layer + "self_attn.out_proj"), layer + "norm1")
            x = norm(x + linear(linear(x, layer + "linear1").relu(), layer + "linear2"), layer + "norm2")
            index += 1
        return x

    regions, counts = inputs["input.regions"], inputs["input.region_counts"]
    tokens, lengths = inputs["input.tokens"], inputs["input.token_counts"]
    no_region = torch.arange(regions.shape[1]) >= counts[:, None]
    no_word = torch.arange(tokens.shape[1]) >= lengths[:, None]

    def flatten(x):
        score = linear(linear(x, "img_enc.attflat_img.mlp.fc.linear").relu(), "img_enc.attflat_img.mlp.linear")
        share = score.masked_fill(no_region[..., None], -1e9).softmax(1)
        return F.normalize(linear((share * x).sum(1), "img_enc.attflat_img.linear_merge"), dim=-1)

    v1 = stack(linear(regions, "img_enc.in_fc"), "img_enc.transformer1", no_region)
    v2 = stack(v1, "img_enc.transformer2", no_region)
    objects = {1: linear(v1, "img_enc.fc1"), 2: linear(v2, "img_enc.out_fc")}
    images = {1: flatten(linear(objects[1].relu(), "img_enc.fc3")), 2: flatten(linear(objects[2].relu(), "img_enc.fc2"))}

    words = F.embedding(tokens, weights["word_embed.embed.weight"])
    if "word_embed.fc.weight" in weights:
        words = linear(words, "word_embed.fc")
    q1 = stack(words, "txt_enc.transformer1", no_word)
    q2 = stack(q1, "txt_enc.transformer2", no_word)
    mean1, mean2 = (q.masked_fill(no_word[..., None], 0).sum(1) / lengths[:, None] for q in (q1, q2))
    for_objects = {1: linear(mean1, "txt_enc.fc2"), 2: linear(mean2, "txt_enc.fc1")}
    for_images = {1: linear(mean1, "txt_enc.fc4"), 2: linear(mean2, "txt_enc.fc3")}

    out, total, loss = {}, 0, 0
    for level, weight in LEVEL_WEIGHTS.items():
        each = torch.einsum("qd,bnd->qbn", for_objects[level], F.normalize(objects[level], dim=-1))
        if aggregation == "mean":
            pooled = each.masked_fill(no_region, 0).sum(-1) / counts
        else:
            pooled = each.masked_fill(no_region, float("-inf")).max(-1).values
        for name, similarity in ((f"out.object.level{level}", pooled), (f"out.image.level{level}", for_images[level] @ images[level].T)):
            out[name] = similarity
            total = total + weight * similarity
            loss = loss + weight * F.cross_entropy(similarity, torch.arange(len(similarity)))
    return out, total, loss


def random_weights(args, generator):
    """Weights under the authors' names, of the sizes asked for."""
    def part(name, outputs, inputs):
        return {name + ".weight": torch.randn(outputs, inputs, generator=generator) / inputs ** 0.5,
                name + ".bias": torch.randn(outputs, generator=generator) * 0.1}

    d, joint, wide = args.width, args.joint, args.feed_forward
    weights = {**part("img_enc.in_fc", d, args.regions), **part("img_enc.out_fc", joint, d), **part("img_enc.fc1", joint, d),
               **part("img_enc.fc2", d, joint), **part("img_enc.fc3", d, joint), **part("img_enc.attflat_img.mlp.fc.linear", d, d),
               **part("img_enc.attflat_img.mlp.linear", 1, d), **part("img_enc.attflat_img.linear_merge", joint, d)}
    for side, layers in (("img", 3), ("txt", 2)):
        for stack in (1, 2):
            for index in range(layers):
                layer = f"{side}_enc.transformer{stack}.layers.{index}."
                projection = part(layer + "self_attn.in_proj", 3 * d, d)
                weights |= {name.replace(".weight", "_weight").replace(".bias", "_bias"): w for name, w in projection.items()}
                weights |= part(layer + "self_attn.out_proj", d, d)
                weights |= part(layer + "linear1", wide, d) | part(layer + "linear2", d, wide)
                for name in ("norm1", "norm2"):
                    weights[f"{layer}{name}.weight"] = 1 + 0.1 * torch.randn(d, generator=generator)
                    weights[f"{layer}{name}.bias"] = 0.1 * torch.randn(d, generator=generator)
    for name in ("fc1", "fc2", "fc3", "fc4"):
        weights |= part("txt_enc." + name, joint, d)
    weights["word_embed.embed.weight"] = torch.randn(args.words, d if args.no_vectors else 300, generator=generator)
    if not args.no_vectors:
        weights |= part("word_embed.fc", d, 300)
    return weights


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("path")
    parser.add_argument("--check", action="store_true")
    parser.add_argument("--aggregation", choices=["mean", "max"], default="mean")
    parser.add_argument("--no-vectors", action="store_true")
    for name, value in (("seed", 7), ("width", 8), ("heads", 2), ("feed-forward", 12), ("joint", 10), ("regions", 6), ("words", 20)):
        parser.add_argument("--" + name, type=int, default=value)
    args = parser.parse_args()

    if args.check:
        tensors, metadata = read(args.path)
        weights = {name[7:]: t.requires_grad_() for name, t in tensors.items() if name.startswith("weight.")}
        out, total, loss = run(weights, tensors, int(metadata["heads"]), metadata["aggregation"])
        loss.backward()
        values = {**out, "out.total": total, "out.loss": loss.reshape(1), **{"grad." + name: w.grad for name, w in weights.items()}}
        for name, value in values.items():
            print(f"{name:60s} {(value - tensors[name]).abs().max() / tensors[name].abs().max():.1e}")
        return

    generator = torch.Generator().manual_seed(args.seed)
    batch, most_regions, most_words = 5, 4, 6
    inputs = {"input.region_counts": torch.tensor([4, 1, 3, 2, 4]), "input.token_counts": torch.tensor([6, 2, 3, 6, 4]),
              "input.tokens": torch.randint(0, args.words, (batch, most_words), generator=generator)}
    real = torch.arange(most_regions) < inputs["input.region_counts"][:, None]
    inputs["input.regions"] = torch.randn(batch, most_regions, args.regions, generator=generator) * real[..., None]
    weights = {name: w.requires_grad_() for name, w in random_weights(args, generator).items()}
    out, total, loss = run(weights, inputs, args.heads, args.aggregation)
    loss.backward()
    tensors = {**inputs, **out, "out.total": total, "out.loss": loss.reshape(1)}
    tensors |= {"weight." + name: w for name, w in weights.items()} | {"grad." + name: w.grad for name, w in weights.items()}
    write(args.path, tensors, {"seed": str(args.seed), "heads": str(args.heads), "aggregation": args.aggregation, "torch": torch.__version__})


main()
