"""What is measured, each run as a process of its own: `python -m benchmarks.contenders NAME FOLDER`."""

import sys
from datetime import date
from pathlib import Path

FLOOR = Path(__file__).with_name("floor.sql")


def floor(folder: Path) -> int:
    """DuckDB alone: read the same files as text, cast, group to the same cells."""
    import duckdb

    files = sorted(str(path) for path in (folder / "raw").glob("*.csv"))
    with duckdb.connect(config={"threads": 2}) as connection:
        cells = connection.sql(FLOOR.read_text(encoding="utf-8"), params={"files": files}).to_arrow_table()
    return cells.num_rows


def refresh(folder: Path) -> int:
    """The whole refresh: screen, archive, check, count, protect, publish."""
    from pipeline.refresh import Folders
    from pipeline.refresh import refresh as run

    report = run(
        Folders(folder / "organisation", folder / "raw", folder / "processed"), date(2026, 11, 22), lambda *_: None
    )
    return report.read


def pandas(folder: Path) -> int:
    """pandas and pandera doing part of it: read, check, group."""
    import pandas as pd
    import pandera.pandas as pa

    categories = {"Geslacht": ["V", "M", "X"], "Herkomst": ["NL", "EU", "BE", ""]}
    schema = pa.DataFrameSchema(
        {
            "Eenheid": pa.Column(str, pa.Check.str_matches(r"^E\d{3}$")),
            "Functieschaal": pa.Column(int, pa.Check.in_range(1, 18), coerce=True),
            "Leeftijd": pa.Column(int, pa.Check.in_range(14, 100), coerce=True),
            "Deeltijdfactor": pa.Column(float, pa.Check.in_range(0, 1.5)),
            **{name: pa.Column(str, pa.Check.isin(values)) for name, values in categories.items()},
        }
    )
    rows = 0
    for path in sorted((folder / "raw").glob("*.csv")):
        table = pd.read_csv(path, sep=";", dtype=str, keep_default_na=False)
        table["Deeltijdfactor"] = table["Deeltijdfactor"].str.replace(",", ".").astype(float)
        table = schema.validate(table)
        table["age"] = pd.cut(table["Leeftijd"], [0, 35, 55, 200], right=False)
        keys = ["Peildatum", "Eenheid", "Functieschaal", "Geslacht", "age", "Herkomst"]
        rows += len(table.groupby(keys, observed=True)["Deeltijdfactor"].agg(["size", "sum"]))
    return rows


if __name__ == "__main__":
    sys.stdout.write(f"{ {'floor': floor, 'refresh': refresh, 'pandas': pandas}[sys.argv[1]](Path(sys.argv[2])) }\n")
