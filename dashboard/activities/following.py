"""When do the days of an activity follow its words? Pure."""

from dataclasses import replace

from registers import Activity, read_when


def following(value: Activity, before: Activity) -> Activity:
    """The activity with the days, the recurrence and the phase that its words under "when" say.

    Only where somebody left them as they were read in the words of `before`, or empty; what was set by hand stays.
    """
    read, was = read_when(value.period), read_when(before.period)
    days = (value.first_day, value.last_day, value.recurrence)
    if any(days) and (value.period == before.period or days != (was.first_day, was.last_day, was.recurrence)):
        return value
    phase = read.phase if value.phase in (None, was.phase) and value.period != before.period else value.phase
    return replace(
        value,
        first_day=read.first_day,
        last_day=read.last_day,
        recurrence=read.recurrence,
        phase=phase or read.phase,
    )
