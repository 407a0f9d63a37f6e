"""The words of runs over many pictures: putting one together, its states, its table, its notices and its batches.

Problems have their sentences in problem_tables.
"""
