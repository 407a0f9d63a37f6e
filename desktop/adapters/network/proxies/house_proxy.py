"""Whether a policy fixes the proxy: a variable of a user's excepts no host from it then."""

from collections.abc import Callable


class HouseProxy:
    """Asks whether it does, at each new connection; without anybody to ask, none does."""

    def __init__(self) -> None:
        self._find: Callable[[], bool] | None = None

    def use(self, find: Callable[[], bool]) -> None:
        """Lets a function tell it from now on."""
        self._find = find

    @property
    def is_fixed(self) -> bool:
        """True if a policy fixes the setting."""
        return self._find is not None and self._find()


HOUSE_PROXY = HouseProxy()
"""That of this process."""
