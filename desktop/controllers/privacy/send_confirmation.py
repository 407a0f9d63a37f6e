"""The fence: before pictures leave for a host that has not seen them, the user sees what is on them and decides.

What has to be covered by a setting or a policy is not held here alone: the guard (services/privacy/send_guard.py) reads
the very bytes.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import partial

from desktop.composition.container import Product
from desktop.controllers.pending_question import Waiting
from desktop.controllers.privacy.privacy_warnings import Care, sentence
from desktop.controllers.privacy.send_consents import Consents
from desktop.controllers.workspace.canvas_navigation import Spots
from desktop.core.conversation.turn import SentPicture
from desktop.core.errors import Kind, Trouble
from desktop.core.image.annotated_image import Sheet
from desktop.core.privacy.findings import Concern, Place
from desktop.core.settings.settings import Settings
from desktop.core.workspace.draft import Draft
from desktop.services.asking.request_builder import Question
from desktop.services.privacy.privacy_scanner import Going
from desktop.ui.notice_bar import QUESTION

READING = "The picture is being read for private text; then your question goes out."
NOT_READ = "A picture could not be looked through for private text: the reader failed."


@dataclass(frozen=True, slots=True)
class _Crossing:
    """What of a question crosses the fence: `fresh` are pictures that the host has not seen, `seen` the others; `go_on`
    asks it once more from the beginning.
    """

    asked: tuple[str, str]  # in which conversation, and what
    host: str
    fresh: tuple[Going, ...]
    seen: tuple[SentPicture, ...]
    go_on: Callable[[], None]


class Fence:
    """Everything that asks goes through here."""

    def __init__(self, product: Product, care: Care, spots: Spots, consents: Consents, waiting: Waiting) -> None:
        self._product = product
        self._care = care
        self._spots = spots
        self._consents = consents
        self._waiting = waiting
        self._said_of = ("", "")  # the question of which it was said that it waits
        self._held: tuple[Sheet, ...] | None = None  # what lay on the desk when the user was asked
        product.history.leaving.connect(self.withdraw)
        product.desk.changed.connect(self._desk_changed)

    def withdraw(self) -> None:
        """What was said of a question is no longer to be answered."""
        self._said_of = ("", "")
        self._product.window.notice.withdraw(QUESTION)

    def _desk_changed(self, draft: Draft) -> None:
        """Something else lies there: what was said of a question may be wrong by now."""
        if self._held is not None and self._held != draft.sheets:
            self._held = None
            self.withdraw()

    def lets(self, question: Question, go_on: Callable[[], None], sent: Iterable[SentPicture] = ()) -> bool:
        """Whether it may go now. Otherwise it waits, or the user is asked, and `go_on` asks it from the beginning.

        `sent` are pictures that go along as they went with another turn.
        """
        settings = self._settings
        if question.settings.is_here or settings.private_text == "off":
            return True
        crossing = self._crossing(question, sent, go_on)
        return not (self._waits(crossing) or self._holds(crossing))

    @property
    def _settings(self) -> Settings:
        return self._product.preferences.settings

    def _crossing(self, question: Question, sent: Iterable[SentPicture], go_on: Callable[[], None]) -> _Crossing:
        host = question.settings.host
        at_host = self._product.history.conversation.seen_by(host)
        went = question.went(sent)
        fresh = (self._as_it_lies(picture) for picture in went if picture.id not in at_host)
        each_once = {_name(going): going for going in (*question.fresh, *fresh)}
        seen = tuple(picture for picture in went if picture.id in at_host)
        return _Crossing((question.before.id, question.prompt), host, tuple(each_once.values()), seen, go_on)

    def _as_it_lies(self, picture: SentPicture) -> Going:
        """On the desk it can be covered."""
        sheets = self._product.desk.draft.sheets
        return next((each for each in sheets if picture.shows(each) and picture.is_still(each)), picture)

    def _waits(self, crossing: _Crossing) -> bool:
        """Whether a picture is still being looked through. Who cannot wait need not, unless it must be."""
        caring, host = self._product.caring, crossing.host
        missing: list[Going] = [each for each in crossing.fresh if caring.found(each) is None]
        missing += [each for each in crossing.seen if caring.said_on(each) is None]
        if all(self._consents.given_unread(host, each) for each in missing):
            return False

        def now() -> None:
            for each in missing:
                self._consents.give_unread(host, each)
            self._waiting.drop()
            crossing.go_on()

        begins = self._waiting.wait(crossing.go_on, crossing.asked[1])
        if begins or self._said_of != crossing.asked:  # who has closed the notice meanwhile need not see it again
            self._said_of = crossing.asked
            offers = () if self._settings.private_text == "insist" else (("Ask now", now),)
            self._held = None
            self._product.window.notice.say(READING, *offers, passing=False, about=QUESTION)
        self._product.window.composer.show_looking()
        return True

    def _holds(self, crossing: _Crossing) -> bool:
        """Whether the user has to look first, and is asked to."""
        host, consents = crossing.host, self._consents
        looked = [(each, self._product.caring.found(each)) for each in crossing.fresh]
        found = [(each, places) for each, places in looked if isinstance(places, tuple) and places]
        insist = self._settings.private_text == "insist"
        found = [(each, places) for each, places in found if insist or not consents.given(host, each, places)]
        unread = [] if insist else [each for each, trouble in looked if _failed(trouble)]
        unread = [each for each in unread if not consents.given_unread(host, each)]
        if not found and not unread:
            return False

        def send() -> None:
            for each, places in found:
                consents.give(host, each, places)
            for each in unread:
                consents.give_unread(host, each)
            self._care.show()
            crossing.go_on()

        every = tuple(place for _, places in found for place in places)
        must = insist and any(place.concern is Concern.PRIVATE for place in every)
        words = [*([sentence(every)] if every else []), *([NOT_READ] if unread else []), "Nothing was sent."]
        offers = self._offers(found) if found else [("Try again", partial(self._read_again, unread, crossing.go_on))]
        offers += [] if must else [("Send anyway", send)]
        self._product.window.notice.say(" ".join(words), *offers, passing=False, about=QUESTION)
        self._held = self._product.desk.draft.sheets
        return True

    def _offers(self, found: list[tuple[Going, tuple[Place, ...]]]) -> list[tuple[str, Callable[[], None]]]:
        sheets = [each for each, _ in found if isinstance(each, Sheet)]
        count = sum(len(places) for each, places in found if isinstance(each, Sheet))
        first, places = found[0]
        look = (
            partial(self._care.look, first)
            if isinstance(first, Sheet)
            else partial(self._spots.go_to, first, places[0].area)
        )
        cover = [("Cover all" if count > 1 else "Cover it", partial(self._care.cover, sheets))] if sheets else []
        return [*cover, ("Look", look)]

    def _read_again(self, unread: list[Going], go_on: Callable[[], None]) -> None:
        for each in unread:
            self._product.caring.look_again(each)
        go_on()


def _failed(found: object) -> bool:
    """Whether the reader is there and could not read: such a picture is none in which nothing was found."""
    return isinstance(found, Trouble) and found.kind is not Kind.READER_ABSENT


def _name(going: Going) -> str:
    return going.look if isinstance(going, Sheet) else going.id
