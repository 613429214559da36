"""What the unit files of deploy/ say, by name."""

import configparser

from tests.deploy.machine import DEPLOY


class Directives(configparser.ConfigParser):
    """A unit file: names with capitals, and the same name more than once."""

    def __init__(self) -> None:
        super().__init__(strict=False, interpolation=None, delimiters=("=",), comment_prefixes=("#",))

    def optionxform(self, optionstr: str) -> str:
        return optionstr


def directives(unit: str) -> dict[str, str]:
    """What a service's own section says; of a name that stands there twice, the last."""
    said = Directives()
    said.read(DEPLOY / "systemd" / unit, encoding="utf-8")
    return dict(said["Service"])


def lines(unit: str, name: str) -> list[str]:
    """Every value of a name, in the order of the file."""
    text = (DEPLOY / "systemd" / unit).read_text(encoding="utf-8")
    return [line.partition("=")[2] for line in text.splitlines() if line.partition("=")[0] == name]
