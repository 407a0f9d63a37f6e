"""Redacts findings: covers over their rectangles, with a margin for letters whose edges are known less well."""

from dataclasses import replace

from desktop.core.annotation.kinds.redaction import Redaction
from desktop.core.geometry.rect import Rect
from desktop.core.ids import new_id
from desktop.core.image.annotated_image import AnnotatedImage
from desktop.core.privacy.findings import UNREAD_PLACE, Finding
from desktop.core.privacy.personal.faces import FACE

MARGIN_PX = 3
MARGIN_ALONG = 0.25
"""A cover reaches so many pixels beyond the letters, or this share of their height along the line. Chosen; not
measured."""


def redact_findings(image: AnnotatedImage, findings: tuple[Finding, ...]) -> AnnotatedImage:
    """Returns the image with covers over the findings, whose rectangles are in view pixels."""
    rects = (image.view.rect_to_image(rect) for finding in findings for rect in rects_with_margin(finding))
    return replace(image, annotations=(*image.annotations, *(Redaction(new_id(), rect) for rect in rects)))


def rects_with_margin(finding: Finding) -> tuple[Rect, ...]:
    """Returns the parts of the view that are covered for a finding. What is no text has hardly a margin."""
    is_text = finding.name not in (FACE, UNREAD_PLACE)
    return tuple(with_margin(rect) if is_text else rect.expanded(MARGIN_PX) for rect in finding.rects)


def with_margin(rect: Rect) -> Rect:
    """Returns the part of the view that is covered for text at `rect`.

    The higher the letters, the less well it is known where the first and the last of them end.
    """
    along = max(MARGIN_PX, round(MARGIN_ALONG * min(rect.size)))
    across, down = (along, MARGIN_PX) if rect.width >= rect.height else (MARGIN_PX, along)
    return Rect(rect.left - across, rect.top - down, rect.right + across, rect.bottom + down)
