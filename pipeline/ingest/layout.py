"""Which source describes a file, and which column of the file is which field."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fnmatch import fnmatch

from pipeline.errors import FileRefused
from pipeline.faults import Fault, Where
from pipeline.ingest import messages
from pipeline.ingest.sheet import Sheet
from pipeline.organisation.model import Organisation, Source, fold

YEAR, MONTH, REFERENCE = "reference year", "reference month", "reference date"


@dataclass(frozen=True)
class Layout:
    """A sheet laid beside a source: per field the number of its column."""

    source: Source
    sheet: Sheet
    columns: Mapping[str, int]
    missing: tuple[tuple[str, tuple[str, ...]], ...]  # required fields and the headings they may stand under
    doubled: tuple[tuple[str, tuple[str, ...]], ...]  # fields that more than one heading maps to
    absent: tuple[str, ...]  # optional fields that this file does not have

    @property
    def fits(self) -> bool:
        """Whether every required field has exactly one column."""
        return not self.missing and not self.doubled


def wanted(source: Source) -> dict[str, tuple[str, ...]]:
    """Every field a source reads, with the headings it may stand under; wide columns by their number."""
    fields = dict(source.columns)
    if source.reference.column:
        fields[REFERENCE] = source.reference.column
    if source.reference.columns_year_month:
        fields[YEAR], fields[MONTH] = source.reference.columns_year_month
    for number, column in enumerate(source.wide):
        fields[f"wide {number}"] = column.heading
    return fields


def known_headings(organisation: Organisation) -> frozenset[str]:
    """Every heading any source of the organisation mentions, folded."""
    return frozenset(
        fold(heading) for source in organisation.sources for names in wanted(source).values() for heading in names
    )


def lay(source: Source, sheet: Sheet) -> Layout:
    """Find each field of the source among the sheet's headings."""
    folded = [fold(heading) for heading in sheet.headings]
    columns: dict[str, int] = {}
    missing: list[tuple[str, tuple[str, ...]]] = []
    doubled: list[tuple[str, tuple[str, ...]]] = []
    absent: list[str] = []
    checks = {f"wide {number}" for number, column in enumerate(source.wide) if column.total}
    for name, headings in wanted(source).items():
        places = [place for place, heading in enumerate(folded) if heading in {fold(each) for each in headings}]
        if len(places) == 1:
            columns[name] = places[0]
        elif places:
            doubled.append((name, tuple(sheet.headings[place] for place in places)))
        elif name in source.optional:
            absent.append(name)
        elif name in checks:
            continue  # a stated total only serves to check the others; a layout without it can be counted
        else:
            missing.append((name, headings))
    return Layout(source, sheet, columns, tuple(missing), tuple(doubled), tuple(absent))


def choose(sheets: Sequence[Sheet], filename: str, organisation: Organisation) -> Layout:
    """The layout that fits; among several one on a visible sheet, then the one with most fields.

    When the name of the file matches the pattern of a source, only such sources are tried. Raises FileRefused naming what is missing or doubled in the source that comes nearest.
    """
    named = [source for source in organisation.sources if _named(source, filename)]
    layouts = [
        lay(source, sheet)
        for source in named or organisation.sources
        for sheet in sheets
        if source.sheet is None or source.sheet.search(sheet.name)
    ]
    fitting = [layout for layout in layouts if layout.fits]
    if fitting:
        return max(fitting, key=lambda layout: (not layout.sheet.hidden, len(layout.columns)))
    nearest = max(layouts, key=lambda layout: len(layout.columns), default=None)
    raise FileRefused(_misfit(nearest, filename, is_named=bool(named)))


def _named(source: Source, filename: str) -> bool:
    return any(fnmatch(filename.casefold(), pattern.casefold()) for pattern in source.files)


def _misfit(nearest: Layout | None, filename: str, *, is_named: bool) -> list[Fault]:
    place = Where(file=filename)
    if nearest is None:
        return [Fault("no_source", messages.NO_SOURCE, place, {"nearest": "-", "missing": "-"})]
    lacking = ", ".join(headings[0] for _, headings in nearest.missing) or "-"
    if not is_named and len(nearest.missing) > len(nearest.columns):
        facts = {"nearest": nearest.source.code, "missing": lacking}
        return [Fault("no_source", messages.NO_SOURCE, place, facts)]
    faults = [
        Fault(
            "missing_column",
            messages.MISSING_COLUMN,
            Where(file=filename, sheet=nearest.sheet.name or None, column=headings[0]),
            {"expected": ", ".join(headings)},
        )
        for _, headings in nearest.missing
    ]
    faults += [
        Fault(
            "double_column",
            messages.DOUBLE_COLUMN,
            Where(file=filename, sheet=nearest.sheet.name or None, column=headings[0]),
            {"count": len(headings), "field": name, "headings": ", ".join(headings)},
        )
        for name, headings in nearest.doubled
    ]
    return faults
