"""The user's consents to send images with findings: each for one state of an image and for one host."""

from collections.abc import Iterable

from desktop.core.asking.question import OutgoingImage
from desktop.core.image.sent_image import SentImage
from desktop.core.privacy.findings import Finding

UNSCANNED = "unscanned"
"""Consent to send an unscanned image; it does not cover findings discovered later."""


class SendConsents:
    """Kept until the program ends: after a restart the user is asked again."""

    def __init__(self) -> None:
        self._granted: set[tuple[str, str, str]] = set()

    def __len__(self) -> int:
        return len(self._granted)

    def grant(self, host: str, image: OutgoingImage, findings: Iterable[Finding]) -> None:
        """Allows an image with these findings to go to the host."""
        self._granted |= {(host, key, finding.kind) for key in _keys(image) for finding in findings}

    def has_granted(self, host: str, image: OutgoingImage, findings: Iterable[Finding]) -> bool:
        """Returns True if every kind among the findings was allowed."""
        kinds = {finding.kind for finding in findings}
        return any(all((host, key, kind) in self._granted for kind in kinds) for key in _keys(image))

    def grant_unscanned(self, host: str, image: OutgoingImage) -> None:
        """Allows an image to go to the host although it was not scanned."""
        self._granted |= {(host, key, UNSCANNED) for key in _keys(image)}

    def has_granted_unscanned(self, host: str, image: OutgoingImage) -> bool:
        """Returns True if the image may go unscanned."""
        return any((host, key, UNSCANNED) in self._granted for key in _keys(image))


def _keys(image: OutgoingImage) -> tuple[str, ...]:
    """The keys of an image: its content, edited and as sent, and the part that shows, whatever is drawn on it."""
    if isinstance(image, SentImage):
        return tuple(key for key in (image.content_key, image.id) if key)
    return image.content_key, f"{image.source.key} {image.quarter_turns} {image.crop} {image.redacted_rects}"
