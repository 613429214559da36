"""The sheet as a page of HTML to print on A4: complete in itself, nothing fetched."""

from collections.abc import Iterator, Sequence
from html import escape
from pathlib import Path

from dashboard.discussion.agreed import AgreedPart, AgreedTexts, closing_words
from dashboard.discussion.saying import Said
from dashboard.discussion.sheet import Sheet, Table
from dashboard.wording.words import Words

_STYLE = Path(__file__).with_name("printed.css")


def printed(sheet: Sheet) -> str:
    """The sheet as an HTML document."""
    words = Words(sheet.language)
    body = "\n".join(_body(sheet, words))
    return (
        f'<!doctype html>\n<html lang="{sheet.language}">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{escape(sheet.title)}</title>\n<style>\n{_STYLE.read_text(encoding='utf-8')}</style>\n</head>\n"
        f"<body>\n<main>\n{body}\n</main>\n</body>\n</html>\n"
    )


def _body(sheet: Sheet, words: Words) -> Iterator[str]:
    yield f"<h1>{escape(sheet.title)}</h1>"
    yield f'<p class="quiet">{escape(sheet.of_when)}</p>'
    if sheet.notice:
        yield f'<p class="notice">{escape(sheet.notice)}</p>'
    if sheet.agreed is not None:
        yield from _agreed(sheet.agreed, words)
    yield f'<p class="headline">{escape(sheet.headline)}</p>'
    yield from _standings(sheet, words)
    if sheet.questions:
        yield f"<h2>{escape(words('sheet_questions'))}</h2>"
        yield f"<ol>{''.join(_question(each, words) for each in sheet.questions)}</ol>"
    if sheet.tables:
        yield _table(sheet.tables, words)
    yield f"<h2>{escape(words('sheet_definitions'))}</h2>"
    yield f'<p class="quiet small">{escape(" ".join(sheet.definitions))}</p>'


def _agreed(part: AgreedPart, words: Words) -> Iterator[str]:
    yield f"<h2>{escape(words('brought_heading'))}</h2>"
    if part.rows:
        yield f"<ul>{''.join(_agreement(each, words) for each in part.rows)}</ul>"
    yield f'<p class="quiet">{escape(closing_words(part, words))}</p>'


def _agreement(told: AgreedTexts, words: Words) -> str:
    # What somebody wrote in another direction must not turn the words around it.
    about = " · ".join(f"<bdi>{escape(each)}</bdi>" for each in told.about)
    outcome = f"<p>{escape(words('field_outcome'))}: <bdi>{escape(told.outcome)}</bdi></p>" if told.outcome else ""
    return (
        f'<li><p><strong><bdi>{escape(told.what)}</bdi></strong> · {escape(told.status)}</p><p class="quiet">{about}</p>'
        f"{outcome}<p>{escape(words('brought_since'))}: {escape(told.since)}</p></li>"
    )


def _standings(sheet: Sheet, words: Words) -> Iterator[str]:
    if not sheet.lines:
        return
    items = (
        f"<li><strong>{escape(each.target)}</strong> {escape(each.standing)} {escape(each.change)}</li>"
        for each in sheet.lines
    )
    yield f"<h2>{escape(words('sheet_standings'))}</h2>"
    yield f"<ul>{''.join(items)}</ul>"


def _question(said: Said, words: Words) -> str:
    why = words("sheet_why", why="; ".join(each.text for each in said.why)) if said.rests_elsewhere else ""
    beside = "".join(f'<p class="quiet">{escape(text)}</p>' for text in (said.assumed, why) if text)
    return (
        f"<li><p><strong>{escape(said.title)}</strong> {escape(said.text)}</p>{beside}"
        f'<p class="fill">{escape(said.step)} <span></span></p></li>'
    )


def _table(tables: Sequence[Table], words: Words) -> str:
    """One table with a group of rows per target, so that the columns stand under each other."""
    heads = "".join(f'<th scope="col">{escape(text)}</th>' for text in tables[0].heads)
    return (
        f"<table><caption>{escape(words('sheet_comparison'))}</caption><thead><tr>{heads}</tr></thead>"
        f"{''.join(_group(each) for each in tables)}</table>"
    )


def _group(table: Table) -> str:
    rows = "".join(
        f'<tr><th scope="row">{escape(row.texts[0])}</th>'
        + "".join(f"<td>{escape(text)}</td>" for text in row.texts[1:])
        + "</tr>"
        for row in table.rows
    )
    head = f'<tr><th scope="rowgroup" colspan="{len(table.heads)}">{escape(table.target)}</th></tr>'
    return f"<tbody>{head}{rows}</tbody>"
