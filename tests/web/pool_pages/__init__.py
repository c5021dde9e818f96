"""The pages of the staff pool."""
