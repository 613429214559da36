"""What an export would change, as rows of tables: published figures only, before and after."""

from dashboard.wording.refreshes import Sheet
from dashboard.wording.words import Words
from pipeline.published import REASONS
from pipeline.published.changes import Changes, Told


def shifts_sheet(changes: Changes, words: Words) -> Sheet:
    """Every target and unit of which something else would stand there."""
    rows = tuple(
        (
            words.name(changes.unit_names.get(each.unit, {"": each.unit})),
            words.name(changes.target_names.get(each.target, {"": each.target})),
            words(f"kind_{each.kind}"),
            _told(each.before, words),
            _told(each.after, words),
        )
        for each in changes.shifts
        if each.kind != "same"
    )
    heads = tuple(words(code) for code in ("col_unit", "choose_target", "col_kind", "col_before", "col_after"))
    return Sheet(words("upload_shifts" if rows else "upload_none_shift"), heads, rows, (0, 1, 2, 3, 4))


def heads_sheet(changes: Changes, words: Words) -> Sheet:
    """Every unit whose headcount would be another one."""
    rows = tuple(
        (
            words.name(changes.unit_names.get(each.unit, {"": each.unit})),
            "" if each.before is None else words.number(each.before),
            "" if each.after is None else words.number(each.after),
        )
        for each in changes.heads
        if each.before != each.after
    )
    heads = tuple(words(code) for code in ("col_unit", "col_before", "col_after"))
    return Sheet(words("upload_heads"), heads, rows, (0,))


def _told(told: Told | None, words: Words) -> str:
    if told is None:
        return ""
    if told.members is None or told.base is None:
        return words(told.reason if told.reason in REASONS else "not_shown")
    noun = "fte" if told.counts == "fte" else "person"
    of = words("of", members=words.number(told.members, noun), base=words.number(told.base, noun))
    return of if told.as_of is None else f"{of}, {words('as_of', month=words.month(told.as_of))}"
