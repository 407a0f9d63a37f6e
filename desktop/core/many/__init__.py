"""Many pictures: a run's question, its rows and cells, what an answer must look like, and its table; no asking."""
