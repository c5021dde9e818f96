"""Benchmarks: ratios against named rivals on the same work, measured in one run."""
