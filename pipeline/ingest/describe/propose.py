"""From the sheets of an unknown export to a proposed source: the whole of it on one screen."""

import re
from collections.abc import Mapping, Sequence
from itertools import chain, count

from pipeline.faults import Fault
from pipeline.ingest.describe import amounts, asking, tables
from pipeline.ingest.describe.context import Context
from pipeline.ingest.describe.fields import recognise
from pipeline.ingest.describe.known import attributes_of
from pipeline.ingest.describe.look import LONGEST_LINE, Look, look_at, pattern
from pipeline.ingest.describe.model import ColumnSeen, Proposal, ProposedTable, Recognised
from pipeline.ingest.describe.reference import find_reference
from pipeline.ingest.describe.vocabulary import NOT_AVAILABLE, PLACES_OF_DATE
from pipeline.ingest.describe.wide import is_counting, propose_wide
from pipeline.ingest.screen import screen
from pipeline.ingest.screen.headings import is_pseudonym, kinds_in
from pipeline.ingest.sheet import Sheet
from pipeline.organisation.model import Organisation, SourceKind, fold

_NOT_IN = {
    "people": frozenset({"count"}),
    "counts": frozenset({"pseudonym", "main_appointment"}),
    "wide": frozenset({"pseudonym", "main_appointment", "count", "fte"}),
}


def propose(sheets: Sequence[Sheet], filename: str, organisation: Organisation | None) -> Proposal:
    """The proposal for the sheet in which most is recognised. The sheets must not be empty."""
    contexts = [_context(sheet, filename, organisation) for sheet in sheets]
    best = max(
        contexts, key=lambda each: (not each.sheet.hidden, len(each.fields) + len(each.wide), each.sheet.table.num_rows)
    )
    several = sum(1 for sheet in sheets if not sheet.hidden) > 1
    return _proposal(best, f"^{re.escape(best.sheet.name)}$" if several and best.sheet.name else None)


def _context(sheet: Sheet, filename: str, organisation: Organisation | None) -> Context:
    looks = look_at(sheet)
    refused_columns, refused = _screened(sheet, filename, looks)
    usable = [look for look in looks if look.number not in refused_columns]
    found = {each.field: each for each in recognise(usable, organisation)}
    counting = [look for look in usable if is_counting(look, organisation) and not _is_other(look, found)]
    kind = _kind(found, counting)
    fields = {field: each for field, each in found.items() if field not in _NOT_IN[kind]}
    if kind == "wide":
        counted = {look.number for look in counting}
        fields = {field: each for field, each in fields.items() if each.number not in counted}
    wide = propose_wide(counting, organisation) if kind == "wide" else ()
    return Context(sheet, filename, organisation, looks, refused, kind, fields, wide)


def _screened(sheet: Sheet, filename: str, looks: Sequence[Look]) -> tuple[frozenset[int], tuple[Fault, ...]]:
    """Columns that identify people, and why. A staff number is left to be proposed as pseudonym."""
    declared = [
        look.number
        for look in looks
        if look.filled and ("staff_number" in kinds_in(look.heading) or is_pseudonym(look.heading))
    ]
    pseudonym = frozenset(declared[:1])
    faults = screen(sheet, filename, pseudonym)
    said = {fault.where.column for fault in faults}
    named = {look.number for look in looks if said & {" ".join(look.heading.split()), f"{look.number + 1}"}}
    return frozenset(named), faults


def _is_other(look: Look, found: Mapping[str, Recognised]) -> bool:
    """Whether a column of numbers is something else than a count: a scale, an age, a year."""
    return any(each.number == look.number and field not in ("count", "fte") for field, each in found.items())


def _kind(found: Mapping[str, Recognised], counting: Sequence[Look]) -> SourceKind:
    plain = {found[field].number for field in ("count", "fte") if field in found}
    if "pseudonym" in found or "main_appointment" in found:
        return "people"
    # A count and its fte side by side are one measure in two units; anything more is a column per kind of people.
    if len(counting) >= 2 and not {look.number for look in counting} <= plain:
        return "wide"
    return "counts" if "count" in found else "people"


def _proposal(context: Context, sheet: str | None) -> Proposal:
    looks, fields = context.looks, context.fields
    fte = looks[fields["fte"].number] if "fte" in fields else None
    reference = find_reference(looks, fields, context.sheet.title, context.filename)
    proposed = tuple(_tables(context))
    unit, _ = amounts.fte_unit(fte) if fte and context.kind == "people" else ("auto", True)
    constants = _constants(context)
    counted = [look for look in looks if _counts(look, context)]
    marks = sorted({text for look in counted for text in look.filled if fold(text) in NOT_AVAILABLE})
    return Proposal(
        code=_code(context.filename, context.organisation),
        files=_files(context.filename),
        sheet=sheet,
        kind=context.kind,
        kind_sure=context.kind == "wide"
        or ("count" in fields)
        or "pseudonym" in fields
        or "main_appointment" in fields,
        rows=context.sheet.table.num_rows,
        title_patterns=tuple(pattern(line, LONGEST_LINE) for line in context.sheet.title if line.strip()),
        facts=context.sheet.facts,
        columns=_columns_seen(context),
        recognised=tuple(each for each in fields.values() if each.field not in (*PLACES_OF_DATE, "birth_year")),
        tables=proposed,
        reference=reference,
        fte_unit=unit,
        full_week_hours=amounts.full_week(fte) if fte and unit == "hours" else amounts.DEFAULT_WEEK,
        decimal=amounts.proven_mark(fte.filled) if fte else "auto",
        wide=context.wide,
        total_columns=_total_columns(context),
        constants=constants,
        not_available=tuple(marks),
        empty_counts=any(look.blank for look in counted),
        missing=asking.missing(context, reference, constants),
        questions=asking.questions(context, reference, proposed, constants),
        refused=context.refused,
    )


def _tables(context: Context) -> list[ProposedTable]:
    attributes = {attribute.code: attribute for attribute in attributes_of(context.organisation)}
    found: list[ProposedTable] = []
    for field, each in context.fields.items():
        look = context.looks[each.number]
        if field in attributes:
            found.append(tables.attribute_table(look, attributes[field]))
        elif field == "main_appointment":
            found.append(tables.main_table(look))
        elif field == "unit" and context.organisation:
            found.append(tables.unit_table(look, context.organisation))
        elif field in ("scale", "personal_scale") and context.organisation:
            found.append(tables.scale_table(field, look, context.organisation))
    return found


def _constants(context: Context) -> dict[str, str]:
    """An aggregate table without any unit is about the whole organisation."""
    if "unit" in context.fields or context.kind == "people" or context.organisation is None:
        return {}
    return {"unit": context.organisation.root.code}


def _counts(look: Look, context: Context) -> bool:
    wide = {column.heading for column in context.wide}
    return look.heading in wide or (context.kind == "counts" and look.number == context.fields["count"].number)


def _total_columns(context: Context) -> tuple[str, ...]:
    """Fields (or headings) in which a row says that it is a total."""
    names = {each.number: field for field, each in context.fields.items() if field not in PLACES_OF_DATE}
    return tuple(
        names.get(look.number, look.heading)
        for look in context.looks
        if any(tables.is_total(text) for text in look.filled) and len(look.filled) > 1
    )


def _columns_seen(context: Context) -> tuple[ColumnSeen, ...]:
    names = {each.number: field for field, each in context.fields.items()}
    hidden = {fault.where.column for fault in context.refused if fault.code == "identifier_no_heading"}
    return tuple(
        ColumnSeen(
            # A heading that is data about a person is shown by its place only.
            f"{look.number + 1}" if f"{look.number + 1}" in hidden else " ".join(look.heading.split()),
            names.get(look.number)
            or ("wide" if any(column.heading == look.heading for column in context.wide) else None),
            len(look.filled),
            look.blank,
            look.patterns,
        )
        for look in context.looks
    )


def _code(filename: str, organisation: Organisation | None) -> str:
    """A code after the file's name that no other source has."""
    words = re.findall(r"[a-z]+", filename.rsplit(".", 1)[0].casefold())
    code = "-".join(words)[:40].strip("-") or "export"
    taken = {source.code for source in organisation.sources} if organisation else set[str]()
    return next(each for each in chain([code], (f"{code}-{n}" for n in count(2))) if each not in taken)


def _files(filename: str) -> str:
    """The file's name with its digits and month names left open, as a pattern for the next months."""
    stem, dot, ending = filename.rpartition(".")
    months = r"(?<![a-z])(?:jan|feb|maart|mrt|mar|apr|mei|may|jun|jul|aug|sep|okt|oct|nov|dec)[a-z]*(?![a-z])"
    opened = re.sub(r"[\[\]?]", "*", re.sub(rf"\d[\d._-]*\d|\d|{months}", "*", stem or filename, flags=re.IGNORECASE))
    return re.sub(r"\*(?:[-_ .]*\*)+", "*", opened) + dot + (ending if stem else "")
