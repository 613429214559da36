from pathlib import Path

import pytest

import dashboard
from dashboard.serve import command, environment, processed_folder, stays_here


def test_the_command_runs_the_app_at_this_machine_only():
    words = command(port=8600)
    assert words[words.index("--server.address") + 1] == "127.0.0.1"
    assert words[words.index("--server.port") + 1] == "8600"
    assert Path(words[words.index("run") + 1]) == Path(dashboard.__file__).parent / "app.py"
    assert "--server.port" not in command()


def test_the_folder_goes_through_the_environment(tmp_path):
    made = environment(tmp_path / "here", {"PATH": "x"})
    assert made["PATH"] == "x"
    assert processed_folder(made) == (tmp_path / "here").resolve()
    assert processed_folder({}) == Path("data/processed")


@pytest.mark.parametrize(
    ("address", "stays"),
    [
        ("127.0.0.1", True),
        ("localhost", True),
        ("::1", True),
        ("0.0.0.0", False),
        ("", False),
        (None, False),
        ("10.0.0.1", False),
    ],
)
def test_which_addresses_stay_on_this_machine(address, stays):
    assert stays_here(address) is stays
