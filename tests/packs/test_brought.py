"""What is on record, as lines and counts for packs: worked out by hand from records and published rows."""

from dataclasses import replace
from datetime import UTC, date, datetime

from dashboard.followed.record import OnRecord
from dashboard.wording.words import Words
from packs.agreements import AgreementLine
from packs.brought import lines_of, talk_of, tallies_of
from packs.one import Order, form_of, made
from packs.overview import overview_of
from packs.paper.overview import overview_pdf
from packs.talk import talk_line
from packs.tallies import Tallies, Tally, talk_words, tally_rows
from packs.word.overview import overview_docx
from registers import Agreement, Conversation, Kept, Talk
from tests.dashboard.followed.bent import called_before
from tests.packs.publications import DAY
from tests.packs.reading import opened, squeezed, tags_of, text_of, word_of, word_text

NL, EN = Words("nl"), Words("en")
TODAY, TALKED = date(2026, 1, 20), date(2025, 1, 14)
AT, BEFORE = datetime(2025, 6, 1, 12, tzinfo=UTC), datetime(2024, 12, 2, 12, tzinfo=UTC)


def kept(key: str, value):
    return Kept(key, 1, value, AT, "s", "ambassador")


def agreed(key: str, unit: str = "EXU-BEH", **facts: object):
    named = {"aim": key, "responsible": "Dean", "target": "world-11-14", "conversation": "talk", **facts}
    return kept(key, Agreement(unit, **named))  # type: ignore[arg-type]


HELD = kept("talk", Conversation("EXU-BEH", "held", TALKED))


def on_record(*agreements, talks=(), **more):
    return OnRecord(agreements, (HELD,), talks, **more)


def test_a_line_has_all_that_was_written_and_what_the_figures_did(invented):
    moved = {"due": date(2025, 6, 1), "changed_due": date(2025, 9, 1)}
    found = on_record(agreed("Read vacancies", status="under_way", outcome="two of five", **moved))
    (line,) = lines_of(invented, "EXU-BEH", DAY, found, TODAY, EN)
    assert replace(line, since="") == AgreementLine(
        "Read vacancies", "Dean", "8% in scales 11-14", date(2025, 6, 1), date(2025, 9, 1), None, "under_way", "two of five", True
    )  # fmt: skip
    assert line.since == (
        "Agreed on 14 January 2025. Then 22 of 338 known, 6.5% (December 2024), now 23 of 345 known, 6.7% "
        "(December 2025). In the same period: since December 2024 1 person more; now: 5 people short, within chance."
    )


def test_open_ones_first_by_the_day_they_are_due_then_those_closed_since_the_last_talk(invented):
    done = {"status": "done", "done": date(2025, 3, 1)}
    found = on_record(
        agreed("late", due=date(2025, 2, 1)), agreed("later", due=date(2025, 5, 1)), agreed("done", **done),
        replace(agreed("before", status="done", done=date(2024, 12, 1), conversation=None), at=BEFORE),
        agreed("other", "EXU-GEO"),
    )  # fmt: skip
    lines = lines_of(invented, "EXU-BEH", DAY, found, TODAY, EN)
    assert [line.what for line in lines] == ["late", "later", "done"]
    assert lines_of(invented, "EXU-SCI", DAY, found, TODAY, EN) == ()


def test_what_was_agreed_in_the_planned_talk_itself_does_not_come_back_to_it(invented):
    planned = kept("next", Conversation("EXU-BEH", "planned", date(2026, 2, 1)))
    record = OnRecord(
        (agreed("old"), agreed("drafted", conversation="next")), (HELD, planned),
        (Talk("EXU-BEH", "planned", None, HELD, planned),),
    )  # fmt: skip
    assert [line.what for line in lines_of(invented, "EXU-BEH", DAY, record, TODAY, EN)] == ["old"]


def tallied(edition, record):
    found = tallies_of(edition, DAY, record, TODAY)
    return {each.unit: each for each in found.units}, found.elsewhere


def test_counts_are_of_a_unit_with_all_that_is_below_it(invented):
    late = {"due": date(2025, 2, 1)}
    units, elsewhere = tallied(
        invented,
        on_record(
            agreed("a", **late), agreed("b", "EXU-BEH-PSC", **late), agreed("c", "EXU-BEH-EDU"),
            agreed("d", status="dropped", outcome="no", **late), agreed("e", "EXU"), agreed("f", "GONE", **late),
        ),
    )  # fmt: skip
    assert list(units) == ["EXU", *(unit.code for unit in invented.children(DAY, "EXU"))]
    assert (units["EXU-BEH"].open, units["EXU-BEH"].past_due) == (3, 2)
    assert (units["EXU"].open, units["EXU"].past_due) == (1, 0)
    assert sum(each.open for each in units.values()) == 4
    assert elsewhere == 1


def test_a_renamed_unit_is_counted_under_either_name(invented):
    edition = called_before(invented, "EXU-BEH", "EXU-OLD", date(2025, 6, 30))
    record = on_record(agreed("a"), renamed=edition.renamed, talks=(Talk("EXU-BEH", "due", TODAY),))
    for day, code in ((DAY, "EXU-BEH"), (date(2025, 3, 31), "EXU-OLD")):
        found = {each.unit: each for each in tallies_of(edition, day, record, TODAY).units}
        assert (found[code].open, found[code].talk.due_by) == (1, TODAY)


def test_when_the_next_talk_is(invented):
    passed = kept("p", Conversation("EXU-SCI", "planned", date(2026, 1, 5)))
    ahead = kept("n", Conversation("EXU-BEH", "planned", date(2026, 2, 1)))
    talks = (
        Talk("EXU-BEH", "planned", date(2026, 3, 1), HELD, ahead),
        Talk("EXU-SCI", "overdue", None, None, passed, unwritten=True),
        Talk("EXU-GEO", "overdue", date(2026, 1, 2)),
        Talk("EXU-ECS", "due", date(2026, 2, 2)),
    )
    units, _ = tallied(invented, on_record(talks=talks))
    assert {code: talk_words(each, EN) for code, each in units.items()} == {
        "EXU": "nothing arranged",
        "EXU-ENG": "nothing arranged",
        "EXU-BEH": "planned for 1 February 2026",
        "EXU-SCI": "was planned for 5 January 2026; whether it was held is not on record",
        "EXU-GEO": "was due by 2 January 2026",
        "EXU-ECS": "due by 2 February 2026",
        "EXU-SER": "nothing arranged",
    }


def test_which_talk_a_pack_is_for_and_when_the_last_one_was(invented):
    """Days alone: what was written down of a talk stays where it is."""
    secret = kept("s", Conversation("EXU-SCI", "held", date(2025, 6, 3), notes="Zznotes", next_day=date(2026, 6, 3)))
    ahead = kept("n", Conversation("EXU-BEH", "planned", date(2026, 2, 1)))
    record = on_record(
        talks=(
            Talk("EXU-BEH", "planned", date(2026, 3, 1), HELD, ahead),
            Talk("EXU-SCI", "held", date(2026, 6, 3), secret),
            Talk("EXU-GEO", "overdue", date(2026, 1, 2)),
            Talk("EXU-ECS", "held", None, HELD),
        ),
        renamed={"EXU-OLD": "EXU-BEH"},
    )
    said = {code: talk_line(talk_of(record, code), EN) for code in ("EXU-BEH", "EXU-OLD", "EXU-SCI", "EXU-GEO")}
    assert said == {
        "EXU-BEH": "Talk: planned for 1 February 2026 · last talk: 14 January 2025",
        "EXU-OLD": "Talk: planned for 1 February 2026 · last talk: 14 January 2025",
        "EXU-SCI": "Talk: due by 3 June 2026 · last talk: 3 June 2025",
        "EXU-GEO": "Talk: was due by 2 January 2026",
    }
    assert talk_line(talk_of(record, "EXU-ECS"), NL) == "Vorige gesprek: 14 januari 2025"
    assert talk_line(talk_of(record, "EXU-ENG"), NL) == ""
    for form, reading in (("pdf", text_of), ("docx", word_text)):
        order = Order("EXU-SCI", DAY, "en", form_of(form))
        text = reading(made(invented, replace(order, talk=talk_of(record, "EXU-SCI"))).content or b"")
        assert squeezed(said["EXU-SCI"]) in squeezed(text)
        assert "Zznotes" not in text
        assert "talk: " not in reading(made(invented, order).content or b"").lower().replace(invented.id, "")


def test_the_overview_counts_and_names_nothing_that_was_agreed(invented):
    secret = "Zzafspraak"
    record = on_record(agreed(secret, due=date(2025, 2, 1), responsible=secret, outcome=secret), agreed("x", "GONE"))
    overview = overview_of(invented, DAY, EN, tallies_of(invented, DAY, record, TODAY))
    pdf, docx = overview_pdf(overview, DAY), overview_docx(overview, DAY)
    text = squeezed(text_of(pdf))
    for part in (EN("pack_board_agreed"), "Behavioural Sciences11nothing arranged", overview.agreed_note):
        assert squeezed(part) in text
    assert overview.agreed_note == "1 more open with units that are not there at this snapshot."
    assert secret not in text + word_text(docx)
    assert len(opened(pdf).pages) <= 2
    assert [str(tag["/S"]) for tag in tags_of(pdf)].count("/TH") == 4 + 4
    rows = [[cell.text for cell in row.cells] for row in word_of(docx).tables[-1].rows]
    assert ["Behavioural Sciences", "1", "1", "nothing arranged"] in rows
    assert overview.agreed_note in word_text(docx)


def test_without_registers_the_overview_has_no_such_section(invented):
    overview = overview_of(invented, DAY, EN)
    assert (overview.agreed, overview.agreed_note) == ((), "")
    assert EN("pack_board_agreed") not in text_of(overview_pdf(overview, DAY))
    assert EN("pack_board_agreed") not in word_text(overview_docx(overview, DAY))
    everybody = overview_of(invented, DAY, EN, Tallies((Tally("EXU", 0, 0),)))
    assert everybody.agreed_note == ""
    assert EN("pack_board_elsewhere", n=0) not in word_text(overview_docx(everybody, DAY))


def test_a_unit_that_is_not_named_has_no_line():
    assert tally_rows(Tallies((Tally("A", 1, 0), Tally("B", 2, 0))), {"B": "Bee"}, EN)[0].unit == "Bee"
