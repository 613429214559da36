"""A tiny valid organisation on disk, for every test that needs one.

`write_organisation(tmp_path / "tiny")` writes it whole. An override replaces one file: a text, bytes,
or None to leave the file out. The constants are there to be edited: `targets=TARGETS.replace("0.08", "8")`.
"""

from pathlib import Path

ORGANISATION = """\
code = "tiny-university"
name.nl = "Kleine Universiteit"
name.en = "Tiny University"
languages = ["nl", "en"]
reference_day = "last"
first_month = "2020-01"
"""

UNITS = """\
code;name_nl;name_en;kind;parent;valid_from;valid_to;continues;how;aliases
TU;Kleine Universiteit;Tiny University;organisation;;;;;;
GW;Gedragswetenschappen;Behavioural Sciences;faculty;TU;;;;;Fac. GW|GW-fac
GW-PSY;Psychologie;Psychology;department;GW;;;;;
GW-COM;Communicatie;Communication;department;GW;;;;;
TN;Technische Natuurwetenschappen;Science and Technology;faculty;TU;;;;;
TN-NAT;Natuurkunde;Physics;department;TN;;;;;
"""

SCALE_CODES = ("P", *(str(n) for n in range(1, 11)), "10A", *(str(n) for n in range(11, 19)), "H2", "H1")
SCALES = "code;name_nl;name_en;valid_from;valid_to\n" + "".join(
    f"{code};Schaal {code};Scale {code};;\n" for code in SCALE_CODES
)

BANDS = """\
[[band]]
code = "11-14"
name.nl = "Schalen 11-14"
name.en = "Scales 11-14"
from = "11"
to = "14"

[[band]]
code = "15+"
name.nl = "Schaal 15 en hoger"
name.en = "Scale 15 and up"
scales = ["15", "16", "17", "18", "H2", "H1"]
"""

GROUPS = """\
[[attribute]]
code = "gender"
name.nl = "Geslacht"
name.en = "Gender"
categories = ["f", "m", "x", "unknown"]
unknown = ["unknown"]
names.f.nl = "vrouw"
names.f.en = "woman"

[[attribute]]
code = "origin"
name.nl = "Herkomst"
name.en = "Origin"
categories = ["nl", "europe", "outside-europe", "unknown"]
unknown = ["unknown"]

[[group]]
code = "women"
name.nl = "Vrouwen"
name.en = "Women"
attribute = "gender"
members = ["f"]

[[group]]
code = "outside-europe"
name.nl = "Herkomst buiten Europa"
name.en = "Origin outside Europe"
attribute = "origin"
members = ["outside-europe"]
"""

TARGETS = """\
[[target]]
code = "outside-europe-11-14"
version = 1
name.nl = "8% in schaal 11-14"
name.en = "8% in scales 11-14"
group = "outside-europe"
band = "11-14"
units = ["*"]
share = 0.08
counts = "persons"
scale = "function"
in_force_from = "2023-01"
baseline_month = "2023-01"
baseline_share = 0.05
deadline = "2028-12"
decided_by = "Executive Board"
decided_on = 2022-11-30
source_document = "Board decision 2022-117"

[[target]]
code = "women-15+"
version = 1
name.nl = "40% vrouwen vanaf schaal 15"
name.en = "40% women from scale 15 up"
group = "women"
band = "15+"
units = ["kind:faculty", "TN-NAT"]
share = 0.4
counts = "fte"
scale = "personal"
in_force_from = "2022-01"
baseline_month = "2022-01"
baseline_share = 0.3
deadline = "2027-12"
steps = [ { month = "2024-12", share = 0.33 }, { month = "2025-12", share = 0.36 } ]
decided_by = "Executive Board"
decided_on = 2021-12-01
source_document = "Board decision 2021-044"
"""

BREAKS = """\
[[break]]
month = "2024-07"
groups = ["outside-europe"]
reason.nl = "Nieuwe indeling van herkomst"
reason.en = "New classification of origin"
"""

SOURCE = """\
code = "hr-monthly"
kind = "people"
files = ["personeel_*.csv"]
optional = ["origin"]

[reference]
title = 'Peildatum: (\\d{2}-\\d{2}-\\d{4})'

[columns]
pseudonym = ["Personeelsnummer (gepseudonimiseerd)"]
unit = ["Organisatorische eenheid", "Afdeling"]
scale = ["Functieschaal"]
personal_scale = ["Salarisschaal"]
fte = ["Deeltijdfactor"]
main_appointment = ["Indicatie hoofdaanstelling"]
gender = ["Geslacht"]
origin = ["Herkomst"]

[tables.gender]
values = { V = "f", M = "m", X = "x" }
empty = "unknown"

[tables.origin]
values = { NL = "nl", EU = "europe", "Buiten Europa" = "outside-europe" }
empty = "unknown"

[tables.main_appointment]
values = { J = "yes", N = "no" }

[[total_rows]]
column = "unit"
pattern = '(?:sub)?totaal.*'
"""

FILES = {
    "organisation": "organisation.toml",
    "units": "units.csv",
    "scales": "scales.csv",
    "bands": "bands.toml",
    "groups": "groups.toml",
    "targets": "targets.toml",
    "breaks": "breaks.toml",
    "source": "sources/hr-monthly.toml",
}
CONTENTS: dict[str, str] = {
    "organisation": ORGANISATION,
    "units": UNITS,
    "scales": SCALES,
    "bands": BANDS,
    "groups": GROUPS,
    "targets": TARGETS,
    "breaks": BREAKS,
    "source": SOURCE,
}


def write_organisation(folder: Path, **overrides: str | bytes | None) -> Path:
    """Write the tiny organisation to `folder` and return it. See the module's docstring for overrides."""
    unknown = set(overrides) - set(CONTENTS)
    if unknown:
        raise KeyError(f"no such file in the tiny organisation: {sorted(unknown)}")
    for key, content in (CONTENTS | overrides).items():
        if content is None:
            continue
        path = folder / FILES[key]
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return folder


def changed(key: str, old: str, new: str) -> dict[str, str]:
    """The override that replaces one text, once, in one file of the tiny organisation."""
    if old not in CONTENTS[key]:
        raise KeyError(f"{FILES[key]} does not hold {old!r}")
    return {key: CONTENTS[key].replace(old, new, 1)}


def added(key: str, *lines: str) -> dict[str, str]:
    """The override that puts lines after one file of the tiny organisation."""
    return {key: CONTENTS[key] + "".join(f"{line}\n" for line in lines)}
