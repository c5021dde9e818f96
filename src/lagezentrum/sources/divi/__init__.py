"""Intensive-care beds and patients by the DIVI register. Corrected later, so for information only."""
