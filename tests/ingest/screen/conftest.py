"""The folder of real public data, where it is present."""

from tests.real.conftest import real_data as real_data
