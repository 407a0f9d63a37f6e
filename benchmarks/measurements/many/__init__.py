"""Many pictures: the table of a run."""
