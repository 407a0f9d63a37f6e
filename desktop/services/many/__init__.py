"""Many pictures over time: preparing rows, the rate, claims and answers; not what a run is, nor how it is stored."""
