"""What other programs put on the clipboard or drop: files and images that they name."""
