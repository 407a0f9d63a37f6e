"""Paste and drop, into the question or anywhere in the window: images, files, addresses and text."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QMimeData, SignalInstance

from desktop.adapters.system import clipboard
from desktop.adapters.system.clipboard import ClipboardContent
from desktop.controllers.error_notices import ErrorNotices
from desktop.controllers.image.image_intake import ImageIntake
from desktop.messages.images import intake_words
from desktop.messages.workspace.step_names import DROP, PASTE
from desktop.ui.composer.composer import Composer


class PasteAndDropController:
    """Takes in what is pasted and dropped; where there is an image as well as text, the other one is offered."""

    def __init__(
        self,
        paste_requested: tuple[SignalInstance, ...],
        dropped: SignalInstance,
        composer: Composer,
        intake: ImageIntake,
        notices: ErrorNotices,
        focus_question: Callable[[], None],
        take_long: Callable[[str, str], bool],
    ) -> None:
        """`paste_requested` are signals without arguments, `dropped` carries a QMimeData.

        `take_long` takes a text that is too long for the question itself, if it is, in a step of undo that it names.
        """
        self._paste_requested = paste_requested
        self._dropped = dropped
        self._composer = composer
        self._intake = intake
        self._notices = notices
        self._focus_question = focus_question
        self._take_long = take_long

    def connect(self) -> None:
        """Connects every way to paste and to drop."""
        for requested in self._paste_requested:
            requested.connect(self._paste)
        self._composer.pasted.connect(self._paste_into_question)
        self._dropped.connect(self._drop)

    def _paste(self) -> None:
        """Pastes outside of the question: an image is preferred to text."""
        self._take(clipboard.on_clipboard(text_first=False))

    def _paste_into_question(self, mime: QMimeData) -> None:
        """Pastes into the question: text is preferred to an image."""
        content = clipboard.found_in(mime, text_first=True)
        if not content.text or content.image or content.paths or any(map(clipboard.is_data_url, content.addresses)):
            self._take(content)
            return
        if self._take_long(PASTE, content.text):
            return
        self._composer.insert(content.text)
        if content.image_beside:
            self._notices.say(intake_words.pasted_text(), (intake_words.as_picture_label(), self._swap))
        elif content.addresses:
            self._intake.offer_to_fetch(content.addresses)

    def _take(self, content: ClipboardContent) -> None:
        taken = self._intake.take(PASTE, content)
        is_path = bool(content.paths) and clipboard.names_image(content.text)
        if taken and content.text.strip() and (content.image or is_path):
            paste_text = partial(self._insert, content.text, PASTE)
            self._notices.say(intake_words.pasted_picture(), (intake_words.as_text_label(), paste_text))
        elif not taken:
            self._insert_or_refuse(content, PASTE)

    def _swap(self) -> None:
        """Takes the image instead of the text that was just pasted."""
        self._composer.field.undo()
        self._intake.take(PASTE, clipboard.on_clipboard(text_first=False))

    def _drop(self, mime: QMimeData) -> None:
        content = clipboard.found_in(mime)
        if not self._intake.take(DROP, content):
            self._insert_or_refuse(content, DROP)

    def _insert_or_refuse(self, content: ClipboardContent, step: str) -> None:
        if content.text:
            self._insert(content.text, step)
        else:
            self._intake.refuse_nothing_found(content, step)

    def _insert(self, text: str, step: str) -> None:
        if not self._take_long(step, text):
            self._composer.insert(text)
        self._focus_question()
