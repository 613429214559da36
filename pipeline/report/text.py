"""The report in the terminal: what was taken in, what was set aside, what is odd, where targets stand."""

from collections.abc import Iterator
from itertools import pairwise

from pipeline.faults import Language
from pipeline.organisation.model import words
from pipeline.report.reasons import bad_words
from pipeline.report.report import Report, Standing
from pipeline.report.words import age_words, month_words, said, standing_words, statement_words

_MOST_LINES = 12  # of warnings and of units per target; the page has them all
_FEW = 3  # units of a target that are all named, whatever their standing
_COUNTED = {
    "count_met": ("met",),
    "count_course": ("on_course",),
    "count_below": ("below", "one_away"),
    "count_chance": ("below_within_chance", "depends_on_unknowns"),
    "count_small": ("less_than_one_person",),
    "count_hidden": ("not_shown",),
}
_TOLD = ("met", "on_course", "one_away", "below", "below_within_chance", "depends_on_unknowns")


def summary(report: Report, language: Language) -> str:
    """The whole summary, ready to print."""
    if not report.months:
        return said("no_exports", language)
    lines = [*_head(report, language), *_files(report, language), *_warnings(report, language)]
    if report.standings:
        lines += ["", *_standings(report, language)]
    return "\n".join(lines)


def _head(report: Report, language: Language) -> Iterator[str]:
    first, last = month_words(report.months[0], language), month_words(report.months[-1], language)
    yield f"{words(report.organisation, language)}, {first} - {last} ({said('publication', language)} {report.publication})"
    yield said("files", language, new=len(report.taken), old=report.skipped)
    if report.by_appointment:
        yield said("by_appointment", language, months=len(report.by_appointment), last=report.by_appointment[-1])
    if not report.changed:
        yield said("no_change", language)


def _files(report: Report, language: Language) -> Iterator[str]:
    if report.taken:
        tallies = [facts.tally for facts in report.taken]
        yield said(
            "balance",
            language,
            read=report.read,
            accepted=sum(tally.accepted for tally in tallies),
            quarantined=sum(tally.quarantined for tally in tallies),
            totals=sum(tally.totals for tally in tallies),
        )
    for facts in report.taken:
        yield from (f"  {facts.file}: {bad_words(bad, language)}" for bad in facts.bad)
    for each in report.replaced:
        yield said(
            "delivered_again",
            language,
            month=each.month,
            file=each.file,
            former=each.former_file,
            before=each.heads_before,
            after=each.heads_after,
            units=len(each.units_changed),
        )


def _warnings(report: Report, language: Language) -> Iterator[str]:
    """Those of the months of this run and of the months that follow them, those of the whole organisation first.

    All of them are on the page.
    """
    taken = {facts.month for facts in report.taken}
    followed = {later for month, later in pairwise(report.months) if month in taken}
    told = [(month, fault) for month, fault in reversed(report.warnings) if month in taken | followed]
    told.sort(key=lambda each: each[1].facts.get("unit", report.root) != report.root)
    if told:
        yield ""
        yield f"{said('warnings', language)} ({len(told)})"
        yield from (f"  {month}: {fault.text(language)}" for month, fault in told[:_MOST_LINES])
        if len(told) > _MOST_LINES:
            yield "  " + said("more_on_page", language, n=len(told) - _MOST_LINES)


def _remarks(report: Report, language: Language) -> Iterator[str]:
    if report.rounded:
        yield said("rounded", language)
    if report.withheld:
        yield said("withheld", language, audiences=", ".join(report.withheld))


def _standings(report: Report, language: Language) -> Iterator[str]:
    yield f"{said('standings', language)} ({report.snapshot})"
    for target in dict.fromkeys(standing.target for standing in report.standings):
        standings = [standing for standing in report.standings if standing.target == target]
        name = words(report.target_names.get(target, {}), language) or target
        yield ""
        named = f"{name} [{target}]"
        yield f"{named}: {_counts(standings, language)}" if len(standings) > _FEW else named
        # Of a target for every unit most lines would say that nothing can be said; of one for a few, that is the news.
        told = [standing for standing in standings if standing.verdict in _TOLD or len(standings) <= _FEW]
        for standing in told[:_MOST_LINES]:
            unit = words(report.unit_names.get(standing.unit, {}), language) or standing.unit
            yield f"  {unit:<44.44} {standing_words(standing, report, language)}"
        if len(told) > _MOST_LINES:
            yield "  " + said("more", language, n=len(told) - _MOST_LINES)
    yield ""
    yield said("shown", language, shown=report.shown, all=report.shown + report.hidden)
    yield from _remarks(report, language)
    if report.useful:
        yield ""
        yield said("useful", language)
        for level in report.useful:
            yield f"  {level.kind:<20.20} {statement_words(level, language)}"
            if ages := age_words(level, language):
                yield f"  {'':<20} {ages}"


def _counts(standings: list[Standing], language: Language) -> str:
    """How many units stand where, without those that nobody stands in."""
    verdicts = [standing.verdict for standing in standings]
    counted = ((name, sum(verdict in held for verdict in verdicts)) for name, held in _COUNTED.items())
    return ", ".join(said(name, language, n=count) for name, count in counted if count)
