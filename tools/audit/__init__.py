"""`run.py audit`: compares what Askance is built from with published advisories. Nothing of the program itself."""
