"""What becomes of pixels that this program has captured itself."""
