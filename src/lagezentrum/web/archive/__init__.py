"""Figures kept for ever as they were published: append-only, bitemporal, with a gate before they may decide."""
