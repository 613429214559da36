"""The talks that lie ahead as a calendar file (RFC 5545), to take along in one's own calendar. Pure.

Of each talk its day and the name of the unit, and nothing that was noted: calendars are shared and printed.
"""

from collections.abc import Iterable
from datetime import date, datetime

from icalendar import Calendar, Event

from dashboard.agenda.lines import Line
from dashboard.wording.words import Words
from registers import rhythm_key


def calendar_file(lines: Iterable[Line], words: Words, now: datetime, today: date) -> bytes:
    """An event of a whole day per talk that is planned, or that is due by a day from today on.

    A day by which there has to be a talk is told from an appointment, in its words too: it is tentative. The same talk has the same id in
    every file, so that a calendar that takes it in again moves the event.
    """
    made = Calendar()
    for name, value in (("prodid", "-//Streefcijfer//Streefcijfer//EN"), ("version", "2.0"), ("method", "PUBLISH")):
        made.add(name, value)
    for line in lines:
        if line.ahead is not None and line.ahead >= today:
            made.add_component(_event(line, line.ahead, words, now))
    return made.to_ical()


def _event(line: Line, day: date, words: Words, now: datetime) -> Event:
    planned = line.talk.planned if line.talk and line.stand == "planned" else None
    made = Event()
    made.add("uid", f"{planned.key if planned else rhythm_key(line.unit)}@streefcijfer")
    made.add("dtstamp", now)
    made.add("dtstart", day)
    # A name comes from a file: one line of it, whatever it holds.
    said = "calendar_event" if planned else "calendar_event_by"
    made.add("summary", words(said, unit=" ".join(words.name(line.name).split())))
    made.add("status", "CONFIRMED" if planned else "TENTATIVE")
    # Nobody is busy that whole day.
    made.add("transp", "TRANSPARENT")
    return made
