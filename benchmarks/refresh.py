"""How long a refresh takes, as a ratio to DuckDB alone reading, casting and grouping the same files.

`python -m benchmarks.refresh [--people 150000] [--months 120] [--work DIR]`. The files take some minutes to write
the first time and are kept in the work folder. Every figure is a whole process, measured from outside.
"""

import argparse
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from benchmarks.exports import write_exports
from benchmarks.large_organisation import write_large_organisation

ROOT = Path(__file__).parent.parent


@dataclass(frozen=True)
class Run:
    """One process: seconds on the clock, and the most memory it held."""

    seconds: float
    megabytes: float


def measure(contender: str, folder: Path) -> Run:
    """Run a contender in a process of its own."""
    command = [sys.executable, "-m", "benchmarks.contenders", contender, str(folder)]
    # Compiled modules are kept on disk, as they are on any ordinary machine.
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    started = time.perf_counter()
    process = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.DEVNULL, start_new_session=True)
    most = 0.0
    while process.poll() is None:
        most = max(most, held(process.pid))
        time.sleep(0.02)
    seconds = time.perf_counter() - started
    if process.returncode:
        raise SystemExit(f"{contender} ended with status {process.returncode}")
    return Run(seconds, most)


def held(session: int) -> float:
    """Megabytes held now by all processes of a session, worker processes included; shared pages counted once each."""
    kilobytes = 0
    for folder in Path("/proc").iterdir():
        try:
            if folder.name.isdigit() and os.getsid(int(folder.name)) == session:
                rollup = (folder / "smaps_rollup").read_text()
                kilobytes += next(int(line.split()[1]) for line in rollup.splitlines() if line.startswith("Pss:"))
        except (OSError, StopIteration):
            continue  # it has ended meanwhile
    return kilobytes / 1024


def prepare(work: Path, name: str, exports: list[Path]) -> Path:
    """A fresh folder with these exports in raw/ (linked) and nothing processed."""
    folder = work / name
    shutil.rmtree(folder, ignore_errors=True)
    (folder / "raw").mkdir(parents=True)
    write_large_organisation(folder / "organisation")
    for export in exports:
        add(folder, export)
    return folder


def add(folder: Path, export: Path) -> None:
    """One more export in the raw folder."""
    os.link(export, folder / "raw" / export.name)


def adding(work: Path, name: str, exports: list[Path], repeats: int) -> float:
    """Seconds to add the last of these exports to all the others; the median of some repeats."""
    folder = prepare(work, name, exports[:-1])
    measure("refresh", folder)
    before = work / f"{name}-before"
    shutil.rmtree(before, ignore_errors=True)
    shutil.copytree(folder / "processed", before)
    add(folder, exports[-1])
    seconds: list[float] = []
    for _ in range(repeats):
        seconds.append(measure("refresh", folder).seconds)
        shutil.rmtree(folder / "processed")
        shutil.copytree(before, folder / "processed")
    shutil.rmtree(before)
    return statistics.median(seconds)


def main() -> None:
    """Measure and print a table."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--people", type=int, default=150_000)
    parser.add_argument("--months", type=int, default=120)
    parser.add_argument("--repeats", type=int, default=3)
    parser.add_argument("--work", type=Path, default=Path(tempfile.gettempdir()) / "streefcijfer-benchmark")
    parser.add_argument("--pandas", action="store_true", help="also pandas with pandera (slow)")
    asked = parser.parse_args()
    months = [(2016 + number // 12, number % 12 + 1) for number in range(asked.months + 1)]
    exports = write_exports(asked.work / f"exports-{asked.people}", asked.people, months)
    folder = prepare(asked.work, "load", exports[:-1])
    pairs: list[tuple[Run, Run]] = []
    for _ in range(asked.repeats):
        shutil.rmtree(folder / "processed", ignore_errors=True)
        pairs.append((measure("refresh", folder), measure("floor", folder)))
    ratio = statistics.median(ours.seconds / floor.seconds for ours, floor in pairs)
    print(f"{asked.people * asked.months:,} rows in {asked.months} files, {os.cpu_count()} cores")
    print(f"floor (DuckDB alone)   {statistics.median(f.seconds for _, f in pairs):8.1f} s  1.00")
    print(f"first load             {statistics.median(o.seconds for o, _ in pairs):8.1f} s  {ratio:.2f}")
    print(f"memory of first load   {max(o.megabytes for o, _ in pairs):8.0f} MB")
    if asked.pandas:
        run = measure("pandas", folder)
        floor_seconds = statistics.median(f.seconds for _, f in pairs)
        print(
            f"pandas and pandera     {run.seconds:8.1f} s  {run.seconds / floor_seconds:.2f}   {run.megabytes:.0f} MB"
        )
    second = adding(asked.work, "second", exports[:2], asked.repeats)
    last = adding(asked.work, "last", exports, asked.repeats)
    print(f"adding month 2         {second:8.2f} s  1.00")
    print(f"adding month {asked.months + 1:<10} {last:8.2f} s  {last / second:.2f}")


if __name__ == "__main__":
    main()
