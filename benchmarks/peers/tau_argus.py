"""tau-Argus on the yes/no table. Runs in whatever Python has `pytauargus`: standard input to standard output, in JSON.

`{"people": [[department, band, answer], ...], "rule": ..., "method": ...}` gives `{"hidden": [...], "seconds": ...}`.
"""

import json
import sys
import tempfile
import time
from pathlib import Path


def main() -> None:
    from pytauargus import protect

    task = json.load(sys.stdin)
    departments, bands, answers = (list(column) for column in zip(*task["people"], strict=True))
    people = {"unit": departments, "band": bands, "answer": answers, "one": [1] * len(answers)}
    with tempfile.TemporaryDirectory() as folder:
        tree = Path(folder, "unit.hrc")
        lines = {department[:2]: [] for department in sorted(set(departments))}
        for department in sorted(set(departments)):
            lines[department[:2]].append(f"@{department}\n")
        tree.write_text("".join(f"{faculty}\n{''.join(below)}" for faculty, below in lines.items()), encoding="ascii")
        started = time.perf_counter()
        result = protect(
            people,
            ["unit", "band", "answer"],
            response="one",
            safety_rules=task["rule"],
            suppress=task["method"],
            hrc={"unit": str(tree)},
            hierleadstring="@",
            workdir=str(Path(folder, "run")),
        )
        seconds = time.perf_counter() - started
        cells = result.tables[0].dataframe()
    records = cells if isinstance(cells, list) else cells.to_dict("records")
    hidden = [
        [row[name].strip() for name in ("unit", "band", "answer")] for row in records if row["status"] not in ("S", "E")
    ]
    json.dump({"hidden": hidden, "seconds": seconds}, sys.stdout)


if __name__ == "__main__":
    main()
