"""Words of a triangulation that are no labels of a closed list of the study."""

from __future__ import annotations

from typing import Final

from models.vocabulary import Convergence
from qda.displays.values import Fact
from qda.i18n import Speech, mark
from qda.triangulation.fit import Fit
from qda.triangulation.protocol import Band, Voice

RULE: Final = mark(
    "Prominence is the share of the informants asked who speak of a theme: low below 1/3, high "
    "from 2/3. Direction is (supporting − inhibiting) / (supporting + inhibiting), from −1 to 1. "
    "Two groups mean the same where their directions differ by 0.5 at most and are not for "
    "(from 1/3) and against (from −1/3). Same meaning and same prominence: agreement; opposite "
    "directions: dissonance; else partial agreement. The theme bears the worst label of its "
    "speaking groups. Labels are proposals until a researcher gives one with a reason."
)
"""How labels are proposed, as it stands on every triangulation."""

SHORT_RULE: Final = mark("by prominence and direction")
"""The rule of a single label, in short."""

STRICT: Final = mark(
    "Strict: same in meaning and prominence is agreement, in one of the two partial agreement, in "
    "neither dissonance."
)
USUAL: Final = mark("Usual: opposite directions are dissonance whatever the prominence.")

BANDS: Final = {Band.LOW: mark("low"), Band.MID: mark("medium"), Band.HIGH: mark("high")}

FITS: Final = {
    Fit.CONFIRMS: mark("Confirms"),
    Fit.EXPANDS: mark("Expands"),
    Fit.CONTRADICTS: mark("Contradicts"),
    Fit.NO_DATA: mark("Not to be compared"),
}

CONCLUSIONS: Final = {
    Convergence.AGREEMENT: mark("Consistent"),
    Convergence.DISSONANCE: mark("Different"),
    Convergence.PARTIAL: mark("Complementary"),
    Convergence.SILENCE: mark("Complementary"),
    Convergence.SILENCE_EXPECTED: mark("Not to be concluded yet"),
    Convergence.NOT_ASKED: mark("Not to be concluded yet"),
    Convergence.NO_DATA: mark("Not to be concluded yet"),
}
"""Sugiyono's simpulan of a row: what one group adds to silence of another is complementary."""

CHECK: Final = mark("needs checking")
"""What a difference between times asks for."""


def figures(voice: Voice, speech: Speech) -> str:
    """A group's figures on a theme in one line: 5 of 6 · high · direction −0.60."""
    parts = [speech("{n} of {asked}", n=speech.number(voice.speaking),
                    asked=speech.number(voice.asked))]  # fmt: skip
    if voice.speaking and voice.band is not None:
        parts.append(speech(BANDS[voice.band]))
        if voice.symbol:
            parts.append(speech("direction {d}", d=signed(float(voice.direction), speech)))
        else:
            parts.append(speech("no polarity"))
    return " · ".join(parts)


def signed(value: float, speech: Speech, digits: int = 2) -> str:
    """A number with a sign of print: −0.60, 0.50."""
    return speech.number(abs(value), digits) if value >= 0 else f"−{speech.number(-value, digits)}"


def legend(speech: Speech) -> tuple[Fact, ...]:
    """What the symbols of direction mean."""
    return (
        Fact("+", speech("direction from 1/3 up: mostly support")),
        Fact("-", speech("direction from −1/3 down: mostly hindrance")),
        Fact("+/-", speech("direction between: neither side prevails")),
    )
