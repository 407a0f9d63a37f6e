"""What Enter would send, with all that is known of it: the request, and for each of its pictures where it came from.

It is made once and handed to all who need it: the forecast, the window "What is sent", and the provider. What is shown
and what is sent cannot differ, because they are one object.
"""

from dataclasses import dataclass, replace

from desktop.core.asking.request import Request
from desktop.core.image.annotated_image import AnnotatedImage, ResendPolicy
from desktop.core.image.encoding import EncodedImage
from desktop.core.image.sent_image import SentImage


@dataclass(frozen=True, slots=True)
class RequestImage:
    """One picture of a request. Either `sheet` (it goes for the first time) or `sent` (it went before) is known."""

    encoded: EncodedImage
    annotated: AnnotatedImage | None = None
    previously_sent: SentImage | None = None

    @property
    def resend_policy(self) -> ResendPolicy:
        """What becomes of it in later questions."""
        if self.annotated is not None:
            return self.annotated.resend_policy
        return self.previously_sent.resend_policy if self.previously_sent is not None else ResendPolicy.FULL


@dataclass(frozen=True, slots=True)
class PreparedRequest:
    """`parcels` are all pictures that go, in the request's order; the last `brought` come with this question."""

    request: Request
    images: tuple[RequestImage, ...]
    new_count: int

    @property
    def new_images(self) -> tuple[RequestImage, ...]:
        """The pictures that this question brings."""
        return self.images[len(self.images) - self.new_count :]

    @property
    def sent(self) -> tuple[SentImage, ...]:
        """How the turn remembers them."""
        return tuple(
            replace(parcel.encoded.to_sent_image(), resend_policy=parcel.resend_policy) for parcel in self.new_images
        )
