"""What the user has seen on a picture and lets go all the same: for one look of it, and for one host."""

from collections.abc import Iterable

from desktop.core.conversation.turn import SentPicture
from desktop.core.privacy.findings import Place
from desktop.services.privacy.privacy_scanner import Going

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
        self._given |= {(host, name, place.concern) for name in _names(going) for place in places}

    def given(self, host: str, going: Going, places: Iterable[Place]) -> bool:
        """Whether all of these may."""
        concerns = {place.concern for place in places}
        return any(all((host, name, each) in self._given for each in concerns) for name in _names(going))

    def give_unread(self, host: str, going: Going) -> None:
        """It may go though nobody has looked at it."""
        self._given |= {(host, name, UNREAD) for name in _names(going)}

    def given_unread(self, host: str, going: Going) -> bool:
        """Whether it may."""
        return any((host, name, UNREAD) in self._given for name in _names(going))


def _names(going: Going) -> tuple[str, ...]:
    """What it is remembered under: its look, as sheet and as what went of it; and what shows, however it is marked."""
    if isinstance(going, SentPicture):
        return tuple(name for name in (going.look, going.id) if name)
    return going.look, f"{going.picture.key} {going.turn} {going.crop} {going.covered}"
