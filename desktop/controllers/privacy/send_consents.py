"""What the user has seen on a picture and lets go all the same: for one look of it, and for one host."""

from collections.abc import Iterable

from desktop.core.image.sent_image import SentImage
from desktop.core.privacy.findings import Finding
from desktop.services.privacy.privacy_scanner import OutgoingImage

UNSCANNED = "unread"
"""In a concern's place: it may go though nobody has looked at it. What is found on it later is something else."""


class SendConsents:
    """Kept for this run of the program: after a restart the user is asked once more."""

    def __init__(self) -> None:
        self._given: set[tuple[str, str, str]] = set()

    def __len__(self) -> int:
        return len(self._given)

    def grant(self, host: str, going: OutgoingImage, findings: Iterable[Finding]) -> None:
        """These places may go to that host."""
        self._given |= {(host, name, finding.kind) for name in _names(going) for finding in findings}

    def has_granted(self, host: str, going: OutgoingImage, findings: Iterable[Finding]) -> bool:
        """Whether all of these may."""
        kinds = {finding.kind for finding in findings}
        return any(all((host, name, each) in self._given for each in kinds) for name in _names(going))

    def grant_unscanned(self, host: str, going: OutgoingImage) -> None:
        """It may go though nobody has looked at it."""
        self._given |= {(host, name, UNSCANNED) for name in _names(going)}

    def has_granted_unscanned(self, host: str, going: OutgoingImage) -> bool:
        """Whether it may."""
        return any((host, name, UNSCANNED) in self._given for name in _names(going))


def _names(going: OutgoingImage) -> tuple[str, ...]:
    """What it is remembered under: its look, as sheet and as what went of it; and what shows, however it is marked."""
    if isinstance(going, SentImage):
        return tuple(name for name in (going.content_key, going.id) if name)
    return going.content_key, f"{going.source.key} {going.quarter_turns} {going.crop} {going.redacted_rects}"
