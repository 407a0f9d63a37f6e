"""What can go wrong, as facts. `messages/problems.py` makes the sentences.

A foreign error is translated once, at the adapter that met it, into a `Trouble`: a plain value that can be shown,
kept with a turn in the history and compared in a test. The exceptions only carry it upwards; their four families are
the four answers a caller needs (and the exit codes of the command line).
"""

from dataclasses import dataclass
from enum import StrEnum


class ProblemKind(StrEnum):
    """One name per thing that can go wrong."""

    # a picture that cannot be taken in
    EMPTY = "empty"
    NOT_A_IMAGE = "not_a_picture"
    SVG = "svg"
    TOO_MANY_IMAGES = "too_many_pictures"
    TRUNCATED = "truncated"
    TOO_MANY_BYTES = "too_many_bytes"
    TOO_MANY_PIXELS = "too_many_pixels"
    DIRECTORY = "directory"
    NOT_A_FILE = "not_a_file"
    MISSING = "missing"
    UNREADABLE = "unreadable"
    DECODER_TIMED_OUT = "decoder_hung"
    DECODER_CRASHED = "decoder_died"
    ADDRESS_REFUSED = "address_refused"
    ADDRESS_FAILED = "address_failed"
    CLIPBOARD = "clipboard"
    CONVERSATION_CHANGED = "moved_on"
    IMAGE_GONE = "picture_gone"
    IMAGE_INTERNAL_ERROR = "picture_ours"
    PDF_LOCKED = "pdf_locked"
    NO_SUCH_PAGE = "no_such_page"
    EMPTY_FOLDER = "empty_folder"
    LEFT_OUT_OF_FOLDER = "left_out_of_folder"
    # a capture of the screen that did not come about
    CAPTURE_FORBIDDEN = "capture_forbidden"
    CAPTURE_IMPOSSIBLE = "capture_impossible"
    CAPTURE_FAILED = "capture_failed"
    # text that was not read on this computer
    OCR_NOT_INSTALLED = "reader_absent"
    OCR_TIMED_OUT = "reader_hung"
    OCR_CRASHED = "reader_died"
    OCR_CANCELLED = "reader_cancelled"
    # a question that was held back
    PRIVACY_SCAN_FAILED = "not_looked_through"
    PRIVATE_TEXT_VISIBLE = "still_legible"
    # an endpoint that answers, and says no
    NO_KEY = "no_key"
    BAD_KEY_TEXT = "bad_key_text"
    BAD_ENDPOINT = "bad_endpoint"
    KEY_REFUSED = "key_refused"
    FORBIDDEN = "forbidden"
    MODEL_UNKNOWN = "model_unknown"
    MODEL_HAS_NO_VISION = "model_blind"
    QUOTA = "quota"
    RATE_LIMIT = "rate_limit"
    TOO_LARGE = "too_large"
    IMAGE_REJECTED = "picture_rejected"
    CONTENT_REFUSED = "content_refused"
    BAD_REQUEST = "bad_request"
    SERVER_FAULT = "server_fault"
    NOT_AN_API = "not_an_api"
    REDIRECTED = "redirected"
    # an endpoint that is not reached
    UNKNOWN_HOST = "unknown_host"
    CONNECTION_FAILED = "not_reached"
    TLS = "tls"
    CERTIFICATES = "certificates"
    PROXY = "proxy"
    CONNECT_TIMEOUT = "connect_timeout"
    FIRST_TOKEN_TIMEOUT = "no_first_word"
    # an answer that began and did not end well
    CUT_OFF = "cut_off"
    STREAM_STALLED = "silence"
    TOTAL_TIMEOUT = "out_of_time"
    TOKEN_LIMIT_REACHED = "length"
    CONTENT_FILTERED = "filtered"
    STREAM_ERROR = "stream_error"
    ANSWER_TOO_LARGE = "overlong"
    MALFORMED_RESPONSE = "garbled"
    EMPTY_ANSWER = "nothing_said"
    APP_CLOSED = "left"
    # what is kept on this computer
    STORE_DAMAGED = "store_damaged"
    STORE_RESET = "store_emptied"
    STORE_INTEGRITY_CHECK_FAILED = "store_unsound"
    STORE_INTERNAL_ERROR = "store_ours"
    DRAFT_IMAGE_UNREADABLE = "sheet_unread"

    # files of the user's own choosing
    NOT_WRITTEN = "not_written"
    NOT_AN_EXPORT = "not_an_export"
    NOT_A_BACKUP = "not_a_backup"
    HISTORY_DISABLED = "nothing_kept"
    STORE_NEWER = "store_newer"
    STORE_FULL = "store_full"
    STORE_READ_ONLY = "store_read_only"
    STORE_BUSY = "store_busy"
    KEY_STORE_TIMED_OUT = "vault_hung"
    KEY_STORE_REFUSED = "vault_refused"
    SETTINGS_DAMAGED = "settings_damaged"
    SETTINGS_UNREADABLE = "settings_unread"
    SETTINGS_NOT_SAVED = "settings_unwritten"
    POLICY_UNREADABLE = "policy_unread"
    INVALID_PATTERN = "pattern_wrong"
    INTERNAL_ERROR = "ours"


@dataclass(frozen=True, slots=True)
class Problem:
    """What happened, in facts.

    `name` is the thing it happened to (a file's name, a host, a model); `detail` is what the other side said, cleaned
    and shortened, never a key; `status` and `code` are the endpoint's own; `seconds` is a wait or a limit.
    """

    kind: ProblemKind
    name: str = ""
    detail: str = ""
    status: int = 0
    code: str = ""
    seconds: float = 0.0


class AskanceError(Exception):
    """The root. `trouble` says what happened."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.kind.value)
        self.problem = problem


class ImageRejectedError(AskanceError):
    """A picture was not taken in, or not read."""


class OcrError(AskanceError):
    """The text of a picture was not read on this computer."""


class SendBlockedError(AskanceError):
    """Nothing was sent, because what is private had to be covered first, or could not be looked for."""


class EndpointRejectedError(AskanceError):
    """The endpoint was reached and will not answer as things are: key, model, quota, request."""


class EndpointUnreachableError(AskanceError):
    """Nothing that could answer was reached."""


class IncompleteAnswerError(AskanceError):
    """An answer began, or should have, and did not come to its end. What was heard is kept."""


class StorageError(AskanceError):
    """Something could not be kept on, or read from, this computer."""
