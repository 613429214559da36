"""The sheet as plain Markdown: to paste into a document or a message."""

import re
from collections.abc import Iterator, Sequence

from dashboard.discussion.agreed import AgreedPart, AgreedTexts, closing_words
from dashboard.discussion.saying import Said
from dashboard.discussion.sheet import Sheet, Table
from dashboard.wording.words import Words

# A name is somebody else's text: in it these would be marks.
_MARKS = re.compile(r"([\\`*_\[\]<>|#~])")
# In what people typed also what would become an address to click on, a picture, a formula or a mark of HTML.
_TYPED = re.compile(r"([@&$!]|(?<=:)/|(?<=www)\.)", re.IGNORECASE)


def markdown(sheet: Sheet) -> str:
    """The sheet as Markdown, ending in a newline."""
    words = Words(sheet.language)
    parts = [f"# {_plain(sheet.title)}", _plain(sheet.of_when)]
    if sheet.notice:
        parts.append(f"**{_plain(sheet.notice)}**")
    if sheet.agreed is not None:
        parts += _agreed(sheet.agreed, words)
    parts += [_plain(sheet.headline), f"## {words('sheet_standings')}"]
    parts += [
        f"- **{_plain(each.target)}** {_plain(each.standing)} {_plain(each.change)}".rstrip() for each in sheet.lines
    ]
    if sheet.questions:
        parts.append(f"## {words('sheet_questions')}")
        parts += [_question(n, each, words) for n, each in enumerate(sheet.questions, 1)]
    if sheet.tables:
        parts.append(f"## {words('sheet_comparison')}")
        parts += ["\n".join(_table(each)) for each in sheet.tables]
    parts.append(f"## {words('sheet_definitions')}")
    parts += [f"- {_plain(text)}" for text in sheet.definitions]
    return "\n\n".join(parts) + "\n"


def _agreed(part: AgreedPart, words: Words) -> list[str]:
    return [
        f"## {words('brought_heading')}",
        *(_agreement(each, words) for each in part.rows),
        _plain(closing_words(part, words)),
    ]


def _agreement(told: AgreedTexts, words: Words) -> str:
    about = " · ".join(_typed(each) for each in told.about)
    outcome = f"{words('field_outcome')}: {_typed(told.outcome)}" if told.outcome else ""
    since = f"{words('brought_since')}: {_plain(told.since)}"
    lines = [f"- **{_typed(told.what)}** · {_plain(told.status)}", *(each for each in (about, outcome, since) if each)]
    return "\n\n  ".join(lines)


def _question(n: int, said: Said, words: Words) -> str:
    why = "; ".join(each.text for each in said.why)
    lines = [f"{n}. **{_plain(said.title)}** {_plain(said.text)}"]
    rests = words("sheet_why", why=why) if said.rests_elsewhere else ""
    lines += [f"   {_plain(text)}" for text in (said.assumed, rests) if text]
    return "\n\n".join([*lines, f"   {_plain(said.step)} ........................"])


def _table(table: Table) -> Iterator[str]:
    yield f"**{_plain(table.target)}**"
    yield ""
    yield _row(table.heads)
    yield _row(["---"] * len(table.heads))
    for row in table.rows:
        yield _row([_plain(text) for text in row.texts])


def _row(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _plain(text: str) -> str:
    return _MARKS.sub(r"\\\1", " ".join(text.split()))


def _typed(text: str) -> str:
    return _TYPED.sub(r"\\\1", _plain(text))
