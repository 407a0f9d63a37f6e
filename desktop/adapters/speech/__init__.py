"""The system's voice, which reads aloud."""
