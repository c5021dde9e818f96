"""The rule itself: pure functions from a regulation and published figures to findings, standings and proofs."""
