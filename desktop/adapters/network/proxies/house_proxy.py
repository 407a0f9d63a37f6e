"""What a policy says of proxies: whether it fixes one, from which a user's variable excepts no host, and which may be.

A proxy could carry everything to another host than those that a policy allows.
"""

from collections.abc import Callable


def _allows_all(_: str) -> bool:
    return True


class HouseProxy:
    """Asks at each new connection; without anybody to ask, none is fixed and each may be."""

    def __init__(self) -> None:
        self._find: Callable[[], bool] | None = None
        self._allows: Callable[[str], bool] = _allows_all

    def use(self, find: Callable[[], bool], allows: Callable[[str], bool] = _allows_all) -> None:
        """Lets functions tell from now on: whether a proxy is fixed, and whether one at an address may be used."""
        self._find, self._allows = find, allows

    @property
    def is_fixed(self) -> bool:
        """True if a policy fixes the setting."""
        return self._find is not None and self._find()

    def allows(self, place: str) -> bool:
        """Returns True if the proxy at `place` (scheme, host and port) may be used."""
        return self._allows(place)


HOUSE_PROXY = HouseProxy()
"""That of this process."""
