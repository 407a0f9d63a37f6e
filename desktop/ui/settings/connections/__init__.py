"""The parts of the settings about connections: their list, and how each of them answers; no server is asked here."""
