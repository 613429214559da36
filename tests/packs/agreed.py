"""Agreements as somebody might have written them down, in good faith and in bad."""

from datetime import date

from packs.agreements import AgreementLine

SINCE = "Agreed on 14 January 2025. Then 22 of 338 known, 6.5%, now 23 of 345 known, 6.7%."
AGREED = (
    AgreementLine("Read vacancies again", "Head of HR", "8% in scales 11-14", date(2025, 3, 1), None, date(2025, 2, 20), "done", "all of them", since="Then and now not shown to protect people."),
    AgreementLine("Committees of three", "Dean", "5% from scale 15 up", date(2025, 6, 1), date(2025, 9, 1), None, "under_way", "two of five", True, SINCE),
    AgreementLine("Meet the network", "", "", None, None, None, "open", since="There is no figure of this target."),
)  # fmt: skip
HOSTILE = (
    '#eval("1+1")', "*bold* _thin_ `raw` $x^2$", "@nobody <label> #label", 'back\\slash "quote" \\u{41}', "= heading\n- list\n+ enum",
    "// comment /* more */", "a\u202edcba", "שלום עולם", "مرحبا", "😀 👩🏽‍🔬 漢字", "\x00\x07tab\there", "<script>alert(1)</script>",
    "=HYPERLINK(1)", "~ -- --- ...", "https://example.org", "\ud800", "\ufffe", "[x](y) #[z] #{1}",
)  # fmt: skip
EVERY_HOSTILE = tuple(AgreementLine(text, text, text, status="open", outcome=text, since=text) for text in HOSTILE)


def eight(text: str, many: int = 8, since: str = SINCE) -> tuple[AgreementLine, ...]:
    """As many lines as a pack shows, each about a period of its own, with this text wherever somebody may write."""
    moved = {"due": date(2025, 6, 1), "changed_due": date(2025, 9, 1), "status": "under_way", "past_due": True}
    return tuple(AgreementLine(text, text, text, outcome=text, since=f"{since} {n}", **moved) for n in range(many))  # type: ignore[arg-type]
