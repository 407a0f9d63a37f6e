"""Windows over the main window, without the settings. They show values and emit what the user decides."""
