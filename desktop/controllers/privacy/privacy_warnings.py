"""What should be seen before a question leaves, framed and led to: what looks private, and what is written for the
model's eyes.
"""

from collections.abc import Callable, Iterable
from dataclasses import replace
from functools import partial

from desktop.composition.container import Product
from desktop.controllers.hint_bar import Hints
from desktop.controllers.privacy.send_consents import Consents
from desktop.core.conversation.turn import SentPicture
from desktop.core.geometry.rect import Area
from desktop.core.image.annotated_image import Sheet
from desktop.core.image.annotations import Redaction
from desktop.core.privacy.findings import Concern, Place, fenced_as_data, in_words
from desktop.core.untrusted_text import new_id, said_by_a_stranger
from desktop.services.asking.request_builder import Question

ROOM_PX, ROOM = 3, 0.25  # a cover reaches so far beyond the letters, or so much of their height along the line
LONGEST_QUOTE = 90


class Care:
    """Shows what was found on the sheet in view, and covers it."""

    def __init__(self, product: Product, hints: Hints, consents: Consents) -> None:
        self._product = product
        self._hints = hints
        self._consents = consents
        self._looked_at = ("", 0)  # a look, and which of its places comes next
        self._led_on = ""  # the id of a sheet whose next place is shown as soon as it has been looked through anew
        self._shown: object = None
        product.desk.changed.connect(lambda _: self.show())
        product.room.changed.connect(self.show)
        product.caring.changed.connect(self.show)

    # what was found

    def places(self, sheet: Sheet) -> tuple[Place, ...]:
        """What there is to look at on a sheet, as far as it is known."""
        if self._product.preferences.settings.private_text == "off":
            return ()
        return self._product.caring.places(sheet) or ()

    def told(self, question: Question, sent: Iterable[SentPicture] = ()) -> str:
        """What the model is told of odd text on the pictures that go along, `sent` among them."""
        if question.settings.is_here or self._product.preferences.settings.private_text == "off":
            return ""
        found = [self.places(sheet) for sheet in question.fresh]
        found += [self._product.caring.said_on(picture) or () for picture in question.went(sent)]
        return fenced_as_data(place for places in found for place in places)

    # showing it

    def show(self) -> None:
        """Frame what was found on the sheet in view, and say so; what the user is being led through stays."""
        sheet, canvas = self._product.desk.draft.sheet, self._product.window.canvas
        places = self.places(sheet) if sheet is not None else ()
        host, here = self._product.preferences.in_force.host, self._product.preferences.in_force.is_here
        known = sheet is not None and self._product.caring.places(sheet) is not None
        now = sheet.look if sheet is not None else "", places, known, host, len(self._consents)
        if now == self._shown:
            return
        self._shown = now
        canvas.show_framed([with_room(area) for place in places for area in place.areas])
        if sheet is not None and sheet.id == self._led_on and known:
            self._led_on = ""
            if places:
                self.look(sheet)
                return
        if sheet is None or not places or self._consents.given(host, sheet, places):
            self._hints.clear("care")
        else:
            words = sentence(places, sent=not here)
            self._hints.say("care", words, *self._offers(sheet, places), closed=partial(self._let, sheet, places))

    def _offers(self, sheet: Sheet, places: tuple[Place, ...]) -> tuple[tuple[str, Callable[[], None]], ...]:
        cover = f"Cover {'all' if len(places) > 1 else 'it'}"
        return (cover, partial(self.cover, [sheet])), ("Look", partial(self.look, sheet))

    def _let(self, sheet: Sheet, places: tuple[Place, ...]) -> None:
        self._consents.give(self._product.preferences.in_force.host, sheet, places)

    def look(self, sheet: Sheet) -> None:
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
        following = ("Next", partial(self.look, sheet)) if len(places) > 1 else ("Done", self._show_anew)
        cover = ("Cover it", partial(self._cover_one, sheet, place))
        self._hints.say("care", words, cover, following, closed=self._show_anew)

    def _show_anew(self) -> None:
        self._shown = None
        self.show()

    # covering it

    def _cover_one(self, sheet: Sheet, place: Place) -> None:
        self._led_on = sheet.id
        self._change([(sheet, (place,))])

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
        self._product.window.canvas.light(None)  # what was led to is covered


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
    areas = (sheet.frame.picture_area(with_room(area)) for place in places for area in place.areas)
    return replace(sheet, marks=(*sheet.marks, *(Redaction(new_id(), area) for area in areas)))


def with_room(area: Area) -> Area:
    """What a cover takes of a place: where the first and the last letter end is known less well the higher they are."""
    along = max(ROOM_PX, round(ROOM * min(area.size)))
    across, down = (along, ROOM_PX) if area.width >= area.height else (ROOM_PX, along)
    return Area(area.left - across, area.top - down, area.right + across, area.bottom + down)
