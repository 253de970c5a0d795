"""What the peer scripts share: our side as a child process, pairs of timings taken in turn, the table and the JSON."""
import json
import os
import platform
import statistics
import subprocess
import sys
import time

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
PAIRS = 11  # timings of each side per row; the ratio is the median over the pairs


class Ours:
    """The works of src/Vitrine.Workbench/Benchmarks in a process of their own, driven line by line (see WorkServer)."""

    def __init__(self, threads):
        dll = os.path.join(ROOT, "bench/Vitrine.Benchmarks/bin/Release/net10.0/Vitrine.Benchmarks.dll")
        # Tiered compilation off: a method is compiled well at its first call, so no row pays for its own warm-up.
        environment = dict(os.environ, VITRINE_THREADS=str(threads), DOTNET_TieredPGO="0")
        self.process = subprocess.Popen(
            ["dotnet", dll, "serve"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=environment)

    def ask(self, line):
        self.process.stdin.write(line + "\n")
        self.process.stdin.flush()
        answer = self.process.stdout.readline().strip()
        if not answer or answer.startswith("error"):
            raise SystemExit(f"our side, asked '{line}': {answer or 'ended'}")
        return answer

    def run(self, count):
        return float(self.ask(f"run {count}"))

    def close(self):
        self.process.stdin.write("end\n")
        self.process.stdin.flush()
        self.process.wait()


def time_peer(function, count):
    start = time.perf_counter()
    for _ in range(count):
        function()
    return (time.perf_counter() - start) * 1000 / count


def pairs(ours, peer, repetitions=PAIRS, least_ms=20):
    """Times both sides in turn, changing who begins; returns (ours, peer, ratio), each a median."""
    for _ in range(2):
        ours.run(1)
        peer()
    count = max(1, int(least_ms / max(ours.run(3), 1e-3)))
    ours.run(count)
    mine, theirs = [], []
    for repetition in range(repetitions):
        for side in (0, 1) if repetition % 2 else (1, 0):
            time.sleep(0.01)  # waiting threads of the other side watch for work for some milliseconds before they sleep
            if side:
                mine.append(ours.run(count))
            else:
                theirs.append(time_peer(peer, count))
    ratio = statistics.median(a / b for a, b in zip(mine, theirs))
    return statistics.median(mine), statistics.median(theirs), ratio


def machine():
    name = platform.processor()
    try:
        with open("/proc/cpuinfo") as lines:
            facts = dict(line.strip().split("\t: ", 1) if "\t: " in line else ("", "") for line in lines)
        name = f"{facts.get('model name', name)} (family {facts.get('cpu family')}, model {facts.get('model')})"
    except OSError:
        pass
    runtime = subprocess.run(["dotnet", "--version"], capture_output=True, text=True).stdout.strip()
    return {"cpu": name, "cores": os.cpu_count(), "os": platform.platform(), "dotnet": runtime}


def report(rows, peer, as_json, extra=None):
    if as_json:
        print(json.dumps({"machine": machine() | {"peer": peer} | (extra or {}), "rows": rows}, indent=1))
        return
    print(f"{'work':34}{'threads':>8}{'ours ms':>12}{'peer ms':>12}{'ratio':>8}   memory MB ours/peer")
    for row in rows:
        memory = f"   {row['oursMb']:.0f} / {row['peerMb']:.0f}" if "oursMb" in row else ""
        print(f"{row['work']:34}{row['threads']:>8}{row['oursMs']:>12.3f}{row['peerMs']:>12.3f}{row['ratio']:>8.3f}{memory}")


def note(text):
    print(text, file=sys.stderr, flush=True)
