"""sources/*.toml: every fault with its exact text."""

from pathlib import Path

import pytest

from tests.organisation.builder import GROUPS, SOURCE, added, changed
from tests.organisation.faults import faults_of

FAULTS = [
    (
        changed("source", 'kind = "people"', 'kind = "persons"'),
        ["sources/hr-monthly.toml, line 2, kind: not one of the choices: 'persons'; did you mean 'people'?"],
    ),
    (
        changed("source", 'kind = "people"', 'kind = "counts"'),
        [
            "sources/hr-monthly.toml, line 9, columns: a source of kind counts needs the field 'count'; add it under [columns]",
            "sources/hr-monthly.toml, line 10, columns.pseudonym: 'pseudonym' has no place in a source of kind counts; remove it or correct the kind",
            "sources/hr-monthly.toml, line 15, columns.main_appointment: 'main_appointment' has no place in a source of kind counts; remove it or correct the kind",
        ],
    ),
    (
        changed("source", 'kind = "people"', 'kind = "wide"'),
        [
            "sources/hr-monthly.toml, line 10, columns.pseudonym: 'pseudonym' has no place in a source of kind wide; remove it or correct the kind",
            "sources/hr-monthly.toml, line 15, columns.main_appointment: 'main_appointment' has no place in a source of kind wide; remove it or correct the kind",
            "sources/hr-monthly.toml, wide: a source of kind wide needs [[wide]], one for each counting column; add them",
        ],
    ),
    (
        changed("source", 'unit = ["Org', 'unitt = ["Org'),
        [
            "sources/hr-monthly.toml, line 11, columns.unitt: no such field: 'unitt'; did you mean 'unit'?",
            "sources/hr-monthly.toml, line 9, columns: a source of kind people needs the field 'unit'; add it under [columns], or under [constants] when it is the same in the whole file",
        ],
    ),
    (
        changed("source", 'scale = ["Functieschaal"]\n', ""),
        [
            "sources/hr-monthly.toml, line 9, columns: a source of kind people needs the field 'scale'; add it under [columns], or under [constants] when it is the same in the whole file"
        ],
    ),
    (
        changed("source", '["personeel_*.csv"]', "[]"),
        ["sources/hr-monthly.toml, line 3, files: the list is empty; name at least one"],
    ),
    (
        changed("source", '["personeel_*.csv"]', '["raw/personeel_*.csv"]'),
        [
            "sources/hr-monthly.toml, line 3, files: 'raw/personeel_*.csv' names a folder; write the file's name only, such as staff_*.csv"
        ],
    ),
    (
        changed("source", 'optional = ["origin"]', 'optional = ["orgin"]'),
        ["sources/hr-monthly.toml, line 4, optional: no such attribute: 'orgin'; did you mean 'origin'?"],
    ),
    (
        changed("source", "title = 'Peildatum: (\\d{2}-\\d{2}-\\d{4})'", ""),
        [
            "sources/hr-monthly.toml, line 6, reference.title: where the month stands is missing; write one of title, column, filename, or year_column with month_column"
        ],
    ),
    (
        changed("source", "title =", "filename = '(\\d+)'\ntitle ="),
        [
            "sources/hr-monthly.toml, line 7, reference.filename: the month can stand in one place only; keep one of title, filename"
        ],
    ),
    (
        changed("source", "title =", "tittle ="),
        [
            "sources/hr-monthly.toml, line 6, reference.title: where the month stands is missing; write one of title, column, filename, or year_column with month_column",
            "sources/hr-monthly.toml, line 7, reference.tittle: unknown key: 'tittle'; did you mean 'title'?",
        ],
    ),
    (
        changed("source", "(\\d{2}-\\d{2}-\\d{4})", "\\d{2}"),
        [
            "sources/hr-monthly.toml, line 7, reference.title: the pattern has 0 groups in brackets; it needs one (a date or a year), two (year and month) or three (day, month, year)"
        ],
    ),
    (
        changed("source", "(\\d{2}-\\d{2}-\\d{4})", "(\\d{2}"),
        [
            "sources/hr-monthly.toml, line 7, reference.title: 'Peildatum: (\\d{2}' is not a valid regular expression (missing ), unterminated subpattern at position 11); correct it"
        ],
    ),
    (
        changed("source", "title = 'Peildatum: (\\d{2}-\\d{2}-\\d{4})'", 'year_column = ["Jaar"]'),
        [
            "sources/hr-monthly.toml, line 7, reference.year_column: 'year_column' and 'month_column' go together; add 'month_column'"
        ],
    ),
    (
        changed("source", "[reference]", '[reference]\nmonth_day = "02-30"'),
        [
            "sources/hr-monthly.toml, line 7, reference.month_day: a month and day were expected, such as 12-31, not '02-30'"
        ],
    ),
    (
        changed("source", 'M = "m"', 'M = "man"'),
        ["sources/hr-monthly.toml, line 20, tables.gender.values.M: no such category: 'man'; did you mean 'm'?"],
    ),
    (
        changed("source", 'M = "m"', 'M = "m", v = "m"'),
        [
            "sources/hr-monthly.toml, line 20, tables.gender.values.v: 'v' already means 'f' here (capitals and blanks do not count); keep one"
        ],
    ),
    (
        changed("source", 'M = "m"', "M = 1"),
        ["sources/hr-monthly.toml, line 20, tables.gender.values.M: text was expected, between quotes, not 1"],
    ),
    (
        changed("source", 'empty = "unknown"', 'empty = "unknwon"'),
        ["sources/hr-monthly.toml, line 21, tables.gender.empty: no such category: 'unknwon'; did you mean 'unknown'?"],
    ),
    (
        changed("source", 'empty = "unknown"', 'emty = "unknown"'),
        ["sources/hr-monthly.toml, line 21, tables.gender.emty: unknown key: 'emty'; did you mean 'empty'?"],
    ),
    (
        changed("source", "[tables.origin]", "[tables.orign]"),
        ["sources/hr-monthly.toml, line 23, tables.orign: no such field: 'orign'; did you mean 'origin'?"],
    ),
    (
        changed("source", 'origin = ["Herkomst"]\n', ""),
        [
            "sources/hr-monthly.toml, line 22, tables.origin: there is a table for 'origin' but no column; add 'origin' under [columns] or remove the table"
        ],
    ),
    (
        changed("source", 'J = "yes"', 'J = "ja"'),
        [
            "sources/hr-monthly.toml, line 28, tables.main_appointment.values.J: not one of the choices: 'ja'; expected one of: yes, no"
        ],
    ),
    (
        changed("source", "[tables.gender]", '[tables.unit]\nvalues = { "Oude naam" = "GW-PSI" }\n[tables.gender]'),
        [
            "sources/hr-monthly.toml, line 20, tables.unit.values.Oude naam: no such unit: 'GW-PSI'; did you mean 'GW-PSY'?"
        ],
    ),
    (
        changed(
            "source",
            "[tables.gender]",
            "[tables.scale]\npatterns = [ ['s(\\d+', '\\1'], ['s(\\d+)', '\\2'], ['uhd', '14b'], 'x', [1, 'x'] ]\n[tables.gender]",
        ),
        [
            "sources/hr-monthly.toml, line 20, tables.scale.patterns: a pair was expected, such as ['s(\\d+)', '\\1'], not \"x\"",
            "sources/hr-monthly.toml, line 20, tables.scale.patterns: 's(\\d+ -> \\1' is not a valid regular expression (missing ), unterminated subpattern at position 1); correct it",
            "sources/hr-monthly.toml, line 20, tables.scale.patterns: 's(\\d+) -> \\2' is not a valid regular expression (invalid group reference 2 at position 1); correct it",
            "sources/hr-monthly.toml, line 20, tables.scale.patterns: no such scale: '14b'; did you mean '14'?",
            "sources/hr-monthly.toml, line 20, tables.scale.patterns: a pair was expected, such as ['s(\\d+)', '\\1'], not [1, 'x']",
        ],
    ),
    (
        changed(
            "source",
            "[tables.gender]",
            '[tables.scale]\nedges = [ [5, "5"], [3, "6"], ["a", "7"], [9, "19b"] ]\n[tables.gender]',
        ),
        [
            "sources/hr-monthly.toml, line 20, tables.scale.edges: the edges must rise; put 3 in its place",
            "sources/hr-monthly.toml, line 20, tables.scale.edges: a pair was expected, such as [35, \"35-54\"], not ['a', '7']",
            "sources/hr-monthly.toml, line 20, tables.scale.edges: no such scale: '19b'; did you mean '1'?",
        ],
    ),
    (
        {"source": SOURCE + '[constants]\nunit = "TX"\nfte = "1"\n'},
        [
            "sources/hr-monthly.toml, line 35, constants.fte: no such field: 'fte'; expected one of: unit, scale, personal_scale, gender, origin",
            "sources/hr-monthly.toml, line 34, constants.unit: no such unit: 'TX'; did you mean 'TU'?",
            "sources/hr-monthly.toml, line 34, constants.unit: 'unit' is a column and a constant; keep one",
        ],
    ),
    (
        {"source": SOURCE + '[[wide]]\nheading = ["a"]\nmeasure = "heads"\n'},
        [
            "sources/hr-monthly.toml, line 35, wide[1].measure: not one of the choices: 'heads'; did you mean 'headcount'?",
            "sources/hr-monthly.toml, line 33, wide: 'wide' has no place in a source of kind people; remove it or correct the kind",
        ],
    ),
    (
        {
            "source": 'encoding = "windows-1525"\nmax_bad_share = 2\ndecimal = ";"\nfte = { unit = "percentage", full_week_hours = 380 }\nsheet = "("\nempty_counts = "nul"\n'
            + SOURCE
        },
        [
            "sources/hr-monthly.toml, line 5, sheet: '(' is not a valid regular expression (missing ), unterminated subpattern at position 0); correct it",
            "sources/hr-monthly.toml, line 4, fte.unit: not one of the choices: 'percentage'; did you mean 'percent'?",
            "sources/hr-monthly.toml, line 4, fte.full_week_hours: the hours of a full week were expected, between 1 and 80, not 380",
            "sources/hr-monthly.toml, line 3, decimal: not one of the choices: ';'; expected one of: 'auto', ',', '.'",
            "sources/hr-monthly.toml, line 6, empty_counts: not one of the choices: 'nul'; expected one of: fault, zero, not_available",
            "sources/hr-monthly.toml, line 1, encoding: 'windows-1525' is not a known encoding; use for example utf-8 or windows-1252",
            "sources/hr-monthly.toml, line 2, max_bad_share: a share between 0 and 1 was expected, not 2; did you mean 0.02?",
        ],
    ),
    (
        {"source": 'encoding = "base64"\n' + SOURCE},
        [
            "sources/hr-monthly.toml, line 1, encoding: 'base64' is not a known encoding; use for example utf-8 or windows-1252"
        ],
    ),
    (
        changed("source", "pattern =", "patern ="),
        [
            "sources/hr-monthly.toml, line 30, total_rows[1].pattern: the key is missing; add it",
            "sources/hr-monthly.toml, line 32, total_rows[1].patern: unknown key: 'patern'; did you mean 'pattern'?",
        ],
    ),
    (
        changed("source", "(?:sub)?totaal.*", "(?:sub"),
        [
            "sources/hr-monthly.toml, line 32, total_rows[1].pattern: '(?:sub' is not a valid regular expression (missing ), unterminated subpattern at position 0); correct it"
        ],
    ),
    (changed("source", 'code = "hr-monthly"\n', ""), ["sources/hr-monthly.toml, code: the key is missing; add it"]),
]

NO_UNKNOWN = GROUPS.replace(
    'categories = ["f", "m", "x", "unknown"]\nunknown = ["unknown"]', 'categories = ["f", "m", "x"]'
)
NO_TABLE = SOURCE.replace('[tables.gender]\nvalues = { V = "f", M = "m", X = "x" }\nempty = "unknown"\n', "")
WIDE = '[[wide]]\nheading = ["{heading}"]\nmeasure = "fte"\n{rest}\n'
FAULTS += [
    (
        {"groups": NO_UNKNOWN, "source": NO_TABLE.replace('gender = ["Geslacht"]\n', "")},
        [
            "sources/hr-monthly.toml, line 9, columns: attribute 'gender' is not read and has no category that means unknown; add it under [columns], or a category in groups.toml"
        ],
    ),
    (
        {"groups": NO_UNKNOWN, "source": NO_TABLE.replace('optional = ["origin"]', 'optional = ["gender"]')},
        [
            "sources/hr-monthly.toml, line 4, optional: attribute 'gender' may be absent from a file but has no category that means unknown; add one in groups.toml"
        ],
    ),
    (
        added(
            "source",
            WIDE.format(heading="a", rest=""),
            WIDE.format(heading="A", rest='scale = "19"'),
            WIDE.format(heading="b", rest='attribute = "gender"'),
            WIDE.format(heading="c", rest='attribute = "gender"\ncategory = "ff"\ntotal = 1'),
        ),
        [
            "sources/hr-monthly.toml, line 39, wide[2].heading: the heading 'A' is already used by wide[1].heading; a column can be counted once only",
            "sources/hr-monthly.toml, line 41, wide[2].scale: no such scale: '19'; did you mean '1'?",
            "sources/hr-monthly.toml, line 46, wide[3].attribute: 'attribute' and 'category' go together; add 'category'",
            "sources/hr-monthly.toml, line 52, wide[4].category: no such category: 'ff'; did you mean 'f'?",
            "sources/hr-monthly.toml, line 53, wide[4].total: true or false was expected, not 1",
            "sources/hr-monthly.toml, line 33, wide: 'wide' has no place in a source of kind people; remove it or correct the kind",
        ],
    ),
    (
        changed(
            "source", "[tables.gender]", '[tables.scale]\npatterns = "x"\nedges = 3\nvalues = ["a"]\n[tables.gender]'
        ),
        [
            "sources/hr-monthly.toml, line 22, tables.scale.values: a table was expected, with keys of its own, not ['a']",
            'sources/hr-monthly.toml, line 20, tables.scale.patterns: a list was expected, such as ["a", "b"], not "x"',
            'sources/hr-monthly.toml, line 21, tables.scale.edges: a list was expected, such as ["a", "b"], not 3',
        ],
    ),
    (
        changed("source", "files = [", 'files = ["", 3, '),
        [
            "sources/hr-monthly.toml, line 3, files: the text is empty; fill it in",
            "sources/hr-monthly.toml, line 3, files: text was expected, between quotes, not 3",
        ],
    ),
    (
        changed("source", 'files = ["personeel_*.csv"]', "files = 3"),
        ['sources/hr-monthly.toml, line 3, files: a list was expected, such as ["a", "b"], not 3'],
    ),
]


@pytest.mark.parametrize(("overrides", "expected"), FAULTS)
def test_fault(tmp_path: Path, overrides: dict[str, str | bytes], expected: list[str]) -> None:
    assert faults_of(tmp_path, **overrides) == expected
