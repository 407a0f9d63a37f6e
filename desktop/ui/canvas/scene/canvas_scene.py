"""The scene of the canvas: an item each for image, model's view, annotations and text. Its unit is view pixels."""

from collections.abc import Sequence

from PySide6.QtCore import QObject
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QGraphicsScene

from desktop.core.geometry.rect import Rect, Size
from desktop.core.geometry.view_transform import ViewTransform
from desktop.core.image.annotated_image import AnnotatedImage
from desktop.core.image.pixel_buffer import PixelBuffer
from desktop.ui.canvas.scene.annotations_item import AnnotationsItem
from desktop.ui.canvas.scene.image_item import ImageItem
from desktop.ui.canvas.scene.text_layer_item import TextLayerItem
from desktop.ui.theme import ThemeColors

NOTHING = ViewTransform(Rect(0, 0, 1, 1))


class CanvasScene(QGraphicsScene):
    """Shows an annotated image, or in its place the pixels that the model will see."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._image = ImageItem()
        self._model_view = ImageItem()
        self._model_view.hide()
        self._annotations = AnnotationsItem()
        self.text = TextLayerItem()
        for item in (self._image, self._model_view, self._annotations, self.text):
            self.addItem(item)
        self.setItemIndexMethod(QGraphicsScene.ItemIndexMethod.NoIndex)

    def show_colors(self, colors: ThemeColors) -> None:
        """Paints edges, handles and selections in these colours."""
        for item in (self._image, self._model_view):
            item.edge = QColor(colors.line)
        self._annotations.accent = QColor(colors.accent)
        self.text.show_colors(colors)

    @property
    def has_pixels(self) -> bool:
        """True once the image's pixels are there."""
        return not self._image.is_empty

    def show_pixels(self, levels: tuple[PixelBuffer, ...]) -> None:
        """Shows these pixels of the image, the full size first and each next level half as large; none for nothing."""
        self._image.show_levels(levels)

    @property
    def shows_model_view(self) -> bool:
        """True while the pixels that the model will see are shown in the image's place."""
        return self._annotations.hides_annotations

    def show_model_view(self, levels: tuple[PixelBuffer, ...]) -> None:
        """Shows these pixels in the image's place; none to show the image again."""
        visible = bool(levels)
        self._annotations.hides_annotations = visible
        self._model_view.show_levels(levels)
        self._model_view.setVisible(visible)
        self._image.setVisible(not visible)

    def show_image(self, image: AnnotatedImage, frame: ViewTransform, chosen: str, cropping: bool) -> None:
        """Shows `image` in `frame`, with handles on the annotation whose id is `chosen`.

        While `cropping` its text is hidden: the text's areas are those of the cropped view.
        """
        self._image.show_in(frame)
        self._model_view.show_over(frame.size)
        self._annotations.show_image(image, frame, chosen, cropping)
        self.text.setVisible(not cropping and not self.shows_model_view)

    def show_nothing(self) -> None:
        """Shows no image."""
        self._annotations.show_image(None, NOTHING, "", False)

    def show_size(self, size: Size) -> None:
        """Covers an image of that size."""
        self.text.show_size(size)

    @property
    def highlight(self) -> Rect | None:
        """The highlighted area in view pixels, if there is one."""
        return self._annotations.highlight

    def show_highlight(self, rect: Rect | None) -> None:
        """Highlights an area (view pixels), or none."""
        self._annotations.show_highlight(rect)

    def show_framed(self, rects: Sequence[Rect], names: Sequence[str] = ()) -> None:
        """Frames these areas (view pixels), with a name for each."""
        self.text.show_framed(rects, names)
