"""Agreements as somebody might have written them down, in good faith and in bad."""

from datetime import date

from packs.agreements import AgreementLine

AGREED = (
    AgreementLine("Read vacancies again", "Head of HR", "8% in scales 11-14", date(2025, 3, 1), None, date(2025, 2, 20), "done", "all of them"),
    AgreementLine("Committees of three", "Dean", "5% from scale 15 up", date(2025, 6, 1), date(2025, 9, 1), None, "under_way", "two of five", True),
    AgreementLine("Meet the network", "", "", None, None, None, "open"),
)  # fmt: skip
HOSTILE = (
    '#eval("1+1")', "*bold* _thin_ `raw` $x^2$", "@nobody <label> #label", 'back\\slash "quote" \\u{41}', "= heading\n- list\n+ enum",
    "// comment /* more */", "a\u202edcba", "שלום עולם", "مرحبا", "😀 👩🏽‍🔬 漢字", "\x00\x07tab\there", "<script>alert(1)</script>",
    "=HYPERLINK(1)", "~ -- --- ...", "https://example.org", "\ud800", "\ufffe", "[x](y) #[z] #{1}",
)  # fmt: skip
EVERY_HOSTILE = tuple(AgreementLine(text, text, text, status="open", outcome=text) for text in HOSTILE)
