"""What the audit found, per attacker, as values and as words. It names rows, never a count."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from pipeline.audit.figures import Figure
from pipeline.audit.knowledge import Attacker
from pipeline.audit.messages import ATTACKER_NAMES, BREACHES, FLAWS, LINES, WHERE
from pipeline.audit.statements import Flaw
from pipeline.errors import AuditFailed
from pipeline.faults import Fault, Language, Message, Where

Kind = Literal["breach", "eroded", "unvouched"]
Why = Literal["shown", "exact", "narrow", "singled_out", "insider"]


@dataclass(frozen=True)
class Found:
    """Something that an attacker can work out of a row.

    `breach`: what must not be known. `eroded`: it could already be known before this snapshot, from figures that were
    safe when they were published. `unvouched`: from the files alone it cannot be said whether it matters.
    """

    kind: Kind
    why: Why
    figure: Figure


@dataclass(frozen=True)
class Attack:
    """How one attacker fared. `asked` figures; each was settled by a witness, or by this audit's own solver."""

    attacker: Attacker
    asked: int = 0
    by_witness: int = 0
    by_solver: int = 0
    sets: int = 0  # sets of people that the rows single out, whose count is a secret
    found: tuple[Found, ...] = ()
    judged: bool = True  # False: what this attacker knows is in the restricted zone, which was not there

    def of(self, kind: Kind) -> tuple[Found, ...]:
        """What was found of one kind."""
        return tuple(each for each in self.found if each.kind == kind)


@dataclass(frozen=True)
class AuditReport:
    """The outcome for a series of publications. Anything in `flaws`, and any breach, fails it."""

    publications: tuple[str, ...]
    attacks: tuple[Attack, ...]
    flaws: tuple[Flaw, ...] = ()
    unlinked: int = 0  # steps without a presence: what was published of them was not held against movers

    @property
    def passed(self) -> bool:
        """Whether nothing was found that must not be known."""
        return not self.flaws and not any(attack.of("breach") for attack in self.attacks)

    def faults(self) -> tuple[Fault, ...]:
        """Why it did not pass: one fault per row and reason, without counts."""
        flaws = [_fault(f"audit.{flaw.code}", flaw.figure, FLAWS[flaw.code]) for flaw in self.flaws]
        seen: dict[tuple[Figure, str], Fault] = {}
        for attack in reversed(self.attacks):
            for found in attack.of("breach"):
                fault = _fault(f"audit.{found.why}", found.figure, BREACHES[found.why])
                seen.setdefault((found.figure, found.why), fault)
        return (*flaws, *(seen[key] for key in sorted(seen)))

    def check(self) -> "AuditReport":
        """This report. Raises AuditFailed, with every row and reason, when it did not pass."""
        if not self.passed:
            raise AuditFailed(self.faults())
        return self

    def text(self, language: Language) -> str:
        """What each attacker can find, for a person."""
        return "\n".join(self._lines(language))

    def _lines(self, language: Language) -> Iterator[str]:
        yield LINES["head"].fill(language, {"n": len(self.publications), "ids": ", ".join(self.publications)})
        for attack in self.attacks:
            name = ATTACKER_NAMES[attack.attacker].fill(language, {})
            if not attack.judged:
                yield f"{name}: " + LINES["not_judged"].fill(language, {})
                continue
            facts = {
                "asked": attack.asked + attack.sets,
                "witness": attack.by_witness,
                "breaches": len(attack.of("breach")),
            }
            yield f"{name}: " + LINES["attack"].fill(language, facts)
            for kind in ("eroded", "unvouched"):
                if attack.of(kind):
                    yield "  " + LINES[kind].fill(language, {"n": len(attack.of(kind))})
        if self.unlinked:
            yield LINES["unlinked"].fill(language, {"n": self.unlinked})
        yield LINES["passed" if self.passed else "failed"].fill(language, {})

    @property
    def plain(self) -> dict[str, Any]:
        """The same for machines."""
        return {
            "passed": self.passed,
            "publications": list(self.publications),
            "attackers": [_plain(attack) for attack in self.attacks],
            "flaws": [{"code": flaw.code, **_named(flaw.figure)} for flaw in self.flaws],
            "unlinked": self.unlinked,
        }


def _plain(attack: Attack) -> dict[str, Any]:
    return {
        "attacker": attack.attacker,
        "judged": attack.judged,
        "asked": attack.asked,
        "by_witness": attack.by_witness,
        "by_solver": attack.by_solver,
        "sets": attack.sets,
        "found": [{"kind": each.kind, "why": each.why, **_named(each.figure)} for each in attack.found],
    }


def _named(figure: Figure) -> Mapping[str, str]:
    return {
        "snapshot": str(figure.step.snapshot),
        "unit": figure.unit,
        "band": figure.band,
        "scale_basis": figure.scale_basis,
        "group": figure.group,
    }


def _fault(code: str, figure: Figure, message: Message) -> Fault:
    named = _named(figure)
    return Fault(code, message, Where(key=WHERE.format_map(named)), named)
