"""What other programs copy and drag. `run.py test --all` installs them; where one is missing, its tests are skipped."""
