"""The picture of the chosen row, with the chosen cell's place lit on it and a field to correct the cell.

The table is beside, in `table`.
"""
