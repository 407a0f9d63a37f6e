"""Quotes in answers: linked to their places on the images, and marked where no image says them."""

from collections.abc import Sequence

from PySide6.QtCore import SignalInstance

from desktop.controllers.workspace.canvas_navigation import CanvasNavigation
from desktop.core.conversation.turn import Stage, Turn
from desktop.core.image.sent_image import SentImage
from desktop.core.ocr.ocr_result import OcrResult
from desktop.core.ocr.quote_matching import QuoteIndex, QuoteMatch, first_match, has_enough_text, match_quotes
from desktop.services.conversation.history import History
from desktop.services.ocr.sent_image_text import SentImageText
from desktop.services.settings.settings_service import SettingsService
from desktop.services.tasks import Tasks, TaskSlot
from desktop.ui.transcript.transcript import TranscriptView

MAX_IMAGES = 6  # whose text is searched for the quotes of one turn; chosen, not measured
_ImageTexts = tuple[tuple[SentImage, ...], tuple[OcrResult, ...], QuoteIndex]


class QuoteLinksController:
    """Keeps, for the open conversation, the text of the images that each turn saw."""

    def __init__(
        self,
        transcript: TranscriptView,
        turn_changed: SignalInstance,
        history: History,
        settings_service: SettingsService,
        sent_image_text: SentImageText,
        navigation: CanvasNavigation,
        tasks: Tasks,
    ) -> None:
        """`turn_changed` carries every state of a Turn that is being answered."""
        self._transcript = transcript
        self._turn_changed = turn_changed
        self._history = history
        self._settings_service = settings_service
        self._sent_image_text = sent_image_text
        self._navigation = navigation
        self._tasks = tasks
        self._texts: dict[str, _ImageTexts] = {}  # by turn ids
        self._highlighting = tasks.slot("highlight quote")
        self._matching: dict[str, TaskSlot] = {}  # by turn ids

    def connect(self) -> None:
        """Connects the transcript, turns as they are answered, and what makes matches out of date."""
        self._transcript.quote_matches_wanted.connect(self._match)
        self._transcript.spot_chosen.connect(self._show_quote)
        self._transcript.spot_pointed.connect(self._highlight_quote)
        self._turn_changed.connect(self._follow_turn)
        self._history.opened.connect(lambda _: self._texts.clear())
        self._settings_service.changed.connect(lambda _: self._transcript.ask_for_quote_matches_again())

    def _follow_turn(self, turn: Turn) -> None:
        if turn.stage is Stage.WAITING and self._settings_service.settings.read_text:
            self._sent_image_text.remember(turn)
        if turn.stage is Stage.DONE and turn.answered_locally:
            self._highlighting.start(self._highlight_first(turn))

    def _images_of(self, turn: Turn) -> tuple[SentImage, ...]:
        """Returns the images that a turn saw, the newest first."""
        turns = self._history.conversation.turns
        last = next((index for index, other in enumerate(turns) if other.id == turn.id), len(turns) - 1)
        earlier = [image for other in reversed(turns[: last + 1]) for image in other.images]
        return tuple({image.id: image for image in (*turn.images, *earlier)}.values())[:MAX_IMAGES]

    async def _read(self, turn: Turn) -> _ImageTexts:
        """Returns the images that a turn saw and that have text, with their text and an index of it."""
        read = [
            (image, ocr_result)
            for image in self._images_of(turn)
            if (ocr_result := await self._sent_image_text.of(image))
        ]
        ocr_results = tuple(ocr_result for _, ocr_result in read)
        index = await self._tasks.run_blocking(QuoteIndex, ocr_results)
        texts = tuple(image for image, _ in read), ocr_results, index
        self._texts[turn.id] = texts
        return texts

    # matches

    def _turn(self, turn_id: str) -> Turn | None:
        return next((turn for turn in self._history.conversation.turns if turn.id == turn_id), None)

    def _match(self, turn_id: str) -> None:
        turn = self._turn(turn_id)
        if turn is not None and turn.answer:
            self._matching = {known: slot for known, slot in self._matching.items() if not slot.ended}
            self._matching.setdefault(turn_id, self._tasks.slot("match quotes")).start(self._show_matches(turn))

    async def _show_matches(self, turn: Turn) -> None:
        _, ocr_results, index = await self._read(turn)
        mark_missing = self._marks_missing(turn, ocr_results)
        matches = await self._tasks.run_blocking(match_quotes, turn.answer, index, mark_missing)
        self._transcript.show_quote_matches(turn.id, matches)

    def _marks_missing(self, turn: Turn, ocr_results: Sequence[OcrResult]) -> bool:
        """Returns True if quotes that no image says are to be marked."""
        wanted = self._settings_service.settings.unfound
        return not turn.answered_locally and (wanted == "always" or (wanted == "auto" and has_enough_text(ocr_results)))

    # places

    def _find(self, turn_id: str, quote: str) -> tuple[SentImage, QuoteMatch] | None:
        if turn_id not in self._texts:
            return None
        images, _, index = self._texts[turn_id]
        match = index.find(quote)
        return (images[match.reading], match) if match is not None else None

    def _highlight_quote(self, turn_id: str, quote: str) -> None:
        """Highlights what is quoted; with an empty quote, removes the highlight."""
        found = self._find(turn_id, quote) if quote else None
        self._navigation.highlight(found[0] if found else None, found[1].rect if found else None)

    def _show_quote(self, turn_id: str, quote: str) -> None:
        found = self._find(turn_id, quote)
        if found is not None:
            self._navigation.show(found[0], found[1].rect)

    async def _highlight_first(self, turn: Turn) -> None:
        """Highlights the first line of an answer that this computer gave with lines of the image."""
        images, _, index = await self._read(turn)
        match = await self._tasks.run_blocking(first_match, turn.answer, index)
        if match is not None and self._turn(turn.id) is not None:
            self._navigation.highlight(images[match.reading], match.rect)
