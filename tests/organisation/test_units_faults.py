"""units.csv: every fault with its exact text."""

from pathlib import Path

import pytest

from tests.organisation.builder import UNITS, added, changed
from tests.organisation.faults import faults_of

PHYSICS = "TN-NAT;Natuurkunde;Physics;department;TN;;;;;"
FAULTS = [
    (
        changed("units", PHYSICS, "TN-NAT;;;department;TN;;;;;"),
        ["units.csv, line 7, column name_nl: words are missing; give them in at least one of: nl, en"],
    ),
    (
        changed("units", PHYSICS, "TN-NAT;Natuurkunde;Physics;;TN;;;;;"),
        ["units.csv, line 7, column kind: the cell is empty; fill it in"],
    ),
    (
        changed("units", PHYSICS, "TN|NAT;Natuurkunde;Physics;department;TN;;;;;"),
        [
            "units.csv, line 7, column code: 'TN|NAT' cannot be a code; leave out blanks at the ends and the characters | ; *",
            "targets.toml, line 27, target[2].units: no such unit: 'TN-NAT'; did you mean 'TN|NAT'?",
        ],
    ),
    (
        changed("units", PHYSICS, "TN-NAT;=Natuurkunde;Physics;department;TN;;;;;"),
        [
            "units.csv, line 7, column name_nl: this starts like a formula (=, +, - or @) and would be run by a spreadsheet that opens the published tables; write it otherwise"
        ],
    ),
    (
        changed("units", PHYSICS, "TN-NAT;Natuurkunde;Physics;department;TM;;;;;"),
        ["units.csv, line 7, column parent: no such unit: 'TM'; did you mean 'TU'?"],
    ),
    (
        changed("units", PHYSICS, "TN-NAT;Natuurkunde;Physics;department;;;;;;"),
        [
            "units.csv: 2 units have no parent (TU, TN-NAT); only the whole organisation has none, give the others theirs"
        ],
    ),
    (
        changed("units", "organisation;;", "organisation;TN;"),
        [
            "units.csv: every unit has a parent; leave the parent of the whole organisation empty",
            "units.csv, line 2, column parent: the units TU, TN lie above each other in a circle; correct one parent",
        ],
    ),
    (
        changed("units", PHYSICS, "TN-NAT;Natuurkunde;Physics;department;TN-NAT;;;;;"),
        ["units.csv, line 7, column parent: unit TN-NAT is its own parent; name the unit above it"],
    ),
    (
        changed("units", PHYSICS, "TN-NAT;Natuurkunde;Physics;department;TN;jul-25;;;;"),
        [
            "units.csv, line 7, column valid_from: a month was expected, such as 2026-03, not 'jul-25' (Excel changes months: give the column the format text)"
        ],
    ),
    (
        changed("units", PHYSICS, "TN-NAT;Natuurkunde;Physics;department;TN;2025-07;2025-06;;;"),
        ["units.csv, line 7, column valid_to: valid_to 2025-06 lies before valid_from 2025-07; swap or correct them"],
    ),
    (
        changed("units", PHYSICS, PHYSICS + "\n" + PHYSICS),
        [
            "units.csv, line 8, column valid_from: the months of this row of unit TN-NAT overlap those of line 7; let one row end before the other starts"
        ],
    ),
    (
        changed(
            "units", PHYSICS, PHYSICS.replace("TN;;", "TN;;2025-06") + "\n" + PHYSICS.replace("TN;;", "TN;2025-06;")
        ),
        [
            "units.csv, line 8, column valid_from: the months of this row of unit TN-NAT overlap those of line 7; let one row end before the other starts"
        ],
    ),
    (
        changed("units", "faculty;TU;;;;;\nTN-NAT", "faculty;TU;2021-01;;;;\nTN-NAT"),
        [
            "units.csv, line 7, column parent: parent TN is not valid in 2020-12 while unit TN-NAT is; correct the months of one of them"
        ],
    ),
    (
        changed("units", "faculty;TU;;;;;\nTN-NAT", "faculty;TU;;2022-12;;;\nTN-NAT"),
        [
            "units.csv, line 7, column parent: parent TN is not valid in 2023-01 while unit TN-NAT is; correct the months of one of them"
        ],
    ),
    (
        changed("units", "faculty;TU;;;;;\nTN-NAT", "faculty;TN-NAT;;;;;\nTN-NAT"),
        ["units.csv, line 6, column parent: the units TN, TN-NAT lie above each other in a circle; correct one parent"],
    ),
    (
        changed("units", PHYSICS, PHYSICS + "\ntn-nat;x;x;department;TN;;;;;"),
        [
            "units.csv, line 8, column code: the code 'tn-nat' differs from 'TN-NAT' in capitals only; exports cannot be told apart, rename one"
        ],
    ),
    (
        changed("units", PHYSICS, PHYSICS[:-3] + ";TN-CHE;renamed;"),
        [
            "units.csv, line 7, column valid_from: a unit that continues another needs valid_from; fill in its first month",
            "units.csv, line 7, column continues: no such unit: 'TN-CHE'; did you mean 'TN'?",
        ],
    ),
    (
        changed("units", PHYSICS, PHYSICS.replace("TN;;", "TN;2025-07;")[:-2] + "GW-PSY;;"),
        [
            "units.csv, line 7, column how: continues is filled in but how is not; write renamed, merged or split",
            "units.csv, line 7, column continues: unit GW-PSY does not end before 2025-07; give it a valid_to before that month",
        ],
    ),
    (
        changed("units", PHYSICS, PHYSICS[:-1] + "renamed;"),
        ["units.csv, line 7, column how: how is filled in but continues is not; name the former units there"],
    ),
    (
        changed("units", PHYSICS, PHYSICS.replace("TN;;", "TN;2025-07;")[:-2] + "GW-PSY;renamed;"),
        [
            "units.csv, line 7, column continues: unit GW-PSY does not end before 2025-07; give it a valid_to before that month"
        ],
    ),
    (
        changed("units", PHYSICS, PHYSICS.replace("TN;;", "TN;2025-07;")[:-2] + "GW-PSI;renamd;"),
        [
            "units.csv, line 7, column how: not one of the choices: 'renamd'; did you mean 'renamed'?",
            "units.csv, line 7, column continues: no such unit: 'GW-PSI'; did you mean 'GW-PSY'?",
        ],
    ),
    (
        added("units", "A;A;A;department;TN;;2025-06;;;", "B;B;B;department;TN;2025-07;;A;merged;"),
        [
            "units.csv, line 9, column how: merged was filled in with 1 former units; renamed and split continue one unit, merged two or more"
        ],
    ),
    (
        added(
            "units",
            "A;A;A;department;TN;;2025-06;;;",
            "B;B;B;department;TN;2025-07;;A;renamed;",
            "C;C;C;department;TN;2025-07;;A;renamed;",
        ),
        [
            "units.csv, line 10, column continues: unit A is already renamed in line 9; if it became two units, write split for both"
        ],
    ),
    (
        added("units", "A;A;A;department;TN;;2025-06;;;", "B;B;B;department;TN;;;A;renamed;"),
        [
            "units.csv, line 9, column valid_from: a unit that continues another needs valid_from; fill in its first month"
        ],
    ),
    (
        changed("units", PHYSICS, PHYSICS + "psychologie"),
        [
            "units.csv, line 7, column aliases: the alias 'psychologie' already stands for unit GW-PSY; remove it here or there"
        ],
    ),
    (
        changed("units", PHYSICS, PHYSICS + "gw|fac. gw"),
        [
            "units.csv, line 7, column aliases: the alias 'gw' already stands for unit GW; remove it here or there",
            "units.csv, line 7, column aliases: the alias 'fac. gw' already stands for unit GW; remove it here or there",
        ],
    ),
    (
        changed("units", "kind", "kynd"),
        [
            "units.csv, line 1: unknown column: 'kynd'; did you mean 'kind'?",
            "units.csv, line 1: the column 'kind' is missing; add it to the first line",
        ],
    ),
    (changed("units", "aliases", "alias"), ["units.csv, line 1: unknown column: 'alias'; did you mean 'aliases'?"]),
    (changed("units", "code;name_nl", "code;code"), ["units.csv, line 1: the column 'code' is there twice; keep one"]),
    (
        changed("units", PHYSICS, PHYSICS + ";;extra"),
        ["units.csv, line 7: the row has 12 cells and the heading 10; remove a separator or put the text in quotes"],
    ),
    (
        {"units": "\n"},
        [
            "units.csv: the file is empty; the first line must name the columns: code, kind, parent, name_nl, name_en, valid_from, valid_to, continues, how, aliases"
        ],
    ),
    (
        {"units": UNITS.splitlines()[0]},
        ["units.csv: there is a heading but no unit under it; write a row for the whole organisation"],
    ),
    (
        changed("units", PHYSICS, 'TN-NAT;"Natuurkunde;Physics'),
        ["units.csv, line 7: this line cannot be read as CSV; look for a quote that is not closed"],
    ),
    ({"units": b"\x89PNG\r\n\x1a\n\x00\x00"}, ["units.csv: this is not a text file; save it again as text in UTF-8"]),
    ({"units": b"a\x81b"}, ["units.csv: this is not a text file; save it again as text in UTF-8"]),
]


@pytest.mark.parametrize(("overrides", "expected"), FAULTS)
def test_fault(tmp_path: Path, overrides: dict[str, str | bytes], expected: list[str]) -> None:
    assert faults_of(tmp_path, **overrides) == expected
