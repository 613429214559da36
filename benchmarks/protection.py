"""How much is hidden, how fast, and whether it is safe: our protection beside its proven minimum and beside others.

`python -m benchmarks.protection [PART ...] [--peer-python PYTHON] [--limit SECONDS]`, parts `small`, `large` and
`rounding`. Peers are no dependency of the product: what is found is run, what is not is named. Every result is judged
by an attacker of this folder's own (protection_attacker.py), with whole numbers.
"""

import argparse
import importlib.util
import json
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import numpy as np
from scipy.sparse import csr_array

from benchmarks.protection_attacker import Flags, short, widths
from benchmarks.protection_tables import LARGE, SMALL, TOTAL, Counts, Drawn, Size, Table, drawn, open_heads, yes_and_no
from pipeline.protect.rounding import Cells, rounded
from pipeline.protect.solve.optimum import optimum
from pipeline.protect.solve.problem import Duty, Problem, Wide
from pipeline.protect.solve.suppress import suppress

K = 5
TAU_ARGUS = Path(__file__).parent / "peers" / "tau_argus.py"
RULES = (("FREQ(5,20)", "MOD(1)"), ("FREQ(5,100)", "MOD(1)"), ("FREQ(5,20)", "OPT(1)"), ("FREQ(5,100)", "OPT(1)"))
IN_R = ("GaussSuppression", "sdcTable")


def small(peer_python: str | None, limit: float) -> Iterator[str]:
    """The yes/no table of 444 cells in which nothing is open, then the same people with open heads."""
    people = drawn(SMALL, seed=1)
    table = yes_and_no(people)
    sensitive = (table.value > 0) & (table.value < K)
    yield f"{len(table.labels)} cells, {sensitive.sum()} small, {table.inner.sum()} people, k = {K}"
    yield "| method | hidden | narrower than 5 | exact | seconds |"
    problem = closed(table, sensitive)
    reach = [duty for row in np.flatnonzero(sensitive) for duty in from_nobody(table, row, K - int(table.value[row]))]
    wide = [Wide(columns(table, row), K) for row in np.flatnonzero(sensitive)]
    started = time.perf_counter()
    hidden = suppress(problem, reach).hidden
    yield judged("ours, 0 and 5 possible", table, hidden, sensitive, time.perf_counter() - started)
    for name, duties in (("0 and 5 possible", reach), ("5 wide", wide)):
        best = optimum(problem, duties, limit)
        name = f"least, {name}: {best.status}, at least {best.lower_bound:.0f}"
        yield judged(name, table, best.hidden, sensitive, best.seconds)
    yield from peers(people, table, sensitive, peer_python)
    yield from in_the_open(people, limit)


def closed(table: Table, sensitive: Flags) -> Problem:
    """No heads are known beforehand: a count may be anything."""
    inner = table.inner
    rows = len(table.labels)
    most = np.full_like(inner, inner.sum())
    nothing = csr_array((0, len(inner)), dtype=np.int64)
    return Problem(inner, np.zeros_like(inner), most, table.rows, np.arange(rows), nothing, np.ones(rows), sensitive)


def columns(table: Table, row: int) -> Counts:
    return np.sort(table.rows.indices[table.rows.indptr[row] : table.rows.indptr[row + 1]]).astype(np.int64)


def from_nobody(table: Table, row: int, up: int) -> Iterator[Duty]:
    """Nobody is possible, and so are `up` more than there are."""
    for change in (up, -int(table.value[row])):
        if change:
            yield Duty(columns(table, row), change)


def judged(name: str, table: Table, hidden: Flags, sensitive: Flags, seconds: float) -> str:
    found = widths(table, hidden, sensitive)
    return f"| {name} | {hidden.sum()} | {(found < K).sum()} | {(found == 0).sum()} | {seconds:.1f} |"


def peers(people: Drawn, table: Table, sensitive: Flags, python: str | None) -> Iterator[str]:
    """What others hide, as far as they are on this machine."""
    python = python or (sys.executable if importlib.util.find_spec("pytauargus") else None)
    if python is None:
        yield "not found: pytauargus (a Python that has it goes in --peer-python)"
    for rule, method in RULES if python else ():
        outcome = tau_argus(python, people, rule, method)
        places = [table.labels.index(tuple(label)) for label in outcome["hidden"]]
        hidden = np.isin(np.arange(len(table.labels)), places)
        yield judged(f"tau-Argus, {rule} {method}", table, hidden, sensitive, outcome["seconds"])
    yield "; ".join(f"{package}: {in_r(package)}" for package in IN_R)


def tau_argus(python: str, people: Drawn, rule: str, method: str) -> dict:
    rows = []
    for cell, heads, members in zip(people.cells, people.heads.tolist(), people.members.tolist(), strict=True):
        rows += [[*cell, "yes"]] * members + [[*cell, "no"]] * (heads - members)
    task = json.dumps({"people": rows, "rule": rule, "method": method})
    with tempfile.TemporaryDirectory() as folder:  # it leaves working files wherever it runs
        command = [str(Path(python).absolute()), str(TAU_ARGUS)]
        done = subprocess.run(command, input=task, capture_output=True, text=True, check=True, cwd=folder)
    return json.loads(done.stdout[done.stdout.index('{"hidden"') :])  # the engine writes lines of its own


def in_r(package: str) -> str:
    """Whether R has it. We had no machine on which it did, so there is nothing here that runs it."""
    if (program := shutil.which("Rscript")) is None:
        return "not found, nor R"
    asked = subprocess.run([program, "-e", f"library({package})"], capture_output=True, check=False)
    return "not found in R" if asked.returncode else "found, but this benchmark does not run it"


def in_the_open(people: Drawn, limit: float, all_or_none: bool = False) -> Iterator[str]:
    """Heads are open; members and others are shown and hidden together, one decision a row."""
    table = open_heads(people)
    heads = np.asarray(table.rows @ people.heads, dtype=np.int64)
    sensitive = delicate(table, heads, all_or_none)
    problem = Problem(
        table.inner,
        np.zeros_like(table.inner),
        people.heads,
        table.rows,
        np.arange(len(heads)),
        csr_array((0, len(table.inner)), dtype=np.int64),
        np.ones(len(heads)),
        sensitive,
    )
    duties = [duty for row in np.flatnonzero(sensitive) for duty in asked(table, row, int(heads[row]))]
    yield f"open heads{', all or none' if all_or_none else ''}: {len(heads)} rows, {sensitive.sum()} sensitive"
    yield "| method | hidden | unsafe | seconds |"
    started = time.perf_counter()
    settled = suppress(problem, duties)
    seconds = time.perf_counter() - started
    unsafe = short(table, settled.hidden, sensitive, K, people.heads)
    yield f"| ours | {settled.hidden.sum()} | {unsafe} | {seconds:.1f} |"
    best = optimum(problem, duties, limit)
    unsafe = short(table, best.hidden, sensitive, K, people.heads)
    name = f"least: {best.status}, at least {best.lower_bound:.1f}"
    yield f"| {name} | {best.hidden.sum()} | {unsafe} | {best.seconds:.1f} |"


def delicate(table: Table, heads: Counts, all_or_none: bool) -> Flags:
    """Few members or few others; where asked, nobody or everybody below the organisation too."""
    others = heads - table.value
    few = ((table.value > 0) & (table.value < K)) | ((others > 0) & (others < K))
    below = np.array([label[0] != TOTAL for label in table.labels])
    return few | (all_or_none & below & (heads > 0) & ((table.value == 0) | (others == 0)))


def asked(table: Table, row: int, heads: int) -> Iterator[Duty]:
    """Of few members: none and k possible; of few others: all and all less k."""
    value = int(table.value[row])
    changes = []
    if value < K:
        changes += [-value, min(K, heads) - value]
    if heads - value < K:
        changes += [heads - value, max(heads - K, 0) - value]
    for change in sorted(set(changes) - {0}):
        yield Duty(columns(table, row), change)


def large(_peer_python: str | None, limit: float) -> Iterator[str]:
    """One month of 145 units by 5 bands."""
    people = drawn(LARGE, seed=1)
    for all_or_none in (False, True):
        yield from in_the_open(people, limit, all_or_none)


def rounding(_peer_python: str | None, _limit: float) -> Iterator[str]:
    """How far rounded totals are off: evened out, and by chance alone. Five tables each."""
    yield "| table | rows | evened out: mean, most | by chance alone: mean, most |"
    for name, size in (("30 departments x 3 bands", SMALL), ("120 departments x 5 bands", LARGE)):
        ours, chance = (off(size, share) for share in (None, 1.0))
        for level in ours:
            found = [f"{np.mean(each[level]):.1f}, {max(each[level])}" for each in (ours, chance)]
            yield f"| {name} | {level} | {' | '.join(found)} |"


def off(size: Size, chance: float | None) -> dict[str, list[int]]:
    """Per kind of row, how many persons each published count is off."""
    found: dict[str, list[int]] = {}
    for seed in range(1, 6):
        people = drawn(size, seed)
        table = open_heads(people)
        counts = np.column_stack([people.members, people.heads - people.members])
        cells = Cells(counts, tuple("/".join(cell).encode() for cell in people.cells))
        settings = {} if chance is None else {"chance": chance}
        shown = rounded(cells, table.rows, K, b"secret %d" % seed, **settings)
        errors = np.abs(table.rows @ (shown - counts)[:, 0]).tolist()
        for (unit, band), error in zip(table.labels, errors, strict=True):
            level = {len(TOTAL): "organisation", 2: "faculty", 3: "department"}[len(unit)]
            found.setdefault(level if band == TOTAL else f"{level} x band", []).append(error)
    return found


PARTS = {"small": small, "large": large, "rounding": rounding}


def main() -> None:
    arguments = argparse.ArgumentParser()
    arguments.add_argument("parts", nargs="*", choices=PARTS, default=list(PARTS))
    arguments.add_argument("--peer-python")
    arguments.add_argument("--limit", type=float, default=300.0, help="seconds for each proven minimum")
    given = arguments.parse_args()
    for part in given.parts:
        for line in PARTS[part](given.peer_python, given.limit):
            print(line, flush=True)


if __name__ == "__main__":
    main()
