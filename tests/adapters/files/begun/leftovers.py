"""Clearing away what kills have left in the user's places, as the next start does, and the notes of it."""

import threading
from pathlib import Path

from desktop import paths
from desktop.adapters.files.begun.removing import THREAD
from desktop.composition.leftovers import remove_leftovers


def clear_leftovers() -> None:
    """Has it done, and waits for its end."""
    remove_leftovers()
    for thread in threading.enumerate():
        if thread.name == THREAD:
            thread.join()


def notes() -> list[Path]:
    """Returns the notes that are there."""
    return sorted(paths.folders().state.glob("begun-*"))
