"""Batches as values: jobs of a run, and how they stand; not what a service says of them."""
