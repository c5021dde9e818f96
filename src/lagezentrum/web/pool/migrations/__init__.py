"""Migrations of the staff pool."""
