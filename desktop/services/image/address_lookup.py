"""Finds where pasted addresses lead, while the user is being asked whether to fetch them."""

from collections.abc import Awaitable, Callable

from desktop.core.settings.destination import Destination
from desktop.services.tasks import Tasks

Found = Callable[[tuple[Destination, ...]], None]


class AddressLookup:
    """Looks the addresses of the newest question up; those of an earlier one are dropped."""

    def __init__(self, tasks: Tasks, find: Callable[[str], Awaitable[Destination]]) -> None:
        self._task = tasks.slot("look up addresses")
        self._find = find

    def start(self, addresses: tuple[str, ...], found: Found) -> None:
        """Calls `found` with the destinations, in the order of the addresses, when all of them are known."""
        self._task.start(self._look_up(addresses, found))

    async def _look_up(self, addresses: tuple[str, ...], found: Found) -> None:
        found(tuple([await self._find(address) for address in addresses]))
