"""Where the accounts of refreshes lie, and how one gets there: never before what it tells of is live.

An account is written in the restricted zone first. Once `current.json` names its publication and ledger it is moved to
`accounts/`; a run that was killed in between leaves that to the next one, which removes it where nothing went live.
"""

from dataclasses import replace
from pathlib import Path

from pipeline.canonical import fingerprint
from pipeline.published.accounts import Account
from pipeline.published.plain import to_plain
from pipeline.storage.ledger import read_pointer
from pipeline.storage.store import Store, json_bytes, read_json, storage, write_whole

_WHAT = "the account of this refresh"
_SHORT = 8  # digits that tell ledgers and stops apart
_MODE = 0o644
_DIGITS = 6  # of the number a name starts with


def keep_aside(store: Store, account: Account) -> None:
    """Keep the account of a publication that is about to go live. Only under the lock.

    Nothing is kept when the last account tells of the same publication: then it was only put back.
    """
    ending = f"-{account.publication}-{account.ledger[:_SHORT]}"
    published = [path for path in _there(store) if not _is_stop(path)]
    if published and published[-1].stem.endswith(ending):
        return
    named = _named(store, account, ending)
    write_whole(_aside(store), json_bytes(to_plain(named)), _WHAT, mode=_MODE)


def bring_in(store: Store) -> None:
    """Move the account that is aside to its place when its publication is live, else remove it. Only under the lock."""
    aside = _aside(store)
    if not aside.exists():
        return
    account, pointer = read_json(aside, _WHAT), read_pointer(store)
    told = (account.get("publication"), account.get("ledger"))
    with storage(_WHAT):
        if pointer is not None and told == (pointer.live[""], pointer.ledger):
            aside.replace(store.accounts / f"{account['name']}.json")
        else:
            aside.unlink()


def write_stop(store: Store, account: Account) -> None:
    """Keep why a refresh stopped, once: not again as long as it stops for the same reasons."""
    ending = f"-stopped-{fingerprint(account.stopped, account.faults)[:_SHORT]}"
    known = _there(store)
    if known and known[-1].stem.endswith(ending):
        return
    named = _named(store, account, ending)
    write_whole(store.accounts / f"{named.name}.json", json_bytes(to_plain(named)), _WHAT, mode=_MODE)


def _aside(store: Store) -> Path:
    return store.restricted / "account.json"


def _there(store: Store) -> list[Path]:
    with storage("the accounts"):
        return sorted(store.accounts.glob("*.json"))


def _is_stop(path: Path) -> bool:
    return "-stopped-" in path.name


def _named(store: Store, account: Account, ending: str) -> Account:
    """Numbered on from the last one: names stand in the order of the runs, also of several in one day."""
    last = max((int(path.name[:_DIGITS]) for path in _there(store) if path.name[:_DIGITS].isdecimal()), default=0)
    return replace(account, number=last + 1, name=f"{last + 1:0{_DIGITS}d}-{account.day}{ending}")
