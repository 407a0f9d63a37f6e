"""Shows what is here of a picture, uncovered, beside what leaves of it."""

from typing import TYPE_CHECKING

from desktop.core.asking.prepared_request import RequestImage
from desktop.core.errors import ImageRejectedError
from desktop.core.image.annotated_image import AnnotatedImage
from desktop.services.image.image_pipeline import ImagePipeline
from desktop.services.tasks import TaskSlot
from desktop.ui.qt_images import qimage

if TYPE_CHECKING:
    from desktop.ui.dialogs.sent.sent_pictures import SentPictures


class BeforePictures:
    """Loads one picture at a time, in the background; the next one replaces it."""

    def __init__(self, image_pipeline: ImagePipeline, loading: TaskSlot) -> None:
        self._image_pipeline = image_pipeline
        self._loading = loading

    def show(self, image: RequestImage, pictures: "SentPictures") -> None:
        """Shows what an image was made of beside it, unless that is not here any more."""
        if image.annotated is None:
            self._loading.stop()
        else:
            self._loading.start(self._show(image.annotated, image.encoded.id, pictures))

    def stop(self) -> None:
        """Loads nothing more: the window is gone."""
        self._loading.stop()

    async def _show(self, image: AnnotatedImage, sent_id: str, pictures: "SentPictures") -> None:
        try:
            pixels = await self._image_pipeline.uncovered(image)
        except ImageRejectedError:
            return  # what leaves of it was made before, and stays in view
        pictures.show_before(sent_id, qimage(pixels))
