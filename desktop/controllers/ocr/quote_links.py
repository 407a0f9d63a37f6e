"""What an answer quotes leads to its place on the picture; what does not stand there says so, quietly."""

from collections.abc import Sequence

from desktop.composition.container import Container
from desktop.controllers.workspace.canvas_navigation import CanvasNavigation
from desktop.core.conversation.turn import Stage, Turn
from desktop.core.image.sent_image import SentImage
from desktop.core.ocr.ocr_result import OcrResult
from desktop.core.ocr.quote_matching import QuoteIndex, QuoteMatch, first_match, has_enough_text, match_quotes

MOST_IMAGES = 6
_Read = tuple[tuple[SentImage, ...], tuple[OcrResult, ...], QuoteIndex]


class QuoteLinksController:
    """Between the transcript's turns and the text of their pictures."""

    def __init__(self, container: Container, spots: CanvasNavigation) -> None:
        self._container = container
        self._spots = spots
        self._read: dict[str, _Read] = {}  # by turns: the pictures that they saw, what those say and where
        transcript = container.window.transcript
        transcript.quote_matches_wanted.connect(self._want)
        transcript.spot_chosen.connect(self._go_to)
        transcript.spot_pointed.connect(self._light)
        container.question_runner.turn_changed.connect(self._turn_changed)
        container.history.opened.connect(lambda _: self._read.clear())
        container.settings_service.changed.connect(lambda _: transcript.ask_for_quote_matches_again())

    def _turn_changed(self, turn: Turn) -> None:
        if turn.stage is Stage.WAITING and self._container.settings_service.settings.read_text:
            self._container.sent_image_text.remember(turn)
        if turn.stage is Stage.DONE and turn.answered_locally:
            self._container.tasks.replace("light", self._light_best(turn))

    def _images_of(self, turn: Turn) -> tuple[SentImage, ...]:
        """The pictures that a turn saw, the newest first."""
        turns = self._container.history.conversation.turns
        last = next((at for at, each in enumerate(turns) if each.id == turn.id), len(turns) - 1)
        images = [image for each in reversed(turns[: last + 1]) for image in each.images]
        return tuple({picture.id: picture for picture in (*turn.images, *images)}.values())[:MOST_IMAGES]

    async def _readings(self, turn: Turn) -> _Read:
        images = self._images_of(turn)
        found = [
            (image, ocr_result) for image in images if (ocr_result := await self._container.sent_image_text.of(image))
        ]
        ocr_results = tuple(reading for _, reading in found)
        places = await self._container.tasks.run_blocking(QuoteIndex, ocr_results)
        read = tuple(picture for picture, _ in found), ocr_results, places
        self._read[turn.id] = read
        return read

    # links and what is missing

    def _turn(self, turn_id: str) -> Turn | None:
        return next((turn for turn in self._container.history.conversation.turns if turn.id == turn_id), None)

    def _want(self, turn_id: str) -> None:
        turn = self._turn(turn_id)
        if turn is not None and turn.answer:
            self._container.tasks.replace(f"grounds {turn_id}", self._ground(turn))

    async def _ground(self, turn: Turn) -> None:
        _, ocr_results, places = await self._readings(turn)
        missing = self._tells_missing(turn, ocr_results)
        quote_matches = await self._container.tasks.run_blocking(match_quotes, turn.answer, places, missing)
        self._container.window.transcript.show_quote_matches(turn.id, quote_matches)

    def _tells_missing(self, turn: Turn, ocr_results: Sequence[OcrResult]) -> bool:
        wanted = self._container.settings_service.settings.unfound
        return not turn.answered_locally and (wanted == "always" or (wanted == "auto" and has_enough_text(ocr_results)))

    # places

    def _find(self, turn_id: str, words: str) -> tuple[SentImage, QuoteMatch] | None:
        if turn_id not in self._read:
            return None
        images, _, places = self._read[turn_id]
        found = places.find(words)
        return (images[found.reading], found) if found is not None else None

    def _light(self, turn_id: str, words: str) -> None:
        found = self._find(turn_id, words) if words else None
        self._spots.highlight(found[0] if found else None, found[1].rect if found else None)

    def _go_to(self, turn_id: str, words: str) -> None:
        found = self._find(turn_id, words)
        if found is not None:
            self._spots.show(found[0], found[1].rect)

    async def _light_best(self, turn: Turn) -> None:
        """This computer has answered with lines of the picture: the first of them is lit."""
        images, _, places = await self._readings(turn)
        found = await self._container.tasks.run_blocking(first_match, turn.answer, places)
        if found is not None and self._turn(turn.id) is not None:
            self._spots.highlight(images[found.reading], found.rect)
