"""The registers: what people write down about conversations, agreements and activities, with their history.

What stands here is public: other packages import it from `registers`, and nothing from the rooms behind it.
"""

from registers.errors import (
    Conflict,
    NotAllowed,
    RecordRefused,
    RegistersUnreachable,
    SchemaWrong,
    TableRefused,
)
from registers.example import bring_in_example
from registers.exchange.bring_back import bring_back
from registers.exchange.export import export_registers
from registers.intake.cells import SHIELDED
from registers.intake.findings import DATE, OWNER, Finding, work_to_do
from registers.intake.links import Known, join_codes, link_faults, split_codes
from registers.intake.reading import Reading, TableRow
from registers.intake.when import When, read_when
from registers.keep.blank import FREE_TEXTS, blank_out
from registers.keep.bring_in import BroughtIn, already_there, bring_in_activities, read_activities
from registers.keep.rules import faults_of
from registers.keep.save import add, add_all, change, new_key, remove, restore
from registers.model.activity import LINKS, PHASES, RECURRENCES, WORDS, Activity
from registers.model.agreement import AGREEMENT_STATUSES, Agreement
from registers.model.conversation import CONVERSATION_STATES, Conversation
from registers.model.keys import rhythm_key
from registers.model.record import Author, Change, Entry, Kept, Units
from registers.model.rhythm import EVERY, Rhythm
from registers.model.texts import BLANKED, MOST_CHARACTERS
from registers.read.due import Due, Todo, brought_to, calendar_of, due, todos
from registers.read.evidence import Evidence, Step, evidence
from registers.read.history import at_version, histories, history
from registers.read.records import activities, agreements, conversations, made_in, one, rhythms
from registers.store.opened import Registers, open_registers
from registers.store.place import place_of
from registers.store.schema import downgrade, revision_of, revisions, upgrade
from registers.talks.brought import Brought, brought
from registers.talks.standing import Talk

__all__ = [
    "AGREEMENT_STATUSES",
    "BLANKED",
    "CONVERSATION_STATES",
    "DATE",
    "EVERY",
    "FREE_TEXTS",
    "LINKS",
    "MOST_CHARACTERS",
    "OWNER",
    "PHASES",
    "RECURRENCES",
    "SHIELDED",
    "WORDS",
    "Activity",
    "Agreement",
    "Author",
    "Brought",
    "BroughtIn",
    "Change",
    "Conflict",
    "Conversation",
    "Due",
    "Entry",
    "Evidence",
    "Finding",
    "Kept",
    "Known",
    "NotAllowed",
    "Reading",
    "RecordRefused",
    "Registers",
    "RegistersUnreachable",
    "Rhythm",
    "SchemaWrong",
    "Step",
    "TableRefused",
    "TableRow",
    "Talk",
    "Todo",
    "Units",
    "When",
    "activities",
    "add",
    "add_all",
    "agreements",
    "already_there",
    "at_version",
    "blank_out",
    "bring_back",
    "bring_in_activities",
    "bring_in_example",
    "brought",
    "brought_to",
    "calendar_of",
    "change",
    "conversations",
    "downgrade",
    "due",
    "evidence",
    "export_registers",
    "faults_of",
    "histories",
    "history",
    "join_codes",
    "link_faults",
    "made_in",
    "new_key",
    "one",
    "open_registers",
    "place_of",
    "read_activities",
    "read_when",
    "remove",
    "restore",
    "revision_of",
    "revisions",
    "rhythm_key",
    "rhythms",
    "split_codes",
    "todos",
    "upgrade",
    "work_to_do",
]
