"""`askance policy`: what the organisation's policy decides, checking a file of one, and the forms made of its keys."""
