"""Places on pictures: lit on the canvas, gone to, and brought back with their picture when it lies there no longer."""

from desktop.composition.container import Container
from desktop.controllers.error_notices import ErrorNotices
from desktop.core.errors import Problem, ProblemKind, StorageError
from desktop.core.geometry.rect import Rect
from desktop.core.image.annotated_image import AnnotatedImage
from desktop.core.image.sent_image import SentImage
from desktop.core.image.source_image import SourceImage


class CanvasNavigation:
    """Areas are in the pixels of a picture as it was sent."""

    def __init__(self, container: Container, problems: ErrorNotices) -> None:
        self._container = container
        self._problems = problems

    def highlight(self, sent: SentImage | None, rect: Rect | None) -> None:
        """Light a place, if its picture is in view; nothing puts the light out."""
        draft, canvas = self._container.workspace.draft, self._container.window.canvas
        if draft.image is None:
            return
        here = sent is not None and rect is not None and self._at(sent) == draft.current_index
        canvas.light(self._on_image(draft.image, sent, rect) if here and sent and rect else None)

    def show(self, sent: SentImage, rect: Rect) -> None:
        """Go to a place; the picture comes back to the desk for it if need be."""
        at = self._at(sent)
        if at is None:
            self._container.tasks.replace("bring back", self._bring_back(sent, rect))
            return
        workspace, canvas = self._container.workspace, self._container.window.canvas
        workspace.set_draft(workspace.draft.looking_at(at))
        image = workspace.draft.image
        assert image is not None
        canvas.go_to(self._on_image(image, sent, rect))

    def _at(self, sent: SentImage) -> int | None:
        images = self._container.workspace.draft.images
        return next((at for at, image in enumerate(images) if sent.derives_from(image)), None)

    def _on_image(self, image: AnnotatedImage, sent: SentImage, rect: Rect) -> Rect:
        """The area in the pixels of the sheet's picture: by the sheet as it was when it was sent."""
        if image.source.id == sent.id:
            return rect
        frame = (self._container.ocr_queue.image_for_key(sent.content_key) or image).view
        return frame.rect_to_image(rect.scaled(frame.size[0] / sent.width, frame.size[1] / sent.height))

    async def _bring_back(self, sent: SentImage, rect: Rect) -> None:
        try:
            data = (await self._container.storage.images([sent.id])).get(sent.id)
        except StorageError:
            return  # the keeper has said so
        if data is None:
            self._problems.tell(Problem(ProblemKind.IMAGE_GONE, "1"))
            return
        image = AnnotatedImage.new(SourceImage(sent.id, data, sent.width, sent.height, sent.mime))
        workspace = self._container.workspace
        workspace.change("Bring back", workspace.draft.with_images([image]))
        self.show(sent, rect)
