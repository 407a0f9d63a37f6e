"""`run.py audit`: compares the parts that Askance is built from with published advisories. Code of the program does not
belong here.
"""
