"""What was spent, for the spending limits of every program of this user."""

from datetime import datetime
from typing import TYPE_CHECKING

from desktop import paths
from desktop.adapters.files.spending_file import SpendingFile
from desktop.core.errors import StorageError
from desktop.core.usage.spending_limits import Spending, period_starts
from desktop.deferred import deferred

if TYPE_CHECKING:
    from desktop.adapters.storage import opening
else:
    opening = deferred("desktop.adapters.storage.opening")


def spending_file() -> SpendingFile:
    """Returns this user's account of what counts towards spending limits."""
    return SpendingFile(paths.folders().spending_folder)


def spent_so_far() -> Spending:
    """Returns what the history and the account know of, for the command line."""
    account, folder = spending_file().spent(), paths.folders().data
    if not folder.exists():
        return account
    day, month = period_starts(datetime.now())
    try:
        store = opening.open_for_command(folder)
    except StorageError:
        return account  # a window has the history open: what it asks is in the account
    try:
        return account.or_more(Spending(store.spending_since(day), store.spending_since(month)))
    finally:
        store.close()
