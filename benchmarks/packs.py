"""150 packs and the overview for the board, made by the command as a user would: seconds, work, and beside a floor.

`python -m benchmarks.packs [--months N]`. The publication of benchmarks/large_publication.py with invented registers: a
talk held with every unit, and 3 agreements each; then 8 each; and without registers. The floor is as many PDFs of one
line (PDF/UA-1 too), set by the same Typst in one process, in the same run. Prints Markdown.
"""

import argparse
import ctypes
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

import typst

from benchmarks.large_publication import tree, write_large_publication
from registers import Agreement, Author, Conversation, add_all, open_registers

ROOT = Path(__file__).resolve().parents[1]
TODAY, TALKED = date(2026, 1, 20), date(2025, 1, 14)
AGREED_EACH = (0, 3, 8)
AIMS = (
    "Every vacancy is open for four weeks and has a broad profile",
    "Committees have three members, one of whom comes from another faculty",
    "Go through the last five appointments together and write down where candidates drop out",
    "Talk with everybody who leaves, and bring what they say to the yearly talk",
)
OUTCOMES = ("", "two of five so far", "started in spring; the first round of talks was held in June")
WHO = ("Dean", "Head of HR", "Director of operations")
TARGETS = ("world-11-14", "world-15up")
_SUBREAPER = 36  # PR_SET_CHILD_SUBREAPER


@dataclass(frozen=True)
class Took:
    """Seconds on the clock, and of a core in all processes together."""

    wall: float
    cpu: float


def write_registers(place: Path, each: int) -> None:
    """A talk held with every unit, and so many agreements made in it."""
    author, at = Author("benchmark", "advisor"), datetime(2026, 1, 2, 12, tzinfo=UTC)
    registers = open_registers(place, make=True)
    codes = tree().codes
    add_all(registers, [(f"talk-{code}", Conversation(code, "held", TALKED)) for code in codes], author, at)
    agreed = [
        (f"a-{code}-{n}", _agreement(code, number + n, n)) for number, code in enumerate(codes) for n in range(each)
    ]
    add_all(registers, agreed, author, at)
    registers.close()


def _agreement(unit: str, some: int, n: int) -> Agreement:
    return Agreement(
        unit,
        TARGETS[n % len(TARGETS)],
        AIMS[some % len(AIMS)],
        WHO[some % len(WHO)],
        due=date(2025, 6 + n % 6, 1),
        changed_due=date(2026, 3, 1) if n % 3 == 0 else None,
        status="under_way" if n % 2 else "open",
        outcome=OUTCOMES[some % len(OUTCOMES)],
        conversation=f"talk-{unit}",
    )


def took(work: Callable[[], object]) -> Took:
    """What this work took, with all processes it started: also those that their parent did not wait for."""
    before, began = _cpu(), time.perf_counter()
    work()
    wall = time.perf_counter() - began
    while True:
        try:
            os.waitpid(-1, 0)
        except ChildProcessError:
            return Took(wall, _cpu() - before)


def _cpu() -> float:
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(each.ru_utime + each.ru_stime for each in used)


def make_packs(processed: Path, output: Path, registers: Path | None) -> None:
    """The command itself, into an empty folder."""
    known = ["--without-registers"] if registers is None else ["--registers", str(registers)]
    asked = ["--processed", str(processed), "--output", str(output), "--day", TODAY.isoformat(), "--language", "nl"]
    subprocess.run([sys.executable, "-m", "packs", "packs", *asked, *known], cwd=ROOT, check=True, capture_output=True)


def make_lines(many: int) -> None:
    """As many PDFs of one line."""
    compiler = typst.Compiler(font_paths=typst.Fonts(include_system_fonts=False))
    for n in range(many):
        text = f'#set document(title: "Line")\n#set text(lang: "en")\nLine {n}.'
        compiler.compile(text.encode(), format="pdf", pdf_standards=["ua-1"])


def main() -> None:
    """Measure, and print a table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--months", type=int, default=24)
    months = parser.parse_args().months
    # The server that starts the workers outlives its parent for a moment: whoever adopts it can ask what it used.
    ctypes.CDLL(None).prctl(_SUBREAPER, 1, 0, 0, 0)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        write_large_publication(folder / "processed", months)
        print(f"{os.cpu_count()} cores; load before {os.getloadavg()[0]:.1f}\n")
        print("| packs | seconds | of a core | per pack | packs a second | one-line PDFs, of a core | ratio |")
        print("|---|---|---|---|---|---|---|")
        for each in AGREED_EACH:
            _measure(folder, each)
        print(f"\nload after {os.getloadavg()[0]:.1f}")


def _measure(folder: Path, each: int) -> None:
    registers, output = folder / f"{each}.sqlite" if each else None, folder / f"packs-{each}"
    if registers:
        write_registers(registers, each)
    done = took(lambda: make_packs(folder / "processed", output, registers))
    made = len(list(output.glob("*.pdf")))
    if made != len(tree().codes) + 1:
        raise SystemExit(f"{made} packs were made")
    floor = took(lambda: make_lines(made))
    said = f"{each} agreements each" if each else "without registers"
    print(
        f"| {made}, {said} | {done.wall:.1f} | {done.cpu:.1f} | {done.cpu / made:.3f} | {made / done.wall:.1f} "
        f"| {floor.cpu:.2f} | {done.cpu / floor.cpu:.0f} |"
    )


if __name__ == "__main__":
    main()
