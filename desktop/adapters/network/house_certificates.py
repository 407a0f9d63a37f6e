"""The file of certificates that a policy names: with one, that of a user's variable counts no longer.

Where the policy names hosts, a file or folder of a variable counts only if nobody but root can change it: with an
authority of one's own, anybody could answer in the place of an allowed host. For that reason nothing goes over TLS
either while somebody else can change the file of the policy.
"""

import ssl
from collections.abc import Callable


class HouseCertificates:
    """Asks for the file, at each new connection; without anybody to ask, there is none."""

    def __init__(self) -> None:
        self._find: Callable[[], str] | None = None
        self._may_add: Callable[[str], bool] | None = None
        self._are_judged: Callable[[], bool] | None = None
        self._fault_of: Callable[[str], str] | None = None

    def use(
        self,
        find: Callable[[], str],
        are_judged: Callable[[], bool] | None = None,
        may_add: Callable[[str], bool] | None = None,
        fault_of: Callable[[str], str] | None = None,
    ) -> None:
        """Lets functions tell from now on: the file, empty for none; if those of variables are judged; if one of
        these, by its path, counts then; and what is wrong with the file, by its path, empty for nothing.
        """
        self._find, self._are_judged, self._may_add, self._fault_of = find, are_judged, may_add, fault_of

    @property
    def are_judged(self) -> bool:
        """True if variables add only what the system's administrators have put there."""
        return self._are_judged is not None and self._are_judged()

    def may_add(self, path: str) -> bool:
        """Returns True if a file or folder that a variable names counts where they are judged."""
        return self._may_add is not None and self._may_add(path)

    @property
    def path(self) -> str:
        """The path of the file; empty if there is none."""
        return self._find() if self._find is not None else ""

    @property
    def fault(self) -> str:
        """The reason why the file must not be used; empty if it may."""
        return self._fault_of(self.path) if self._fault_of is not None and self.path else ""


def certificates_fault(path: str) -> str:
    """Returns the reason why a file holds no certificates that can be used; empty if it does."""
    try:
        ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT).load_verify_locations(path)
    except ssl.SSLError:
        return "it has no certificates in PEM form"
    except (OSError, ValueError) as failed:
        return getattr(failed, "strerror", None) or "it cannot be read"
    return ""


HOUSE_CERTIFICATES = HouseCertificates()
"""Those of this process."""
