#!/usr/bin/python3
"""Writes tests/Vitrine.Models.Tests/Encoders/Published/networks.safetensors: outputs of ResNet-18, ResNet-50 and CNN-F with weights
by rule, by a second implementation that applies batch norm where the papers have it.

    apt-get install python3-torch python3-numpy
    python3 tests/oracle/networks.py tests/Vitrine.Models.Tests/Encoders/Published/networks.safetensors
"""
import sys

import torch
import torch.nn.functional as F

import seeded


def weight(name, *shape):
    return torch.from_numpy(seeded.weight(name, shape))


def conv(x, name, out, size, norm=None, stride=1, padding=None, groups=1):
    w = weight(f"{name}.weight", out, x.shape[1] // groups, size, size)
    x = F.conv2d(x, w, None if norm else weight(f"{name}.bias", out), stride, size // 2 if padding is None else padding, groups=groups)
    if norm:
        mean, variance, gain, bias = (weight(f"{norm}.{p}", out) for p in ("running_mean", "running_var", "weight", "bias"))
        x = F.batch_norm(x, mean, variance, gain, bias, False, 0, 1e-5)
    return x


def resnet(x, bottleneck, depths, widths, stem):
    x = F.max_pool2d(F.relu(conv(x, "conv1", stem, 7, "bn1", 2)), 3, 2, 1)
    for stage, (depth, width) in enumerate(zip(depths, widths)):
        for i in range(depth):
            name, stride = f"layer{stage + 1}.{i}", 2 if stage > 0 and i == 0 else 1
            if bottleneck:
                y = F.relu(conv(x, f"{name}.conv1", width // 4, 1, f"{name}.bn1"))
                y = F.relu(conv(y, f"{name}.conv2", width // 4, 3, f"{name}.bn2", stride))
                y = conv(y, f"{name}.conv3", width, 1, f"{name}.bn3")
            else:
                y = F.relu(conv(x, f"{name}.conv1", width, 3, f"{name}.bn1", stride))
                y = conv(y, f"{name}.conv2", width, 3, f"{name}.bn2")
            if stride > 1 or x.shape[1] != width:
                x = conv(x, f"{name}.downsample.0", width, 1, f"{name}.downsample.1", stride)
            x = F.relu(x + y)
    return x


def response_norm(x):
    squares = torch.cat([torch.zeros_like(x[:, :2]), x * x, torch.zeros_like(x[:, :2])], 1)
    total = sum(squares[:, i:i + x.shape[1]] for i in range(5))
    return x / (2 + 1e-4 * total) ** 0.75


def cnn_f(x):
    x = F.max_pool2d(response_norm(F.relu(conv(x, "conv1", 64, 11, stride=4, padding=0))), 3, 2, ceil_mode=True)
    x = F.max_pool2d(response_norm(F.relu(conv(x, "conv2", 256, 5))), 3, 2, ceil_mode=True)
    for number in (3, 4, 5):
        x = F.relu(conv(x, f"conv{number}", 256, 3))
    x = F.max_pool2d(x, 3, 2, ceil_mode=True).flatten(1)
    x = F.relu(F.linear(x, weight("fc6.weight", 4096, 9216), weight("fc6.bias", 4096)))
    return F.relu(F.linear(x, weight("fc7.weight", 4096, 4096), weight("fc7.bias", 4096)))


def pixels(batch, height, width, scale=1):
    return scale * torch.from_numpy(seeded.uniform("pixels", batch * 3 * height * width).reshape(batch, 3, height, width))


with torch.no_grad():
    seeded.save(sys.argv[1], {name: tensor.numpy() for name, tensor in {
        "resnet-18": resnet(pixels(2, 70, 64), False, [2, 2, 2, 2], [64, 128, 256, 512], 64).mean((2, 3)),
        "resnet-18-tiny": resnet(pixels(2, 96, 96), False, [2, 2, 2, 2], [8, 16, 32, 64], 8),
        "resnet-50": resnet(pixels(1, 64, 96), True, [3, 4, 6, 3], [256, 512, 1024, 2048], 64).mean((2, 3)),
        "cnn-f": cnn_f(pixels(1, 224, 224, 64)),
    }.items()})
