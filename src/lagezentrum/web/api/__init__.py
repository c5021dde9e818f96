"""API v1: the same answers for programs."""
