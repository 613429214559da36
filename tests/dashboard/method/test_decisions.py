"""Decisions on targets: what was decided stands there in words, changes are told, gaps are named, nothing is run."""

from dashboard.method.decisions import decisions
from dashboard.method.page import decisions_html
from dashboard.wording.words import Words

NL, EN = Words("nl"), Words("en")
FIRST = {
    "code": "w", "version": 1, "name": {"nl": "Vrouwen", "en": "Women"}, "group": "women", "band": "15+", "units": ["FGW"],
    "share": 0.25, "counts": "persons", "scale_basis": "function", "in_force_from": "2023-10", "baseline_month": "2023-09",
    "baseline_share": 0.2, "deadline": "2027-12", "steps": [], "decided_by": "Faculteitsbestuur",
    "decided_on": "2023-06-20", "source_document": "Faculteitsplan, paragraaf 4",
}  # fmt: skip
SECOND = FIRST | {
    "version": 2, "share": 0.3, "deadline": "2029-12", "in_force_from": "2025-01", "counts": "fte", "units": ["*"],
    "scale_basis": "personal", "steps": [{"month": "2026-07", "share": 0.275}], "decided_on": "2024-11-05",
}  # fmt: skip
UNITS = {"FGW": {"nl": "Geesteswetenschappen", "en": "Humanities"}}


def about(*targets: dict) -> dict:
    return {
        "targets": list(targets),
        "groups": [{"code": "women", "name": {"nl": "Vrouwen", "en": "Women"}}],
        "bands": [{"code": "15+", "name": {"nl": "Schaal 15 en hoger", "en": "Scale 15 and up"}}],
    }


def test_one_version_is_said_line_by_line():
    (decided,) = decisions(about(FIRST), UNITS, NL)
    (version,) = decided.versions
    assert (decided.name, version.title) == ("Vrouwen", "Versie 1, geldt vanaf oktober 2023")
    assert version.lines == (
        ("Streefcijfer", "25%, gemeten in personen"),
        ("Doelgroep", "Vrouwen"),
        ("Schaalgroep", "Schaal 15 en hoger (schaal van de functie)"),
        ("Geldt voor", "Geesteswetenschappen"),
        ("Begin", "20% in september 2023"),
        ("Pad", "een rechte lijn naar de einddatum"),
        ("Einddatum", "december 2027"),
        ("Besloten door", "Faculteitsbestuur, 20 juni 2023"),
        ("Staat in", "Faculteitsplan, paragraaf 4"),
    )


def test_the_latest_version_comes_first_and_says_what_changed():
    # Given in another order than that of the versions.
    (decided,) = decisions(about(SECOND, FIRST), UNITS, EN)
    assert [version.title for version in decided.versions] == [
        "Version 2, in force from January 2025",
        "Version 1, in force from October 2023",
    ]
    assert decided.versions[0].lines[0] == (
        "Changed from the version before",
        "The target went from 25% to 30%; it is counted in fte, formerly in persons; the deadline went from December 2027 "
        "to December 2029; the band is now “Scale 15 and up (scale somebody is paid in)”, formerly “Scale 15 and up (scale "
        "of the job)”; it now applies to every unit, formerly to Humanities; the path is now 27.5% from July 2026, formerly "
        "a straight line to the deadline.",
    )
    assert [label for label, _ in decided.versions[1].lines].count("Changed from the version before") == 0


def test_a_version_that_only_renews_says_so():
    (decided,) = decisions(about(FIRST, FIRST | {"version": 2, "in_force_from": "2025-01"}), UNITS, NL)
    assert decided.versions[0].lines[0][1] == "Alleen het besluit is vernieuwd; het streefcijfer is hetzelfde."


def test_what_is_not_stated_is_not_filled_in():
    bare = {key: FIRST[key] for key in ("code", "version", "name", "group", "band", "share", "counts", "deadline")}
    lines = dict(decisions(about(bare | {"units": ["kind:faculty", "GONE"]}), UNITS, EN)[0].versions[0].lines)
    assert lines["Start"] == lines["Decided by"] == lines["Written in"] == "not stated"
    assert lines["Applies to"] == "every unit of the kind “faculty”, GONE"
    alone = dict(decisions(about(FIRST | {"decided_on": None}), UNITS, EN)[0].versions[0].lines)
    assert alone["Decided by"] == "Faculteitsbestuur"


def test_html_has_a_heading_per_target_and_runs_nothing():
    page = decisions_html(decisions(about(FIRST | {"name": {"nl": "<script>x</script>"}}), UNITS, NL), NL)
    assert "<script" not in page
    assert page.count("<h3") == page.count("<h4") == 1
    assert page.count("<dt>") == page.count("<dd>") == 9
    assert "In deze publicatie staat geen streefcijfer." in decisions_html((), NL)
