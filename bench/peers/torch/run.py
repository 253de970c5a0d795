"""Our works beside PyTorch, in turn in one run with the same number of threads. Called by ./run, which installs the peer."""
import argparse
import os
import subprocess
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), ".."))
import pairs  # noqa: E402

NAMES = [
    "gemm-1024x1024x1024", "gemm-128x4096x4096-nt", "gemm-4096x512x2048", "gemm-256x1024x256",
    "hichnet-step", "hsl-step", "graph-filters-step", "composer-step", "residual-cnn-step", "residual-cnn-inference", "attention-8x12x77x64", "attention-8x12x77x64-causal", "adam-50m", "small-cnn-64",
    "vit-b-32-images-32", "vit-b-32-texts-64x77"]
STEPS_FOR_MEMORY = 5


def peer_memory(name, threads):
    """Peak memory of a process that only does this work, in MB."""
    answer = subprocess.run(
        [sys.executable, os.path.abspath(__file__), "--memory-of", name, "--threads", str(threads)], capture_output=True, text=True, check=True)
    return float(answer.stdout)


def our_memory(name, threads):
    ours = pairs.Ours(threads)
    ours.ask(f"setup {name} {threads}")
    ours.run(STEPS_FOR_MEMORY)
    peak = float(ours.ask("peak"))
    ours.close()
    return peak


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--threads", type=int, nargs="*", default=[2, 1])
    parser.add_argument("--pairs", type=int, default=pairs.PAIRS, help="timings of each side per row")
    parser.add_argument("--only", default="", help="only works whose name contains this")
    parser.add_argument("--memory-of", help=argparse.SUPPRESS)
    options = parser.parse_args()

    import torch
    import works
    torch.manual_seed(1)
    if options.memory_of:
        torch.set_num_threads(options.threads[0])
        work = works.create(options.memory_of)
        for _ in range(STEPS_FOR_MEMORY):
            work()
        # Not getrusage: its maximum begins with that of the process which started this one.
        with open("/proc/self/status") as lines:
            print(next(int(line.split()[1]) / 1024 for line in lines if line.startswith("VmHWM")))
        return

    peer = f"PyTorch {torch.__version__}"
    rows = []
    for threads in options.threads:
        torch.set_num_threads(threads)
        for name in NAMES:
            if options.only not in name:
                continue
            ours = pairs.Ours(threads)
            ours.ask(f"setup {name} {threads}")
            mine, theirs, ratio = pairs.pairs(ours, works.create(name), options.pairs)
            ours.close()
            row = {"work": name, "threads": threads, "oursMs": mine, "peerMs": theirs, "ratio": ratio, "peer": peer}
            if not name.startswith("gemm-"):
                row |= {"oursMb": our_memory(name, threads), "peerMb": peer_memory(name, threads)}
            rows.append(row)
            pairs.note(f"{name} x{threads}: {mine:.3f} / {theirs:.3f} ms = {ratio:.3f}")
    pairs.report(rows, peer, options.json, {"blas": "OpenBLAS (libopenblas0-openmp)"})


main()
