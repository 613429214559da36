"""Whether the pages hold at 150 units, 4 groups and 120 months. `python -m benchmarks.dashboard`; some ten minutes.

Measures, over the invented publication of large_publication.py: opening it; a first visit to each page in Chromium, as
a ratio to an empty Streamlit page with one chart in the same run; people clicking at once; and memory while they do.
Ratios and seconds of a core are what counts; seconds on the clock differ per machine and with what else it does.
"""

import argparse
import json
import os
import socket
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Sequence
from pathlib import Path

from benchmarks.dashboard_server import EMPTY, ROOT, Server, serving
from benchmarks.dashboard_visits import first_visits, ratio
from benchmarks.large_publication import write_large_publication
from dashboard.access.people import Grant, Person
from dashboard.edition import Edition
from dashboard.scope import scoped
from pipeline.published import current

_UNIT = "F03"  # a faculty: it has a series, bands and departments
_WARM_SECONDS = 10


def opening(processed: Path) -> None:
    """What the first visitor after a publication waits for, and the first one of a new role."""
    said: dict[str, list[float]] = {}
    for _ in range(5):
        begun = time.process_time()
        edition = Edition.of(current(processed))
        edition.ready()
        said.setdefault("open and index", []).append(time.process_time() - begun)
        departments = [code for code in edition.codes[edition.snapshots[-1]] if "-" in code]
        for name, units in (("a faculty", {_UNIT}), ("half of the departments", set(departments[::2]))):
            begun = time.process_time()
            scoped(edition, Person("", (Grant("dean", frozenset(units)),))).ready()
            said.setdefault(f"cut to {name}", []).append(time.process_time() - begun)
    for name, seconds in said.items():
        print(f"{name:34} {statistics.median(seconds):6.2f} s of a core")


def visits(ours: Server, empty: Server, rounds: int) -> None:
    """The table of first visits."""
    pages = {"overview": "", "unit": "unit", "discussion": "discussion", "data": "data", "method": "method"}
    addresses = {"empty": empty.address} | {
        name: f"{ours.address}{path}?lang=en&unit={_UNIT if path else 'UNI'}" for name, path in pages.items()
    }
    found = first_visits(addresses, rounds)
    floor = found["empty"]
    print(f"\nfirst visit, median of {rounds} rounds     charts   seconds  ratio   work in the browser  ratio")
    for name, each in found.items():
        last, work = (statistics.median(part) / 1000 for part in (each.milliseconds, each.work))
        ratios = ratio(each.milliseconds, floor.milliseconds), ratio(each.work, floor.work)
        print(f"{name:34} {each.charts:6} {last:9.2f} {ratios[0]:6.2f} {work:21.2f} {ratios[1]:6.2f}")


def clicking(port: int, *options: str) -> list[tuple[float, str, float]]:
    """What people in a process of their own did: (when, what, seconds)."""
    command = [sys.executable, "-m", "benchmarks.dashboard_people", str(port), *options]
    run = subprocess.run(command, cwd=ROOT, stdout=subprocess.PIPE, check=True)
    return [tuple(each) for each in json.loads(run.stdout)]


def crowd(server: Server, people: int, seconds: float) -> None:
    """People at once, thinking 1 to 5 seconds between clicks."""
    begun, used = time.time(), server.cpu()
    clicks = clicking(server.port, "--people", str(people), "--seconds", str(seconds))
    took, cost = time.time() - begun, server.cpu() - used
    kept = sorted(last for at, what, last in clicks if what != "first" and at > begun + _WARM_SECONDS)
    rate = len(kept) / max(took - _WARM_SECONDS, 1)
    within = sum(each < 1 for each in kept) / len(kept)
    print(f"\n{people} people, thinking 1-5 s: {len(kept)} clicks, {rate:.1f} a second")
    print(
        f"within a second {within:.1%}; median {_part(kept, 0.5):.2f}, 95% {_part(kept, 0.95):.2f}, "
        f"99% {_part(kept, 0.99):.2f} s"
    )
    print(f"server: {cost / len(clicks) * 1000:.0f} ms of a core per click, {cost / took:.0%} of a core")
    by_what: dict[str, list[float]] = {}
    for _, what, last in clicks:
        by_what.setdefault(what, []).append(last)
    print("  " + ", ".join(f"{what} {statistics.median(each):.2f} s" for what, each in sorted(by_what.items())))


def memory(server: Server, clicks: int) -> None:
    """What the server holds while ten people click, from the hundredth click on: the first hundred are the warm-up."""
    held: list[tuple[float, float]] = []
    done = threading.Event()

    def look() -> None:
        while not done.wait(0.2):
            held.append((time.time(), server.megabytes()))

    watch = threading.Thread(target=look)
    watch.start()
    found = clicking(
        server.port, "--people", "10", "--clicks", str(clicks + 100), "--think", "0", "0.2", "--seconds", "3600"
    )
    done.set()
    watch.join()
    ends = sorted(at + last for at, _, last in found)
    at_click = [next((mb for when, mb in held if when >= end), held[-1][1]) for end in ends]
    told = ", ".join(f"{number}: {at_click[number + 99]:.0f}" for number in range(0, clicks + 1, 100))
    print(f"\nmemory in MB after so many clicks (0: after a warm-up of 100): {told}")
    print(f"slope {slope(at_click[199 : clicks + 100]) * 1024:.1f} kB a click from the hundredth on")


def slope(values: Sequence[float]) -> float:
    """How much the values rise per step, by least squares."""
    middle, mean = (len(values) - 1) / 2, statistics.fmean(values)
    over = sum((place - middle) * (value - mean) for place, value in enumerate(values))
    return over / sum((place - middle) ** 2 for place in range(len(values)))


def _part(ordered: Sequence[float], part: float) -> float:
    return ordered[min(len(ordered) - 1, int(part * len(ordered)))]


def _free() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


def main() -> None:
    """Measure and print tables."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--months", type=int, default=120)
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument("--people", type=int, default=30)
    parser.add_argument("--seconds", type=float, default=90)
    parser.add_argument("--clicks", type=int, default=500, help="of the measure of memory")
    parser.add_argument("--only", choices=["opening", "visits", "crowd", "memory"])
    parser.add_argument("--work", type=Path, default=Path(tempfile.gettempdir()) / "streefcijfer-benchmark")
    asked = parser.parse_args()
    processed = asked.work / f"publication-{asked.months}"
    write_large_publication(processed, asked.months)
    print(f"150 units, 4 groups, {asked.months} months; {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}\n")
    if asked.only in (None, "opening"):
        opening(processed)
    if asked.only in (None, "visits"):
        with serving(_free(), processed) as ours, serving(_free(), processed, EMPTY) as empty:
            visits(ours, empty, asked.rounds)
    with serving(_free(), processed) as ours:
        if asked.only in (None, "crowd"):
            crowd(ours, asked.people, asked.seconds)
        if asked.only in (None, "memory"):
            memory(ours, asked.clicks)
    print(f"\nload at the end {os.getloadavg()[0]:.1f}")


if __name__ == "__main__":
    main()
