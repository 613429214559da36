"""What each refresh did, as sentences and as rows of tables. Counts of rows and of people whatever their category."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from dashboard.wording.words import Words
from pipeline.published.accounts import Account


@dataclass(frozen=True)
class Sheet:
    """A table of texts: its caption, headings and rows; `wordy` are its columns of words."""

    caption: str
    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    wordy: tuple[int, ...] = ()


def last_refresh(accounts: Sequence[Account], latest: date, words: Words) -> str:
    """The title of the page: what the newest account says."""
    account = next((each for each in accounts if each.outcome != "damaged"), None)
    month = words.month(latest)
    if account is None or account.day is None:
        return words("data_title_none", month=month)
    day = words.day(account.day)
    if account.outcome == "stopped":
        return words("data_title_stopped", day=day)
    if not account.files:
        return words("data_title_same", day=day, month=month)
    read, _, aside, _ = account.tally
    newest = max(account.files, key=lambda each: each.snapshot)
    noun = "appointment" if newest.counted == "appointment" else "person"
    facts = {"read": words.number(read), "aside": words.number(aside), "month": words.month(newest.snapshot)}
    return words("data_title_published", day=day, heads=words.amount(newest.heads, noun), **facts)


def account_name(account: Account, words: Words) -> str:
    """One refresh in a list to choose from."""
    if account.outcome == "damaged" or account.day is None:
        return words("data_account_damaged", name=account.name)
    day = words.day(account.day)
    if account.outcome == "stopped":
        return words("data_account_stopped", day=day, stopped=stopped_words(account.stopped, words))
    n = len(account.files)
    return words("data_account_published" if n != 1 else "data_account_published_one", day=day, n=n)


def files_sheet(account: Account, words: Words) -> Sheet:
    """The files of a refresh, each with the balance of its rows."""
    heads = ("file", "source", "month", "read", "accepted", "aside", "totals", "heads")
    rows = tuple(
        (each.file, each.source, words.month(each.snapshot), *(words.number(n) for n in (each.read, each.accepted)),
         *(words.number(n) for n in (each.set_aside, each.totals, each.heads)))
        for each in account.files
    )  # fmt: skip
    return Sheet(words("data_files_caption"), _heads(heads, words), rows, (0, 1, 2))


def aside_sheet(account: Account, words: Words) -> Sheet:
    """What was set aside, by file, column and reason; row numbers, never values."""
    rows = tuple(
        (each.file, why.column or words("data_whole_row"), words.name(why.text), words.number(why.rows),
         ", ".join(str(number) for number in why.first))
        for each in account.files
        for why in each.reasons
    )  # fmt: skip
    heads = _heads(("file", "column", "reason", "rows", "first"), words)
    return Sheet(words("data_aside_caption"), heads, rows, (0, 1, 2, 4))


def held_sheet(account: Account, words: Words) -> Sheet:
    """Per level of the organisation: which rows have a new figure, which an older one and why, which none."""
    rows = tuple(
        (
            kind_words(each.kind, words),
            *(words.number(n) for n in (each.new, each.carried, each.held, each.hidden, each.otherwise)),
        )
        for each in account.levels
    )
    heads = _heads(("kind", "new", "carried", "held", "hidden", "otherwise"), words)
    return Sheet(words("data_held_caption"), heads, rows, (0,))


def audit_sheet(account: Account, words: Words) -> Sheet:
    """Per attacker: how many hidden rows were judged, and how many could be worked out."""
    rows = tuple(
        (words.name(each.name), words.number(each.rows) if each.judged else words("data_not_judged"),
         words.number(each.found) if each.judged else "")
        for each in account.audit
    )  # fmt: skip
    return Sheet(words("data_audit_caption"), _heads(("attacker", "judged", "found"), words), rows, (0,))


# Kinds of stop, as docs/commands.md has them.
STOPS = ("OrganisationFault", "FileRefused", "HeldBack", "ProtectionFailed", "AuditFailed", "StorageFailed")


def stopped_words(kind: str, words: Words) -> str:
    """Why a refresh stopped, in a few words; a kind of a later version says that it stopped."""
    return words(f"stopped_{kind.lower()}") if kind in STOPS else words("stopped_otherwise")


KINDS = ("organisation", "faculty", "department", "group", "office", "service", "service-department", "team")


def kind_words(kind: str, words: Words) -> str:
    """What a kind of unit is called; an organisation's own word stays as it is."""
    return words(f"unit_kind_{kind.replace('-', '_')}") if kind in KINDS else kind


def replaced_words(account: Account, words: Words) -> tuple[str, ...]:
    """The months that were delivered again."""
    return tuple(
        words(
            "data_replaced",
            month=words.month(date.fromisoformat(f"{each.month}-01")),
            file=each.file,
            former=each.former_file,
            before=words.number(each.heads_before),
            after=words.number(each.heads_after),
        )
        for each in account.replaced
    )


def balance_words(account: Account, words: Words) -> str:
    """The rows of a refresh add up, in words; how many files were known already when there were no new ones."""
    if not account.files:
        return words("data_nothing_taken", n=words.number(account.skipped))
    read, accepted, aside, totals = (words.number(each) for each in account.tally)
    return words("data_balance", read=read, accepted=accepted, aside=aside, totals=totals)


def _heads(names: Sequence[str], words: Words) -> tuple[str, ...]:
    return tuple(words(f"data_col_{name}") for name in names)
