"""Stories of text in pictures, with the real reader in its real child process."""
