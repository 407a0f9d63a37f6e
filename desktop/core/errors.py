"""Problems as facts, and the exceptions that carry them. `messages/problems.py` makes the sentences.

A foreign error is translated once, in the adapter that met it, into a `Problem`: a plain value that can be shown,
stored with a turn and compared. Callers and the exit codes of the command line distinguish families of exceptions.
"""

from dataclasses import dataclass
from enum import StrEnum

from desktop.core.faults.codes import ImageFault as ImageFault
from desktop.core.faults.codes import ProxyFault as ProxyFault


class ProblemKind(StrEnum):
    """One name for each kind of problem. The values are stored with turns and never change."""

    # an image that was not accepted
    EMPTY = "empty"
    NOT_A_IMAGE = "not_a_picture"
    SVG = "svg"
    HEIC_OFF = "heic_off"
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
    PAGE_TEXT_TOO_DENSE = "page_text_too_dense"
    EMPTY_FOLDER = "empty_folder"
    LEFT_OUT_OF_FOLDER = "left_out_of_folder"
    # a text that was not accepted
    NOT_TEXT = "not_text"
    TEXT_TOO_LONG = "text_too_long"
    NO_ROOM_FOR_TEXT = "no_room_for_text"
    # a screenshot that failed
    CAPTURE_FORBIDDEN = "capture_forbidden"
    CAPTURE_IMPOSSIBLE = "capture_impossible"
    CAPTURE_FAILED = "capture_failed"
    CAPTURE_SCREEN_GONE = "capture_screen_gone"
    # text recognition that failed
    OCR_NOT_INSTALLED = "reader_absent"
    OCR_TIMED_OUT = "reader_hung"
    OCR_CRASHED = "reader_died"
    OCR_CANCELLED = "reader_cancelled"
    # a question that was not sent
    PRIVACY_SCAN_FAILED = "not_looked_through"
    PRIVATE_TEXT_VISIBLE = "still_legible"
    PRIVATE_TEXT_TYPED = "private_words"
    SPENDING_NOT_ENTERED = "spending_unwritten"
    LEDGER_NOT_WRITTEN = "ledger_unwritten"
    # an endpoint that refuses
    NO_KEY = "no_key"
    BAD_KEY_TEXT = "bad_key_text"
    BAD_ENDPOINT = "bad_endpoint"
    KEY_REFUSED = "key_refused"
    FORBIDDEN = "forbidden"
    MODEL_UNKNOWN = "model_unknown"
    MODEL_FORBIDDEN = "model_forbidden"
    MODEL_HAS_NO_VISION = "model_blind"
    QUOTA = "quota"
    RATE_LIMIT = "rate_limit"
    TOO_LARGE = "too_large"
    CONTEXT_TOO_LONG = "context_too_long"
    IMAGE_REJECTED = "picture_rejected"
    CONTENT_REFUSED = "content_refused"
    BAD_REQUEST = "bad_request"
    SERVER_FAULT = "server_fault"
    OVERLOADED = "overloaded"
    OUT_OF_MEMORY = "out_of_memory"
    NOT_AN_API = "not_an_api"
    REDIRECTED = "redirected"
    # an endpoint that was not reached
    UNKNOWN_HOST = "unknown_host"
    CONNECTION_FAILED = "not_reached"
    TLS = "tls"
    CERTIFICATES = "certificates"
    PROXY = "proxy"
    CONNECT_TIMEOUT = "connect_timeout"
    PLAIN_HTTP = "plain_http"
    FIRST_TOKEN_TIMEOUT = "no_first_word"
    # an answer that did not come to its end
    CUT_OFF = "cut_off"
    STREAM_STALLED = "silence"
    TOTAL_TIMEOUT = "out_of_time"
    TOKEN_LIMIT_REACHED = "length"
    LENGTH_SPENT_THINKING = "length_thinking"
    CONTENT_FILTERED = "filtered"
    STREAM_ERROR = "stream_error"
    ANSWER_TOO_LARGE = "overlong"
    MALFORMED_RESPONSE = "garbled"
    EMPTY_ANSWER = "nothing_said"
    UNKNOWN_ENDING = "unknown_ending"
    TOOL_WANTED = "tool_call"
    IMAGE_IN_ANSWER = "picture_in_answer"
    APP_CLOSED = "left"
    # a run over many pictures
    IMAGE_CHANGED = "picture_changed"
    ANSWER_MISSHAPEN = "answer_misshapen"
    RUN_BUDGET = "run_budget"
    RUN_UNPRICED = "run_unpriced"
    RUN_LIMIT = "run_limit"
    RUN_NOT_WRITTEN = "run_unwritten"
    RUN_IN_USE = "run_in_use"
    RUN_COPIED = "run_copied"
    NO_SUCH_RUN = "no_such_run"
    NOT_A_RUN = "not_a_run"
    RUN_FILE_EXISTS = "run_file_exists"
    RUN_OVERLOADED = "run_overloaded"
    RUN_NOT_SAVED = "run_not_saved"
    BATCH_UNSUPPORTED = "batch_unsupported"
    BATCH_FAILED = "batch_failed"
    BATCH_EXPIRED = "batch_expired"
    BATCH_NOT_CANCELLED = "batch_not_cancelled"
    BATCH_FILE_UNLISTED = "batch_file_unlisted"
    RUN_HAS_BATCH = "run_has_batch"
    # what is stored on this computer
    STORE_DAMAGED = "store_damaged"
    STORE_RESET = "store_emptied"
    STORE_INTEGRITY_CHECK_FAILED = "store_unsound"
    STORE_WRITTEN_ANEW = "store_written_anew"
    RESTORE_FINISHED = "restore_finished"
    RESTORE_GIVEN_UP = "restore_given_up"
    STORE_DISK_ERROR = "store_disk_error"
    STORE_INTERNAL_ERROR = "store_ours"
    DRAFT_IMAGE_UNREADABLE = "sheet_unread"
    # files that the user chose
    NOT_WRITTEN = "not_written"
    LEDGER_NOT_READ = "ledger_unread"
    NOT_AN_EXPORT = "not_an_export"
    NOT_A_BACKUP = "not_a_backup"
    NOT_SHARED = "not_shared"
    HISTORY_DISABLED = "nothing_kept"
    STORE_NEWER = "store_newer"
    STORE_FULL = "store_full"
    STORE_READ_ONLY = "store_read_only"
    STORE_IS_FOLDER = "store_is_folder"
    STORE_IS_LINK = "store_is_link"
    STORE_IS_NO_FILE = "store_is_no_file"
    STORE_USED_AGAIN = "store_used_again"
    STORE_BUSY = "store_busy"
    KEY_STORE_TIMED_OUT = "vault_hung"
    KEY_FILE_DAMAGED = "key_file_damaged"
    KEY_FILE_UNREADABLE = "key_file_unread"
    KEY_STORE_REFUSED = "vault_refused"
    SETTINGS_DAMAGED = "settings_damaged"
    SETTINGS_UNREADABLE = "settings_unread"
    SETTINGS_NOT_SAVED = "settings_unwritten"
    PROMPTS_DAMAGED = "prompts_damaged"
    PROMPTS_UNREADABLE = "prompts_unread"
    POLICY_UNREADABLE = "policy_unread"
    POLICY_MISTAKES = "policy_mistakes"
    CREDENTIAL_HELPER = "credential_helper"
    HOST_NOT_ALLOWED = "host_not_allowed"
    NOT_ALLOWED = "not_allowed"
    INVALID_PATTERN = "pattern_wrong"
    MODEL_TABLE_WRONG = "model_table_wrong"
    INTERNAL_ERROR = "ours"


DISK_FULL, RUN_MOVED = "full", "moved"
"""The `code` of a problem of the kind RUN_NOT_WRITTEN where the disk is full, or the run's file is not in its place."""
IS_LINK = "link"
"""The `code` of a problem of the kind NOT_WRITTEN whose `name` is a link, which is not followed."""
UNTRUSTED_ISSUER = "untrusted_issuer"
"""The `code` of a problem of the kind TLS whose `detail` names the issuer of the certificate."""
UNTRUSTED_BY_HOUSE = "untrusted_by_house"
"""The same, where a policy decides which certificates count."""
ENDPOINT_WITH_V1 = "with_v1"
"""The `code` of a problem of the kind NOT_AN_API whose `detail` is an endpoint that does answer, with /v1 added."""


@dataclass(frozen=True, slots=True)
class Problem:
    """A problem.

    `name` is that of the file, host or model; `detail` is the other side's own message, cleaned, without any key, or
    the proxy; `status` and `code` are the endpoint's own, or a `ProxyFault`; `seconds` is a wait or a limit.
    """

    kind: ProblemKind
    name: str = ""
    detail: str = ""
    status: int = 0
    code: str = ""
    seconds: float = 0.0


class AskanceError(Exception):
    """The base of all errors that the program expects. `problem` has the facts."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.kind.value)
        self.problem = problem


class ImageRejectedError(AskanceError):
    """An image was not accepted, or could not be decoded."""


class OcrError(AskanceError):
    """The text of an image could not be read on this computer."""


class SendBlockedError(AskanceError):
    """Nothing was sent: private text must be redacted first, or could not be looked for."""


class EndpointRejectedError(AskanceError):
    """The endpoint was reached and refused: because of the key, the model, the quota or the request."""


class EndpointUnreachableError(AskanceError):
    """The endpoint was not reached."""


class IncompleteAnswerError(AskanceError):
    """An answer was due or had begun, and did not come to its end. What was received is kept."""


class StorageError(AskanceError):
    """Something could not be stored on, or read from, this computer."""


class StorageDamageError(StorageError):
    """A sign that the store is damaged: its file has to be checked before it is used on."""
