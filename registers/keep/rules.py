"""What must be right about a record before it is saved?"""

from dataclasses import fields
from datetime import date, timedelta

from sqlalchemy import Connection

from pipeline.faults import Fault
from registers.errors import RecordRefused
from registers.messages import NO_CONVERSATION, STILL_TO_COME
from registers.model.agreement import Agreement
from registers.model.conversation import Conversation
from registers.model.record import Entry
from registers.model.texts import key_faults, text_faults
from registers.store.versions import kind_at


def faults_of(key: str, value: Entry) -> tuple[Fault, ...]:
    """Everything that is wrong with a value by itself; each fault says its field. Empty when it can be saved."""
    texts = (fault for each in fields(value) for fault in text_faults(each.name, getattr(value, each.name)))
    return (*key_faults(key), *texts, *value.faults())


def faults_on(value: Entry, day: date) -> tuple[Fault, ...]:
    """What is wrong with a value on the day it is saved: what was held or done cannot lie ahead.

    A day of grace: somewhere it is tomorrow already.
    """
    latest = day + timedelta(days=1)
    if isinstance(value, Conversation) and value.state == "held" and value.day and value.day > latest:
        return (STILL_TO_COME.at("day"),)
    if isinstance(value, Agreement) and value.done and value.done > latest:
        return (STILL_TO_COME.at("done"),)
    return ()


def require_conversation(connection: Connection, value: Entry) -> None:
    """The conversation an agreement was made in exists. Raises RecordRefused."""
    if not isinstance(value, Agreement) or value.conversation is None:
        return
    if kind_at(connection, value.conversation) != "conversation":
        raise RecordRefused(NO_CONVERSATION.at("conversation"))
