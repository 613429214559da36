"""Hostile folders: what is missing, unreadable or misnamed is told, and nothing crashes."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pipeline.errors import OrganisationFault
from pipeline.organisation import folder as folder_module
from pipeline.organisation.reader import find_organisation, read_organisation
from tests.organisation.builder import CONTENTS, FILES, ORGANISATION, UNITS, write_organisation
from tests.organisation.faults import faults_of

ALL_KEYS = "the key is missing; add it"


def test_a_folder_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(OrganisationFault) as stopped:
        read_organisation(tmp_path / "nowhere")
    assert str(stopped.value).splitlines() == [
        "nowhere: the file is missing; see docs/organisation.md for what it holds"
    ]


def test_a_file_instead_of_a_folder(tmp_path: Path) -> None:
    (tmp_path / "tiny").write_text("x")
    with pytest.raises(OrganisationFault) as stopped:
        read_organisation(tmp_path / "tiny")
    assert str(stopped.value) == "tiny: this is not a folder; name a folder"


def test_every_missing_file_is_told_and_nothing_is_told_twice(tmp_path: Path) -> None:
    missing = "the file is missing; see docs/organisation.md for what it holds"
    required = ("organisation", "units", "scales", "bands", "groups", "targets")
    assert faults_of(tmp_path, **dict.fromkeys(required)) == [f"{FILES[key]}: {missing}" for key in required]


@pytest.mark.parametrize("key", ["breaks", "source"])
def test_a_file_that_may_be_absent(tmp_path: Path, key: str) -> None:
    assert faults_of(tmp_path, **{key: None}) == []


def test_folders_where_files_belong(tmp_path: Path) -> None:
    (tmp_path / "targets.toml").mkdir()
    (tmp_path / "sources").mkdir()
    (tmp_path / "sources" / "extra.toml").mkdir()
    assert faults_of(tmp_path, targets=None) == [
        "sources/extra.toml: this is a folder; a file was expected",
        "targets.toml: this is a folder; a file was expected",
    ]


def test_a_file_where_the_folder_sources_belongs(tmp_path: Path) -> None:
    (tmp_path / "sources").write_text("x")
    assert faults_of(tmp_path, source=None) == ["sources: this is not a folder; name a folder"]


def test_misnamed_files_are_told_and_others_are_left_alone(tmp_path: Path) -> None:
    for name in ("brekas.toml", "README.md", ".hidden.toml", "~$units.csv"):
        (tmp_path / name).write_text("x")
    (tmp_path / "source").mkdir()
    (tmp_path / "minutes").mkdir()
    assert faults_of(tmp_path) == [
        "brekas.toml: no such file is read from this folder: 'brekas.toml'; did you mean 'breaks.toml'?",
        "source: no such file is read from this folder: 'source'; did you mean 'sources'?",
    ]


def test_empty_files(tmp_path: Path) -> None:
    header = ("languages", "code", "name", "reference_day", "first_month")
    source = ("code", "kind", "files")
    assert sorted(faults_of(tmp_path, **dict.fromkeys(CONTENTS, ""))) == sorted(
        [
            *[f"organisation.toml, {key}: {ALL_KEYS}" for key in header],
            "units.csv: the file is empty; the first line must name the columns: code, kind, parent, name_nl, name_en, valid_from, valid_to, continues, how, aliases",
            "scales.csv: the file is empty; the first line must name the columns: code, name_nl, name_en, valid_from, valid_to",
            "sources/hr-monthly.toml, reference.title: where the month stands is missing; write one of title, column, filename, or year_column with month_column",
            *[f"sources/hr-monthly.toml, {key}: {ALL_KEYS}" for key in source],
        ]
    )


def test_binary_files(tmp_path: Path) -> None:
    picture = b"\x89PNG\r\n\x1a\n\x00\x00\xff"
    said = "this is not a text file; save it again as text in UTF-8"
    assert faults_of(tmp_path, **dict.fromkeys(CONTENTS, picture)) == [
        f"{FILES[key]}: {said}"
        for key in ("organisation", "units", "scales", "bands", "groups", "targets", "breaks", "source")
    ]


def test_a_file_too_large(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(folder_module, "LIMIT_MB", 0)
    assert "units.csv: the file is larger than 0 MB; this cannot be right, replace it" in faults_of(tmp_path)


def test_a_file_that_cannot_be_opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_organisation(tmp_path)
    opened = Path.open

    def refuse(path: Path, *arguments: str) -> object:
        if path.name == "units.csv":
            raise PermissionError
        return opened(path, *arguments)

    monkeypatch.setattr(Path, "open", refuse)
    with pytest.raises(OrganisationFault) as stopped:
        read_organisation(tmp_path)
    assert str(stopped.value) == "units.csv: the file cannot be opened; check its permissions"


def test_faults_of_every_file_are_told_at_once(tmp_path: Path) -> None:
    wrong = {
        key: f"{text}\nnonsense;;\n" if FILES[key].endswith(".csv") else f"nonsense = 1\n{text}"
        for key, text in CONTENTS.items()
    }
    told = faults_of(tmp_path, **wrong | {"scales": CONTENTS["scales"] + "P;;;;\n"})
    assert {line.split(",")[0].split(":")[0] for line in told} == set(FILES.values())


def test_deep_brackets_do_not_crash(tmp_path: Path) -> None:
    assert len(faults_of(tmp_path, breaks="a = " + "[" * 5000)) == 1


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(key=st.sampled_from(sorted(CONTENTS)), cut=st.integers(0, 2000), noise=st.binary(max_size=6))
def test_noise_anywhere_is_a_fault_or_nothing(tmp_path: Path, key: str, cut: int, noise: bytes) -> None:
    content = CONTENTS[key].encode()
    for told in faults_of(tmp_path, **{key: content[:cut] + noise + content[cut:]}):
        assert FILES[key].split(".")[0] in told or ".toml" in told or ".csv" in told


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_units_in_any_order_and_any_span_never_crash(tmp_path: Path, data: st.DataObject) -> None:
    codes = st.sampled_from(["TU", "GW", "TN", "A", ""])
    months = st.sampled_from(["", "2021-01", "2021-06", "2022-01", "1900-01", "2999-12"])
    cells = st.tuples(codes, codes, months, months, codes, st.sampled_from(["", "renamed", "merged", "split"]))
    rows = [f"{c};n;n;k;{p};{f};{t};{w};{h};" for c, p, f, t, w, h in data.draw(st.lists(cells, max_size=8))]
    units = "\n".join([UNITS.splitlines()[0], *rows])
    told = faults_of(tmp_path, units=units)
    assert told  # the targets name TN-NAT, which is never there


def test_find_by_name_by_directory_and_the_nearest_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    home = tmp_path / "home"
    for name in ("example-university", "tiny"):
        (home / "organisations" / name).mkdir(parents=True)
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (tmp_path / "file").write_text("x")
    monkeypatch.chdir(tmp_path)
    assert find_organisation("tiny", home) == home / "organisations" / "tiny"
    assert find_organisation(str(elsewhere), home) == elsewhere
    assert find_organisation("elsewhere", home) == Path("elsewhere")
    for word, said in {
        "exampel-university": "no such organisation: 'exampel-university'; did you mean 'example-university'?",
        "qqq": "there is no organisation 'qqq'; make the folder organisations/qqq, or name an existing folder",
        "": "there is no organisation ''; make the folder organisations/, or name an existing folder",
        "file": "file: this is not a folder; name a folder",
    }.items():
        with pytest.raises(OrganisationFault) as stopped:
            find_organisation(word, home)
        assert str(stopped.value) == said


def test_the_fingerprint_follows_names_and_bytes_only(tmp_path: Path) -> None:
    first = read_organisation(write_organisation(tmp_path / "a")).fingerprint
    assert read_organisation(write_organisation(tmp_path / "b")).fingerprint == first
    (tmp_path / "b" / "README.md").write_text("x")
    assert read_organisation(tmp_path / "b").fingerprint == first
    changed = read_organisation(write_organisation(tmp_path / "c", organisation=ORGANISATION + "\n")).fingerprint
    (tmp_path / "b" / "sources" / "hr-monthly.toml").rename(tmp_path / "b" / "sources" / "hr.toml")
    assert len({first, changed, read_organisation(tmp_path / "b").fingerprint}) == 3


def test_who_may_see_what_is_no_fault_here_and_changes_no_figure(tmp_path: Path) -> None:
    write_organisation(tmp_path)
    before = read_organisation(tmp_path).fingerprint
    (tmp_path / "access.toml").write_text("anything = at all", encoding="utf-8")
    assert read_organisation(tmp_path).fingerprint == before
