"""The file of certificates that a policy names: with one, that of a user's variable counts no longer."""

from collections.abc import Callable


class HouseCertificates:
    """Asks for the file, at each new connection; without anybody to ask, there is none."""

    def __init__(self) -> None:
        self._find: Callable[[], str] | None = None

    def use(self, find: Callable[[], str]) -> None:
        """Lets a function name the file from now on; empty for none."""
        self._find = find

    @property
    def path(self) -> str:
        """The path of the file; empty if there is none."""
        return self._find() if self._find is not None else ""


HOUSE_CERTIFICATES = HouseCertificates()
"""Those of this process."""
