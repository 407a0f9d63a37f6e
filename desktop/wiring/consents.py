"""What the user has seen on a picture and lets go all the same: for one look of it, and for one host."""

from collections.abc import Iterable

from desktop.core.concerns import Place
from desktop.core.turn import SentPicture
from desktop.flows.caring import Going

UNREAD = "unread"
"""In a concern's place: it may go though nobody has looked at it. What is found on it later is something else."""


class Consents:
    """Kept for this run of the program: after a restart the user is asked once more."""

    def __init__(self) -> None:
        self._given: set[tuple[str, str, str]] = set()

    def __len__(self) -> int:
        return len(self._given)

    def give(self, host: str, going: Going, places: Iterable[Place]) -> None:
        """These places may go to that host."""
        self._given |= {(host, name_of(going), place.concern) for place in places}

    def given(self, host: str, going: Going, places: Iterable[Place]) -> bool:
        """Whether all of these may."""
        return all((host, name_of(going), place.concern) in self._given for place in places)

    def give_unread(self, host: str, going: Going) -> None:
        """It may go though nobody has looked at it."""
        self._given.add((host, name_of(going), UNREAD))

    def given_unread(self, host: str, going: Going) -> bool:
        """Whether it may."""
        return (host, name_of(going), UNREAD) in self._given


def name_of(going: Going) -> str:
    """What it is remembered under."""
    return going.id if isinstance(going, SentPicture) else going.look
