"""What stands in the pack of one unit, as text in one language, before it has a form."""

from dataclasses import dataclass

from dashboard.wording.states import State
from packs.agreements import AgreementRow
from packs.chart import Chart


@dataclass(frozen=True)
class StandingPart:
    """Where the unit stands against one target: a sentence and, where there is something to draw, a picture."""

    target: str
    shown: bool
    state: State
    said: str
    aside: str  # what one person does to the share; empty where it is little
    chart: Chart | None


@dataclass(frozen=True)
class ChangePart:
    """What changed for a target, or several alike, and what may have played a part."""

    target: str
    change: str
    why: str


@dataclass(frozen=True)
class HiddenPart:
    """Targets that are not shown for one and the same reason, each with what can be said instead."""

    why: str
    instead: tuple[tuple[str, ...], ...]  # targets, what can be said


@dataclass(frozen=True)
class Table:
    """Heads and rows of the same width. The first cell of a row names it."""

    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class QuestionPart:
    """One question: what it is about, the question, what beside it is quiet, and the next step."""

    about: str
    text: str
    beside: tuple[str, ...]
    step: str


@dataclass(frozen=True)
class Pack:
    """The pack of one unit. `notice` stands on every page, where whoever may read it is limited; empty otherwise."""

    language: str
    title: str
    organisation: str
    of_when: str
    talk: str  # which talk it is for and when the last one was; empty where no day is on record
    foot: str
    notice: str
    notice_why: str
    headline: str
    agreements: tuple[AgreementRow, ...]
    agreements_more: int  # how many there are besides
    agreements_note: str  # that there are none, or how many more there are; that nobody asked
    agreements_aside: str  # that figures beside agreements are no effect; empty where there are none
    standings: tuple[StandingPart, ...]
    key: str  # what is drawn beside them; empty where nothing is
    changes: tuple[ChangePart, ...]
    hidden_lead: str
    hidden: tuple[HiddenPart, ...]
    beside: Table
    questions: tuple[QuestionPart, ...]
    definitions: tuple[str, ...]
