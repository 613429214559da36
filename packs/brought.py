"""What is on record about a unit, as a pack needs it: the agreements that come back, each beside the figures since."""

from collections.abc import Sequence
from datetime import date

from dashboard.edition import Edition
from dashboard.followed.agreed import Agreed
from dashboard.followed.record import OnRecord, brought_to_unit, followed
from dashboard.followed.wording import followed_words, target_words
from dashboard.wording.words import Words
from packs.agreements import AgreementLine
from packs.talk import TalkDays
from packs.tallies import Tallies, Tally
from registers import Agreement, Talk


def lines_of(
    edition: Edition, unit: str, snapshot: date, record: OnRecord, today: date, words: Words
) -> tuple[AgreementLine, ...]:
    """The agreements that come back to the next talk of a unit: those still open, those closed since the last one.

    Edition and record are both as far as the reader may see. `today` decides what is past due.
    """
    found = brought_to_unit(record, unit, today)
    agreed = followed(edition, unit, snapshot, (*found.open, *found.closed), record.conversations, today)
    return tuple(line_of(each, words) for each in agreed)


def line_of(agreed: Agreed, words: Words) -> AgreementLine:
    """One agreement in this language."""
    return AgreementLine(
        what=agreed.what,
        who=agreed.who,
        target=target_words(agreed, words),
        due=agreed.deadline.first,
        changed_due=agreed.deadline.moved,
        done=agreed.course.done,
        status=agreed.course.status,
        outcome=agreed.course.outcome,
        past_due=agreed.course.past_due,
        since=followed_words(agreed, words),
    )


def talk_of(record: OnRecord, unit: str) -> TalkDays:
    """The days of the talks with a unit, by the calendar of the record; `unit` may be a former code."""
    code = record.renamed.get(unit, unit)
    return _days(next((talk for talk in record.calendar if talk.unit == code), None))


def tallies_of(edition: Edition, snapshot: date, record: OnRecord, today: date) -> Tallies:
    """Per unit directly below the organisation its open agreements, with those of all that is below it; only counts.

    The organisation itself, first, counts its own only. Counted under the codes units have now.
    """
    whole = edition.root(snapshot)
    below = {unit.code: _with_below(edition, snapshot, unit.code) for unit in edition.children(snapshot, whole.code)}
    under = {
        code: frozenset(record.renamed.get(each, each) for each in codes)
        for code, codes in ({whole.code: [whole.code]} | below).items()
    }
    there = frozenset[str]().union(*under.values())
    open_ones = [kept.value for kept in record.agreements if not kept.value.closed]
    talks = {talk.unit: talk for talk in record.calendar}
    return Tallies(
        tuple(
            _tally(
                code,
                [each for each in open_ones if each.unit in codes],
                talks.get(record.renamed.get(code, code)),
                today,
            )
            for code, codes in under.items()
        ),
        elsewhere=sum(each.unit not in there for each in open_ones),
    )


def _tally(code: str, open_ones: Sequence[Agreement], talk: Talk | None, today: date) -> Tally:
    return Tally(code, len(open_ones), sum(each.past_due(today) for each in open_ones), _days(talk))


def _days(talk: Talk | None) -> TalkDays:
    if talk is None:
        return TalkDays()
    planned = talk.planned.value.day if talk.planned else None
    return TalkDays(
        planned=None if talk.unwritten else planned,
        due_by=talk.due_by,
        overdue=talk.stand == "overdue",
        passed=planned if talk.unwritten else None,
        last=talk.last_held.value.day if talk.last_held else None,
    )


def _with_below(edition: Edition, snapshot: date, code: str) -> list[str]:
    return [
        code,
        *(each for child in edition.children(snapshot, code) for each in _with_below(edition, snapshot, child.code)),
    ]
