"""The codes that stand for no country (CODEBOOK section 3): bodies of states, and those of no one state."""

# bodies of many states: a meeting of one is a meeting of many
UNIONS = frozenset({"UNO", "EUR", "NAT", "LAS", "AFU", "OIC", "GCC", "ASN", "IGO"})
# with their agencies and courts: those that act between states as states do and have no roles of their own
INTERNATIONAL = UNIONS | {"IAE", "ICC", "ICJ"}
# codes that many bodies share: one that is named again need not be the same
GENERIC = frozenset({"IGO", "NGO", "IMG", "MNC"})
ORGANISATIONS = INTERNATIONAL | GENERIC
