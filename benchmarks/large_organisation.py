"""The organisation's folder that belongs to the made-up exports."""

from pathlib import Path

from benchmarks.exports import SCALES, UNITS

_FACULTIES = 10


def write_large_organisation(folder: Path) -> Path:
    """One organisation of ten faculties and 139 departments, four groups, three bands, two targets."""
    (folder / "sources").mkdir(parents=True, exist_ok=True)
    for name, text in _files().items():
        (folder / name).write_text(text, encoding="utf-8")
    return folder


def _files() -> dict[str, str]:
    return {
        "organisation.toml": (
            'code = "large"\nname.nl = "Groot"\nname.en = "Large"\nlanguages = ["nl", "en"]\n'
            'reference_day = "last"\nfirst_month = "2010-01"\n'
        ),
        "units.csv": "code;name_nl;name_en;kind;parent;valid_from;valid_to;continues;how;aliases\n" + _units(),
        "scales.csv": "code;name_nl;name_en;valid_from;valid_to\n"
        + "".join(f"{scale};Schaal {scale};Scale {scale};;\n" for scale in SCALES),
        "bands.toml": _band("1-10", "1", "10") + _band("11-14", "11", "14") + _band("15+", "15", "18"),
        "groups.toml": _groups(),
        "targets.toml": _target("bu-11-14", "11-14", 0.08) + _target("bu-15", "15+", 0.05),
        "sources/hr.toml": _SOURCE,
    }


def _units() -> str:
    rows = ["E000;Geheel;Whole;organisation;;;;;;\n"]
    for number in range(1, UNITS):
        parent = "E000" if number <= _FACULTIES else f"E{(number - 1) % _FACULTIES + 1:03d}"
        kind = "faculty" if number <= _FACULTIES else "department"
        rows.append(f"E{number:03d};Eenheid {number};Unit {number};{kind};{parent};;;;;\n")
    return "".join(rows)


def _band(code: str, first: str, last: str) -> str:
    return f'[[band]]\ncode = "{code}"\nname.nl = "{code}"\nname.en = "{code}"\nfrom = "{first}"\nto = "{last}"\n\n'


def _groups() -> str:
    attributes = {
        "gender": (["f", "m", "x", "unknown"], {"women": ["f"], "men": ["m"]}),
        "age": (["under-35", "35-54", "55-plus", "unknown"], {"under-35": ["under-35"]}),
        "origin": (["netherlands", "europe", "outside-europe", "unknown"], {"outside-europe": ["outside-europe"]}),
    }
    text = ""
    for code, (categories, groups) in attributes.items():
        text += f'[[attribute]]\ncode = "{code}"\nname.nl = "{code}"\nname.en = "{code}"\n'
        text += f'categories = {categories}\nunknown = ["unknown"]\n\n'.replace("'", '"')
        for group, members in groups.items():
            text += f'[[group]]\ncode = "{group}"\nname.nl = "{group}"\nname.en = "{group}"\n'
            text += f'attribute = "{code}"\nmembers = {members}\n\n'.replace("'", '"')
    return text


def _target(code: str, band: str, share: float) -> str:
    return (
        f'[[target]]\ncode = "{code}"\nversion = 1\nname.nl = "{code}"\nname.en = "{code}"\ngroup = "outside-europe"\n'
        f'band = "{band}"\nunits = ["*"]\nshare = {share}\ncounts = "persons"\nscale = "function"\n'
        'in_force_from = "2010-01"\nbaseline_month = "2010-01"\nbaseline_share = 0.03\ndeadline = "2030-12"\n'
        'decided_by = "Board"\ndecided_on = 2010-01-01\nsource_document = "Decision 1"\n\n'
    )


_SOURCE = """code = "hr"
kind = "people"
files = ["hr_*.csv"]

[reference]
column = ["Peildatum"]

[columns]
pseudonym = ["Pseudoniem"]
unit = ["Eenheid"]
scale = ["Functieschaal"]
gender = ["Geslacht"]
age = ["Leeftijd"]
origin = ["Herkomst"]
fte = ["Deeltijdfactor"]
main_appointment = ["Hoofdaanstelling"]

[tables.gender]
values = { V = "f", M = "m", X = "x" }
empty = "unknown"

[tables.age]
edges = [ [0, "under-35"], [35, "35-54"], [55, "55-plus"] ]
empty = "unknown"

[tables.origin]
values = { NL = "netherlands", EU = "europe", BE = "outside-europe" }
empty = "unknown"

[tables.main_appointment]
values = { J = "yes", N = "no" }
"""
