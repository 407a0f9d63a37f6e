"""The question of a command: its words and images as they are now, since the user may cover what was found."""

from collections.abc import Callable
from dataclasses import replace

from desktop.adapters.decoding.decoder import Decoder
from desktop.cli.image_preparation import PreparedImage, encoded_again
from desktop.core.asking.question import Question
from desktop.core.asking.request_inputs import RequestInputs
from desktop.core.conversation.conversation import Conversation
from desktop.core.image.annotated_image import AnnotatedImage
from desktop.core.image.encoding import EncodedImage
from desktop.core.privacy.finding_redaction import redact_findings
from desktop.core.privacy.typed.typed_text import TypedPart, with_placeholders
from desktop.core.settings.settings import Settings
from desktop.services.asking.decisions import PrivacyConcern

InjectionNotice = Callable[[RequestInputs], str]
"""Returns the warning for the model about text in the images that poses as instructions."""


class TypedDraft:
    """Owns the words and the images; `pictures` are encoded for the model of the settings."""

    def __init__(self, settings: Settings, prompt: str, pictures: tuple[PreparedImage, ...]) -> None:
        self._inputs = RequestInputs(settings, Conversation.new(), prompt, tuple(image.annotated for image in pictures))
        self.pictures = pictures

    @property
    def settings(self) -> Settings:
        """The settings that the question is asked with."""
        return self._inputs.settings

    @property
    def conversation(self) -> Conversation:
        """The new conversation."""
        return self._inputs.conversation

    @property
    def images(self) -> tuple[AnnotatedImage, ...]:
        """The images as they are now."""
        return self._inputs.images

    @property
    def encoded(self) -> tuple[EncodedImage, ...]:
        """The images as they would be sent now."""
        return tuple(image.encoded for image in self.pictures)

    def collect(self, injection_notice: InjectionNotice) -> Question:
        """Returns the question."""
        return Question(replace(self._inputs, injection_notice=injection_notice(self._inputs)))

    def mend(self, concern: PrivacyConcern, decoder: Decoder) -> None:
        """Covers what was found on the images, and replaces what was found in the question by its name."""
        found = {image.id: findings for image, findings in concern.findings}
        pictures = []
        for picture in self.pictures:
            image = picture.annotated
            if findings := found.get(image.id):
                picture = encoded_again(decoder, picture, redact_findings(image, findings), self.settings)
            pictures.append(picture)
        self.pictures = tuple(pictures)
        self._inputs = replace(
            self._inputs,
            prompt=with_placeholders(self._inputs.prompt, concern.typed_in(TypedPart.QUESTION)),
            images=tuple(picture.annotated for picture in pictures),
        )
