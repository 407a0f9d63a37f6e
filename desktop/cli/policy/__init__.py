"""`askance policy`: what the organisation has decided, and checking a file of a policy. Judging it is for core."""
