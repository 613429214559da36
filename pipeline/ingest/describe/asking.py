"""What the proposal still lacks, and what somebody who knows the export must check."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from fnmatch import fnmatch

from pipeline.faults import Fault, Where
from pipeline.ingest.describe import amounts, messages
from pipeline.ingest.describe.context import Context
from pipeline.ingest.describe.known import attributes_of
from pipeline.ingest.describe.model import ProposedReference, ProposedTable
from pipeline.ingest.describe.vocabulary import DIGITS, PLACES_OF_DATE
from pipeline.ingest.screen.headings import is_pseudonym
from pipeline.organisation.model import fold


def missing(context: Context, reference: ProposedReference, constants: Mapping[str, str]) -> tuple[Fault, ...]:
    """What the source cannot do without, or what figures will lack."""
    fields, where = context.fields, Where(file=context.filename, sheet=context.sheet.name or None)
    found: list[Fault] = []
    if context.sheet.table.num_rows == 0:
        found.append(Fault("no_rows", messages.NO_ROWS, where))
    if "unit" not in fields and "unit" not in constants:
        found.append(Fault("no_unit", messages.NO_UNIT, where))
    if "scale" not in fields and context.kind != "wide":
        found.append(Fault("no_scale", messages.NO_SCALE, where))
    if reference.place == "nowhere":
        found.append(Fault("no_reference", messages.NO_REFERENCE, where))
    counted = {column.attribute for column in context.wide}
    found += [
        Fault("no_attribute", messages.NO_ATTRIBUTE, where, {"attribute": attribute.code})
        for attribute in attributes_of(context.organisation)
        if attribute.code not in fields and attribute.code not in counted and context.kind == "people"
    ]
    if context.kind == "wide" and not any(column.sure for column in context.wide):
        found.append(Fault("no_wide", messages.NO_WIDE, where))
    return tuple(found)


def questions(
    context: Context, reference: ProposedReference, tables: Sequence[ProposedTable], constants: Mapping[str, str]
) -> tuple[Fault, ...]:
    """What is proposed but not certain."""
    return (
        *_about_columns(context),
        *_about_reference(context, reference),
        *(fault for table in tables for fault in _about_table(context, table)),
        *_about_the_whole(context, constants),
    )


def _about_columns(context: Context) -> Iterator[Fault]:
    repeated = Counter(fold(look.heading) for look in context.looks)
    for field, each in context.fields.items():
        where = _at(context, each.heading)
        if not each.sure and field not in PLACES_OF_DATE:
            yield Fault("field_unsure", messages.FIELD, where, {"field": field})
        if repeated[fold(each.heading)] > 1:
            yield Fault("double_heading", messages.DOUBLE_HEADING, where, {"count": repeated[fold(each.heading)]})
        if field == "pseudonym" and not is_pseudonym(each.heading):
            yield Fault("staff_number", messages.STAFF_NUMBER, where)
        if field == "birth_year":
            yield Fault("birth_year", messages.BIRTH_YEAR, where)


def _about_reference(context: Context, reference: ProposedReference) -> Iterator[Fault]:
    where = Where(file=context.filename)
    if reference.month_day:
        yield Fault("reference_year", messages.REFERENCE_YEAR, where)
    elif not reference.sure and reference.place != "nowhere":
        yield Fault("reference_unsure", messages.REFERENCE_MANY, where)


def _about_table(context: Context, table: ProposedTable) -> Iterator[Fault]:
    where = _at(context, context.fields[table.field].heading)
    if table.open_values:
        facts = {"field": table.field, "count": len(table.open_values), "values": ", ".join(table.open_values)}
        yield Fault("open_values", messages.OPEN_VALUES, where, facts)
    if table.odd:
        facts = {"field": table.field, "count": table.odd, "patterns": ", ".join(table.odd_patterns)}
        yield Fault("odd_values", messages.ODD_VALUES, where, facts)
    if any(fold(text) in digits for digits in DIGITS.values() for text in table.values) and not table.sure:
        yield Fault("by_custom", messages.BY_CUSTOM, where, {"field": table.field})


def _about_the_whole(context: Context, constants: Mapping[str, str]) -> Iterator[Fault]:
    where = Where(file=context.filename)
    if context.organisation is None:
        yield Fault("no_organisation", messages.NO_ORGANISATION, where)
    for source in context.organisation.sources if context.organisation else ():
        if any(fnmatch(context.filename.casefold(), form.casefold()) for form in source.files):
            yield Fault("source_exists", messages.SOURCE_EXISTS, where, {"source": source.code})
    if "unit" in constants:
        yield Fault("one_unit", messages.ONE_UNIT, where, {"unit": constants["unit"]})
    if unsure := sum(1 for column in context.wide if not column.sure):
        yield Fault("wide_open", messages.WIDE_OPEN, where, {"count": unsure})
    if context.kind == "people":
        yield from _about_people(context, where)
        yield from _about_fte(context)


def _about_people(context: Context, where: Where) -> Iterator[Fault]:
    if not {"pseudonym", "main_appointment"} & set(context.fields):
        yield Fault("kind_unsure", messages.KIND, where, {"kind": context.kind})
    if "pseudonym" not in context.fields:
        yield Fault("no_pseudonym", messages.NO_PSEUDONYM, where)


def _about_fte(context: Context) -> Iterator[Fault]:
    if "fte" not in context.fields:
        yield Fault("no_fte", messages.NO_FTE, Where(file=context.filename))
        return
    unit, sure = amounts.fte_unit(context.looks[context.fields["fte"].number])
    if not sure:
        yield Fault("fte_unit", messages.FTE_UNIT, _at(context, context.fields["fte"].heading), {"unit": unit})


def _at(context: Context, heading: str) -> Where:
    return Where(file=context.filename, sheet=context.sheet.name or None, column=" ".join(heading.split()))
