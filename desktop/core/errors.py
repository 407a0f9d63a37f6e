"""What can go wrong, as facts. `messages/errors.py` makes the sentences.

A foreign error is translated once, at the adapter that met it, into a `Trouble`: a plain value that can be shown,
kept with a turn in the history and compared in a test. The exceptions only carry it upwards; their four families are
the four answers a caller needs (and the exit codes of the command line).
"""

from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """One name per thing that can go wrong."""

    # a picture that cannot be taken in
    EMPTY = "empty"
    NOT_A_PICTURE = "not_a_picture"
    SVG = "svg"
    TOO_MANY_PICTURES = "too_many_pictures"
    TRUNCATED = "truncated"
    TOO_MANY_BYTES = "too_many_bytes"
    TOO_MANY_PIXELS = "too_many_pixels"
    DIRECTORY = "directory"
    NOT_A_FILE = "not_a_file"
    MISSING = "missing"
    UNREADABLE = "unreadable"
    DECODER_HUNG = "decoder_hung"
    DECODER_DIED = "decoder_died"
    ADDRESS_REFUSED = "address_refused"
    ADDRESS_FAILED = "address_failed"
    CLIPBOARD = "clipboard"
    MOVED_ON = "moved_on"
    PICTURE_GONE = "picture_gone"
    PICTURE_OURS = "picture_ours"
    PDF_LOCKED = "pdf_locked"
    NO_SUCH_PAGE = "no_such_page"
    EMPTY_FOLDER = "empty_folder"
    LEFT_OUT_OF_FOLDER = "left_out_of_folder"
    # a capture of the screen that did not come about
    CAPTURE_FORBIDDEN = "capture_forbidden"
    CAPTURE_IMPOSSIBLE = "capture_impossible"
    CAPTURE_FAILED = "capture_failed"
    # text that was not read on this computer
    READER_ABSENT = "reader_absent"
    READER_HUNG = "reader_hung"
    READER_DIED = "reader_died"
    # a question that was held back
    NOT_LOOKED_THROUGH = "not_looked_through"
    STILL_LEGIBLE = "still_legible"
    # an endpoint that answers, and says no
    NO_KEY = "no_key"
    BAD_KEY_TEXT = "bad_key_text"
    BAD_ENDPOINT = "bad_endpoint"
    KEY_REFUSED = "key_refused"
    FORBIDDEN = "forbidden"
    MODEL_UNKNOWN = "model_unknown"
    MODEL_BLIND = "model_blind"
    QUOTA = "quota"
    RATE_LIMIT = "rate_limit"
    TOO_LARGE = "too_large"
    PICTURE_REJECTED = "picture_rejected"
    CONTENT_REFUSED = "content_refused"
    BAD_REQUEST = "bad_request"
    SERVER_FAULT = "server_fault"
    NOT_AN_API = "not_an_api"
    REDIRECTED = "redirected"
    # an endpoint that is not reached
    UNKNOWN_HOST = "unknown_host"
    NOT_REACHED = "not_reached"
    TLS = "tls"
    CERTIFICATES = "certificates"
    PROXY = "proxy"
    CONNECT_TIMEOUT = "connect_timeout"
    NO_FIRST_WORD = "no_first_word"
    # an answer that began and did not end well
    CUT_OFF = "cut_off"
    SILENCE = "silence"
    OUT_OF_TIME = "out_of_time"
    LENGTH = "length"
    FILTERED = "filtered"
    STREAM_ERROR = "stream_error"
    OVERLONG = "overlong"
    GARBLED = "garbled"
    NOTHING_SAID = "nothing_said"
    LEFT = "left"
    # what is kept on this computer
    STORE_DAMAGED = "store_damaged"
    STORE_EMPTIED = "store_emptied"
    STORE_UNSOUND = "store_unsound"
    STORE_OURS = "store_ours"
    SHEET_UNREAD = "sheet_unread"

    # files of the user's own choosing
    NOT_WRITTEN = "not_written"
    NOT_AN_EXPORT = "not_an_export"
    NOT_A_BACKUP = "not_a_backup"
    NOTHING_KEPT = "nothing_kept"
    STORE_NEWER = "store_newer"
    STORE_FULL = "store_full"
    STORE_READ_ONLY = "store_read_only"
    STORE_BUSY = "store_busy"
    VAULT_HUNG = "vault_hung"
    VAULT_REFUSED = "vault_refused"
    SETTINGS_DAMAGED = "settings_damaged"
    SETTINGS_UNREAD = "settings_unread"
    SETTINGS_UNWRITTEN = "settings_unwritten"
    POLICY_UNREAD = "policy_unread"
    PATTERN_WRONG = "pattern_wrong"
    OURS = "ours"


@dataclass(frozen=True, slots=True)
class Trouble:
    """What happened, in facts.

    `name` is the thing it happened to (a file's name, a host, a model); `detail` is what the other side said, cleaned
    and shortened, never a key; `status` and `code` are the endpoint's own; `seconds` is a wait or a limit.
    """

    kind: Kind
    name: str = ""
    detail: str = ""
    status: int = 0
    code: str = ""
    seconds: float = 0.0


class AskanceError(Exception):
    """The root. `trouble` says what happened."""

    def __init__(self, trouble: Trouble) -> None:
        super().__init__(trouble.kind.value)
        self.trouble = trouble


class PictureRefused(AskanceError):
    """A picture was not taken in, or not read."""


class NotRead(AskanceError):
    """The text of a picture was not read on this computer."""


class HeldBack(AskanceError):
    """Nothing was sent, because what is private had to be covered first, or could not be looked for."""


class EndpointRefused(AskanceError):
    """The endpoint was reached and will not answer as things are: key, model, quota, request."""


class EndpointUnreached(AskanceError):
    """Nothing that could answer was reached."""


class AnswerIncomplete(AskanceError):
    """An answer began, or should have, and did not come to its end. What was heard is kept."""


class KeepingFailed(AskanceError):
    """Something could not be kept on, or read from, this computer."""
