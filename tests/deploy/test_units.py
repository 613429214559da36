"""The unit files: systemd understands them, and what privacy rests on stands in them."""

import shutil
import subprocess
from pathlib import Path

import pytest

from dashboard.__main__ import main as dashboard
from dashboard.serve import REGISTERS, told_registers
from pipeline.cli import main as streefcijfer
from tests.deploy.machine import DEPLOY, ROOT, SCRIPTS, program
from tests.deploy.units import directives, lines

UNITS = sorted(path.name for path in (DEPLOY / "systemd").iterdir())
SERVICES = [name for name in UNITS if name.endswith(".service")]
JOBS = ["streefcijfer-refresh.service", "streefcijfer-inbox.service"]
STATE = "/var/lib/streefcijfer"


def installed(folder: Path) -> list[Path]:
    """The unit files as they would be on a machine where Streefcijfer lies in this checkout."""
    for name in UNITS:
        text = (DEPLOY / "systemd" / name).read_text(encoding="utf-8")
        here = text.replace("/opt/streefcijfer", str(ROOT)).replace("streefcijfer-pipeline", "root")
        (folder / name).write_text(here.replace("streefcijfer-dashboard\n", "root\n"), encoding="utf-8")
    return [folder / name for name in UNITS]


def verified(paths: list[Path]) -> subprocess.CompletedProcess[str]:
    analyze = program("systemd-analyze", "scripts/install-systemd")
    return subprocess.run(
        [analyze, "verify", "--man=no", "--recursive-errors=no", *map(str, paths)],
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )


def test_systemd_takes_every_unit_file_without_a_word(tmp_path):
    judged = verified(installed(tmp_path))
    assert (judged.stdout + judged.stderr, judged.returncode) == ("", 0)


def test_systemd_would_say_so_if_a_name_were_misspelt(tmp_path):
    wrong = installed(tmp_path)[0]
    wrong.write_text(wrong.read_text(encoding="utf-8").replace("PrivateTmp", "PrivateTemp"), encoding="utf-8")
    assert "PrivateTemp" in verified([wrong]).stderr


@pytest.mark.parametrize("service", SERVICES)
def test_systemd_finds_each_service_hardly_exposed(service):
    """Its own measure: 10 is a service without any limit."""
    analyze = program("systemd-analyze", "scripts/install-systemd")
    judged = subprocess.run(
        [analyze, "security", "--offline=yes", "--no-pager", "--threshold=18", str(DEPLOY / "systemd" / service)],
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert judged.returncode == 0, judged.stdout[-300:]


@pytest.mark.parametrize("service", SERVICES)
@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("NoNewPrivileges", "yes"),
        ("CapabilityBoundingSet", ""),
        ("ProtectSystem", "strict"),
        ("ProtectHome", "yes"),
        ("PrivateTmp", "yes"),
        ("UMask", "0077"),
        ("LimitCORE", "0"),
    ],
)
def test_what_every_service_is_kept_to(service, name, value):
    assert directives(service)[name] == value


def test_the_dashboard_sees_neither_rows_nor_exports_and_writes_requests_and_registers_only():
    said = directives("streefcijfer-dashboard.service")
    assert said["User"] == "streefcijfer-dashboard"
    assert set(said["InaccessiblePaths"].split()) == {f"-{STATE}/processed/restricted", f"-{STATE}/raw"}
    assert said["ReadWritePaths"].split() == [f"{STATE}/processed/inbox", f"{STATE}/registers"]
    assert said["ReadOnlyPaths"] == f"{STATE}/processed"
    assert said["MemoryMax"] == "2G"


def test_the_dashboard_listens_to_its_own_machine_only():
    (line,) = lines("streefcijfer-dashboard.service", "ExecStart")
    said = dashboard.make_context("dashboard", line.split()[3:]).params
    assert (said["address"], said["port"]) == ("127.0.0.1", 8501)
    assert (str(said["processed"]), str(said["access"])) == (
        f"{STATE}/processed",
        "/etc/streefcijfer/organisation/access.toml",
    )
    assert "server 127.0.0.1:8501;" in (DEPLOY / "nginx" / "streefcijfer.conf").read_text(encoding="utf-8")


@pytest.mark.parametrize("service", JOBS)
def test_each_job_is_a_command_that_the_program_knows(service):
    (line,) = lines(service, "ExecStart")
    _, name, *options = line.split()
    said = streefcijfer.commands[name].make_context(name, options).params
    assert (str(said["raw"]), str(said["processed"])) == (f"{STATE}/raw", f"{STATE}/processed")
    assert said["organisation"] == "/etc/streefcijfer/organisation"


@pytest.mark.parametrize("service", JOBS)
def test_the_jobs_reach_no_network_and_not_the_logins_secrets(service):
    said = directives(service)
    assert said["User"] == "streefcijfer-pipeline"
    assert (said["PrivateNetwork"], said["RestrictAddressFamilies"]) == ("yes", "AF_UNIX")
    shut = {"-/etc/streefcijfer/secrets.toml", "-/etc/streefcijfer/registers.address", f"-{STATE}/registers"}
    assert shut <= set(said["InaccessiblePaths"].split())
    assert said["ExecStopPost"].split()[0] == "/opt/streefcijfer/scripts/open-closed"


def test_the_monthly_job_cannot_change_an_export():
    said = directives("streefcijfer-refresh.service")
    assert said["ReadWritePaths"] == f"{STATE}/processed"
    assert said["ReadOnlyPaths"] == f"{STATE}/raw"


def test_no_command_is_started_with_more_rights_than_its_user_has():
    for service in SERVICES:
        for name in ("ExecStartPre", "ExecStart", "ExecStartPost", "ExecStopPost"):
            assert [line for line in lines(service, name) if not line.startswith("/opt/streefcijfer/")] == []


def test_each_command_that_is_started_exists():
    for service in SERVICES:
        for line in (*lines(service, "ExecStart"), *lines(service, "ExecStopPost")):
            started = line.split()[0].replace("/opt/streefcijfer", str(ROOT))
            assert Path(started).exists(), started
    assert (SCRIPTS / "open-closed").stat().st_mode & 0o111


# --- the registers -------------------------------------------------------------------------------------


def told(unit_or_text: list[str]) -> dict[str, str]:
    """The variables that Environment lines set, the last of a name."""
    return dict(each.split("=", 1) for line in unit_or_text for each in line.split())


def test_the_registers_are_where_the_dashboard_may_write_and_in_a_folder_of_its_own():
    (place,) = {
        value
        for name, value in told(lines("streefcijfer-dashboard.service", "Environment")).items()
        if name == REGISTERS
    }
    assert place == f"{STATE}/registers/registers.sqlite"
    made = [line.split() for line in (DEPLOY / "tmpfiles.d" / "streefcijfer.conf").read_text("utf-8").splitlines()]
    assert ["d", f"{STATE}/registers", "0700", *["streefcijfer-dashboard"] * 2] in made
    assert ["z", "/etc/streefcijfer/registers.address", "0600", "root", "root"] in made


POSTGRESQL = DEPLOY / "postgresql.conf"


def test_systemd_takes_the_units_with_postgresql_too(tmp_path):
    dashboard_unit = next(each for each in installed(tmp_path) if each.name == "streefcijfer-dashboard.service")
    beside = tmp_path / "streefcijfer-dashboard.service.d"
    beside.mkdir()
    shutil.copy(POSTGRESQL, beside / "postgresql.conf")
    judged = verified([dashboard_unit])
    assert (judged.stdout + judged.stderr, judged.returncode) == ("", 0)
    wrong = POSTGRESQL.read_text(encoding="utf-8").replace("LoadCredential", "LoadCredentials")
    (beside / "postgresql.conf").write_text(wrong, encoding="utf-8")
    assert "LoadCredentials" in verified([dashboard_unit]).stderr


def test_the_address_of_a_database_is_handed_over_in_a_file_and_overrules_the_sqlite_file(tmp_path):
    written = [line.partition("=") for line in POSTGRESQL.read_text(encoding="utf-8").splitlines() if line[:1] != "#"]
    said = {name: value for name, _, value in written}
    credential, source = said["LoadCredential"].split(":")
    assert source == "/etc/streefcijfer/registers.address"
    # As systemd would set them: those of the unit, then those of the file beside it.
    both = told([*lines("streefcijfer-dashboard.service", "Environment"), said["Environment"]])
    assert both[f"{REGISTERS}_FILE"] == f"%d/{credential}"
    (tmp_path / credential).write_text("postgresql://user:password@db/streefcijfer\n", encoding="utf-8")
    here = {name: value.replace("%d", str(tmp_path)) for name, value in both.items()}
    assert told_registers(None, here) == "postgresql://user:password@db/streefcijfer"
    assert "postgresql://" not in "".join(said.values())
