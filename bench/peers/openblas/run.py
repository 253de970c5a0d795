"""Our matrix product beside OpenBLAS, in turn in one run. Called by ./run, which installs the peer."""
import argparse
import ctypes
import math
import os
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), ".."))
import numpy as np  # noqa: E402
import pairs  # noqa: E402

SHAPES = [
    "gemm-1024x1024x1024", "gemm-128x4096x4096-nt", "gemm-128x4096x4096", "gemm-4096x4096x128-tn", "gemm-4096x512x2048",
    "gemm-256x256x1024", "gemm-256x1024x256", "gemm-128x64x4096-nt", "gemm-1024x1024x256-nt", "gemm-1280x512x2048-nt",
    "gemm-512x512x512", "gemm-4928x768x768-nt",
]
PATHS = ["/usr/lib/x86_64-linux-gnu/openblas-openmp/libopenblas.so.0", "/usr/lib/aarch64-linux-gnu/openblas-openmp/libopenblas.so.0", "libopenblas.so.0"]
ROW_MAJOR, PLAIN, TRANSPOSED = 101, 111, 112


def load():
    for path in PATHS:
        try:
            library = ctypes.CDLL(path)
        except OSError:
            continue
        library.openblas_get_corename.restype = ctypes.c_char_p
        library.openblas_get_config.restype = ctypes.c_char_p
        return library
    raise SystemExit("OpenBLAS is missing: apt-get install libopenblas0-openmp")


def product(library, name):
    parts = name.split("-")
    m, n, k = map(int, parts[1].split("x"))
    form = parts[2] if len(parts) > 2 else "nn"
    random = np.random.default_rng(1)
    a = random.random((k, m) if form[0] == "t" else (m, k), dtype=np.float32) - 0.5
    b = random.random((n, k) if form[1] == "t" else (k, n), dtype=np.float32) - 0.5
    c = np.zeros((m, n), np.float32)
    arguments = [
        ROW_MAJOR, TRANSPOSED if form[0] == "t" else PLAIN, TRANSPOSED if form[1] == "t" else PLAIN, m, n, k, ctypes.c_float(1),
        ctypes.c_void_p(a.ctypes.data), a.shape[1], ctypes.c_void_p(b.ctypes.data), b.shape[1], ctypes.c_float(0), ctypes.c_void_p(c.ctypes.data), n]
    keep = (a, b, c)
    return lambda: library.cblas_sgemm(*arguments) or keep


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--threads", type=int, nargs="*", default=[2, 1])
    parser.add_argument("--pairs", type=int, default=pairs.PAIRS, help="timings of each side per row")
    parser.add_argument("--only", default="", help="only works whose name contains this")
    options = parser.parse_args()
    library = load()
    version = library.openblas_get_config().decode().split()[1]
    core = library.openblas_get_corename().decode()
    rows = []
    for threads in options.threads:
        library.openblas_set_num_threads(threads)
        ours = pairs.Ours(threads)
        ratios = []
        for name in SHAPES:
            if options.only not in name:
                continue
            ours.ask(f"setup {name} {threads}")
            mine, theirs, ratio = pairs.pairs(ours, product(library, name), options.pairs)
            ratios.append(ratio)
            rows.append({"work": name, "threads": threads, "oursMs": mine, "peerMs": theirs, "ratio": ratio, "peer": f"OpenBLAS {version}"})
            pairs.note(f"{name} x{threads}: {mine:.3f} / {theirs:.3f} ms = {ratio:.3f}")
        ours.close()
        mean = math.exp(sum(map(math.log, ratios)) / len(ratios))
        pairs.note(f"geometric mean on {threads} thread(s): {mean:.3f}, worst {max(ratios):.3f}")
        rows.append({"work": "gemm-geometric-mean", "threads": threads, "oursMs": 0.0, "peerMs": 0.0, "ratio": mean, "peer": f"OpenBLAS {version}"})
    pairs.report(rows, f"OpenBLAS {version}, kernels of {core}", options.json)


main()
