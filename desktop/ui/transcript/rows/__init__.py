"""The rows of a turn: the question and each block of the answer lay themselves out and paint themselves. Where a row
stands, and what is done with it, is decided in the folders beside.
"""
