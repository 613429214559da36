"""Days, rhythm and phase are read from the words under "when" where they are there, and nowhere else."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from registers.intake.when import When, read_when

NOT_READ = When()


def days(first: str | None, last: str | None) -> When:
    return When(date.fromisoformat(first) if first else None, date.fromisoformat(last) if last else None)


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("2023", days("2023-01-01", "2023-12-31")),
        ("2018-2019", days("2018-01-01", "2019-12-31")),
        ("november 2018", days("2018-11-01", "2018-11-30")),
        ("Februari 2024", days("2024-02-01", "2024-02-29")),
        ("1 juli 2018 tot 1 januari 2019", days("2018-07-01", "2019-01-01")),
        ("mei 2018 tot april 2019", days("2018-05-01", "2019-04-30")),
        ("juni tot september 2018", days("2018-06-01", "2018-09-30")),
        ("1 maart t/m 15 mei 2026", days("2026-03-01", "2026-05-15")),
        ("2026-03-01", days("2026-03-01", "2026-03-01")),
        ("31-12-2025", days("2025-12-31", "2025-12-31")),
        ("1/7/2025 - 1.9.2025", days("2025-07-01", "2025-09-01")),
        ("Q3 2026", days("2026-07-01", "2026-09-30")),
        ("eerste kwartaal van 2026", days("2026-01-01", "2026-03-31")),
        ("2e kwartaal 2026", days("2026-04-01", "2026-06-30")),
        ("vanaf september 2026", days("2026-09-01", None)),
        ("uiterlijk 1 mei 2026", days(None, "2026-05-01")),
        ("from 3 March 2026", days("2026-03-03", None)),
        ("31 februari 2026", NOT_READ),
        ("oktober", NOT_READ),
        ("in overleg", NOT_READ),
        ("kamer 12, 3 mensen", NOT_READ),
        ("", NOT_READ),
        ("ntb", NOT_READ),
        ("pva uitwerken 2018", When(date(2018, 1, 1), date(2018, 12, 31), None, "to_plan")),
        ("doorlopend", When(recurrence="continuous", phase="running")),
        ("Doorlopend en op verzoek", When(recurrence="continuous", phase="running")),
        ("jaarlijks", When(recurrence="yearly")),
        ("halfjaarlijks", When(recurrence="half_yearly")),
        ("Iedere kwartaal bijeenkomst.", When(recurrence="quarterly")),
        ("driemaandelijks", When(recurrence="quarterly")),
        ("maandelijks", When(recurrence="monthly")),
        ("tweemaandelijks", NOT_READ),
        ("op verzoek", When(recurrence="on_request")),
        ("afgerond in 2019", When(date(2019, 1, 1), date(2019, 12, 31), None, "done")),
    ],
)
def test_when(words: str, expected: When) -> None:
    assert read_when(words) == expected


@given(st.text(alphabet="0123456789 -./jfmasondtq", max_size=30))
def test_whatever_stands_there_it_is_read_or_left(words: str) -> None:
    found = read_when(words)
    if found.first_day and found.last_day:
        assert found.first_day <= found.last_day
