"""Claims about relations, support and acts: parsed, and judged against the record."""

from dragoman.claims.claim import FORMS, Claim, ClaimError
from dragoman.claims.grammar import parse_claim
from dragoman.claims.judge import judge
from dragoman.claims.verdict import CONTRADICTED, SUPPORTED, UNKNOWN, Evidence, Verdict

__all__ = [
    "CONTRADICTED",
    "FORMS",
    "SUPPORTED",
    "UNKNOWN",
    "Claim",
    "ClaimError",
    "Evidence",
    "Verdict",
    "judge",
    "parse_claim",
]
