"""The acts of the office, each one transaction: locked, checked, recorded or not done at all."""
