"""Copies an answer together with the images of its question, under the covers that they carry today."""

import base64
from collections.abc import Awaitable, Callable, Iterable
from html import escape

from desktop.adapters.system import clipboard
from desktop.controllers.error_notices import ErrorNotices
from desktop.core.asking.prepared_request import RequestImage
from desktop.core.conversation.turn import Turn
from desktop.core.errors import StorageError
from desktop.core.image.encoding import EncodedImage
from desktop.core.image.sent_image import SentImage
from desktop.core.markdown.plain_text import plain_text
from desktop.core.markdown.safe_html import html_of
from desktop.core.markdown.safe_markdown import neutralize_markdown
from desktop.core.untrusted_text import strip_control_characters
from desktop.messages.conversation.answer_words import copied_answer
from desktop.messages.images.picture_out import picture_name
from desktop.messages.pages.page_words import PAGE_WORDS
from desktop.services.tasks import Tasks

LoadImages = Callable[[Iterable[SentImage]], Awaitable[tuple[RequestImage, ...]]]


class AnswerCopy:
    """Puts formatted text with the images in it on the clipboard, beside plain text and Markdown."""

    def __init__(self, load_images: LoadImages, tasks: Tasks, notices: ErrorNotices) -> None:
        """`load_images` returns sent images under their covers, without those that are gone; it raises StorageError."""
        self._load_images = load_images
        self._notices = notices
        self._copying = tasks.slot("copy answer")

    def copy_with_images(self, turn: Turn) -> None:
        """Copies the answer of a turn and the images of its question."""
        self._copying.start(self._copy(turn))

    async def _copy(self, turn: Turn) -> None:
        try:
            images = await self._load_images(turn.images)
        except StorageError:
            return  # the storage has reported it
        pictures = "".join(_shown(number, image.encoded) for number, image in enumerate(images, 1))
        answer = strip_control_characters(turn.answer)
        clipboard.put_rich(plain_text(answer), pictures + html_of(turn.answer, PAGE_WORDS), neutralize_markdown(answer))
        self._notices.say(copied_answer(len(images)))


def _shown(number: int, image: EncodedImage) -> str:
    """Returns the image as HTML with everything in it: other programs can fetch nothing."""
    name = picture_name(number)
    data = base64.b64encode(image.data).decode("ascii")
    return f'<p><img alt="{escape(name)}" src="data:{image.mime};base64,{data}"></p>\n'
