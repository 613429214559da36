"""What a refresh would change, as a text for a person: the same as the values of Changes, the most telling first."""

from collections.abc import Iterator, Sequence
from itertools import islice

from pipeline.faults import Language, Message
from pipeline.month import Month
from pipeline.published.accounts import FileTaken, SetAside
from pipeline.published.changes import Changes, Kind, Shift, Told
from pipeline.report.words import month_words, said, told_words

_MOST_LINES = 12  # per list; the values have them all
_TOLD: tuple[Kind, ...] = ("newly_hidden", "newly_shown", "moved", "came", "went")
_SAID = {
    "same": Message(en="Nothing would change.", nl="Er zou niets veranderen."),
    "same_done": Message(en="Nothing has changed.", nl="Er is niets veranderd."),
    "would": Message(
        en="Dry run: nothing has changed. This is what would change.",
        nl="Proef: er is niets veranderd. Dit zou er veranderen.",
    ),
    "would_done": Message(en="Taken in. This has changed.", nl="Ingelezen. Dit is er veranderd."),
    "new": Message(en="New months: {months}", nl="Nieuwe maanden: {months}"),
    "replaced": Message(
        en="{month} is replaced: {file} instead of {former} ({before} to {after} people counted)",
        nl="{month} wordt vervangen: {file} in plaats van {former} ({before} naar {after} mensen geteld)",
    ),
    "heads": Message(en="People per unit, at the last snapshot", nl="Mensen per eenheid, op de laatste peildatum"),
    "heads_line": Message(en="{unit}: {before} to {after}", nl="{unit}: {before} naar {after}"),
    "none": Message(en="none", nl="geen"),
    "rows": Message(
        en="Figures shown: {shown} of {all}, before {shown_before} of {all_before}; {new} newly shown, {gone} newly hidden",
        nl="Cijfers getoond: {shown} van {all}, eerder {shown_before} van {all_before}; {new} nieuw getoond, {gone} nieuw verborgen",
    ),
    "shifts": Message(en="Targets that stand otherwise", nl="Streefcijfers die anders staan"),
    "no_shifts": Message(en="No target stands otherwise.", nl="Geen streefcijfer staat anders."),
    "shift": Message(en="{unit}, {target}: {before} -> {after}", nl="{unit}, {target}: {before} -> {after}"),
    "audit": Message(
        en="The audit passed: no reader can work out a hidden figure.",
        nl="De controle is geslaagd: geen lezer kan een verborgen cijfer uitrekenen.",
    ),
    "withheld": Message(
        en="Closed audiences that get nothing new: {audiences}",
        nl="Besloten kringen die niets nieuws krijgen: {audiences}",
    ),
}


def changes_text(changes: Changes, language: Language) -> str:
    """The whole text."""
    return "\n".join(_lines(changes, language))


def _lines(changes: Changes, language: Language) -> Iterator[str]:
    if not changes.changed:
        yield _say("same_done" if changes.done else "same", language)
        return
    yield _say("would_done" if changes.done else "would", language)
    yield from _months(changes, language)
    for file in changes.account.files:
        yield from _file(file, language)
    yield from _heads(changes, language)
    yield from _rows(changes, language)
    yield from _shifts(changes, language)
    if changes.account.warnings:
        yield f"{said('warnings', language)} ({len(changes.account.warnings)})"
        yield from _few([f"{each.month}: {each.text[language]}" for each in changes.account.warnings], language)
    yield _say("audit", language)
    if changes.account.withheld:
        yield _say("withheld", language, audiences=", ".join(changes.account.withheld))


def _months(changes: Changes, language: Language) -> Iterator[str]:
    if changes.months_new:
        yield _say("new", language, months=", ".join(_month(each, language) for each in changes.months_new))
    for each in changes.account.replaced:
        yield _say(
            "replaced",
            language,
            month=_month(each.month, language),
            file=each.file,
            former=each.former_file,
            before=each.heads_before,
            after=each.heads_after,
        )


def _file(file: FileTaken, language: Language) -> Iterator[str]:
    numbers = {"accepted": file.accepted, "quarantined": file.set_aside, "totals": file.totals}
    yield f"{file.file}: " + said("balance", language, read=file.read, **numbers)
    yield from _few([_set_aside(each, language) for each in file.reasons], language)
    yield from (f"  {each.text[language]}" for each in file.notices)


def _set_aside(each: SetAside, language: Language) -> str:
    column = f"{said('column', language)} {each.column}: " if each.column else ""
    return f"{column}{each.text[language]} ({each.rows} {said('rows', language)})"


def _heads(changes: Changes, language: Language) -> Iterator[str]:
    moved = [each for each in changes.heads if each.before != each.after]
    if moved:
        yield _say("heads", language)
    none = _say("none", language)
    lines = [
        _say(
            "heads_line",
            language,
            unit=_unit(changes, each.unit, language),
            before=none if each.before is None else each.before,
            after=none if each.after is None else each.after,
        )
        for each in moved
    ]
    yield from _few(lines, language)


def _rows(changes: Changes, language: Language) -> Iterator[str]:
    account = changes.account
    yield _say(
        "rows",
        language,
        shown=account.rows_shown,
        all=account.rows_shown + account.rows_hidden,
        shown_before=changes.shown_before,
        all_before=changes.shown_before + changes.hidden_before,
        new=changes.rows_newly_shown,
        gone=changes.rows_newly_hidden,
    )


def _shifts(changes: Changes, language: Language) -> Iterator[str]:
    told = [each for kind in _TOLD for each in changes.shifts if each.kind == kind]
    yield _say("shifts" if told else "no_shifts", language)
    yield from _few([_shift(changes, each, language) for each in told], language)


def _shift(changes: Changes, shift: Shift, language: Language) -> str:
    target = changes.target_names.get(shift.target, {}).get(language, shift.target)
    return _say(
        "shift",
        language,
        unit=_unit(changes, shift.unit, language),
        target=target,
        before=_stand(shift.before, str(changes.snapshot_before), language),
        after=_stand(shift.after, str(changes.account.snapshot), language),
    )


def _stand(told: Told | None, snapshot: str, language: Language) -> str:
    return _say("none", language) if told is None else told_words(told, snapshot, language)


def _unit(changes: Changes, code: str, language: Language) -> str:
    return changes.unit_names.get(code, {}).get(language) or code


def _month(text: str, language: Language) -> str:
    return month_words(Month.parse(text), language)


def _few(lines: Sequence[str], language: Language) -> Iterator[str]:
    yield from (f"  {line}" for line in islice(lines, _MOST_LINES))
    if len(lines) > _MOST_LINES:
        yield "  " + said("more", language, n=len(lines) - _MOST_LINES)


def _say(word: str, language: Language, **facts: object) -> str:
    return _SAID[word].fill(language, facts)
