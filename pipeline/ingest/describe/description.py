"""What describe hands back: a proposal that can be written as a source file or read as a report."""

from collections.abc import Iterator
from dataclasses import dataclass

from pipeline.faults import Fault, Language, Message
from pipeline.ingest.describe import messages
from pipeline.ingest.describe.model import ColumnSeen, Proposal
from pipeline.ingest.describe.source_file import source_toml


@dataclass(frozen=True)
class Description:
    """An unknown export described. `proposal` is None when the file holds no table at all."""

    filename: str
    proposal: Proposal | None

    @property
    def refused(self) -> tuple[Fault, ...]:
        """Why the file would be refused as it is: identifiers of people."""
        return self.proposal.refused if self.proposal else ()

    @property
    def missing(self) -> tuple[Fault, ...]:
        """What was not found and must be filled in."""
        return self.proposal.missing if self.proposal else (Fault("no_sheet", messages.NO_SHEET),)

    @property
    def questions(self) -> tuple[Fault, ...]:
        """What is proposed but must be checked."""
        return self.proposal.questions if self.proposal else ()

    @property
    def sure(self) -> bool:
        """Whether the proposed source can be used as it stands."""
        serious = [fault for fault in self.questions if fault.code not in _REMARKS]
        return self.proposal is not None and not (self.refused or self.missing or serious)

    def source_toml(self, language: Language = "en") -> str:
        """The proposed source file: valid TOML in the format of docs/organisation.md; empty without a table."""
        return source_toml(self.proposal, language) if self.proposal else ""

    def text(self, language: Language) -> str:
        """A report to read: layout, columns, what is recognised, refused, missing and to be checked."""
        if self.proposal is None:
            return f"{self.filename}: {messages.NO_SHEET.fill(language, {})}"
        return "\n".join(_report(self, self.proposal, language))


# Said once, and not a reason to hold the source back.
_REMARKS = frozenset({"no_pseudonym", "no_fte"})


def _report(description: Description, proposal: Proposal, language: Language) -> Iterator[str]:
    def say(message: Message, **facts: object) -> str:
        return message.fill(language, facts)

    facts = "".join(f", {name} {value}" for name, value in proposal.facts.items())
    sheet = say(messages.SHEET, name=proposal.sheet.strip("^$")) if proposal.sheet else ""
    yield say(
        messages.LAYOUT, file=description.filename, sheet=sheet, rows=proposal.rows, columns=len(proposal.columns),
        kind=proposal.kind, facts=facts,
    )  # fmt: skip
    if proposal.title_patterns:
        yield say(messages.TITLE_LINES, patterns=" | ".join(proposal.title_patterns))
    headings = ", ".join(proposal.reference.headings)
    yield say(messages.REFERENCE, place=say(messages.PLACES[proposal.reference.place], headings=headings))
    yield say(messages.COLUMNS)
    yield from (_column(column, language) for column in proposal.columns)
    if proposal.total_columns:
        yield say(messages.TOTALS, columns=", ".join(proposal.total_columns))
    for heading, faults in (
        (messages.REFUSED, description.refused),
        (messages.MISSING, description.missing),
        (messages.QUESTIONS, description.questions),
    ):
        if faults:
            yield say(heading)
            yield from (f"  - {fault.text(language)}" for fault in faults)
    if description.sure:
        yield say(messages.READY)
    yield say(messages.NEXT, path=f"sources/{proposal.code}.toml")


def _column(column: ColumnSeen, language: Language) -> str:
    facts = {
        "heading": column.heading,
        "field": column.field or messages.NOT_USED.fill(language, {}),
        "distinct": column.distinct,
        "blank": column.blank,
        "patterns": " ".join(column.patterns) or "-",
    }
    return messages.COLUMN.fill(language, facts)
