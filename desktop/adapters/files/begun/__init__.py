"""What is being written outside the program's own folders, noted so that nothing of it stays after a kill."""
