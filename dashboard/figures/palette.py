"""The colours and marks of every picture, on paper and in the dark. A state is a shape and a colour."""

from collections.abc import Mapping
from dataclasses import dataclass

from dashboard.wording.states import State

# Marker names are Plotly's. A hollow shape is "not there yet", a filled one is a finding.
MARKS: Mapping[State, str] = {
    "met": "circle",
    "on_course": "circle-open",
    "unsure": "diamond-open",
    "below": "triangle-left",
}


@dataclass(frozen=True)
class Palette:
    """Colours by what they mean. Text colours keep a contrast of 4.5 on `paper`, marks of 3."""

    paper: str
    ink: str
    quiet: str
    line: str
    margin: str
    accent: str
    met: str
    unsure: str
    below: str

    def of(self, state: State) -> str:
        """The colour of a state."""
        return {"met": self.met, "on_course": self.met, "unsure": self.unsure, "below": self.below}.get(
            state, self.quiet
        )


LIGHT = Palette(
    paper="#ffffff",
    ink="#1d2733",
    quiet="#5b6570",
    line="#d9dee4",
    margin="#d9dee4",
    accent="#0b5d8a",
    met="#0b7a75",
    unsure="#6b6f76",
    below="#b3541e",
)
DARK = Palette(
    paper="#12181f",
    ink="#e6eaee",
    quiet="#a3adb8",
    line="#2c3641",
    margin="#3a4653",
    accent="#6db8e3",
    met="#4cc3bb",
    unsure="#b4bac1",
    below="#f0935a",
)


def palette(theme: str | None) -> Palette:
    """The palette of a theme ("light" or "dark"); light when it is not known."""
    return DARK if theme == "dark" else LIGHT
