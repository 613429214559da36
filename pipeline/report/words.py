"""Every word of the report and the terminal summary, in both languages, and how standings are told."""

from babel.dates import format_date
from babel.numbers import format_decimal, format_percent

from pipeline.faults import Language, Message
from pipeline.month import Month
from pipeline.published.changes import Told
from pipeline.report.report import Report, Standing
from pipeline.report.usefulness import AGES, Level

WORDS = {
    "title": Message(en="Validation report", nl="Validatierapport"),
    "publication": Message(en="publication", nl="publicatie"),
    "no_change": Message(en="Nothing has changed.", nl="Er is niets veranderd."),
    "no_exports": Message(
        en="There are no exports yet: put the first one in the raw folder and run this again.",
        nl="Er zijn nog geen exports: zet de eerste in de map met exports en voer dit opnieuw uit.",
    ),
    "taken": Message(en="Taken in", nl="Ingelezen"),
    "none_taken": Message(en="No new files.", nl="Geen nieuwe bestanden."),
    "file": Message(en="file", nl="bestand"),
    "month": Message(en="month", nl="maand"),
    "source": Message(en="source", nl="bron"),
    "rows_read": Message(en="rows read", nl="rijen gelezen"),
    "accepted": Message(en="accepted", nl="aanvaard"),
    "quarantined": Message(en="set aside", nl="apart gezet"),
    "totals": Message(en="left out as totals", nl="weggelaten als totaal"),
    "people": Message(en="people", nl="mensen"),
    "appointments": Message(en="appointments", nl="aanstellingen"),
    "counted": Message(en="counted", nl="geteld"),
    "set_aside": Message(en="Set aside, by reason", nl="Apart gezet, naar reden"),
    "nothing_set_aside": Message(en="No row was set aside.", nl="Geen rij is apart gezet."),
    "column": Message(en="column", nl="kolom"),
    "reason": Message(en="reason", nl="reden"),
    "rows": Message(en="rows", nl="rijen"),
    "replaced": Message(en="Months delivered again", nl="Opnieuw geleverde maanden"),
    "warnings": Message(en="Warnings", nl="Waarschuwingen"),
    "no_warnings": Message(en="No warnings.", nl="Geen waarschuwingen."),
    "notices": Message(en="Notices", nl="Opmerkingen"),
    "standings": Message(en="Where each target stands", nl="Waar elk streefcijfer staat"),
    "shown": Message(
        en="{shown} of {all} figures are shown; the others are protected or not available.",
        nl="{shown} van {all} cijfers worden getoond; de andere zijn beschermd of niet beschikbaar.",
    ),
    "withheld": Message(
        en="Closed audiences that get nothing new, because with what they have they could work out too much: {audiences}.",
        nl="Besloten kringen die niets nieuws krijgen, omdat zij met wat zij hebben te veel zouden kunnen afleiden: "
        "{audiences}.",
    ),
    "rounded": Message(
        en="Small counts of members are rounded, and totals are sums of rounded counts: a figure may be some people off.",
        nl="Kleine aantallen leden zijn afgerond en totalen zijn sommen daarvan: een cijfer kan er enkele mensen naast zitten.",
    ),
    "balance": Message(
        en="{read} rows read = {accepted} accepted + {quarantined} set aside + {totals} left out as totals",
        nl="{read} rijen gelezen = {accepted} aanvaard + {quarantined} apart gezet + {totals} weggelaten als totaal",
    ),
    "files": Message(en="{new} new files, {old} taken in before", nl="{new} nieuwe bestanden, {old} eerder ingelezen"),
    "delivered_again": Message(
        en="{month}: {file} replaces {former} ({before} to {after} counted; {units} units changed)",
        nl="{month}: {file} vervangt {former} ({before} naar {after} geteld; {units} eenheden veranderd)",
    ),
    "count_met": Message(en="{n} met", nl="{n} gehaald"),
    "count_course": Message(en="{n} on course", nl="{n} op koers"),
    "count_below": Message(en="{n} below", nl="{n} eronder"),
    "count_chance": Message(
        en="{n} not to be told from chance or unknowns", nl="{n} niet van toeval of onbekenden te onderscheiden"
    ),
    "count_small": Message(en="{n} less than one person", nl="{n} minder dan één persoon"),
    "count_hidden": Message(en="{n} not shown", nl="{n} niet getoond"),
    "useful": Message(
        en="What can be said of each unit and target, by kind of unit",
        nl="Wat er per eenheid en streefcijfer gezegd kan worden, naar soort eenheid",
    ),
    "kind": Message(en="kind of unit", nl="soort eenheid"),
    "statement_figure": Message(en="{n} with their own figure", nl="{n} met een eigen cijfer"),
    "statement_pooled": Message(en="{n} with a wider figure", nl="{n} met een ruimer cijfer"),
    "statement_heads": Message(en="{n} in heads", nl="{n} in aantallen hoofden"),
    "statement_nothing": Message(en="{n} with nothing", nl="{n} zonder iets"),
    "ages": Message(en="own figures by age in months", nl="eigen cijfers naar ouderdom in maanden"),
    "as_of": Message(en=" (as of {month})", nl=" (stand van {month})"),
    "by_appointment": Message(
        en="In {months} months, {last} the last, appointments are counted, not people: without a pseudonym somebody with two appointments counts twice.",
        nl="In {months} maanden, {last} als laatste, zijn aanstellingen geteld en geen mensen: zonder pseudoniem telt iemand met twee aanstellingen dubbel.",
    ),
    "more": Message(en="and {n} more", nl="en nog {n}"),
    "more_on_page": Message(en="and {n} more, in the validation report", nl="en nog {n}, in het validatierapport"),
    "where": Message(en="where", nl="waar"),
    "fte_total": Message(en="{fte} in all", nl="{fte} in totaal"),
    "unit": Message(en="unit", nl="eenheid"),
    "target": Message(en="target", nl="streefcijfer"),
    "standing": Message(en="where it stands", nl="stand"),
}

_VERDICTS = {
    "met": Message(en="met: {members} of {base}", nl="gehaald: {members} van {base}"),
    "on_course": Message(
        en="on course: {members} of {base}, {gap} short of {need}",
        nl="op koers: {members} van {base}, {gap} te weinig voor {need}",
    ),
    "one_away": Message(
        en="one appointment away: {members} of {base}", nl="één benoeming verwijderd: {members} van {base}"
    ),
    "below_within_chance": Message(
        en="{gap} short, within chance: {members} of {base}", nl="{gap} te weinig, binnen toeval: {members} van {base}"
    ),
    "below": Message(en="{gap} short: {members} of {base}", nl="{gap} te weinig: {members} van {base}"),
    "depends_on_unknowns": Message(
        en="depends on people whose answer is unknown: {members} of {base} at least",
        nl="hangt af van mensen van wie het antwoord onbekend is: ten minste {members} van {base}",
    ),
    "less_than_one_person": Message(
        en="the target is less than one person among {base}", nl="het streefcijfer is minder dan één persoon op {base}"
    ),
}
_REASONS = {
    "too_few_people": Message(en="not shown, to protect people", nl="niet getoond, om mensen te beschermen"),
    "low_response": Message(en="not shown: too many unknown", nl="niet getoond: te veel onbekend"),
    "not_available": Message(en="not available at the source", nl="niet beschikbaar in de bron"),
    "nobody_here": Message(en="nobody here", nl="niemand hier"),
}
_NEED = Message(en="; the target is {need} of {base}", nl="; het streefcijfer is {need} van {base}")


def standing_words(standing: Standing, report: Report, language: Language) -> str:
    """Where one target stands, in one phrase made from published figures only."""
    return told_words(_told(standing), report.snapshot, language)


def told_words(told: Told, snapshot: str, language: Language) -> str:
    """The same of what a publication with that last snapshot says of one target in one unit."""
    facts = {
        name: "-" if value is None else amount(value, language, fte=told.counts == "fte")
        for name, value in (("members", told.members), ("base", told.base), ("need", told.need), ("gap", told.gap))
    }
    if told.verdict in _VERDICTS:
        return _VERDICTS[told.verdict].fill(language, facts) + _carried(told, snapshot, language)
    said = _REASONS.get(told.reason or "", _REASONS["not_available"]).fill(language, {})
    known = told.reason == "too_few_people" and told.need is not None and told.base is not None
    return said + (_NEED.fill(language, facts) if known else "")


def _told(standing: Standing) -> Told:
    each = standing
    return Told(each.verdict, each.counts, each.reason, each.members, each.base, each.need, each.gap, each.as_of)


def statement_words(level: Level, language: Language) -> str:
    """How many unit x target of one level get which statement; those that none gets are left out."""
    told = ((name, count) for name, count in level.statements.items() if count)
    return ", ".join(said(f"statement_{name}", language, n=count) for name, count in told)


def age_words(level: Level, language: Language) -> str:
    """How old the own figures of one level are; empty where there are none."""
    told = ", ".join(f"{name}: {level.ages[name]}" for name in AGES if level.ages.get(name))
    return f"{said('ages', language)}: {told}" if told else ""


def _carried(told: Told, snapshot: str, language: Language) -> str:
    if told.as_of is None or str(told.as_of) == snapshot:
        return ""
    return said("as_of", language, month=month_words(Month.of(told.as_of), language))


def amount(value: float, language: Language, *, fte: bool = False) -> str:
    """A number of heads (whole) or fte (one decimal), as the language writes it."""
    return format_decimal(value, format="#,##0.0" if fte else "#,##0", locale=language) + (" fte" if fte else "")


def share(value: float, language: Language) -> str:
    """A fraction as a percentage with at most one decimal."""
    return format_percent(value, format="#,##0.#%", locale=language)


def month_words(month: Month, language: Language) -> str:
    """`december 2025`, `December 2025`."""
    return format_date(month.first_day, format="LLLL y", locale=language)


def said(word: str, language: Language, **facts: object) -> str:
    """One of WORDS with its facts filled in."""
    return WORDS[word].fill(language, facts)
