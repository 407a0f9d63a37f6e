"""Measurements: a module for each name that `python -m benchmarks` takes, and the programs that it measures."""
