"""An answer on its way in: its chunks, waits, attempts and end, as whole turns; nothing of what was asked."""
