"""The validation report as a page and as JSON, one set per refresh, in the restricted zone."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path

from jinja2 import Environment, PackageLoader, StrictUndefined, Template, select_autoescape

from pipeline.audit.report import AuditReport
from pipeline.faults import LANGUAGES, Language
from pipeline.organisation.model import Text
from pipeline.organisation.model import words as in_language
from pipeline.report.reasons import reason_words, rows_words
from pipeline.report.report import Report, as_json
from pipeline.report.words import WORDS, age_words, said, standing_words, statement_words
from pipeline.storage.store import Store, write_json, write_whole


def write_report(store: Store, report: Report, ledger_id: str) -> Path:
    """Write report.json and a page per language. Returns the folder."""
    folder = report_folder(store, report.publication, ledger_id)
    write_json(folder / "report.json", as_json(report), "the validation report")
    for language in LANGUAGES:
        write_whole(folder / f"report.{language}.html", page(report, language).encode("utf-8"), "the validation report")
    return folder


def write_audit(store: Store, report: Report, ledger_id: str, audits: Mapping[str, AuditReport]) -> None:
    """Write audit.json beside the report: per view all that was tried, found and worn off. Restricted: it names rows."""
    folder = report_folder(store, report.publication, ledger_id)
    write_json(folder / "audit.json", {view or "open": each.plain for view, each in audits.items()}, "the audit")


def report_folder(store: Store, publication: str, ledger_id: str) -> Path:
    """Where the report of a refresh lies: named by what it published and what that was made from."""
    return store.restricted / "reports" / f"{publication}-{ledger_id[:8]}"


@cache
def template() -> Template:
    """Compiled once: that takes longer than filling it in."""
    environment = Environment(
        loader=PackageLoader("pipeline.report", "templates"),
        autoescape=select_autoescape(),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    return environment.get_template("report.html")


def page(report: Report, language: Language) -> str:
    """The report as one HTML page without scripts, readable on its own."""

    def named(names: Mapping[str, Text], code: str) -> str:
        return in_language(names[code], language) if code in names else code

    def say(word: str, **facts: object) -> str:
        return said(word, language, **facts)

    return template().render(
        report=report,
        language=language,
        organisation=in_language(report.organisation, language),
        words={name: text.fill(language, {}) for name, text in WORDS.items() if "{" not in text.en},
        reason_words=lambda code: reason_words(code, language),
        statement_words=lambda level: statement_words(level, language),
        age_words=lambda level: age_words(level, language),
        rows_words=lambda bad: rows_words(bad, language),
        standings=[(standing, standing_words(standing, report, language)) for standing in report.standings],
        named=named,
        say=say,
    )
