"""Writes a proposal as a source file (docs/organisation.md): valid TOML, with comments for what is not certain."""

import json
from collections.abc import Iterator

from pipeline.faults import Fault, Language
from pipeline.ingest.describe.model import Proposal, ProposedTable, ProposedWide
from pipeline.ingest.describe.vocabulary import TOTAL_ROW

_BARE = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-")
SURE = {True: "", False: "   # CHECK"}


def source_toml(proposal: Proposal, language: Language = "en") -> str:
    """The text of the source file. Lines marked CHECK are proposed but not certain; MISSING must be filled in."""
    lines = [
        *_notes("MISSING", proposal.missing, language),
        *_notes("REFUSED", proposal.refused, language),
        *_notes("CHECK", proposal.questions, language),
        *_head(proposal),
        *_reference(proposal),
        *_columns(proposal),
        *(line for table in proposal.tables for line in _table(table)),
        *_constants(proposal),
        *_totals(proposal),
        *(line for column in proposal.wide for line in _wide(column)),
    ]
    return "\n".join(lines) + "\n"


def quoted(text: str) -> str:
    """A TOML basic string. JSON escapes the same way, but for the one control character it lets through."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")


def literal(text: str) -> str:
    """A TOML string for a pattern: between single quotes where it can be, so that backslashes read as they are."""
    return f"'{text}'" if "'" not in text and text.isprintable() else quoted(text)


def key(text: str) -> str:
    """A TOML key, quoted only when it must be."""
    return text if text and set(text) <= _BARE else quoted(text)


def _notes(mark: str, faults: tuple[Fault, ...], language: Language) -> list[str]:
    return [_comment(f"{mark}: {fault.text(language)}") for fault in faults]


def _comment(text: str) -> str:
    # A heading may hold a line end or a control character; neither may stand in a comment.
    return "# " + "".join(each for each in " ".join(text.split()) if each.isprintable())


def _head(proposal: Proposal) -> Iterator[str]:
    yield ""
    yield f"code = {quoted(proposal.code)}"
    yield f'kind = "{proposal.kind}"{SURE[proposal.kind_sure]}'
    yield f"files = [{quoted(proposal.files)}]"
    if proposal.sheet:
        yield f"sheet = {literal(proposal.sheet)}"
    yield f'decimal = "{proposal.decimal}"'
    if any(each.field == "fte" for each in proposal.recognised) and proposal.kind == "people":
        unsure = any(fault.code == "fte_unit" for fault in proposal.questions)
        yield f'fte = {{ unit = "{proposal.fte_unit}", full_week_hours = {proposal.full_week_hours:g} }}{SURE[not unsure]}'
    if proposal.not_available:
        yield f"not_available = [{', '.join(map(quoted, proposal.not_available))}]"
    if proposal.empty_counts:
        yield 'empty_counts = "not_available"   # CHECK: fault, zero or not_available'


def _reference(proposal: Proposal) -> Iterator[str]:
    reference = proposal.reference
    mark = SURE[reference.sure]
    yield ""
    yield "[reference]"
    if reference.place == "nowhere":
        yield r"filename = '(\d{4})-(\d{2})'   # MISSING: where does the month stand?"
    elif reference.place == "column":
        yield f"column = [{quoted(reference.headings[0])}]{mark}"
    elif reference.place == "year_month":
        yield f"year_column = [{quoted(reference.headings[0])}]{mark}"
        yield f"month_column = [{quoted(reference.headings[1])}]"
    else:
        yield f"{reference.place} = {literal(reference.pattern)}{mark}"
    if reference.month_day:
        yield f'month_day = "{reference.month_day}"'


def _columns(proposal: Proposal) -> Iterator[str]:
    yield ""
    yield "[columns]"
    for each in proposal.recognised:
        yield f"{key(each.field)} = [{quoted(each.heading)}]{SURE[each.sure]}"
    for fault in proposal.missing:
        if fault.code in ("no_unit", "no_scale"):
            yield f'# {fault.code.removeprefix("no_")} = ["..."]   # MISSING'
        if fault.code == "no_attribute":
            yield f'# {key(str(fault.facts["attribute"]))} = ["..."]   # MISSING'


def _table(table: ProposedTable) -> Iterator[str]:
    body = list(_table_body(table))
    # A table that says nothing yet stays a comment as a whole, so that the file is valid as it stands.
    says = any(not line.startswith("#") for line in body)
    if body:
        yield ""
        yield f"[tables.{key(table.field)}]" if says else f"# [tables.{key(table.field)}]"
        yield from body


def _table_body(table: ProposedTable) -> Iterator[str]:
    if table.patterns:
        pairs = ", ".join(f"[{literal(form)}, {literal(template)}]" for form, template in table.patterns)
        yield f"patterns = [{pairs}]"
    if table.edges:
        yield f"edges = [{', '.join(f'[{edge:g}, {quoted(code)}]' for edge, code in table.edges)}]"
    if table.values:
        unsure = SURE[table.sure or bool(table.open_values or table.odd)]
        yield f"values = {{ {', '.join(f'{key(text)} = {quoted(code)}' for text, code in table.values.items())} }}{unsure}"
    if table.empty:
        yield f"empty = {quoted(table.empty)}"
    for text, guess in table.open_values.items():
        yield _comment(f"CHECK: values also {key(text)} = {quoted(guess or '?')}")
    if table.odd:
        yield _comment(f"CHECK: {table.odd} more values, looking like {', '.join(table.odd_patterns)}")


def _constants(proposal: Proposal) -> Iterator[str]:
    if proposal.constants:
        yield ""
        yield "[constants]"
        yield from (f"{key(field)} = {quoted(code)}   # CHECK" for field, code in proposal.constants.items())


def _totals(proposal: Proposal) -> Iterator[str]:
    for column in proposal.total_columns:
        yield ""
        yield "[[total_rows]]"
        yield f"column = {quoted(column)}"
        yield f"pattern = {literal(TOTAL_ROW)}"


def _wide(column: ProposedWide) -> Iterator[str]:
    # A column that is not understood is offered as a comment: taken as it is, it would count people twice.
    lead = "" if column.sure else "# "
    yield ""
    yield f"{lead}[[wide]]" + ("" if column.sure else "   # CHECK: whom does it count?")
    yield f"{lead}heading = [{quoted(column.heading)}]"
    yield f'{lead}measure = "{column.measure}"'
    if column.total:
        yield f"{lead}total = true"
    elif column.scale:
        yield f"{lead}scale = {quoted(column.scale)}"
    elif column.attribute and column.category:
        yield f"{lead}attribute = {quoted(column.attribute)}"
        yield f"{lead}category = {quoted(column.category)}"
    else:
        yield '# scale = "..."'
