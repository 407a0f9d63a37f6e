"""The user's consents to send what looks private: each for one finding and one host."""

from collections.abc import Iterable
from dataclasses import dataclass

from desktop.core.asking.question import AskedImage
from desktop.core.geometry.rect import Rect
from desktop.core.image.annotated_image import AnnotatedImage
from desktop.core.image.sent_image import SentImage
from desktop.core.privacy.findings import Finding, FindingKind
from desktop.core.privacy.fingerprint import fingerprint
from desktop.core.privacy.typed.typed_text import TypedFinding

_Text = tuple[str, FindingKind, str]
"""A host, the kind of a finding, and the fingerprint of its text."""


@dataclass(frozen=True, slots=True)
class _Place:
    """Areas in pixels of a source; `source` names it. They are known to within `slack` pixels."""

    source: str
    rects: tuple[Rect, ...]
    slack: int = 0

    def holds(self, other: "_Place") -> bool:
        """Returns True if all of `other` lies in these areas."""
        slack = self.slack + other.slack
        wide = [rect.expanded(slack) for rect in self.rects]
        return self.source == other.source and all(
            any(rect.intersection(area) == rect for area in wide) for rect in other.rects
        )


class SendConsents:
    """Kept in memory alone, while a conversation is open; those about the instructions until the program ends.

    A consent counts while the finding's place (or a part of it) and its text stay, whatever else is covered, drawn or
    added. A finding that appears later is another one.
    """

    def __init__(self) -> None:
        self._places: dict[_Text, list[_Place]] = {}
        self._typed: set[tuple[str, str]] = set()  # a host, and the fingerprint of a finding's text
        self._instructions: set[tuple[str, str]] = set()  # a host, and the fingerprint of all instructions
        self._unscanned: set[tuple[str, str]] = set()  # a host, and a key of an image
        self._count = 0

    @property
    def count(self) -> int:
        """The number of changes so far."""
        return self._count

    def leave_conversation(self) -> None:
        """Forgets what was allowed in the conversation that was open."""
        self._places.clear()
        self._typed.clear()
        self._unscanned.clear()
        self._count += 1

    # images

    def grant(self, host: str, image: AskedImage, findings: Iterable[Finding]) -> None:
        """Allows these findings on an image to go to the host."""
        for finding in findings:
            self._places.setdefault((host, finding.kind, finding.text_id), []).extend(_places(image, finding))
        self._count += 1

    def not_granted(self, host: str, image: AskedImage, findings: Iterable[Finding]) -> tuple[Finding, ...]:
        """Returns the findings on an image that were not allowed."""
        return tuple(finding for finding in findings if not self._has_granted(host, image, finding))

    def _has_granted(self, host: str, image: AskedImage, finding: Finding) -> bool:
        granted = self._places.get((host, finding.kind, finding.text_id), ())
        return any(place.holds(wanted) for wanted in _places(image, finding) for place in granted)

    def grant_unscanned(self, host: str, image: AskedImage) -> None:
        """Allows an image to go to the host although it was not scanned. Findings discovered later are not allowed."""
        self._unscanned |= {(host, key) for key in _keys(image)}
        self._count += 1

    def has_granted_unscanned(self, host: str, image: AskedImage) -> bool:
        """Returns True if the image may go unscanned."""
        return any((host, key) in self._unscanned for key in _keys(image))

    # text

    def grant_typed(self, host: str, findings: Iterable[TypedFinding]) -> None:
        """Allows these words to go to the host, wherever they were typed in the conversation."""
        self._typed |= {(host, finding.text_id) for finding in findings}
        self._count += 1

    def typed_not_granted(self, host: str, findings: Iterable[TypedFinding]) -> tuple[TypedFinding, ...]:
        """Returns the findings in typed text that were not allowed."""
        return tuple(finding for finding in findings if (host, finding.text_id) not in self._typed)

    def grant_instructions(self, host: str, instructions: str) -> None:
        """Allows the instructions, as they are, to go to the host."""
        self._instructions.add((host, fingerprint(instructions)))
        self._count += 1

    def has_granted_instructions(self, host: str, instructions: str) -> bool:
        """Returns True if these very instructions were allowed."""
        return (host, fingerprint(instructions)) in self._instructions


def _places(image: AskedImage, finding: Finding) -> tuple[_Place, ...]:
    """The places of a finding: in the source, and in the bytes that were sent, which may be a source by now."""
    if isinstance(image, AnnotatedImage):
        rects = tuple(image.view.rect_to_image(rect) for rect in finding.rects)
        return _Place(image.source.key, rects), _Place(image.source.id, rects)
    bytes_sent = _Place(image.id, finding.rects)
    origin = image.origin
    if origin is None or not origin.source_key:
        return (bytes_sent,)
    rects = tuple(origin.to_source(rect, image.size) for rect in finding.rects)
    scale = origin.view.size[0] / max(1, image.width)
    return bytes_sent, _Place(origin.source_key, rects, slack=1 + int(scale))


def _keys(image: AskedImage) -> tuple[str, ...]:
    """The keys of an image: its content, edited and as sent, and what shows of it and its text, whatever is drawn on
    it.
    """
    if isinstance(image, SentImage):
        return tuple(key for key in (image.content_key, image.id) if key)
    shown = f"{image.source.key} {image.quarter_turns} {image.crop} {image.redacted_rects}"
    return image.content_key, shown if image.page_text is None else f"{shown} text"
