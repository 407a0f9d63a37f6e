"""What should be seen before a question leaves: what looks private, and what is written for the model's eyes."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial

from desktop.core.concerns import Concern, Place, fenced_as_data, in_words, odd_places, private_places
from desktop.core.marks import Redaction
from desktop.core.reading import Reading
from desktop.core.sheet import Sheet
from desktop.core.text import new_id, said_by_a_stranger
from desktop.flows.packing import Question
from desktop.product import Product
from desktop.wiring.hints import Hints

ROOM_PX = 3  # a cover reaches so far beyond the letters
MOST_REMEMBERED = 200
LONGEST_QUOTE = 90


class Care:
    """Knows what was found on each sheet, what the user has seen and lets go all the same."""

    def __init__(self, product: Product, hints: Hints) -> None:
        self._product = product
        self._hints = hints
        self._found: dict[str, tuple[Reading, tuple[Place, ...]]] = {}  # by looks
        self._let_go: set[tuple[str, Concern]] = set()  # looks and concerns that the user has answered for
        self._looked_at = ("", 0)  # a look, and which of its places comes next
        product.desk.changed.connect(lambda _: self.show())
        product.room.changed.connect(self.show)

    # what was found

    def places(self, sheet: Sheet) -> tuple[Place, ...]:
        """What there is to look at on a sheet, as far as it has been read."""
        reading = self._product.room.ready(sheet)
        if reading is None or self._product.preferences.settings.private_text == "off":
            return ()
        known = self._found.get(sheet.look)
        if known is None or known[0] is not reading:
            while len(self._found) >= MOST_REMEMBERED:
                del self._found[next(iter(self._found))]
            found = (*private_places(reading, self._product.patterns), *odd_places(reading))
            known = self._found[sheet.look] = reading, found
        return known[1]

    def told(self, question: Question) -> str:
        """What the model is told of odd text on the pictures that go along, as far as they are known here."""
        if question.settings.is_here:
            return ""
        room = self._product.room
        earlier = (room.sheet_of(sent.look) for sent in question.carried if sent.look)
        sheets = [*question.fresh, *(sheet for sheet in earlier if sheet is not None)]
        return fenced_as_data(place for sheet in sheets for place in self.places(sheet))

    # showing it

    def show(self) -> None:
        """Frame what was found on the sheet in view, and say so."""
        sheet, canvas = self._product.desk.draft.sheet, self._product.window.canvas
        places = self.places(sheet) if sheet is not None else ()
        canvas.show_framed([area.grown(ROOM_PX) for place in places for area in place.areas])
        here = self._product.preferences.in_force.is_here
        if sheet is None or not places or self._answered_for(sheet, places):
            self._hints.clear("care")
        else:
            words = sentence(places, sent=not here)
            self._hints.say("care", words, *self._offers(sheet, places), closed=partial(self._let, sheet, places))

    def _offers(self, sheet: Sheet, places: tuple[Place, ...]) -> tuple[tuple[str, Callable[[], None]], ...]:
        cover = f"Cover {'all' if len(places) > 1 else 'it'}"
        return (cover, partial(self.cover, [sheet])), ("Look", partial(self._look, sheet))

    def _answered_for(self, sheet: Sheet, places: tuple[Place, ...]) -> bool:
        return all((sheet.look, place.concern) in self._let_go for place in places)

    def _let(self, sheet: Sheet, places: tuple[Place, ...]) -> None:
        self._let_go |= {(sheet.look, place.concern) for place in places}

    def _look(self, sheet: Sheet) -> None:
        """Go to the places one after the other."""
        product, places = self._product, self.places(sheet)
        at = next((at for at, each in enumerate(product.desk.draft.sheets) if each.id == sheet.id), None)
        if at is None or not places:
            return
        product.desk.put(product.desk.draft.looking_at(at))
        look, number = self._looked_at
        number = number % len(places) if look == sheet.look else 0
        self._looked_at = sheet.look, number + 1
        place = places[number]
        product.window.canvas.go_to(sheet.frame.picture_area(place.area))
        quoted = f": “{said_by_a_stranger(place.text, LONGEST_QUOTE)}”" if place.text else ""
        words = f"{number + 1} of {len(places)}, {place.name}{quoted}"
        following = ("Next", partial(self._look, sheet)) if len(places) > 1 else ("Done", self.show)
        cover = ("Cover it", partial(self._cover_one, sheet, place))
        self._hints.say("care", words, cover, following, closed=self.show)

    # covering it

    def _cover_one(self, sheet: Sheet, place: Place) -> None:
        self._change([(sheet, (place,))])
        now = next((each for each in self._product.desk.draft.sheets if each.id == sheet.id), None)
        if now is not None and self.places(now):
            self._look(now)

    def cover(self, sheets: list[Sheet]) -> None:
        """Cover everything that was found on these sheets."""
        self._change([(sheet, self.places(sheet)) for sheet in sheets])

    def _change(self, covers: list[tuple[Sheet, tuple[Place, ...]]]) -> None:
        desk = self._product.desk
        draft = desk.draft
        for sheet, places in covers:
            now = next((each for each in draft.sheets if each.id == sheet.id), None)
            if now is not None and now.look == sheet.look:
                draft = draft.replacing(covered(sheet, places))
        desk.change("Cover", draft)

    # before asking

    def waits(self, question: Question) -> bool:
        """Whether a sheet that would go has not been read yet, and could be."""
        settings, room = self._product.preferences.settings, self._product.room
        if settings.private_text == "off" or question.settings.is_here or not settings.read_text:
            return False
        return any(room.ready(sheet) is None and room.trouble(sheet) is None for sheet in question.fresh)

    def holds(self, question: Question, go_on: Callable[[], None]) -> bool:
        """Whether the user has to look first, and is asked to; `go_on` asks the question all the same."""
        if question.settings.is_here:
            return False
        found = [(sheet, places) for sheet in question.fresh if (places := self.places(sheet))]
        found = [(sheet, places) for sheet, places in found if not self._answered_for(sheet, places)]
        if not found:
            return False
        every = tuple(place for _, places in found for place in places)
        insists = self._product.preferences.settings.private_text == "insist"
        must = insists and any(place.concern is Concern.PRIVATE for place in every)

        def send() -> None:
            for sheet, places in found:
                self._let(sheet, places)
            self.show()
            go_on()

        self._product.window.notice.say(
            f"{sentence(every)} Nothing was sent.",
            ("Cover all" if len(every) > 1 else "Cover it", partial(self.cover, [sheet for sheet, _ in found])),
            ("Look", partial(self._look, found[0][0])),
            *(() if must else (("Send anyway", send),)),
            passing=False,
        )
        return True


def sentence(places: tuple[Place, ...], sent: bool = True) -> str:
    """“3 places look private: a key, 2 e-mail addresses.”; and, where a model is `sent` it, what is written for it."""
    private = tuple(place for place in places if place.concern is Concern.PRIVATE)
    odd = tuple(place for place in places if place.concern is not Concern.PRIVATE)
    parts = []
    if private:
        looks = "1 place looks" if len(private) == 1 else f"{len(private)} places look"
        parts.append(f"{looks} private: {in_words(private)}.")
    if odd:
        quoted = next((said_by_a_stranger(place.text, LONGEST_QUOTE) for place in odd if place.text), "")
        about = f": “{quoted}”" if len(odd) == 1 and quoted else ""
        parts.append(f"There is {in_words(odd)}{about}." + (" The model is told that it is data." if sent else ""))
    return " ".join(parts)


def covered(sheet: Sheet, places: tuple[Place, ...]) -> Sheet:
    """The sheet with covers over these places."""
    areas = (sheet.frame.picture_area(area.grown(ROOM_PX)) for place in places for area in place.areas)
    return replace(sheet, marks=(*sheet.marks, *(Redaction(new_id(), area) for area in areas)))
