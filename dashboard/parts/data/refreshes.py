"""What one refresh did, on screen: balance, quarantine, what is held back, the audit; and the reference dates."""

from collections.abc import Sequence
from html import escape

import streamlit as st

from dashboard.markup.tables import table
from dashboard.visit import Visit
from dashboard.wording import refreshes
from dashboard.wording.refreshes import Sheet
from dashboard.wording.releases import releases_sheet
from pipeline.published.accounts import Account

_ACCOUNT = "account"


def choose_account(visit: Visit, accounts: Sequence[Account]) -> Account | None:
    """The refresh to tell of: the newest until another is chosen. None when there are no accounts."""
    if not accounts:
        st.info(visit.words("data_no_accounts"))
        return None
    by_name = {account.name: account for account in accounts}
    chosen = st.selectbox(
        visit.words("data_choose_account"),
        list(by_name),
        key=_ACCOUNT,
        format_func=lambda name: refreshes.account_name(by_name[name], visit.words),
    )
    return by_name[chosen]


def draw_account(visit: Visit, account: Account) -> None:
    """One refresh. Of one that stopped, why; of one that cannot be read, that."""
    words = visit.words
    if account.outcome == "damaged":
        st.info(words("data_damaged_why", name=account.name))
        return
    if account.outcome == "stopped":
        _say(
            words("data_section_refresh"),
            [words("data_stopped_why")],
            [words.name(each.text) for each in account.faults],
        )
        return
    noticed = [words.name(each.text) for each in (*account.warnings, *(n for f in account.files for n in f.notices))]
    _say(
        words("data_section_files"), [refreshes.balance_words(account, words)], refreshes.replaced_words(account, words)
    )
    _draw(refreshes.files_sheet(account, words))
    _say(words("data_section_aside"), [] if account.tally[2] else [words("data_aside_none")], ())
    _draw(refreshes.aside_sheet(account, words))
    if noticed:
        _say(words("data_warnings"), [], noticed)
    _say(words("data_section_held"), [words("data_held_lead")], ())
    _draw(refreshes.held_sheet(account, words))
    withheld = [words("data_withheld", audiences=", ".join(account.withheld))] if account.withheld else []
    _say(words("data_section_audit"), withheld if account.audit else [words("data_audit_none"), *withheld], ())
    _draw(refreshes.audit_sheet(account, words))


def draw_releases(visit: Visit) -> None:
    """The latest reference dates."""
    _say(visit.words("data_section_releases"), [], ())
    _draw(releases_sheet(visit.edition, visit.publication.about, visit.words))


def _say(title: str, paragraphs: Sequence[str], points: Sequence[str]) -> None:
    said = "".join(f'<p class="sc-lead">{escape(text)}</p>' for text in paragraphs)
    listed = "".join(f"<li>{escape(text)}</li>" for text in points)
    st.html(f'<h2 class="sc-h2">{escape(title)}</h2>{said}{f"<ul>{listed}</ul>" if listed else ""}')


def _draw(sheet: Sheet) -> None:
    if sheet.rows:
        st.html(table(sheet.caption, sheet.heads, sheet.rows, sheet.wordy))
