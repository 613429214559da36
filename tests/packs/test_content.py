"""What stands in a pack, against values worked out by hand from the invented publication."""

from dataclasses import replace
from datetime import date

import pytest

from dashboard.discussion.changes import change_sentence, changes
from dashboard.wording.words import Words
from packs.agreements import MOST, AgreementLine, agreement_rows, briefer, more_words
from packs.filling import pack_of
from packs.plain import one_line, shortened
from packs.together import together
from tests.packs.agreed import AGREED, SINCE, eight
from tests.packs.publications import DAY, with_table, without_targets, written

EN, NL = Words("en"), Words("nl")


def test_a_pack_reads_as_it_should(invented):
    pack = pack_of(invented, "EXU-BEH", DAY, EN)
    assert pack.title == "Behavioural Sciences: to bring to the talk"
    assert pack.of_when == "Example University · snapshot of 31 December 2025 · publication 3f9a1c07d2"
    assert pack.agreements_note.startswith("No agreements from an earlier talk")
    first, second, _ = pack.standings
    assert first.said == "23 of 349, 5 people short; that difference cannot be told from chance."
    assert (first.shown, first.state) == (True, "unsure")
    assert second.said == "5% of 48 means 3 people; not shown to protect people."
    assert (second.shown, second.aside) == (False, "")
    assert pack.hidden_lead == "For 1 of the 3 targets the number is not shown. That is no zero and no verdict."
    (part,) = pack.hidden
    assert part.why.startswith("Not shown, because otherwise somebody could be recognised")
    assert part.instead == (
        ("5% from scale 15 up", "what can be shown: Scales 11-14 and Scale 15 and up together: 25 of 393 known, 6.4%."),
    )


def test_what_stands_beside_it(invented):
    table = pack_of(invented, "EXU-BEH-PSC", DAY, EN).beside
    assert table.heads == ("Target", "Here", "One step below, here", "The unit above", "The whole organisation")
    rows = {row[0]: row[1:] for row in table.rows}
    assert rows["5% from scale 15 up"][0] == "not shown"
    assert rows["5% from scale 15 up"][1].startswith("Scales 11-14: 11 of 149 known, 7.4%")
    assert rows["8% in scales 11-14"][1] == EN("pack_not_there")
    assert all(len(row) == 5 for row in table.rows)


def test_a_change_is_told_with_what_may_have_played_a_part(invented):
    first = pack_of(invented, "EXU-BEH", DAY, EN).changes[0]
    assert first.target == "8% in scales 11-14"
    assert first.change == "As many as in September 2025."
    assert first.why == "Scales 11-14: now 349 people, a year before 342."


def test_every_figure_has_its_row_the_first_one_too(tmp_path):
    """One month: each figure is the first, and what the page of the talk says of it stands in its row."""
    edition = written(tmp_path, months=1)
    pack = pack_of(edition, "EXU-BEH", DAY, EN)
    said = {each.now.target: change_sentence(each, EN) for each in changes(edition, ["EXU-BEH"], DAY)}
    shown = [row for row in edition.standings(DAY, ["EXU-BEH"]) if row.shown]
    assert len(shown) == 2
    assert [part.change for part in pack.changes] == [said[row.target] for row in shown]
    assert pack.changes[0].change == "First figure, of December 2025; 5 people short, within chance."


def test_every_figure_has_its_row_in_every_unit(invented):
    for unit in invented.units[DAY]:
        pack = pack_of(invented, unit.code, DAY, NL)
        told = "; ".join(part.target for part in pack.changes)
        assert [part.target for part in pack.standings if part.shown and part.target not in told] == []


def test_a_break_is_told_in_full_once(invented):
    rows = invented.tables["breaks"].to_pylist()
    recent = [row | {"snapshot": date(2025, 1, 31)} for row in rows if row["band"] == "15+"]
    edition = with_table(invented, "breaks", [row | {"band": None} for row in recent])
    whys = [part.why for part in pack_of(edition, "EXU-BEH", DAY, EN).changes]
    assert whys[0].startswith("Break in January 2025: professors moved to H1 and H2")
    assert all("see above" in why for why in whys[1:])


def test_fewer_unknown_may_have_played_a_part(invented):
    """A year before, 9 people were unknown; now 4. Across a break that says nothing."""
    rows = [
        row | {"unknown": 9} if row["shown"] and row["snapshot"] == date(2024, 12, 31) else row
        for row in invented.tables["representation"].to_pylist()
    ]
    edition = with_table(invented, "representation", rows)
    why = pack_of(edition, "EXU-BEH", DAY, EN).changes[0].why
    assert why == "Scales 11-14: now 349 people, a year before 342; not known for 4, a year before for 9."
    broken = with_table(edition, "breaks", [{"snapshot": date(2024, 6, 30), "reason_en": "x", "reason_nl": "x"}])
    assert "not known" not in pack_of(broken, "EXU-BEH", DAY, EN).changes[0].why


def test_a_target_set_anew_is_told_with_who_decided(invented):
    """From December 2025 the target is version 2: 10% where it was 8%."""
    (old,) = [each for each in invented.targets if each.code == "world-11-14"]
    anew = replace(old, version=2, share=0.1, decided_by="Faculty board")
    rows = [
        row | {"version": 2} if row["target"] == "world-11-14" and row["snapshot"] > date(2025, 12, 1) else row
        for row in invented.tables["progress"].to_pylist()
    ]
    edition = replace(with_table(invented, "progress", rows), targets=(old, anew, *invented.targets[1:]))
    part = pack_of(edition, "EXU-BEH", DAY, EN).changes[0]
    assert part.why.startswith("The target went from 8% to 10%, decided by Faculty board; ")


def test_three_to_five_questions(invented):
    for unit in ("EXU", "EXU-BEH", "EXU-SER-LIB"):
        assert 3 <= len(pack_of(invented, unit, DAY, NL).questions) <= 5


def test_without_targets_there_is_little_to_say(invented):
    pack = pack_of(without_targets(invented), "EXU", DAY, NL)
    assert (pack.standings, pack.changes, pack.hidden, pack.questions) == ((), (), (), ())
    assert (pack.hidden_lead, pack.beside.rows) == ("", ())


def test_an_unknown_unit_is_an_error(invented):
    with pytest.raises(KeyError):
        pack_of(invented, "NO-SUCH", DAY, NL)


def test_rounded_counts_are_said_to_be_rounded(invented):
    assert any("afgerond" in text for text in pack_of(replace(invented, rounded=True), "EXU", DAY, NL).definitions)


def test_agreements_as_read():
    rows, more = agreement_rows(AGREED, EN)
    assert more == 0
    assert [row.what for row in rows] == ["Committees of three", "Meet the network", "Read vacancies again"]
    moved, bare, done = rows
    assert moved.when == "1 September 2025 (first 1 June 2025)"
    assert moved.became == "under way, past its date: two of five"
    assert (bare.who, bare.when, bare.became) == ("no owner yet", "no date yet", "not begun")
    assert done.became == "done on 20 February 2025: all of them"
    assert (moved.since, done.since) == (SINCE, "Then and now not shown to protect people.")


def test_what_the_figures_of_one_target_did_in_one_period_is_told_once():
    first = AgreementLine("a", "x", "target", since=SINCE)
    others = [
        AgreementLine("b", "x", "target", since=SINCE),
        AgreementLine("c", "x", "another", since=SINCE),
        AgreementLine("d", "x", "target", since="Agreed on another day."),
        AgreementLine("e", "x", "target"),
        AgreementLine("f", "x", "target"),
    ]
    rows, _ = agreement_rows([first, *others], EN)
    above = EN("pack_since_above")
    assert [row.since for row in rows] == [SINCE, above, SINCE, "Agreed on another day.", "", ""]


def test_what_is_told_above_stands_above(invented):
    """What is finished comes last, whatever the order it was handed over in."""
    done = AgreementLine("a", "x", "target", status="done", since=SINCE)
    rows, _ = agreement_rows([done, AgreementLine("b", "x", "target", since=SINCE)], EN)
    assert [(row.what, row.since) for row in rows] == [("b", SINCE), ("a", EN("pack_since_above"))]


def test_that_figures_beside_agreements_are_no_effect_is_said_once_and_only_then(invented):
    assert pack_of(invented, "EXU-BEH", DAY, EN, AGREED).agreements_aside == EN("followed_aside")
    bare = pack_of(invented, "EXU-BEH", DAY, EN, [AgreementLine("a", "x")])
    assert (bare.agreements_aside, bare.agreements_note) == ("", "")


def test_without_registers_a_pack_says_so(invented):
    assert pack_of(invented, "EXU-BEH", DAY, EN, None).agreements_note == EN("pack_without_registers")
    assert pack_of(invented, "EXU-BEH", DAY, EN, ()).agreements_note == EN("pack_no_agreements")


def test_briefer_rows_keep_days_and_figures():
    (row,), _ = agreement_rows([*eight("word " * 100, 1)], EN)
    (brief,) = briefer([row], 70)
    assert (brief.when, brief.since) == (row.when, row.since)
    assert [len(text) <= most for text, most in ((brief.what, 70), (brief.who, 35), (brief.target, 35))] == [True] * 3
    assert len(brief.became) <= 70 + 40
    assert brief.became.startswith("under way, past its date: word")
    assert more_words(8, 0, EN) == ""
    assert more_words(0, 0, EN) == EN("pack_no_agreements")


def test_more_agreements_than_fit_are_counted():
    lines = [AgreementLine(f"line {n}", "x", status="dropped") for n in range(MOST)]
    rows, more = agreement_rows([*lines, AgreementLine("open", "x")], EN)
    assert (len(rows), more) == (MOST, 1)
    assert rows[0].what == "open"
    assert agreement_rows([AgreementLine("x", "x", past_due=True, status="dropped")], EN)[0][0].became == "dropped"
    assert agreement_rows([AgreementLine("x", "x", status="done")], EN)[0][0].became == "done"


def test_what_is_said_of_several_is_said_once():
    assert together([("a", "1"), ("b", "2"), ("c", "1")]) == (("a; c", "1"), ("b", "2"))
    assert together([]) == ()


def test_one_line():
    assert one_line(" a\n\tb\x00\u202ec\ud800 ") == "a bc"
    assert shortened("one two three", 9) == "one two…"
    assert shortened("abcdefghij", 5) == "abcd…"
    assert shortened("abcde", 5) == "abcde"
