"""What the folder that PyInstaller made does not need: each module takes a kind of it out, or puts less there."""
