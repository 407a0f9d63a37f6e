"""The own text of pages of a PDF, added beside their pictures and taken off again."""

from PySide6.QtGui import QAction

from desktop.controllers.error_notices import ErrorNotices
from desktop.controllers.image.image_intake import REFUSALS
from desktop.core.errors import Problem
from desktop.core.image.annotated_image import AnnotatedImage
from desktop.core.image.source_image import PDF
from desktop.messages.images import page_choosing
from desktop.messages.language.locale_forms import sentences
from desktop.messages.problems import message_for
from desktop.messages.texts.attached_words import no_text, page_text_name, text_left_out
from desktop.messages.workspace.step_names import ADD_PAGE_TEXT, REMOVE_TEXT
from desktop.services.image.pages.page_texts import PageTexts
from desktop.services.workspace import Workspace


class PageTextController:
    """Adds and removes the text of the page in view, or of pages that were chosen, and tells what came of it."""

    def __init__(self, workspace: Workspace, page_texts: PageTexts, action: QAction, notices: ErrorNotices) -> None:
        self._workspace = workspace
        self._page_texts = page_texts
        self._action = action
        self._notices = notices

    def connect(self) -> None:
        """Connects the action and the service."""
        self._action.triggered.connect(self._switch)
        self._page_texts.found.connect(self._tell_hidden)
        self._page_texts.found_none.connect(self._tell_none)
        self._page_texts.refused.connect(self._tell_refused)

    def add(self, images: tuple[AnnotatedImage, ...]) -> None:
        """Adds the texts of pages of a PDF; of other images there are none."""
        pages = tuple((image, page_text_name(image.source)) for image in images if image.source.mime == PDF)
        if pages:
            self._page_texts.add(ADD_PAGE_TEXT, pages)

    def _switch(self) -> None:
        image = self._workspace.draft.image
        if image is not None and image.page_text is not None:
            self._page_texts.remove(REMOVE_TEXT, image.id)
        elif image is not None and image.source.mime == PDF:
            self.add((image,))
        else:
            self._notices.say(page_choosing.no_text_of_its_own())

    def _tell_hidden(self, pages: int, hidden: int) -> None:
        left_out = text_left_out() if hidden else ""
        self._notices.say(sentences(page_choosing.texts_added(pages), left_out), about=REFUSALS)

    def _tell_none(self) -> None:
        self._notices.say(no_text(), about=REFUSALS)

    def _tell_refused(self, problems: tuple[Problem, ...]) -> None:
        self._notices.say(message_for(problems[0]).text, passing=False, about=REFUSALS)
