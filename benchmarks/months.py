"""How long protection takes month after month, and how much of it is held: 145 units, 5 bands, 4 groups.

`python -m benchmarks.months [--people N] [--months N] [--attribute CODE ...] [--profile]`. Invented people go
straight to `advance`, no files. Seconds are of the process, so a machine that is busy with other work
does not count. The fingerprint is of every release and every world: a speed-up leaves it as it is.
"""

import argparse
import cProfile
import hashlib
import io
import pstats
import resource
import time
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from benchmarks.months_staff import SHARES, months, organisation
from pipeline.organisation.policy import Policy
from pipeline.protect.chain import Delivery, Given, advance
from pipeline.protect.kept import from_arrays, to_arrays
from pipeline.protect.state import State


@dataclass
class Told:
    """What one step cost and gave, for one attribute."""

    seconds: float
    memory: float  # of which putting the memory in a file and back
    given: int
    standing: int


def run(people: int, count: int, attributes: list[str]) -> Iterator[str]:
    whole = organisation(Policy())
    states = {code: State() for code in attributes}
    yield f"{people:,} people, attributes {', '.join(attributes)}"
    yield "| month | seconds | of which memory | slowest | given | stands | classes | worlds | wishes | eroded | peak MB |"
    total: list[float] = []
    for number, presences in enumerate(months(people, count)):
        told: list[Told] = []
        for code in attributes:
            delivery = Delivery(presences[code], f"{number:03}", frozenset())
            started = time.process_time()
            states[code], given = advance(states[code], delivery, whole)
            advanced = time.process_time()
            states[code] = kept(states[code])
            ended = time.process_time()
            told.append(Told(ended - started, ended - advanced, *_shown(states[code], given)))
        total.append(sum(each.seconds for each in told))
        yield _line(number, told, list(states.values()))
    yield _summary(total)
    yield f"fingerprint {fingerprint(states)}"


def kept(state: State) -> State:
    """The memory to a file and back, as a refresh does between two months."""
    buffer = io.BytesIO()
    np.savez_compressed(buffer, **to_arrays(state))
    buffer.seek(0)
    with np.load(buffer, allow_pickle=False) as found:
        return from_arrays({name: found[name] for name in found.files})


def _shown(state: State, given: Given) -> tuple[int, int]:
    key = state.moments[-1].key
    return sum(step == key for step in given.rows.values()), sum(step is not None for step in given.rows.values())


def _line(number: int, told: list[Told], states: list[State]) -> str:
    seconds = [each.seconds for each in told]
    cells = [
        f"{number // 12 + 1}-{number % 12 + 1:02}",
        f"{sum(seconds):.1f}",
        f"{sum(each.memory for each in told):.1f}",
        f"{max(seconds):.1f}",
        str(sum(each.given for each in told)),
        str(sum(each.standing for each in told)),
        str(max(int(state.crowd.klass.max()) + 1 for state in states)),
        str(max(len(state.worlds) for state in states)),
        str(max(len(state.wishes) for state in states)),
        str(sum(state.eroded for state in states)),
        f"{resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f}",
    ]
    return f"| {' | '.join(cells)} |"


def _summary(total: list[float]) -> str:
    ordinary = [each for number, each in enumerate(total) if number % 12]
    opening = [each for number, each in enumerate(total) if number and number % 12 == 0]
    parts = [f"all {sum(total):.0f} s", f"first {total[0]:.1f}"]
    parts += [f"ordinary mean {np.mean(ordinary):.1f}, most {max(ordinary):.1f}"] if ordinary else []
    parts += [f"opening mean {np.mean(opening):.1f}, most {max(opening):.1f}"] if opening else []
    return "; ".join(parts)


def fingerprint(states: dict[str, State]) -> str:
    """Of all that was given and of the worlds that hold it."""
    found = hashlib.sha256()
    for code, state in sorted(states.items()):
        found.update(code.encode())
        found.update(repr([(each.step, each.row) for each in state.releases]).encode())
        for world in state.worlds:
            found.update(world.particles.tobytes() + world.atoms.tobytes())
    return found.hexdigest()[:16]


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--people", type=int, default=19_000)
    parser.add_argument("--months", type=int, default=36)
    parser.add_argument("--attribute", action="append", choices=list(SHARES))
    parser.add_argument("--profile", action="store_true")
    chosen = parser.parse_args()
    profile = cProfile.Profile()
    if chosen.profile:
        profile.enable()
    for line in run(chosen.people, chosen.months, chosen.attribute or list(SHARES)):
        print(line, flush=True)
    if chosen.profile:
        profile.disable()
        pstats.Stats(profile).sort_stats("tottime").print_stats(35)


if __name__ == "__main__":
    main()
