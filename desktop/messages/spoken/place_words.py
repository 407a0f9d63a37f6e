"""Places in a picture, and the marks on it, in words: “upper left, over ‘password’”."""

from collections.abc import Iterable
from itertools import islice

from desktop.core.ocr.quote_matching import QuotePlace
from desktop.core.spoken.place import PicturePlace, Span, place_of
from desktop.core.untrusted_text import untrusted_line
from desktop.messages.language.catalogue import N_, _

LONGEST_QUOTE = 60
MOST_QUOTES = 6  # whose places are said; chosen
_PLACES = {
    (Span.FIRST, Span.FIRST): N_("upper left"),
    (Span.MIDDLE, Span.FIRST): N_("upper middle"),
    (Span.LAST, Span.FIRST): N_("upper right"),
    (Span.FIRST, Span.MIDDLE): N_("left"),
    (Span.MIDDLE, Span.MIDDLE): N_("middle"),
    (Span.LAST, Span.MIDDLE): N_("right"),
    (Span.FIRST, Span.LAST): N_("lower left"),
    (Span.MIDDLE, Span.LAST): N_("lower middle"),
    (Span.LAST, Span.LAST): N_("lower right"),
    (Span.ALL, Span.FIRST): N_("along the top"),
    (Span.ALL, Span.MIDDLE): N_("across the middle"),
    (Span.ALL, Span.LAST): N_("along the bottom"),
    (Span.FIRST, Span.ALL): N_("down the left side"),
    (Span.MIDDLE, Span.ALL): N_("down the middle"),
    (Span.LAST, Span.ALL): N_("down the right side"),
    (Span.ALL, Span.ALL): N_("over all of the picture"),
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
