"""The request that Enter would send, with the origin of each of its images.

It is made once and passed to all who need it: the estimate, the window "What is sent", and the provider. What is shown
and what is sent cannot differ, because they are one object.
"""

from dataclasses import dataclass, replace

from desktop.core.asking.request import Request
from desktop.core.image.annotated_image import AnnotatedImage, ResendPolicy
from desktop.core.image.encoding import EncodedImage
from desktop.core.image.sent_image import SentImage


@dataclass(frozen=True, slots=True)
class RequestImage:
    """One image of a request: `annotated` if it is sent for the first time, `previously_sent` if it is sent again."""

    encoded: EncodedImage
    annotated: AnnotatedImage | None = None
    previously_sent: SentImage | None = None

    @property
    def resend_policy(self) -> ResendPolicy:
        """Its policy for later questions."""
        if self.annotated is not None:
            return self.annotated.resend_policy
        return self.previously_sent.resend_policy if self.previously_sent is not None else ResendPolicy.FULL


@dataclass(frozen=True, slots=True)
class PreparedRequest:
    """`images` are all images of the request, in its order; the last `new_count` come with this question."""

    request: Request
    images: tuple[RequestImage, ...]
    new_count: int

    @property
    def new_images(self) -> tuple[RequestImage, ...]:
        """The images that come with this question."""
        return self.images[len(self.images) - self.new_count :]

    @property
    def sent(self) -> tuple[SentImage, ...]:
        """The records of the new images that the turn keeps."""
        return tuple(
            replace(image.encoded.to_sent_image(), resend_policy=image.resend_policy) for image in self.new_images
        )
