"""What is said of unknowns, refreshes, reference dates and uploads: cases made by hand, in both languages."""

from dataclasses import replace
from datetime import date

import pytest

from dashboard.wording.refreshes import (
    account_name,
    aside_sheet,
    audit_sheet,
    balance_words,
    files_sheet,
    held_sheet,
    kind_words,
    last_refresh,
    replaced_words,
)
from dashboard.wording.releases import LATEST, releases_sheet
from dashboard.wording.unknowns import unknown_words
from dashboard.wording.uploads import heads_sheet, shifts_sheet
from dashboard.wording.words import Words
from pipeline.published.accounts import Account, UnitHeads
from pipeline.published.changes import Changes, Shift, Told
from tests.dashboard.accounts import PUBLISHED, SAME, STOPPED, WHY
from tests.dashboard.standings import hidden, standing

NL, EN = Words("nl"), Words("en")
DAY = date(2025, 12, 31)
DAMAGED = Account("damaged", name="0009")


# --- unknowns ------------------------------------------------------------------------------------------


def test_unknowns_are_told_with_the_two_bounds_of_the_share():
    # 23 of 346 with 4 unknown: 23/346 = 6.6% at least, 27/346 = 7.8% at most; 4/346 = 1.2%.
    row = standing(unknown=4, share_low=23 / 346, share_high=27 / 346)
    assert unknown_words(row, NL) == (
        "Van 4 van de 346 is het niet bekend (1,2%). Hoort niemand van hen bij de doelgroep, dan is het aandeel 6,6%; "
        "horen zij er allen bij, dan 7,8%. Aan de uitkomst verandert dat niets."
    )
    assert unknown_words(row, EN) == (
        "It is not known for 4 of 346 (1.2%). If none of them belong to the target group the share is 6.6%; "
        "if all of them do, 7.8%. The outcome is the same either way."
    )
    open_ = replace(row, verdict="depends_on_unknowns")
    assert unknown_words(open_, EN).endswith("What can be said of the target hangs on that.")
    assert unknown_words(open_, NL).endswith("Wat er over het streefcijfer te zeggen valt, hangt daarvan af.")


@pytest.mark.parametrize(
    "row",
    [
        hidden(),
        hidden(unknown=4, share_low=0.1, share_high=0.2),
        standing(unknown=None),
        standing(unknown=4),  # without bounds
        standing(unknown=4, share_low=0.1),
        standing(unknown=4, base=0.0, share_low=0.1, share_high=0.2),
        standing(unknown=4, counts="fte", share_low=0.1, share_high=0.2),
    ],
)
def test_unknowns_that_were_not_published_or_are_of_another_count_are_not_told(row):
    assert unknown_words(row, NL) == unknown_words(row, EN) == ""


def test_where_everybody_is_known_that_is_said():
    assert unknown_words(standing(unknown=0), EN) == "It is known for everyone."
    assert unknown_words(standing(unknown=0), NL).startswith("Van iedereen")


# --- refreshes -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("accounts", "nl", "en"),
    [
        ((), "Cijfers tot en met december 2025", "Figures up to December 2025"),
        ((DAMAGED,), "Cijfers tot en met december 2025", "Figures up to December 2025"),
        ((replace(PUBLISHED, day=None),), "Cijfers tot en met december 2025", "Figures up to December 2025"),
        (
            (DAMAGED, STOPPED, PUBLISHED),
            None,
            "The last refresh (6 January 2026) stopped; the former figures still stand",
        ),
        ((SAME,), None, "Last refreshed on 5 December 2025: figures up to December 2025"),
        (
            (PUBLISHED, STOPPED),
            None,
            "Last refreshed on 5 January 2026: 1,234 people in December 2025; 240 rows read, 7 set aside",
        ),
    ],
)
def test_the_title_is_what_the_newest_account_that_can_be_read_says(accounts, nl, en):
    assert last_refresh(accounts, DAY, EN) == en
    assert nl is None or last_refresh(accounts, DAY, NL) == nl
    assert last_refresh(accounts, DAY, NL) != en


def test_the_title_names_the_newest_month_and_counts_what_was_counted():
    (taken,) = PUBLISHED.files
    older = replace(taken, snapshot=date(2025, 11, 30), heads=1, counted="person")
    newer = replace(taken, counted="appointment", heads=1)
    title = last_refresh((replace(PUBLISHED, files=(newer, older)),), DAY, EN)
    assert title == "Last refreshed on 5 January 2026: 1 appointment in December 2025; 480 rows read, 14 set aside"
    assert "1 aanstelling in december 2025" in last_refresh((replace(PUBLISHED, files=(newer, older)),), DAY, NL)


def test_the_name_of_an_account_in_a_list():
    listed = (PUBLISHED, replace(PUBLISHED, files=PUBLISHED.files * 2), SAME, STOPPED, DAMAGED)
    assert [account_name(each, EN) for each in listed] == [
        "5 January 2026: published, 1 file",
        "5 January 2026: published, 2 files",
        "5 December 2025: published, 0 files",
        "6 January 2026: stopped (an export waits to be accepted)",
        "0009: this account cannot be read",
    ]
    assert [account_name(each, NL) for each in listed[:2]] == [
        "5 januari 2026: gepubliceerd, 1 bestand",
        "5 januari 2026: gepubliceerd, 2 bestanden",
    ]


def test_the_sheets_of_an_account_hold_its_numbers_and_no_other():
    assert files_sheet(PUBLISHED, EN).rows == (
        ("staff_2025-12.csv", "people", "December 2025", "240", "230", "7", "3", "1,234"),
    )
    assert files_sheet(PUBLISHED, NL).rows[0][2:] == ("december 2025", "240", "230", "7", "3", "1.234")
    assert aside_sheet(PUBLISHED, EN).rows == (
        ("staff_2025-12.csv", "Unit", WHY["en"], "6", "6, 11, 13"),
        ("staff_2025-12.csv", "the whole row", WHY["en"], "1", "40"),
    )
    assert [row[1] for row in aside_sheet(PUBLISHED, NL).rows] == ["Unit", NL("data_whole_row")]
    assert held_sheet(PUBLISHED, EN).rows == (
        ("the whole organisation", "6", "1", "2", "3", "4"),
        ("faculties", "30", "5", "7", "8", "9"),
    )
    own = replace(PUBLISHED, levels=(replace(PUBLISHED.levels[1], kind="institute"),))
    assert held_sheet(own, NL).rows[0][0] == "institute"
    # An attacker who was not asked has found nothing: that is no zero.
    assert audit_sheet(PUBLISHED, EN).rows == (("a colleague", "41", "0"), ("an outsider", "not judged", ""))
    for words in (NL, EN):
        for sheet in (files_sheet, aside_sheet, held_sheet, audit_sheet):
            made = sheet(PUBLISHED, words)
            assert made.caption
            assert all(len(row) == len(made.heads) for row in made.rows)
            assert sheet(SAME, words).rows == ()


def test_a_month_that_was_delivered_again_is_told_with_both_files_and_numbers():
    assert replaced_words(PUBLISHED, EN) == (
        "November 2025 was delivered again: staff_2025-11b.csv takes the place of staff_2025-11.csv "
        "(1,200 people, now 1,210).",
    )
    (said,) = replaced_words(PUBLISHED, NL)
    assert all(part in said for part in ("november 2025", "staff_2025-11b.csv", "1.200", "1.210"))
    assert replaced_words(SAME, NL) == ()


def test_every_row_is_accounted_for():
    assert balance_words(PUBLISHED, EN) == (
        "Every row is accounted for: 240 read = 230 accepted + 7 set aside + 3 left out as totals."
    )
    assert "240" in balance_words(PUBLISHED, NL)
    assert balance_words(SAME, EN) == "There were no new files; 12 had been taken in before."


# --- reference dates -----------------------------------------------------------------------------------


def test_the_latest_dates_with_where_each_comes_from_and_what_became_new(edition):
    about = {
        "made_from": [
            {"snapshot": "2025-12-31", "source": "people", "file": "a.csv"},
            {"snapshot": "2025-12-31", "source": "people", "file": "b.csv"},
            {"snapshot": "2025-11-30", "source": "payroll"},
        ],
        "counted": {"2025-11-30": "appointment"},
    }
    sheet = releases_sheet(edition, about, EN)
    assert len(sheet.rows) == LATEST
    assert len(sheet.heads) == len(sheet.rows[0])
    december, november, october = sheet.rows[:3]
    # In December every kind of unit has new figures; in November the organisation alone (publication.RHYTHM).
    assert december[:4] == ("31 December 2025", "a.csv, b.csv", "people", "people")
    assert set(december[4].split(", ")) == {"the whole organisation", "faculties", "services", "departments"}
    assert november == ("30 November 2025", "", "payroll", "appointments", "the whole organisation")
    assert october[:4] == ("31 October 2025", "", "", "people")
    assert releases_sheet(edition, about, NL).rows[0][0] == "31 december 2025"


def test_what_became_new_against_a_slow_twin(edition):
    """Row by row, in plain Python."""
    kinds = {(row["snapshot"], row["unit"]): row["kind"] for row in edition.tables["units"].to_pylist()}
    twin = {}
    for row in edition.tables["representation"].to_pylist():
        if row["shown"] and row["as_of"] == row["snapshot"]:
            twin.setdefault(row["snapshot"], set()).add(kinds[row["snapshot"], row["unit"]])
    sheet = releases_sheet(edition, {}, EN)
    for day, row in zip(sorted(edition.snapshots, reverse=True), sheet.rows, strict=False):
        assert set(row[4].split(", ")) == {kind_words(kind, EN) for kind in twin[day]}


# --- uploads -------------------------------------------------------------------------------------------


def told(members, base, verdict="below", counts="persons", **facts):
    return Told(verdict, counts, members=members, base=base, **facts)


NAMES = {"A": {"nl": "Eenheid A", "en": "Unit A"}, "t": {"nl": "Doel", "en": "Target"}}
GONE = Told("not_shown", "persons", reason="too_few_people", base=4.0)
SHIFTS = (
    Shift("t", "A", told(1.0, 10.0), told(2.0, 10.0)),
    Shift("t", "A", told(1.0, 10.0), told(1.0, 10.0, as_of=date(2025, 9, 30))),  # an older date alone is no change
    Shift("t", "A", GONE, told(5.0, 50.0, as_of=date(2025, 9, 30))),
    Shift("t", "A", told(5.0, 50.0), GONE),
    Shift("t", "A", None, told(2.4, 20.5, counts="fte")),
    Shift("x", "B", told(1.0, 10.0), None),
    Shift("t", "A", Told("zz", "persons", reason="zz"), told(1.0, 2.0)),
)
CHANGES = Changes(
    changed=True, done=False, account=PUBLISHED, publication_before="", snapshot_before=None, months_new=(),
    months_replaced=(), shifts=SHIFTS,
    heads=(UnitHeads("A", 1200, 1210), UnitHeads("A", 5, 5), UnitHeads("B", None, 3), UnitHeads("A", 3, None)),
    rows_newly_shown=0, rows_newly_hidden=0, shown_before=0, hidden_before=0,
    unit_names=NAMES, target_names=NAMES, text={"nl": "", "en": ""},
)  # fmt: skip


def test_what_an_export_would_change_is_told_before_and_after():
    assert shifts_sheet(CHANGES, EN).rows == (
        ("Unit A", "Target", "another figure", "1 of 10", "2 of 10"),
        ("Unit A", "Target", "becomes shown", "not shown to protect people", "5 of 50, as of September 2025"),
        ("Unit A", "Target", "becomes hidden", "5 of 50", "not shown to protect people"),
        ("Unit A", "Target", "comes in", "", "2.4 of 20.5"),
        ("B", "x", "goes away", "1 of 10", ""),
        ("Unit A", "Target", "becomes shown", EN("not_shown"), "1 of 2"),
    )
    dutch = shifts_sheet(CHANGES, NL)
    assert dutch.rows[0][:2] == ("Eenheid A", "Doel")
    assert dutch.rows[3][4] == "2,4 van 20,5"
    assert len(dutch.heads) == 5
    assert dutch.caption != shifts_sheet(replace(CHANGES, shifts=()), NL).caption


def test_units_whose_size_changes_are_told_and_no_others():
    assert heads_sheet(CHANGES, EN).rows == (("Unit A", "1,200", "1,210"), ("B", "", "3"), ("Unit A", "3", ""))
    assert heads_sheet(CHANGES, NL).rows[0] == ("Eenheid A", "1.200", "1.210")
    assert heads_sheet(replace(CHANGES, heads=()), NL).rows == ()
