"""The values that a request is made from."""

from collections.abc import Iterable
from dataclasses import dataclass

from desktop.core.asking.answer_limits import ENDPOINTS_OWN, AnswerLimits
from desktop.core.asking.prepared_request import RequestImage
from desktop.core.conversation.conversation import Conversation
from desktop.core.image.annotated_image import AnnotatedImage
from desktop.core.image.sent_image import SentImage
from desktop.core.settings.settings import Settings


@dataclass(frozen=True, slots=True)
class RequestInputs:
    """Everything that a request is made from.

    `images` are those of the workspace, `resent_images` those of an earlier turn that go as they went with it, and
    `injection_notice` warns the model of text in the images that poses as instructions.
    """

    settings: Settings
    conversation: Conversation
    prompt: str
    images: tuple[AnnotatedImage, ...] = ()
    resent_images: tuple[RequestImage, ...] = ()
    injection_notice: str = ""
    limits: AnswerLimits = ENDPOINTS_OWN

    @property
    def context(self) -> Conversation:
        """The part of the conversation that goes along: a model never gets turns that were answered locally."""
        return self.conversation if self.settings.is_local else self.conversation.without_local_turns

    @property
    def new_images(self) -> tuple[AnnotatedImage, ...]:
        """The images that the model has not seen in their present state."""
        return tuple(image for image in self.images if not self.context.model_has_seen(image))

    @property
    def carried_images(self) -> tuple[SentImage, ...]:
        """The images of earlier turns that go again, without those of which a newer state goes now."""
        newer = self.new_images
        return tuple(
            sent for sent in self.context.resent_images if not any(sent.derives_from(image) for image in newer)
        )

    def previously_sent_images(self, more: Iterable[SentImage] = ()) -> tuple[SentImage, ...]:
        """Returns all previously sent images that this request resends, and `more`, without duplicates."""
        resent = (image.previously_sent for image in self.resent_images if image.previously_sent is not None)
        return tuple({image.id: image for image in (*self.carried_images, *resent, *more)}.values())

    @property
    def image_count(self) -> int:
        """The number of images that would go."""
        return len(self.carried_images) + len(self.new_images) + len(self.resent_images)
