"""Text from the screen: a region is read on this computer and its text goes to the clipboard; nothing is asked."""

import asyncio
from collections.abc import Callable

from desktop.adapters.system import clipboard
from desktop.core.errors import AskanceError, Problem, ProblemKind
from desktop.core.image.annotated_image import AnnotatedImage
from desktop.core.ocr.text_export import plain_text
from desktop.messages.images import text_copying
from desktop.messages.images.script_names import unread_sentence
from desktop.messages.language.locale_forms import sentences
from desktop.messages.problems import message_for
from desktop.services.image.image_pipeline import ImagePipeline
from desktop.services.image.screen_capture import ScreenCapture
from desktop.services.ocr.ocr_queue import OcrQueue
from desktop.services.tasks import Tasks
from desktop.ui.at_hand.pointer_words import TOLD_MS


class TextCaptureController:
    """Reads what was captured for its text; `tell` says what came of it where no window is in front."""

    def __init__(
        self,
        screen_capture: ScreenCapture,
        image_pipeline: ImagePipeline,
        ocr_queue: OcrQueue,
        tasks: Tasks,
        tell: Callable[[str], None],
        leave_if_unseen: Callable[[], None],
        told_ms: int = TOLD_MS,
    ) -> None:
        """`leave_if_unseen` is called when the words could be read, which takes `told_ms`."""
        self._screen_capture = screen_capture
        self._image_pipeline = image_pipeline
        self._ocr_queue = ocr_queue
        self._reading = tasks.slot("read text of the screen")
        self._tell = tell
        self._leave_if_unseen = leave_if_unseen
        self._told_s = told_ms / 1000

    def connect(self) -> None:
        """Connects the captures."""
        self._screen_capture.text_wanted.connect(self._read)

    def _read(self, data: bytes) -> None:
        self._tell(text_copying.reading_text())
        self._reading.start(self._copy_text(data))

    async def _copy_text(self, data: bytes) -> None:
        self._tell(await self._copied(data))
        await asyncio.sleep(self._told_s)
        self._leave_if_unseen()

    async def _copied(self, data: bytes) -> str:
        """Puts the text of an image on the clipboard. Returns what there is to say about it."""
        try:
            image = AnnotatedImage.new(await self._image_pipeline.decode(data, ""))
            ocr_result = await self._ocr_queue.recognize(image)
        except AskanceError as error:
            return message_for(error.problem).text
        words = text_copying.no_text() if ocr_result.is_empty else ""
        if ocr_result.lines or ocr_result.barcodes:
            if not clipboard.RULE.allows():
                return message_for(Problem(ProblemKind.NOT_ALLOWED)).text
            text = plain_text(ocr_result)
            clipboard.put_text(text)
            words = text_copying.copied_letters(len(text))
        return sentences(words, unread_sentence(ocr_result) if ocr_result.unread else "")
