"""How often the reports of a collection tell an act that was told before.

A feed of several outlets tells an act many times, a chronicle hardly twice, so the same likeness of two reports is
worth more in the one than in the other.  That share is learnt as the reports come, from how likely each of them was to
be a further one, and the odds are shifted by it (one running step of Saerens, Latinne
& Decaestecker 2002, "Adjusting the outputs of a classifier to new a priori probabilities").  Only earlier reports
count, so that what comes later changes nothing, and the latest weigh most.  A new store is taken for a feed until its
reports say otherwise, which a chronicle's do within some hundred.
"""

import math
from dataclasses import dataclass

from dragoman.link.compare import LOWERED, SEVERAL

SELDOM = 0.13  # the share up to which a collection is taken for a chronicle; that of the portal file is about 0.08
FIRST = 0.35  # the share before any report was seen: that of a feed of some outlets, what most users bring
FEW = 30.0  # reports for which that share stands
WINDOW = 1000.0  # reports over which the share is kept
STEP = 3.0  # the share is counted without the shift, so that it cannot feed itself; the one it stands for is larger
MOST = 4.4  # the longest shift of the odds' logarithm
SCALE = 10**12  # what is kept between runs are whole numbers


def _logit(share: float) -> float:
    return math.log(share / (1.0 - share))


@dataclass(slots=True)
class Repeats:
    """Of the last ``reports`` reports about ``again`` told an act once more."""

    again: float = FEW * FIRST
    reports: float = FEW

    def shift(self) -> float:
        """What is added to the logarithm of the odds that two reports are of one act: 0 to ``MOST``."""
        return min(max(STEP * (_logit(self.again / self.reports) - _logit(SELDOM)), 0.0), MOST)

    def add(self, score: float) -> None:
        """Count a report whose best score with an earlier report of another text, without the shift, was ``score``."""
        self.again += 1.0 / (1.0 + math.exp(-min(max(score + LOWERED[SEVERAL], -50.0), 50.0)))
        self.reports += 1.0
        if self.reports > WINDOW:
            self.again *= WINDOW / self.reports
            self.reports = WINDOW

    def counts(self) -> dict[str, int]:
        """As whole numbers, to be kept."""
        return {"again": round(self.again * SCALE), "reports": round(self.reports * SCALE)}

    @classmethod
    def of_counts(cls, counts: dict[str, int]) -> "Repeats":
        """As kept; anew where nothing was."""
        return cls(counts["again"] / SCALE, counts["reports"] / SCALE) if counts.get("reports") else cls()
