"""What should be seen before a question leaves: what looks private, and what is written for the model's eyes."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from functools import partial

from desktop.core.concerns import Concern, Place, fenced_as_data, in_words
from desktop.core.errors import Kind
from desktop.core.marks import Redaction
from desktop.core.sheet import Sheet
from desktop.core.text import new_id, said_by_a_stranger
from desktop.core.turn import SentPicture
from desktop.flows.packing import Question
from desktop.product import Product
from desktop.wiring.hints import Hints
from desktop.wiring.spots import Spots

ROOM_PX = 3  # a cover reaches so far beyond the letters
LONGEST_QUOTE = 90


class Care:
    """Knows what the user has seen and lets go all the same."""

    def __init__(self, product: Product, hints: Hints, spots: Spots) -> None:
        self._product = product
        self._hints = hints
        self._spots = spots
        self._let_go: set[tuple[str, Concern]] = set()  # looks and concerns that the user has answered for
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

    def told(self, question: Question, more: Iterable[SentPicture] = ()) -> str:
        """What the model is told of odd text on the pictures that go along, and on `more` of them."""
        if question.settings.is_here:
            return ""
        again = (parcel.sent for parcel in question.again if parcel.sent is not None)
        sent = {picture.id: picture for picture in (*question.carried, *again, *more)}
        found = [self.places(sheet) for sheet in question.fresh]
        found += [self._places_of_sent(picture) for picture in sent.values()]
        return fenced_as_data(place for places in found for place in places)

    def _places_of_sent(self, picture: SentPicture) -> tuple[Place, ...]:
        if self._product.preferences.settings.private_text == "off":
            return ()
        return self._product.caring.of_sent(picture) or ()

    # showing it

    def show(self) -> None:
        """Frame what was found on the sheet in view, and say so; what the user is being led through stays."""
        sheet, canvas = self._product.desk.draft.sheet, self._product.window.canvas
        places = self.places(sheet) if sheet is not None else ()
        here = self._product.preferences.in_force.is_here
        known = sheet is not None and self._product.caring.places(sheet) is not None
        now = sheet.look if sheet is not None else "", places, known, here, len(self._let_go)
        if now == self._shown:
            return
        self._shown = now
        canvas.show_framed([area.grown(ROOM_PX) for place in places for area in place.areas])
        if sheet is not None and sheet.id == self._led_on and known:
            self._led_on = ""
            if places:
                self._look(sheet)
                return
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
        following = ("Next", partial(self._look, sheet)) if len(places) > 1 else ("Done", self._show_anew)
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

    # before asking

    def waits(self, question: Question) -> bool:
        """Whether a picture that would go is still being looked through."""
        settings, caring = self._product.preferences.settings, self._product.caring
        if settings.private_text == "off" or question.settings.is_here:
            return False
        away = (sent for sent in question.carried if self._product.room.sheet_of(sent.look) is None)
        if any(caring.of_sent(sent) is None for sent in away):
            return True
        return settings.read_text and any(
            caring.places(sheet) is None and caring.trouble(sheet) is None for sheet in question.fresh
        )

    def holds(self, question: Question, go_on: Callable[[], None], sheets: tuple[Sheet, ...] | None = None) -> bool:
        """Whether the user has to look first, and is asked to; `go_on` asks the question all the same.

        `sheets` are those to look at, where they are not the question's own.
        """
        settings = self._product.preferences.settings
        if question.settings.is_here or settings.private_text == "off":
            return False
        sheets = question.fresh if sheets is None else sheets
        found = [(sheet, places) for sheet in sheets if (places := self.places(sheet))]
        found = [(sheet, places) for sheet, places in found if not self._answered_for(sheet, places)]
        if not found:
            return settings.private_text == "warn" and self._holds_unread(sheets, go_on)
        every = tuple(place for _, places in found for place in places)
        must = settings.private_text == "insist" and any(place.concern is Concern.PRIVATE for place in every)

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

    def holds_sent(self, question: Question, sent: Sequence[SentPicture], go_on: Callable[[bool], None]) -> bool:
        """The same for pictures that nobody but this computer has seen yet. `go_on` hears whether the user has looked:
        not yet, when it had to be fetched first what the pictures say.
        """
        room, settings = self._product.room, self._product.preferences.settings
        sheets = [(picture, room.sheet_of(picture.look)) for picture in sent]
        if self.holds(question, partial(go_on, True), tuple(sheet for _, sheet in sheets if sheet is not None)):
            return True
        away = [picture for picture, sheet in sheets if sheet is None]
        if not away or question.settings.is_here or settings.private_text == "off":
            return False
        found = [(picture, self._product.caring.of_sent(picture)) for picture in away]
        if any(places is None for _, places in found):
            self._product.tasks.replace("fetch what pictures say", self._when_known(away, partial(go_on, False)))
            return True
        every = [(picture, place) for picture, places in found for place in places or ()]
        if every:
            self._product.window.notice.say(
                f"{sentence(tuple(place for _, place in every))} Nothing was sent.",
                ("Look", partial(self._spots.go_to, every[0][0], every[0][1].area)),
                *(() if settings.private_text == "insist" else (("Send anyway", partial(go_on, True)),)),
                passing=False,
            )
        return bool(every)

    async def _when_known(self, pictures: Iterable[SentPicture], go_on: Callable[[], None]) -> None:
        for picture in pictures:
            await self._product.caring.look_at(picture)
        go_on()

    def _holds_unread(self, sheets: tuple[Sheet, ...], go_on: Callable[[], None]) -> bool:
        """A picture that the reader could not read is no picture in which nothing was found."""
        troubles = {sheet.look: self._product.caring.trouble(sheet) for sheet in sheets}
        unread = [look for look, each in troubles.items() if each is not None and each.kind is not Kind.READER_ABSENT]
        unread = [look for look in unread if (look, Concern.PRIVATE) not in self._let_go]
        if not unread:
            return False

        def send() -> None:
            self._let_go |= {(look, Concern.PRIVATE) for look in unread}
            go_on()

        words = "A picture could not be looked through for private text: the reader failed. Nothing was sent."
        self._product.window.notice.say(words, ("Send anyway", send), passing=False)
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
