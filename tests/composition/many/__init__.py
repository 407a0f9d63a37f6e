"""Tests of the constructor calls of runs over many pictures."""
