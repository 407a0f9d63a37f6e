"""The pages of the settings window but for that of the connection, which is tested and has a key."""
