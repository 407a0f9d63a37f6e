"""What an answer quotes leads to its place on the picture; what does not stand there says so, quietly."""

from collections.abc import Sequence

from desktop.composition.container import Product
from desktop.controllers.workspace.canvas_navigation import Spots
from desktop.core.conversation.turn import SentPicture, Stage, Turn
from desktop.core.ocr.ocr_result import Reading
from desktop.core.ocr.quote_matching import Found, Places, first_found, grounded, much_text

MOST_PICTURES = 6
_Read = tuple[tuple[SentPicture, ...], tuple[Reading, ...], Places]


class GroundsShow:
    """Between the transcript's turns and the text of their pictures."""

    def __init__(self, product: Product, spots: Spots) -> None:
        self._product = product
        self._spots = spots
        self._read: dict[str, _Read] = {}  # by turns: the pictures that they saw, what those say and where
        transcript = product.window.transcript
        transcript.grounds_wanted.connect(self._want)
        transcript.spot_chosen.connect(self._go_to)
        transcript.spot_pointed.connect(self._light)
        product.ask.turn_changed.connect(self._turn_changed)
        product.history.opened.connect(lambda _: self._read.clear())
        product.preferences.changed.connect(lambda _: transcript.ask_for_grounds_again())

    def _turn_changed(self, turn: Turn) -> None:
        if turn.stage is Stage.WAITING and self._product.preferences.settings.read_text:
            self._product.texts.remember(turn)
        if turn.stage is Stage.DONE and turn.read_here:
            self._product.tasks.replace("light", self._light_best(turn))

    def _pictures_of(self, turn: Turn) -> tuple[SentPicture, ...]:
        """The pictures that a turn saw, the newest first."""
        turns = self._product.history.conversation.turns
        last = next((at for at, each in enumerate(turns) if each.id == turn.id), len(turns) - 1)
        pictures = [picture for each in reversed(turns[: last + 1]) for picture in each.pictures]
        return tuple({picture.id: picture for picture in (*turn.pictures, *pictures)}.values())[:MOST_PICTURES]

    async def _readings(self, turn: Turn) -> _Read:
        pictures = self._pictures_of(turn)
        found = [(picture, reading) for picture in pictures if (reading := await self._product.texts.of(picture))]
        readings = tuple(reading for _, reading in found)
        places = await self._product.tasks.in_thread(Places, readings)
        read = tuple(picture for picture, _ in found), readings, places
        self._read[turn.id] = read
        return read

    # links and what is missing

    def _turn(self, turn_id: str) -> Turn | None:
        return next((turn for turn in self._product.history.conversation.turns if turn.id == turn_id), None)

    def _want(self, turn_id: str) -> None:
        turn = self._turn(turn_id)
        if turn is not None and turn.answer:
            self._product.tasks.replace(f"grounds {turn_id}", self._ground(turn))

    async def _ground(self, turn: Turn) -> None:
        _, readings, places = await self._readings(turn)
        missing = self._tells_missing(turn, readings)
        grounds = await self._product.tasks.in_thread(grounded, turn.answer, places, missing)
        self._product.window.transcript.show_grounds(turn.id, grounds)

    def _tells_missing(self, turn: Turn, readings: Sequence[Reading]) -> bool:
        wanted = self._product.preferences.settings.unfound
        return not turn.read_here and (wanted == "always" or (wanted == "auto" and much_text(readings)))

    # places

    def _find(self, turn_id: str, words: str) -> tuple[SentPicture, Found] | None:
        if turn_id not in self._read:
            return None
        pictures, _, places = self._read[turn_id]
        found = places.find(words)
        return (pictures[found.reading], found) if found is not None else None

    def _light(self, turn_id: str, words: str) -> None:
        found = self._find(turn_id, words) if words else None
        self._spots.light(found[0] if found else None, found[1].area if found else None)

    def _go_to(self, turn_id: str, words: str) -> None:
        found = self._find(turn_id, words)
        if found is not None:
            self._spots.go_to(found[0], found[1].area)

    async def _light_best(self, turn: Turn) -> None:
        """This computer has answered with lines of the picture: the first of them is lit."""
        pictures, _, places = await self._readings(turn)
        found = await self._product.tasks.in_thread(first_found, turn.answer, places)
        if found is not None and self._turn(turn.id) is not None:
            self._spots.light(pictures[found.reading], found.area)
