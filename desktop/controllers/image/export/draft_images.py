"""The images of the draft on their way to other programs."""

from collections.abc import Callable

from desktop.core.image.annotated_image import AnnotatedImage
from desktop.core.settings.settings import Settings
from desktop.services.image.outgoing_images import OutgoingImage, OutgoingImages
from desktop.services.settings.settings_service import SettingsService
from desktop.services.workspace import Workspace


class DraftImages:
    """Returns images as other programs get them. Encoding raises ImageRejectedError."""

    def __init__(self, workspace: Workspace, settings_service: SettingsService, outgoing: OutgoingImages) -> None:
        self._workspace = workspace
        self._settings_service = settings_service
        self._outgoing = outgoing

    @property
    def images(self) -> tuple[AnnotatedImage, ...]:
        """The images in the order of the strip."""
        return self._workspace.draft.images

    @property
    def in_view(self) -> AnnotatedImage | None:
        """The image on the canvas."""
        return self._workspace.draft.image

    @property
    def index(self) -> int:
        """The place in the strip of the image in view, from 0."""
        return self._workspace.draft.current_index

    @property
    def settings(self) -> Settings:
        """The settings in force, with what the conversation has chosen."""
        return self._settings_service.effective

    def connect(self, show: Callable[[], None]) -> None:
        """Has `show` called when the draft or the settings have changed."""
        self._workspace.changed.connect(lambda draft: show())
        self._settings_service.changed.connect(lambda settings: show())

    async def full_size(self, image: AnnotatedImage, mime: str = "image/png") -> OutgoingImage:
        """Returns the image at full size, with its covers and marks burnt in, as PNG or JPEG."""
        return await self._outgoing.full_size(image, mime)

    async def as_sent(self, image: AnnotatedImage) -> OutgoingImage:
        """Returns the very bytes that a question would send."""
        return await self._outgoing.as_sent(image, self.settings)

    async def as_sent_in_types(self, image: AnnotatedImage) -> dict[str, bytes]:
        """Returns the same in every format that the clipboard should have, by their types."""
        return await self._outgoing.as_sent_in_types(image, self.settings)
