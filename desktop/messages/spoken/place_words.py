"""Places in a picture, and the marks on it, in words: “upper left, over ‘password’”."""

from collections.abc import Iterable
from itertools import islice

from desktop.core.ocr.quote_matching import QuotePlace
from desktop.core.spoken.place import PicturePlace, Third, place_of
from desktop.core.untrusted_text import untrusted_line
from desktop.messages.language.catalogue import N_, _

LONGEST_QUOTE = 60
MOST_QUOTES = 6  # whose places are said; chosen
_PLACES = {
    (Third.FIRST, Third.FIRST): N_("upper left"),
    (Third.MIDDLE, Third.FIRST): N_("upper middle"),
    (Third.LAST, Third.FIRST): N_("upper right"),
    (Third.FIRST, Third.MIDDLE): N_("left"),
    (Third.MIDDLE, Third.MIDDLE): N_("middle"),
    (Third.LAST, Third.MIDDLE): N_("right"),
    (Third.FIRST, Third.LAST): N_("lower left"),
    (Third.MIDDLE, Third.LAST): N_("lower middle"),
    (Third.LAST, Third.LAST): N_("lower right"),
    (Third.ALL, Third.FIRST): N_("along the top"),
    (Third.ALL, Third.MIDDLE): N_("across the middle"),
    (Third.ALL, Third.LAST): N_("along the bottom"),
    (Third.FIRST, Third.ALL): N_("down the left side"),
    (Third.MIDDLE, Third.ALL): N_("down the middle"),
    (Third.LAST, Third.ALL): N_("down the right side"),
    (Third.ALL, Third.ALL): N_("over all of the picture"),
}


def place_words(place: PicturePlace, over: str = "") -> str:
    """Returns a place in words, with the words of the picture that are there; those are a stranger's."""
    where = _(_PLACES[place.across, place.down])
    if not over:
        return where
    return _("{place}, over “{words}”").format(place=where, words=untrusted_line(over, LONGEST_QUOTE))


def quote_places(places: Iterable[QuotePlace]) -> str:
    """Returns where the quotes of an answer stand in its pictures; empty without any."""
    named = [
        _("“{words}”: {place}").format(
            words=untrusted_line(place.quote, LONGEST_QUOTE), place=place_words(place_of(place.rect, place.size))
        )
        for place in islice(places, MOST_QUOTES)
    ]
    return _("In the picture: {places}").format(places="; ".join(named)) if named else ""
