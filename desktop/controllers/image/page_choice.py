"""Choosing pages of a PDF or a TIFF, or frames of an animation, of which only one is shown at first."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtGui import QAction

from desktop.controllers.error_notices import ErrorNotices
from desktop.core.image.annotated_image import AnnotatedImage
from desktop.core.image.source_image import PDF, SourceImage
from desktop.messages.images import page_choosing
from desktop.services.image.image_importer import ImageImporter
from desktop.services.image.page_previews import PagePreviews
from desktop.services.workspace import Workspace

if TYPE_CHECKING:
    from desktop.ui.dialogs.page_picker import PagePickerDialog


class PageChoiceController:
    """Opens the page picker, for the image in view or for one that has just been imported."""

    def __init__(
        self,
        workspace: Workspace,
        image_importer: ImageImporter,
        page_previews: PagePreviews,
        action: QAction,
        new_picker: Callable[[SourceImage, bool], "PagePickerDialog"],
        notices: ErrorNotices,
        add_texts: Callable[[tuple[AnnotatedImage, ...]], None],
    ) -> None:
        """`new_picker` makes the dialog for a source image; True stands for an animation.

        `add_texts` adds the own texts of pages.
        """
        self._workspace = workspace
        self._image_importer = image_importer
        self._page_previews = page_previews
        self._action = action
        self._new_picker = new_picker
        self._notices = notices
        self._add_texts = add_texts
        self._wanted_of = ""  # the id of the source of whose pages the texts shall come, too

    def connect(self) -> None:
        """Connects the action and the importer."""
        self._action.triggered.connect(lambda: self._choose_pages(self._workspace.draft.image))
        self._image_importer.noted.connect(self._offer_pages)
        self._image_importer.taken.connect(self._add_wanted_texts)

    def _offer_pages(self, image: AnnotatedImage) -> None:
        source = image.source
        self._notices.say(
            page_choosing.first_page_words(source, has_frames(source)),
            (page_choosing.choose_label(), partial(self._choose_pages, image)),
            *([(page_choosing.add_text_label(), partial(self._add_texts, (image,)))] if source.mime == PDF else []),
            passing=False,
        )

    def _choose_pages(self, image: AnnotatedImage | None) -> None:
        if image is None or image.source.page_count < 2:
            self._notices.say(page_choosing.only_page())
            return
        previews, picker = self._page_previews, self._new_picker(image.source, has_frames(image.source))
        previews.open(image.source)
        picker.wanted.connect(previews.want)
        previews.ready.connect(picker.show_page)
        picker.chosen.connect(partial(self._take, image, picker))
        picker.finished.connect(previews.close)
        picker.finished.connect(picker.deleteLater)
        picker.open()
        picker.ask_for_visible()

    def _take(self, image: AnnotatedImage, picker: "PagePickerDialog", pages: tuple[int, ...]) -> None:
        self._wanted_of = image.source.id if picker.with_text else ""
        self._image_importer.choose_pages(image, pages)

    def _add_wanted_texts(self, images: tuple[AnnotatedImage, ...]) -> None:
        if self._wanted_of and all(image.source.id == self._wanted_of for image in images):
            self._wanted_of = ""
            self._add_texts(images)


def has_frames(source: SourceImage) -> bool:
    """Returns True for animations, which have frames; documents have pages."""
    return source.mime not in (PDF, "image/tiff")
