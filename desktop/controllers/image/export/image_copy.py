"""Copies the image in view to the clipboard, at full size or as it would be sent."""

from collections.abc import Callable, Coroutine, Mapping
from typing import Any

from desktop.controllers.error_notices import ErrorNotices
from desktop.controllers.image.export.draft_images import DraftImages
from desktop.controllers.image.export.slow_work import with_notice
from desktop.core.errors import ImageRejectedError
from desktop.core.image.annotated_image import AnnotatedImage
from desktop.messages.images import picture_out
from desktop.services.tasks import Tasks
from desktop.ui.actions import Actions
from desktop.ui.canvas.canvas import Canvas

Types = Mapping[str, bytes]
"""An image in one or more formats, by their types."""
_Encode = Callable[[AnnotatedImage], Coroutine[Any, Any, Types]]


class ImageCopyController:
    """Puts the image as it is at the command on the clipboard. A second command replaces one that is under way."""

    def __init__(
        self,
        draft_images: DraftImages,
        canvas: Canvas,
        actions: Actions,
        put_images: Callable[[Types, AnnotatedImage], bool],
        tasks: Tasks,
        notices: ErrorNotices,
    ) -> None:
        """`put_images` fills the clipboard with formats of an image and returns False if the system did not take it."""
        self._draft_images = draft_images
        self._canvas = canvas
        self._actions = actions
        self._put_images = put_images
        self._notices = notices
        self._copying = tasks.slot("copy picture")

    def connect(self) -> None:
        """Connects the actions and the canvas's key."""
        self._actions["copy_picture"].triggered.connect(lambda: self._copy(self._full_size))
        self._actions["copy_as_sent"].triggered.connect(lambda: self._copy(self._draft_images.as_sent_in_types))
        self._canvas.copy_requested.connect(lambda: self._copy(self._full_size))
        self._draft_images.connect(self.show)

    def show(self) -> None:
        """Shows which actions are possible."""
        has_image = self._draft_images.in_view is not None
        self._actions["copy_picture"].setEnabled(has_image)
        self._actions["copy_as_sent"].setEnabled(has_image and not self._draft_images.settings.is_local)

    async def _full_size(self, image: AnnotatedImage) -> Types:
        outgoing = await self._draft_images.full_size(image)
        return {outgoing.mime: outgoing.data}

    def _copy(self, encode: _Encode) -> None:
        image = self._draft_images.in_view
        if image is not None:
            self._copying.start(self._copy_encoded(encode, image))

    async def _copy_encoded(self, encode: _Encode, image: AnnotatedImage) -> None:
        try:
            images = await with_notice(encode(image), picture_out.copying_picture(), self._notices)
        except ImageRejectedError as rejected:
            self._notices.tell(rejected.problem)
            return
        if self._put_images(images, image):
            self._notices.say(picture_out.copied_picture())
        else:
            self._notices.say(picture_out.copy_failed())
