"""The proof as data: nodes, and the document that holds them as versioned JSON."""

from lagezentrum.engine.proof.document import Proof

__all__ = ["Proof"]
