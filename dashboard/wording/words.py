"""Words in one language: texts with their facts filled in, counted nouns, names, numbers and dates."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from dashboard.wording import numbers
from dashboard.wording.texts import TEXTS


@dataclass(frozen=True)
class Words:
    """Everything said in one language (nl or en)."""

    language: str

    def __call__(self, code: str, **facts: object) -> str:
        """The text of this code. Raises KeyError for a text or a fact that is not there."""
        return TEXTS[code][self.language].format(**facts)

    def name(self, names: Mapping[str, str]) -> str:
        """A name in this language, or in whichever language the organisation gave it."""
        return names.get(self.language) or next(iter(names.values()), "")

    def amount(self, n: float, noun: str) -> str:
        """A counted noun: `1 person`, `5 people`, `2.4 fte`. `noun` is person, appointment or fte."""
        return self(f"{noun}_{'one' if n == 1 else 'many'}", n=self.number(n, noun))

    def number(self, n: float, noun: str = "person") -> str:
        """Heads whole, fte with at most one decimal."""
        return numbers.number(n, self.language, "fte" if noun == "fte" else "persons")

    def share(self, value: float, base: float | None = None) -> str:
        """A percentage; `base` decides its decimals (see numbers.share)."""
        return numbers.share(value, self.language, base)

    def points(self, value: float) -> str:
        """Percentage points."""
        return numbers.points(value, self.language)

    def day(self, value: date) -> str:
        """A full date."""
        return numbers.day(value, self.language)

    def month(self, value: date) -> str:
        """A month and its year."""
        return numbers.month(value, self.language)
