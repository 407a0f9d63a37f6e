"""Places on images: highlighted on the canvas, and shown there, with their image brought back if it is gone."""

from collections.abc import Awaitable, Callable

from desktop.controllers.error_notices import ErrorNotices
from desktop.core.errors import Problem, ProblemKind, StorageError
from desktop.core.geometry.rect import Rect
from desktop.core.image.annotated_image import AnnotatedImage
from desktop.core.image.covers.brought_back import brought_back
from desktop.core.image.sent_image import SentImage
from desktop.messages.workspace.step_names import BRING_BACK
from desktop.services.tasks import Tasks
from desktop.services.workspace import Workspace
from desktop.ui.canvas.canvas import Canvas


class CanvasNavigation:
    """Goes to places on images. Their rectangles are in the pixels of the image as it was sent."""

    def __init__(
        self,
        workspace: Workspace,
        canvas: Canvas,
        image_for_key: Callable[[str], AnnotatedImage | None],
        stored_images: Callable[[list[str]], Awaitable[dict[str, bytes]]],
        tasks: Tasks,
        notices: ErrorNotices,
    ) -> None:
        """`image_for_key` returns the annotated image of a content key, if it has been in the workspace;
        `stored_images` returns the bytes of sent images by their ids and raises StorageError.
        """
        self._workspace = workspace
        self._canvas = canvas
        self._image_for_key = image_for_key
        self._stored_images = stored_images
        self._notices = notices
        self._bringing_back = tasks.slot("bring back")

    def highlight(self, sent: SentImage | None, rect: Rect | None) -> None:
        """Highlights a place if its image is in view; with None, removes the highlight."""
        draft = self._workspace.draft
        if draft.image is None:
            return
        in_view = sent is not None and rect is not None and self._index_of(sent) == draft.current_index
        self._canvas.light(self._on_image(draft.image, sent, rect) if in_view and sent and rect else None)

    def show(self, sent: SentImage, rect: Rect) -> None:
        """Brings a place into view; its image comes back to the workspace first if it is no longer there."""
        index = self._index_of(sent)
        if index is None:
            self._bringing_back.start(self._bring_back(sent, rect))
            return
        self._workspace.set_draft(self._workspace.draft.looking_at(index))
        image = self._workspace.draft.image
        assert image is not None
        self._canvas.go_to(self._on_image(image, sent, rect))

    def _index_of(self, sent: SentImage) -> int | None:
        images = self._workspace.draft.images
        return next((index for index, image in enumerate(images) if sent.derives_from(image)), None)

    def _on_image(self, image: AnnotatedImage, sent: SentImage, rect: Rect) -> Rect:
        """Returns `rect` in source pixels of `image`, by the view that it had when it was sent."""
        if image.source.id == sent.id:
            return rect
        view = (self._image_for_key(sent.content_key) or image).view
        return view.rect_to_image(rect.scaled(view.size[0] / sent.width, view.size[1] / sent.height))

    async def _bring_back(self, sent: SentImage, rect: Rect) -> None:
        try:
            data = (await self._stored_images([sent.id])).get(sent.id)
        except StorageError:
            return  # the storage has reported it
        if data is None:
            self._notices.tell(Problem(ProblemKind.IMAGE_GONE, "1"))
            return
        self._workspace.change(BRING_BACK, self._workspace.draft.with_images([brought_back(sent, data)]))
        self.show(sent, rect)
