"""Empty registers of the newest version, made once in a process and copied: the migrations are proved elsewhere."""

from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from registers import Registers, open_registers


@cache
def _empty() -> bytes:
    with TemporaryDirectory() as folder:
        file = Path(folder) / "registers.sqlite"
        open_registers(file, make=True).close()
        assert [each.name for each in file.parent.iterdir()] == [file.name], "all of it is in the one file"
        return file.read_bytes()


def copied_registers(file: Path) -> Registers:
    """Registers at this file: opened when they are there, else new ones."""
    if not file.exists():
        file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        file.touch(0o600)
        file.write_bytes(_empty())
    return open_registers(file)
