<<<<<<< HEAD
"""Many pictures: the table of a run."""
=======
"""Runs over many pictures: the rate, the overhead, and the memory."""
>>>>>>> 6cd1210
