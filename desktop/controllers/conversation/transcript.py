"""The open conversation in the transcript, and the formulas, colours and thumbnails that are made for it."""

from desktop.core.conversation.conversation import Conversation
from desktop.core.geometry.rect import Rect
from desktop.core.image.sent_image import SentImage
from desktop.services.background_cache import BackgroundCache
from desktop.services.conversation.history import History
from desktop.services.conversation.thumbnails import Thumbnails
from desktop.ui.transcript.transcript import TranscriptView


class TranscriptController:
    """Connects the history and what is made in the background to the transcript."""

    def __init__(
        self,
        history: History,
        transcript: TranscriptView,
        thumbnails: Thumbnails,
        answer_thumbnails: Thumbnails,
        formula_cache: BackgroundCache,
        highlight_cache: BackgroundCache,
    ) -> None:
        self._history = history
        self._transcript = transcript
        self._thumbnails = thumbnails
        self._answer_thumbnails = answer_thumbnails
        self._formula_cache = formula_cache
        self._highlight_cache = highlight_cache
        self._covers: dict[str, tuple[Rect, ...]] = {}  # of the open conversation's images, by id

    def connect(self) -> None:
        """Connects what the transcript shows and asks for."""
        transcript = self._transcript
        self._history.opened.connect(transcript.show_conversation)
        self._history.grown.connect(transcript.show_conversation)
        transcript.formula_wanted.connect(self._formula_cache.request)
        self._formula_cache.ready.connect(transcript.show_formula)
        transcript.colors_wanted.connect(self._highlight_cache.request)
        self._highlight_cache.ready.connect(transcript.show_colors)
        transcript.thumbnail_wanted.connect(self._request_thumbnail)
        self._thumbnails.ready.connect(transcript.show_thumbnail)
        transcript.answer_image_wanted.connect(lambda image: self._answer_thumbnails.want(image.id))
        self._answer_thumbnails.ready.connect(transcript.show_answer_image)
        self._history.opened.connect(self._keep_covers)
        self._history.grown.connect(self._draw_covered_again)

    def _keep_covers(self, conversation: Conversation) -> None:
        images = (image for turn in conversation.all_turns for image in turn.images)
        self._covers = {image.id: image.covers for image in images}

    def _draw_covered_again(self, conversation: Conversation) -> None:
        """Requests the thumbnails of images on which something was covered or uncovered, wherever they are shown."""
        before = self._covers
        self._keep_covers(conversation)
        for image_id, covers in self._covers.items():
            if covers != before.get(image_id, covers):
                self._thumbnails.want(image_id)

    def _request_thumbnail(self, image: SentImage) -> None:
        self._thumbnails.want(image.id)
