"""The record of an image that was sent with a question, or that came with an answer."""

from dataclasses import dataclass, field

from desktop.core.geometry.rect import Rect, Size
from desktop.core.image.annotated_image import AnnotatedImage, ResendPolicy
from desktop.core.image.number_badges import BadgePosition
from desktop.core.image.sent.sent_origin import SentOrigin
from desktop.core.image.text.page_text import PageText
from desktop.core.model_terms import Detail


@dataclass(frozen=True, slots=True)
class SentImage:
    """An image that was sent or received, without its bytes, which are stored in a file named `id`.

    `id` is the SHA-256 of those bytes; `width` and `height` are in sent pixels, and so are the positions in `badges`.
    `content_key` is the `AnnotatedImage.content_key` of the state that was encoded, empty where it is not known;
    `resend_policy` says what later questions do with the image. `origin` tells what it shows of its source; None where
    that is not known. `covers` are the areas (sent pixels) that were covered since it went (see
    core/image/covers/later_covers.py): the stored bytes lack them, and nothing is made of those bytes without them but
    what the user wants as it was sent.
    """

    id: str
    mime: str
    width: int
    height: int
    byte_count: int
    detail: Detail = "auto"
    content_key: str = ""
    badges: tuple[BadgePosition, ...] = ()
    resend_policy: ResendPolicy = ResendPolicy.FULL
    origin: SentOrigin | None = field(default=None, compare=False)
    covers: tuple[Rect, ...] = ()

    @property
    def size(self) -> Size:
        """Width and height in sent pixels."""
        return self.width, self.height

    @property
    def page_text(self) -> PageText | None:
        """The letters of its page that went along as text, without those that have been covered since."""
        return self.origin.with_covers(self.covers, self.size).page_text if self.origin is not None else None

    def holds(self, other: "SentImage") -> bool:
        """Returns True if whoever received this one has all of `other`: its bytes, and what goes beside it as text."""
        if self.id != other.id:
            return False
        beside, known = other.page_text, self.origin.page_text if self.origin is not None else None
        if beside is None or beside.is_empty or beside == known:
            return True
        return known is not None and set(beside) <= set(known)

    @property
    def annotated_image_id(self) -> str:
        """The id of the annotated image that was encoded; its own id where that is not known."""
        return self.content_key.partition(".")[0] or self.id

    def derives_from(self, image: AnnotatedImage) -> bool:
        """Returns True if `image` was encoded to make this one, or has these very bytes as its source.

        The second is so when a sent image was brought back to the workspace, under an id of its own.
        """
        return image.id == self.annotated_image_id or image.source.id == self.id

    def is_unchanged(self, image: AnnotatedImage) -> bool:
        """Returns True if `image` still shows exactly what was sent."""
        return image.content_key == self.content_key or (image.source.id == self.id and not image.is_edited)
