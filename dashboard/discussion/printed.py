"""The sheet as a page of HTML to print on A4: complete in itself, nothing fetched."""

from collections.abc import Iterator
from html import escape
from pathlib import Path

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
    yield f'<p class="headline">{escape(sheet.headline)}</p>'
    yield from _standings(sheet, words)
    if sheet.questions:
        yield f"<h2>{escape(words('sheet_questions'))}</h2>"
        yield f"<ol>{''.join(_question(each, words) for each in sheet.questions)}</ol>"
    if sheet.tables:
        yield f"<h2>{escape(words('sheet_comparison'))}</h2>"
        yield from (_table(each) for each in sheet.tables)
    yield f"<h2>{escape(words('sheet_definitions'))}</h2>"
    yield f'<ul class="quiet">{"".join(f"<li>{escape(text)}</li>" for text in sheet.definitions)}</ul>'


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
    why = words("sheet_why", why="; ".join(each.text for each in said.why))
    assumed = f'<p class="quiet">{escape(said.assumed)}</p>' if said.assumed else ""
    return (
        f"<li><p><strong>{escape(said.title)}</strong><br>{escape(said.text)}</p>{assumed}"
        f'<p class="quiet">{escape(why)}</p><p>{escape(said.step)}</p>'
        f'<p class="fill">{escape(words("sheet_who"))} <span></span> {escape(words("sheet_by_when"))} <span></span></p></li>'
    )


def _table(table: Table) -> str:
    heads = "".join(f'<th scope="col">{escape(text)}</th>' for text in table.heads)
    rows = "".join(
        f'<tr><th scope="row">{escape(row.texts[0])}</th>'
        + "".join(f"<td>{escape(text)}</td>" for text in row.texts[1:])
        + "</tr>"
        for row in table.rows
    )
    return (
        f"<table><caption>{escape(table.target)}</caption><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table>"
    )
