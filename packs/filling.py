"""The pack of one unit, filled from published rows: which rooms say what, in which order."""

from collections.abc import Sequence
from datetime import date

from dashboard.discussion.gather import Gathered, gather, situations
from dashboard.discussion.outside import outside_of
from dashboard.discussion.questions import choose, raised
from dashboard.discussion.saying import Said, say
from dashboard.edition import Edition
from dashboard.standing import Standing
from dashboard.wording.rows import row_words
from dashboard.wording.sentences import headline, one_head_words, standing_sentence
from dashboard.wording.states import state_of, tally_of
from dashboard.wording.words import Words
from packs.agreements import AgreementLine, agreement_rows, more_words
from packs.chart import chart_of
from packs.content import Pack, QuestionPart, StandingPart
from packs.key import key_of
from packs.neighbours import beside
from packs.reasons import change_parts
from packs.unsaid import hidden_lead, hidden_parts

_DEFINITIONS = ("sheet_target", "key_need", "sheet_margin", "key_hidden", "key_as_of")


def pack_of(
    edition: Edition,
    unit: str,
    snapshot: date,
    words: Words,
    agreements: Sequence[AgreementLine] | None = (),
    *,
    confidential: bool = False,
) -> Pack:
    """The pack of one unit, from this edition alone: what a reader may not see is not in theirs.

    `agreements`: None when the registers were not asked. `confidential`: the edition is the release of a closed
    audience. Which talk it is for is left empty. Raises KeyError for a unit that does not exist at that snapshot.
    """
    found = gather(edition, unit, snapshot)
    own = found.own()
    name = words.name(found.unit.name)
    seen = situations(found, outside_of(edition, unit, snapshot))
    standings = _standings(found, own, words)
    earlier, more = agreement_rows(agreements or (), words)
    return Pack(
        language=words.language,
        title=words("sheet_title", unit=name),
        organisation=words.name(edition.organisation),
        of_when=of_when(edition, snapshot, words),
        talk="",
        foot=words("pack_foot", organisation=words.name(edition.organisation), id=edition.id, unit=name),
        notice=words("confidential") if confidential else "",
        notice_why=words("confidential_why") if confidential else "",
        headline=f"{headline(own, name, words)}." if own else words("sheet_no_targets", unit=name),
        agreements=earlier,
        agreements_more=more,
        agreements_note=words("pack_without_registers")
        if agreements is None
        else more_words(len(earlier), more, words),
        agreements_aside=words("followed_aside") if any(row.since for row in earlier) else "",
        standings=standings,
        key=key_of([each.chart for each in standings if each.chart is not None], words),
        changes=change_parts(found, seen, words),
        hidden_lead=hidden_lead(own, words),
        hidden=hidden_parts(edition, own, words),
        beside=beside(found, words),
        questions=tuple(_question(say(each, words), words) for each in choose(raised(seen))),
        definitions=definitions(edition, words),
    )


def of_when(edition: Edition, snapshot: date, words: Words) -> str:
    """Whose figures these are, of which day, out of which publication."""
    return words("sheet_when", organisation=words.name(edition.organisation), day=words.day(snapshot), id=edition.id)


def definitions(edition: Edition, words: Words) -> tuple[str, ...]:
    """What the words mean."""
    return tuple(words(code) for code in (*_DEFINITIONS, *(["rounded"] if edition.rounded else [])))


def _standings(found: Gathered, own: tuple[Standing, ...], words: Words) -> tuple[StandingPart, ...]:
    return tuple(
        StandingPart(
            target=words.name(found.edition.target(row.target, row.version).name),
            shown=row.shown,
            state=state_of(row.verdict, row.shown),
            said=_said(row, words),
            aside=one_head_words(row, words) if row.shown else "",
            chart=chart_of(row, words),
        )
        for row in own
    )


def _said(row: Standing, words: Words) -> str:
    """Where it stands. Why a figure is not shown, and what there is instead, has a section of its own."""
    if row.shown or tally_of(row.verdict, row.shown) == "too_small":
        return standing_sentence(row, words)
    said = row_words(row, words)
    text = "; ".join(part for part in (said.rest, said.lead) if part)
    return f"{text[:1].upper()}{text[1:]}."


def _question(said: Said, words: Words) -> QuestionPart:
    why = words("sheet_why", why="; ".join(each.text for each in said.why)) if said.rests_elsewhere and said.why else ""
    return QuestionPart(said.title, said.text, tuple(text for text in (said.assumed, why) if text), said.step)
