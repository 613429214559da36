"""The tree of one month, and where series break or go on."""

from pathlib import Path

from pipeline.month import Month
from pipeline.organisation.continuity import derived_breaks, lineage
from pipeline.organisation.model import Organisation
from pipeline.organisation.reader import read_organisation
from pipeline.organisation.tree import children, descendants, rollup
from tests.organisation.builder import BREAKS, UNITS, write_organisation

# Psychology and Communication merge in July 2025; Physics is renamed twice; GW loses a part that becomes LAW.
HISTORY = """\
code;name_nl;name_en;kind;parent;valid_from;valid_to;continues;how;aliases
TU;Kleine Universiteit;Tiny University;organisation;;;;;;
GW;Gedrag;Behaviour;faculty;TU;;;;;
GW-PSY;Psychologie;Psychology;department;GW;;2025-06;;;
GW-COM;Communicatie;Communication;department;GW;;2025-06;;;
GW-PSC;Psychologie en Communicatie;Psychology and Communication;department;GW;2025-07;;GW-PSY|GW-COM;merged;
TN;Natuur;Science;faculty;TU;;2023-12;;;
TN;Natuur;Science;faculty;TU;2024-01;;TN;split;
LAW;Recht;Law;faculty;TU;2024-01;;TN;split;
TN-NAT;Natuurkunde;Physics;department;TN;;2021-12;;;
TN-PHY;Fysica;Physics;department;TN;2022-01;2022-12;TN-NAT;renamed;
TN-FYS;Fysica en Optica;Physics and Optics;department;TN;2023-01;;TN-PHY;renamed;
"""


def history(folder: Path, breaks: str = BREAKS) -> Organisation:
    return read_organisation(write_organisation(folder, units=HISTORY, breaks=breaks))


def test_children_rollup_and_descendants_follow_the_month(tmp_path: Path) -> None:
    organisation = history(tmp_path)
    before, after = Month(2025, 6), Month(2025, 7)
    assert children(organisation, before)["GW"] == ("GW-PSY", "GW-COM")
    assert children(organisation, after) == {
        "TU": ("GW", "TN", "LAW"),
        "GW": ("GW-PSC",),
        "GW-PSC": (),
        "TN": ("TN-FYS",),
        "LAW": (),
        "TN-FYS": (),
    }
    assert rollup(organisation, after)["GW-PSC"] == ("GW-PSC", "GW", "TU")
    assert descendants(organisation, after)["TU"] == ("TU", "GW", "GW-PSC", "TN", "LAW", "TN-FYS")
    assert descendants(organisation, before)["GW"] == ("GW", "GW-PSY", "GW-COM")


def test_a_merger_and_a_split_break_and_a_new_name_does_not(tmp_path: Path) -> None:
    breaks = derived_breaks(history(tmp_path))
    assert [(str(each.month), each.units, each.groups) for each in breaks] == [
        ("2024-01", ("TN",), ()),
        ("2024-01", ("LAW",), ()),
        ("2024-07", (), ("outside-europe",)),
        ("2025-07", ("GW-PSC",), ()),
    ]
    assert breaks[3].reason == {
        "en": "Psychology and Communication was formed by merging Psychology, Communication; its series starts anew and the trend goes on in Behaviour",
        "nl": "Psychologie en Communicatie is ontstaan door samenvoeging van Psychologie, Communicatie; de reeks begint opnieuw en de trend loopt door bij Gedrag",
    }


def test_a_declared_break_keeps_its_own_words(tmp_path: Path) -> None:
    own = '[[break]]\nmonth = "2025-07"\nunits = ["GW-PSC"]\nreason.nl = "Eigen woorden"\n'
    told = [each.reason for each in derived_breaks(history(tmp_path, own)) if each.units == ("GW-PSC",)]
    assert told == [{"nl": "Eigen woorden"}]


def test_a_break_declared_for_one_band_does_not_hide_the_merger(tmp_path: Path) -> None:
    own = '[[break]]\nmonth = "2025-07"\nunits = ["GW-PSC"]\nbands = ["15+"]\nreason.nl = "Eigen woorden"\n'
    assert len([each for each in derived_breaks(history(tmp_path, own)) if each.units == ("GW-PSC",)]) == 2


def test_lineage_leads_to_the_code_of_today(tmp_path: Path) -> None:
    assert lineage(history(tmp_path)) == {"TN-NAT": "TN-FYS", "TN-PHY": "TN-FYS"}
    assert lineage(read_organisation(write_organisation(tmp_path / "plain", units=UNITS))) == {}
