"""Trouble in words: what happened, what it means for the user's work, and the next step. Plain text, no Qt.

Also what else the window and the command line say alike: sizes, tokens, money, times.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING

from desktop.core.errors import Kind, Trouble
from desktop.core.settings.settings import HERE
from desktop.core.untrusted_text import said_by_a_stranger

if TYPE_CHECKING:
    from desktop.core.usage.estimate import Forecast


class Offer(StrEnum):
    """A next step that a button can do."""

    SETTINGS = "settings"
    AGAIN = "again"
    CONTINUE = "continue"
    OTHER_MODEL = "other_model"
    SMALLER = "smaller"
    WITHOUT = "without"
    HERE = "here"


@dataclass(frozen=True, slots=True)
class Said:
    """A sentence or two, and the next steps that a button can do, the likeliest first."""

    text: str
    offers: tuple[Offer, ...] = ()


_SETTINGS, _AGAIN, _CONTINUE, _OTHER = Offer.SETTINGS, Offer.AGAIN, Offer.CONTINUE, Offer.OTHER_MODEL
_SMALLER, _WITHOUT, _HERE = Offer.SMALLER, Offer.WITHOUT, Offer.HERE

# {name} is the file, host or model; {detail} what the other side said; {seconds}, {status} as they are.
_WORDS: dict[Kind, tuple[str, *tuple[Offer, ...]]] = {
    Kind.EMPTY: ("“{name}” is empty.",),
    Kind.NOT_A_PICTURE: ("“{name}” is not a picture that Askance can read.",),
    Kind.SVG: ("“{name}” is an SVG drawing. Open it in a browser and paste a screenshot of it instead.",),
    Kind.TOO_MANY_PICTURES: ("{name} more were left out: {seconds} pictures at once is the most.",),
    Kind.TRUNCATED: ("“{name}” is damaged or cut off, so it was not taken.",),
    Kind.TOO_MANY_BYTES: ("“{name}” is larger than 100 MB.",),
    Kind.TOO_MANY_PIXELS: ("“{name}” has more than 120 million pixels.",),
    Kind.DIRECTORY: ("“{name}” is a folder. Name the pictures that are in it.",),
    Kind.NOT_A_FILE: ("“{name}” is not an ordinary file.",),
    Kind.MISSING: ("“{name}” is not there.",),
    Kind.UNREADABLE: ("“{name}” could not be read.",),
    Kind.DECODER_HUNG: ("Reading “{name}” took longer than {seconds} s, so it was given up.",),
    Kind.DECODER_DIED: ("“{name}” could not be read: it broke the picture reader, which has been replaced.",),
    Kind.ADDRESS_REFUSED: ("The address at {name} was not followed: {detail}.",),
    Kind.ADDRESS_FAILED: ("No picture came from {name}{status_words}{detail_words}.",),
    Kind.CLIPBOARD: ("There is nothing on the clipboard that Askance understands{detail_words}.",),
    Kind.MOVED_ON: (
        "“{name}” arrived after you had gone on to another conversation. Paste it again where you want it.",
    ),
    Kind.PICTURE_GONE: ("{name} of this conversation's pictures are no longer on the disk and did not go along.",),
    Kind.PICTURE_OURS: ("“{name}” was not taken: something in Askance went wrong. The log says where.",),
    Kind.PDF_LOCKED: ("“{name}” is locked by a password. Save a copy without one, or paste a screenshot of it.",),
    Kind.NO_SUCH_PAGE: ("“{name}” has no such page.",),
    Kind.EMPTY_FOLDER: ("There is no picture in the folder “{name}”.",),
    Kind.LEFT_OUT_OF_FOLDER: ("Not taken from “{name}”, because not pictures: {detail}.",),
    Kind.CAPTURE_FORBIDDEN: (
        "The system does not let Askance take pictures of the screen{detail_words}. Allow it there, or take a "
        "screenshot with the system's own key and paste it.",
    ),
    Kind.CAPTURE_IMPOSSIBLE: (
        "The screen cannot be captured from here{detail_words}. Take a screenshot with the system's own key and paste "
        "it.",
    ),
    Kind.CAPTURE_FAILED: ("The capture did not come about{detail_words}. Nothing has changed.",),
    Kind.READER_ABSENT: ("This Askance was installed without its text reader.",),
    Kind.READER_HUNG: ("Reading the text took longer than {seconds} s without a sign, so it was given up.", _AGAIN),
    Kind.READER_DIED: ("The text could not be read: the reader broke off and has been replaced.", _AGAIN),
    Kind.NOT_LOOKED_THROUGH: (
        "Nothing was sent: the pictures have to be looked through for private text, and that could not be done"
        "{detail_words}. Your question is kept.",
        _AGAIN,
    ),
    Kind.STILL_LEGIBLE: (
        "Nothing was sent: what would go out still shows {name}. Cover it and ask again. Your question is kept.",
        _WITHOUT,
    ),
    Kind.NO_KEY: ("There is no key for {name} yet. Your question is kept.", _SETTINGS, _HERE),
    Kind.BAD_KEY_TEXT: ("The key for {name} holds characters that no key has. Enter it again.", _SETTINGS),
    Kind.BAD_ENDPOINT: ("“{name}” is not an address of a server.", _SETTINGS),
    Kind.KEY_REFUSED: ("{name} does not accept the key{detail_words}. Your question is kept.", _SETTINGS),
    Kind.FORBIDDEN: ("{name} does not allow this with your key{detail_words}.", _SETTINGS),
    Kind.MODEL_UNKNOWN: ("There is no model “{name}” for your key. Your question is kept.", _OTHER),
    Kind.MODEL_BLIND: ("“{name}” cannot see pictures. Choose a model that can.", _OTHER),
    Kind.QUOTA: ("The account at {name} has used up its credit or limit{detail_words}. Your question is kept.",),
    Kind.RATE_LIMIT: ("{name} asks to slow down{wait_words}. Your question is kept.", _AGAIN),
    Kind.TOO_LARGE: (
        "The question with its pictures is too large for {name}{detail_words}. Your question is kept.",
        _SMALLER,
        _WITHOUT,
    ),
    Kind.PICTURE_REJECTED: (
        "{name} refused a picture{detail_words}. Ask again with it smaller or without it, or put another in its place.",
        _SMALLER,
        _WITHOUT,
    ),
    Kind.CONTENT_REFUSED: ("{name} refused the question by its content rules{detail_words}.",),
    Kind.BAD_REQUEST: ("{name} did not accept the question{status_words}{detail_words}.", _AGAIN),
    Kind.SERVER_FAULT: ("{name} has a fault of its own{status_words}. Your question is kept.", _AGAIN),
    Kind.NOT_AN_API: (
        "What answers at {name} is not an AI server{status_words}: a login page or a proxy, or the address is wrong.",
        _SETTINGS,
    ),
    Kind.REDIRECTED: (
        "{name} sends the question on to {detail_or_other}. Askance does not follow: your pictures would go there.",
        _SETTINGS,
    ),
    Kind.UNKNOWN_HOST: (
        "{name} was not found. Check the network and the endpoint. Your question is kept.",
        _AGAIN,
        _HERE,
    ),
    Kind.NOT_REACHED: ("{name} could not be reached. Your question is kept.", _AGAIN, _HERE),
    Kind.TLS: ("The connection to {name} is not safe, so nothing was sent{detail_words}.", _SETTINGS),
    Kind.CERTIFICATES: ("SSL_CERT_FILE names a file that cannot be read as certificates: “{name}”.",),
    Kind.PROXY: ("The proxy on the way to {name} did not let the question through.", _AGAIN),
    Kind.CONNECT_TIMEOUT: ("{name} did not answer the call in time. Your question is kept.", _AGAIN),
    Kind.NO_FIRST_WORD: ("{name} said nothing{wait_words}, so the wait was ended.", _AGAIN),
    Kind.CUT_OFF: ("The connection to {name} ended before the answer did. What came is kept.", _CONTINUE),
    Kind.SILENCE: ("{name} fell silent{wait_words}. What came is kept.", _CONTINUE),
    Kind.OUT_OF_TIME: ("The answer took longer than {seconds} s and was ended. What came is kept.", _CONTINUE),
    Kind.LENGTH: ("The answer reached the model's length limit. It can go on.", _CONTINUE),
    Kind.FILTERED: ("{name} ended the answer by its content rules. What came is kept.",),
    Kind.STREAM_ERROR: ("{name} broke the answer off{detail_words}. What came is kept.", _CONTINUE),
    Kind.OVERLONG: ("The answer grew past 8 MB and was ended. What came is kept.",),
    Kind.GARBLED: ("What {name} sent could not be understood{detail_words}. What came is kept.", _AGAIN),
    Kind.NOTHING_SAID: ("{name} answered without a word.", _AGAIN),
    Kind.LEFT: ("Askance was closed during this answer. What came is kept.", _CONTINUE),
    Kind.STORE_DAMAGED: ("The history was damaged and is set aside as “{name}”; the newest good copy is in use.",),
    Kind.STORE_EMPTIED: (
        "The history was damaged and is set aside as “{name}”. There was no good copy, so it starts empty.",
    ),
    Kind.STORE_UNSOUND: (
        "The history shows damage. It is left as it is and today's copy was not made; earlier copies are kept.",
    ),
    Kind.SHEET_UNREAD: (
        "What was done to “{name}” on the desk cannot be read, so it is not shown: something may have been covered. "
        "Paste it again.",
    ),
    Kind.STORE_OURS: ("Something went wrong in keeping the history; it will be tried again. The log says where.",),
    Kind.STORE_NEWER: (
        "The history was written by a newer Askance and is left alone. What you do now is not being saved.",
    ),
    Kind.STORE_FULL: ("The disk is full: new questions and answers are not being saved.",),
    Kind.STORE_READ_ONLY: ("The history cannot be written here: new questions and answers are not being saved.",),
    Kind.STORE_BUSY: ("Another Askance is using the history: new questions and answers are not being saved.",),
    Kind.VAULT_HUNG: ("The system's key store did not answer within {seconds} s.", _SETTINGS, _HERE),
    Kind.VAULT_REFUSED: ("The system's key store refused ({name}).", _SETTINGS, _HERE),
    Kind.SETTINGS_DAMAGED: (
        "The settings were damaged and are set aside as “{name}”. The usual ones apply, and nothing is sent before "
        "what looks private is covered.",
    ),
    Kind.SETTINGS_UNREAD: (
        "“{name}” could not be read, so the usual settings apply, and nothing is sent before what looks private is "
        "covered. It is left as it is.",
    ),
    Kind.SETTINGS_UNWRITTEN: ("“{name}” could not be written{detail_words}: this change lasts until you close.",),
    Kind.POLICY_UNREAD: (
        "What your administrator has set (“{name}”) cannot be read, so nothing is sent before private text is covered. "
        "Tell your administrator.",
    ),
    Kind.PATTERN_WRONG: (
        "The pattern “{name}” for private text is left out: it is no regular expression, it matches everywhere or it "
        "takes too long.",
    ),
    Kind.NOT_WRITTEN: ("“{name}” could not be written{detail_words}. Choose another place.",),
    Kind.NOT_AN_EXPORT: ("“{name}” is not an export of Askance{detail_words}. Nothing was taken in.",),
    Kind.NOT_A_BACKUP: ("“{name}” is not a backup that this Askance can read{detail_words}. Nothing has changed.",),
    Kind.NOTHING_KEPT: ("No history is being kept, so there is nothing that “{name}” could hold.",),
    Kind.OURS: ("Something in Askance went wrong. The log says where; your question is kept.", _AGAIN),
}


def said(trouble: Trouble) -> Said:
    """The sentence for a trouble, in the singular and without blame."""
    words, *offers = _WORDS[trouble.kind]
    seconds = f"{trouble.seconds:g}"
    facts = {
        "name": said_by_a_stranger(trouble.name, 80) or "that",
        "detail": trouble.detail,
        "detail_words": f" ({trouble.detail.rstrip('.')})" if trouble.detail else "",
        "detail_or_other": trouble.detail or "another place",
        "status_words": f" (status {trouble.status})" if trouble.status else "",
        "seconds": seconds,
        "wait_words": f" for {duration(trouble.seconds)}" if trouble.seconds else "",
    }
    text = words.format(**facts)
    if text.startswith(HERE):  # the name of no host, but words
        text = text[0].upper() + text[1:]
    return Said(text, tuple(offers))


def without_question(words: str) -> str:
    """The same sentence where no question was asked, or none is kept."""
    for about in (" Your question is kept.", "; your question is kept", " What came is kept."):
        words = words.replace(about, "")
    return words


def offer_label(offer: Offer, trouble: Trouble | None = None, other_model: str = "") -> str:
    """What the button of a next step says."""
    if offer is Offer.OTHER_MODEL:
        return f"Use {other_model} instead"
    if offer is Offer.AGAIN and trouble is not None and trouble.seconds and trouble.kind is Kind.RATE_LIMIT:
        return f"Try again in {duration(trouble.seconds)}"
    return _OFFER_WORDS[offer]


_OFFER_WORDS = {
    Offer.SETTINGS: "Open settings",
    Offer.AGAIN: "Try again",
    Offer.CONTINUE: "Continue",
    Offer.SMALLER: "Send smaller",
    Offer.WITHOUT: "Leave it out",
    Offer.HERE: "Read it here",
}


def several(troubles: tuple[Trouble, ...]) -> str:
    """What one notice says of several troubles: the first in full, the others by number."""
    first = said(troubles[0]).text
    more = len(troubles) - 1
    return first if not more else f"{first} And {more} more could not be taken."


def duration(seconds: float) -> str:
    """A time in the two largest units that matter: “0.6 s”, “12 s”, “3 min 5 s”."""
    seconds = min(seconds, 86_400)
    if seconds < 10:
        return f"{seconds:.1f} s" if seconds != int(seconds) else f"{int(seconds)} s"
    whole = round(seconds)
    if whole < 60:
        return f"{whole} s"
    minutes, rest = divmod(whole, 60)
    return f"{minutes} min" + (f" {rest} s" if rest else "")


def day_in_words(day: date) -> str:
    """A date for people: “14 January 2027”."""
    return f"{day.day} {day.strftime('%B %Y')}"


def size(count: int) -> str:
    """Bytes for people: “143 KB”, “1.2 MB”."""
    if count < 1000:
        return f"{count} bytes"
    return f"{round(count / 1000)} KB" if count < 1_000_000 else f"{count / 1e6:.1f} MB"


def money(usd: float) -> str:
    """US dollars with as many places as they need: “$0.0060”, “$1.25”."""
    if usd < 0.0001:
        return "under $0.0001"
    return f"${usd:.2f}" if usd >= 1 else f"${usd:.3f}" if usd >= 0.1 else f"${usd:.4f}"


def counted_pictures(count: int) -> str:
    """“2 pictures”."""
    return {0: "No picture", 1: "1 picture"}.get(count, f"{count} pictures")


def here_line(pictures: int) -> str:
    """What Enter would do where this computer answers."""
    return f"{counted_pictures(pictures)} · read here, nothing is sent" if pictures else "No picture yet"


def forecast_line(forecast: "Forecast | None", pictures_going: int) -> str:
    """What Enter would send, in a line; None while its pictures are being prepared."""
    pictures = counted_pictures(pictures_going)
    if forecast is None:
        return f"{pictures} · preparing…"
    if not forecast.tokens:
        return "No picture yet"
    about = "" if forecast.exact else "≈ "
    parts = [pictures, f"{about}{forecast.tokens:,} tokens"]
    if forecast.cost_usd is not None:
        parts.append(money(forecast.cost_usd) if forecast.cost_usd < 0.0001 else f"about {money(forecast.cost_usd)}")
    return " · ".join([*parts, size(forecast.sent_bytes)])
