"""Decisions kept so that nobody can change them unseen: insert-only events in a hash chain."""
