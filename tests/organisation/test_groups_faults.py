"""groups.toml, bands.toml and scales.csv: every fault with its exact text."""

from pathlib import Path

import pytest

from tests.organisation.builder import SCALES, changed
from tests.organisation.faults import faults_of

FAULTS = [
    (
        changed("groups", 'unknown = ["unknown"]', 'unknown = ["unknwn"]'),
        ["groups.toml, line 6, attribute[1].unknown: no such category: 'unknwn'; did you mean 'unknown'?"],
    ),
    (
        changed("groups", '["f", "m", "x", "unknown"]', "[]"),
        ["groups.toml, line 5, attribute[1].categories: the list is empty; name at least one"],
    ),
    (
        changed("groups", 'unknown = ["unknown"]', 'unknown = ["f","m","x","unknown"]'),
        [
            "groups.toml, line 6, attribute[1].unknown: every category means unknown; leave out the ones that are known",
            "groups.toml, line 22, group[1].members: category 'f' means unknown and cannot count as a member; remove it",
        ],
    ),
    (
        changed("groups", "names.f.nl", "names.ff.nl"),
        ["groups.toml, line 7, attribute[1].names.ff: no such category: 'ff'; did you mean 'f'?"],
    ),
    (
        changed("groups", 'attribute = "gender"', 'attribute = "gendr"'),
        ["groups.toml, line 21, group[1].attribute: no such attribute: 'gendr'; did you mean 'gender'?"],
    ),
    (
        changed("groups", 'members = ["f"]', 'members = ["F"]'),
        ["groups.toml, line 22, group[1].members: no such category: 'F'; did you mean 'f'?"],
    ),
    (
        changed("groups", 'members = ["f"]', 'members = ["unknown"]'),
        [
            "groups.toml, line 22, group[1].members: category 'unknown' means unknown and cannot count as a member; remove it"
        ],
    ),
    (
        changed("groups", 'members = ["f"]', "members = []"),
        ["groups.toml, line 22, group[1].members: the list is empty; name at least one"],
    ),
    (
        changed("groups", 'code = "gender"', 'code = "scale"'),
        [
            "groups.toml, line 2, attribute[1].code: the code 'scale' is taken by the program; choose another",
            "groups.toml, line 21, group[1].attribute: no such attribute: 'gender'; expected one of: scale, origin",
            "sources/hr-monthly.toml, line 16, columns.gender: no such field: 'gender'; expected one of: pseudonym, unit, scale, personal_scale, fte, main_appointment, count, origin",
            "sources/hr-monthly.toml, line 19, tables.gender: no such field: 'gender'; expected one of: unit, scale, personal_scale, main_appointment, origin",
        ],
    ),
    (
        changed("groups", 'code = "outside-europe"', 'code = "women"'),
        [
            "groups.toml, line 25, group[2].code: 'women' is there twice, first at group[1].code; keep one or give one another code",
            "targets.toml, line 6, target[1].group: no such group: 'outside-europe'; expected one of: women",
            "breaks.toml, line 3, break[1].groups: no such group: 'outside-europe'; expected one of: women",
        ],
    ),
    (
        changed("groups", '["f", "m", "x", "unknown"]', '["f", "m", "m", "unknown"]'),
        [
            "groups.toml, line 5, attribute[1].categories: 'm' is in the list twice; keep one",
            "sources/hr-monthly.toml, line 20, tables.gender.values.X: no such category: 'x'; expected one of: f, m, unknown",
        ],
    ),
    (
        changed("groups", 'members = ["f"]', 'memmbers = ["f"]'),
        [
            "groups.toml, line 17, group[1].members: the key is missing; add it",
            "groups.toml, line 22, group[1].memmbers: unknown key: 'memmbers'; did you mean 'members'?",
        ],
    ),
    (
        changed("bands", 'from = "11"', 'from = "11B"'),
        ["bands.toml, line 5, band[1].from: no such scale: '11B'; did you mean '11'?"],
    ),
    (
        changed("bands", 'to = "14"', 'to = "10"'),
        ["bands.toml, line 6, band[1].to: scale 10 comes before scale 11 in scales.csv; swap from and to"],
    ),
    (changed("bands", 'to = "14"', ""), ["bands.toml, line 1, band[1].to: the key is missing; add it"]),
    (
        changed("bands", 'to = "14"', 'to = "14"\nscales = ["11"]'),
        [
            "bands.toml, line 7, band[1].scales: name the scales either by from and to, or one by one in scales; not both"
        ],
    ),
    (
        changed("bands", '"11-14"', '"all"'),
        [
            "bands.toml, line 2, band[1].code: the code 'all' is taken by the program; choose another",
            "targets.toml, line 7, target[1].band: no such band: '11-14'; expected one of: all, 15+",
        ],
    ),
    (
        changed("bands", '"15+"', '"11-14"'),
        [
            "bands.toml, line 9, band[2].code: '11-14' is there twice, first at band[1].code; keep one or give one another code",
            "targets.toml, line 26, target[2].band: no such band: '15+'; expected one of: all, 11-14",
        ],
    ),
    (
        changed("bands", '"H2", "H1"]', '"H3", "H1", "H1"]'),
        [
            "bands.toml, line 12, band[2].scales: 'H1' is in the list twice; keep one",
            "bands.toml, line 12, band[2].scales: no such scale: 'H3'; did you mean 'H2'?",
        ],
    ),
    (
        changed("bands", '["15", "16", "17", "18", "H2", "H1"]', "[]"),
        ["bands.toml, line 12, band[2].scales: the band has no scales; write from and to, or a list of scales"],
    ),
    (
        changed("bands", 'scales = ["15", "16", "17", "18", "H2", "H1"]', ""),
        ["bands.toml, line 8, band[2].scales: the band has no scales; write from and to, or a list of scales"],
    ),
    (
        changed("bands", "scales =", "scale ="),
        [
            "bands.toml, line 8, band[2].scales: the band has no scales; write from and to, or a list of scales",
            "bands.toml, line 12, band[2].scale: unknown key: 'scale'; did you mean 'scales'?",
        ],
    ),
    (
        changed("bands", '["15", "16", "17", "18", "H2", "H1"]', '[15, "16"]'),
        ["bands.toml, line 12, band[2].scales: text was expected, between quotes, not 15"],
    ),
    (
        changed("bands", "[[band]]", "[[bands]]"),
        ["bands.toml, line 1, bands: unknown key: 'bands'; did you mean 'band'?"],
    ),
    (
        {"bands": "band = 3\n"},
        ["bands.toml, line 1, band: a list of tables was expected, each starting with [[band]], not 3"],
    ),
    (
        {"bands": '[band]\ncode = "x"\n'},
        ["bands.toml, line 1, band: a list of tables was expected, each starting with [[band]], not {...}"],
    ),
    (
        changed("bands", 'from = "11"', "from = 11"),
        ["bands.toml, line 5, band[1].from: text was expected, between quotes, not 11"],
    ),
    (
        {"scales": SCALES + "p;x;x;;\n"},
        [
            "scales.csv, line 24, column code: 'p' is there twice, first in line 2 (capitals and blanks do not count); keep one"
        ],
    ),
    (
        {"scales": SCALES + "19;x;x;2025-02;2025-01\n"},
        ["scales.csv, line 24, column valid_to: valid_to 2025-01 lies before valid_from 2025-02; swap or correct them"],
    ),
    ({"scales": SCALES + ";x;x;;\n"}, ["scales.csv, line 24, column code: the cell is empty; fill it in"]),
    (
        {"scales": ""},
        [
            "scales.csv: the file is empty; the first line must name the columns: code, name_nl, name_en, valid_from, valid_to"
        ],
    ),
]

NAMES = 'name.nl = "Schalen 11-14"\nname.en = "Scales 11-14"\n'
FAULTS += [
    (
        changed("groups", '"m", "x", "unknown"]', '"m", "x", "y|z", "unknown"]'),
        [
            "groups.toml, line 5, attribute[1].categories: 'y|z' cannot be a code; leave out blanks at the ends and the characters | ; *"
        ],
    ),
    (
        changed("bands", NAMES, "name = {}\n"),
        ["bands.toml, line 3, band[1].name: words are missing; give them in at least one of: nl, en"],
    ),
    (
        changed("bands", 'name.nl = "Schalen 11-14"', "name.nl = 3"),
        ["bands.toml, line 3, band[1].name.nl: text was expected, between quotes, not 3"],
    ),
    (changed("bands", 'to = "14"', 'to = ""'), ["bands.toml, line 6, band[1].to: the text is empty; fill it in"]),
]


@pytest.mark.parametrize(("overrides", "expected"), FAULTS)
def test_fault(tmp_path: Path, overrides: dict[str, str | bytes], expected: list[str]) -> None:
    assert faults_of(tmp_path, **overrides) == expected
