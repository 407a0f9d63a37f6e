"""What becomes of pixels that this program has captured itself; other pixels are encoded one folder up."""
