"""Over random editions: never an error, never a number that was not published, nothing lent by a hidden row."""

from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dashboard.discussion.changes import change_sentence, changes
from dashboard.discussion.comparison import comparison, comparison_rows
from dashboard.discussion.facts import Amount, Instead, Number, Share, facts_of, needed, next_step
from dashboard.discussion.gather import gather, situations
from dashboard.discussion.markdown import markdown
from dashboard.discussion.outside import outside_of
from dashboard.discussion.printed import printed
from dashboard.discussion.questions import MOST, questions
from dashboard.discussion.saying import say
from dashboard.discussion.sheet import sheet
from dashboard.wording.rows import noun_of
from dashboard.wording.words import Words
from tests.dashboard.discussion.drawn import LEAK, edition_of

EN, NL = Words("en"), Words("nl")
DRAWN = settings(max_examples=40, deadline=None)
OPEN = ("base", "need", "expected_need", "one_head", "headcount", "target_share")


def published(edition):
    """Every number a reader may see: of shown rows all, of hidden ones what follows from the headcount."""
    numbers = {target.share for target in edition.targets} | {
        share for target in edition.targets for _, share in target.steps
    }
    for table in ("progress", "representation"):
        for row in edition.tables[table].to_pylist():
            seen = row if row["shown"] else {name: row[name] for name in OPEN if name in row}
            numbers |= {float(each) for each in seen.values() if isinstance(each, (int, float))}
    return numbers


@DRAWN
@given(seed=st.integers(0, 2**32))
def test_every_question_says_published_numbers_only(seed):
    edition = edition_of(Random(seed))
    known = published(edition)
    day = edition.snapshots[-1]
    for unit in edition.units[day]:
        asked = questions(edition, unit.code, day, outside_of(edition, unit.code, day))
        assert len(asked) <= MOST
        for each in asked:
            step = next_step(each.situation)
            row = each.situation.standing
            asks = {needed(step[1], row.base, noun_of(row))} if step and row.base is not None else set()
            for fact in each.facts.values():
                if isinstance(fact, (Number, Amount, Share)):
                    assert float(fact.value) in known | asks
                if isinstance(fact, Instead):
                    assert fact.standing.stand_in.members in known
            for words in (EN, NL):
                assert "{" not in say(each, words).text


@pytest.mark.slow
@DRAWN
@given(seed=st.integers(0, 2**32))
def test_nothing_that_a_hidden_row_holds_is_ever_said(seed):
    edition = edition_of(Random(seed))
    day = edition.snapshots[-1]
    leaks = (f"{LEAK:,}", f"{LEAK:,}".replace(",", "."), str(LEAK))
    units = [unit.code for unit in edition.units[day]]
    told = [change_sentence(each, words) for each in changes(edition, units, day) for words in (EN, NL)]
    for unit in units:
        for words in (EN, NL):
            made = sheet(edition, unit, day, words)
            told += [markdown(made), printed(made)]
        for each in comparison(edition, unit, day):
            told += [text for row in comparison_rows(each, EN) for text in row.texts]
        for each in situations(gather(edition, unit, day)):
            told += [fact.said(EN) for fact in facts_of(each).values()]
    assert not [text for text in told if any(leak in text for leak in leaks)]
