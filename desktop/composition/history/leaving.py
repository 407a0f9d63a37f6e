"""Where the window leaves what the history cannot keep until it ends, and finds it at the next start."""

from typing import TYPE_CHECKING

from desktop import paths
from desktop.deferred import deferred

if TYPE_CHECKING:
    from desktop.adapters.storage.stand_in import leaving_places, stand_in_store
    from desktop.adapters.storage.stand_in.leaving_places import LeavingPlaces
    from desktop.services.ports.store import Store
else:
    leaving_places = deferred("desktop.adapters.storage.stand_in.leaving_places")
    stand_in_store = deferred("desktop.adapters.storage.stand_in.stand_in_store")

LEFT = "left"
"""The name of such a folder in one of the program's own."""


def places() -> "LeavingPlaces":
    """Returns the folders: beside the history, or with the other files of the user."""
    return leaving_places.LeavingPlaces(*(folder / LEFT for folder in paths.folders().private))


def spare_store() -> "Store":
    """Returns an empty store in memory that leaves what it is given for the next start."""
    return stand_in_store.LeavingStore(places())
