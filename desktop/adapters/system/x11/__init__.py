"""Speaks to an X server where Qt is slower than a screen has to be. What Qt does well enough does not belong here."""
