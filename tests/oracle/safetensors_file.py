"""Writes the safetensors format by hand: eight bytes of header length, a JSON header, the data (little-endian)."""
import json
import struct

import numpy as np

TYPES = {np.dtype("float32"): "F32", np.dtype("int32"): "I32"}


def save(path, tensors):
    header, offset, chunks = {}, 0, []
    for name, value in tensors.items():
        array = np.ascontiguousarray(value.detach().numpy() if hasattr(value, "detach") else value)
        if array.dtype == np.int64:
            array = array.astype(np.int32)
        array = array.reshape(np.shape(value))
        header[name] = {
            "dtype": TYPES[array.dtype],
            "shape": list(array.shape),
            "data_offsets": [offset, offset + array.nbytes],
        }
        offset += array.nbytes
        chunks.append(array.tobytes())
    text = json.dumps(header, separators=(",", ":")).encode()
    text += b" " * (-(8 + len(text)) % 64)
    with open(path, "wb") as file:
        file.write(struct.pack("<Q", len(text)))
        file.write(text)
        for chunk in chunks:
            file.write(chunk)
