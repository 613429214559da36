"""Made-up exports of a large organisation, for measuring: a file per month, written once and reused."""

from collections.abc import Iterator
from pathlib import Path

import numpy as np

UNITS = 150
SCALES = [str(number) for number in range(1, 19)]
HEADING = (
    "Peildatum;Pseudoniem;Eenheid;Functieschaal;Geslacht;Leeftijd;Herkomst;Deeltijdfactor;Hoofdaanstelling;Functie"
)
FTE = ["1,0", "0,9", "0,8", "0,7", "0,6", "0,5", "0,4", "0,2"]


def write_exports(folder: Path, people: int, months: list[tuple[int, int]], seed: int = 7) -> list[Path]:
    """One semicolon-separated file per (year, month); the same arguments give the same bytes."""
    folder.mkdir(parents=True, exist_ok=True)
    paths: list[Path] = []
    for (year, month), staff in zip(months, _months(people, len(months), seed), strict=True):
        path = folder / f"hr_{year}-{month:02d}.csv"
        if not path.exists():
            day = f"28-{month:02d}-{year}"
            path.write_text(HEADING + "\n" + "\n".join(f"{day};{row}" for row in staff) + "\n", encoding="utf-8")
        paths.append(path)
    return paths


def _months(people: int, months: int, seed: int) -> Iterator[list[str]]:
    """Staff per month: one in eighty is replaced by somebody new each month."""
    rng = np.random.default_rng(seed)
    staff = _rows(rng, people)
    for _ in range(months):
        leaving = rng.choice(people, people // 80, replace=False)
        for place, row in zip(leaving.tolist(), _rows(rng, len(leaving)), strict=True):
            staff[place] = row
        yield staff


def _rows(rng: np.random.Generator, count: int) -> list[str]:
    pseudonyms = rng.integers(36**9, 36**10, count)
    columns = [
        [np.base_repr(number, 36).lower() for number in pseudonyms],
        [f"E{number:03d}" for number in np.minimum(rng.geometric(0.02, count) - 1, UNITS - 1)],
        [SCALES[number] for number in np.clip(rng.normal(9, 3, count).astype(int), 0, len(SCALES) - 1)],
        ["MVX"[number] for number in rng.choice(3, count, p=[0.5, 0.49, 0.01])],
        [str(number) for number in rng.integers(18, 68, count)],
        [["NL", "EU", "BE", ""][number] for number in rng.choice(4, count, p=[0.7, 0.1, 0.08, 0.12])],
        [FTE[number] for number in rng.choice(8, count)],
        ["J"] * count,
        [f"Functie {number}" for number in rng.integers(0, 300, count)],
    ]
    return [";".join(cells) for cells in zip(*columns, strict=True)]
