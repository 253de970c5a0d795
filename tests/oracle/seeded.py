"""What the oracles share: weights by rule (as SeededWeights makes them), safetensors in and out. Needs NumPy only."""
import json
import struct

import numpy as np

MASK = (1 << 64) - 1


def uniform(name, count):
    """Uniform float32 in [-1, 1): SplitMix64 from the FNV-1a hash of the name."""
    state = 14695981039346656037
    for byte in name.encode("utf-8"):
        state = ((state ^ byte) * 1099511628211) & MASK
    with np.errstate(over="ignore"):
        z = np.uint64(state) + np.arange(1, count + 1, dtype=np.uint64) * np.uint64(0x9E3779B97F4A7C15)
        z = (z ^ (z >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
        z = (z ^ (z >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
        z ^= z >> np.uint64(31)
    return (z >> np.uint64(40)).astype(np.float32) / np.float32(8388608) - np.float32(1)


def weight(name, shape):
    """The tensor of this name."""
    fan_in = np.float32(np.prod(shape[1:]))
    scale = np.float32(0.1) if len(shape) < 2 else np.sqrt(np.float32(3 if len(shape) == 2 else 6) / fan_in)
    offset = name.endswith("running_var") or (len(shape) == 1 and name.endswith(".weight"))
    return (uniform(name, int(np.prod(shape))) * scale + np.float32(offset)).reshape(shape)


NAMES = {np.dtype("float32"): "F32", np.dtype("float16"): "F16", np.dtype("int32"): "I32", np.dtype("uint8"): "U8"}


def save(path, tensors):
    header, offset = {}, 0
    for name, array in tensors.items():
        header[name] = {"dtype": NAMES[array.dtype], "shape": list(array.shape), "data_offsets": [offset, offset + array.nbytes]}
        offset += array.nbytes
    text = json.dumps(header).encode()
    text += b" " * (-(len(text) + 8) % 64)
    with open(path, "wb") as file:
        file.write(struct.pack("<Q", len(text)) + text)
        for array in tensors.values():
            file.write(np.ascontiguousarray(array).tobytes())
