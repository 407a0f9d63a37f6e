"""The sentences about endpoints that refuse or are not reached, and about answers that do not come to their end.

An endpoint's own words stand in brackets. Each kind of refusal has a next step of its own.
"""

from desktop.core.errors import ENDPOINT_WITH_V1, UNTRUSTED_ISSUER, ProblemKind
from desktop.core.settings.endpoint import HAS_SIGN_IN
from desktop.messages.suggested_actions import SuggestedAction

ProblemWords = tuple[str, *tuple[SuggestedAction, ...]]
"""The sentence of a problem, and its next steps.

In it, {name} is the file, host or model; {detail} the words of the other side; {seconds} and {status} as they are.
"""

ANSWER_KEPT = " What came is kept."
_SETTINGS, _AGAIN, _CONTINUE, _OTHER = (
    SuggestedAction.SETTINGS,
    SuggestedAction.AGAIN,
    SuggestedAction.CONTINUE,
    SuggestedAction.OTHER_MODEL,
)
_SMALLER, _WITHOUT, _SHORTER, _HERE = (
    SuggestedAction.SMALLER,
    SuggestedAction.WITHOUT,
    SuggestedAction.SHORTER,
    SuggestedAction.HERE,
)

IMAGE_IN_ANSWER_WORDS = {
    "": "answered with a picture and without a word. Askance's window shows it",
    ProblemKind.TOO_MANY_BYTES: "sent a picture of more than 10 MB in its answer, so it is not shown",
    ProblemKind.TOO_MANY_PIXELS: "sent a picture of more than 120 million pixels in its answer, so it is not shown",
    ProblemKind.TOO_MANY_IMAGES: "sent more than 20 pictures in its answer, of which the first 20 are shown",
}
"""The reasons for which an image of an answer is not shown, by the kind of the problem with it."""

ENDPOINT_WORDS: dict[ProblemKind, ProblemWords] = {
    ProblemKind.NO_KEY: ("There is no key for {name} yet. Your question is kept.", _SETTINGS, _HERE),
    ProblemKind.BAD_KEY_TEXT: ("The key for {name} holds characters that no key has. Enter it again.", _SETTINGS),
    ProblemKind.BAD_ENDPOINT: ("“{name}” is not an address of a server.", _SETTINGS),
    ProblemKind.KEY_REFUSED: ("{name} does not accept the key{detail_words}. Your question is kept.", _SETTINGS),
    ProblemKind.FORBIDDEN: ("{name} does not allow this{detail_words}. Your question is kept.", _SETTINGS),
    ProblemKind.MODEL_UNKNOWN: (
        "There is no model “{name}” for your key{detail_words}. Your question is kept.",
        _OTHER,
    ),
    ProblemKind.MODEL_FORBIDDEN: (
        "Your key is not allowed to use the model “{name}”{detail_words}. Your question is kept.",
        _OTHER,
        _SETTINGS,
    ),
    ProblemKind.MODEL_HAS_NO_VISION: (
        "“{name}” cannot see pictures{detail_words}. Choose a model that can, or ask without them.",
        _OTHER,
        _WITHOUT,
    ),
    ProblemKind.QUOTA: (
        "The account at {name} has used up its credit or limit{detail_words}. Your question is kept.",
        _SETTINGS,
        _AGAIN,
    ),
    ProblemKind.RATE_LIMIT: ("{name} asks to slow down{wait_words}{detail_words}. Your question is kept.", _AGAIN),
    ProblemKind.TOO_LARGE: (
        "The question with its pictures is too large for {name}{detail_words}. Your question is kept.",
        _SMALLER,
        _WITHOUT,
    ),
    ProblemKind.CONTEXT_TOO_LONG: (
        "The conversation is too long for the model{detail_words}. Your question is kept.",
        _SHORTER,
        _SMALLER,
        _OTHER,
    ),
    ProblemKind.IMAGE_REJECTED: (
        "{name} refused a picture{detail_words}. Ask again with it smaller or without it, or put another in its place.",
        _SMALLER,
        _WITHOUT,
    ),
    ProblemKind.CONTENT_REFUSED: (
        "{name} refused the question by its content rules{detail_words}.",
        _WITHOUT,
        _OTHER,
    ),
    ProblemKind.BAD_REQUEST: ("{name} did not accept the question{status_words}{detail_words}.", _AGAIN),
    ProblemKind.SERVER_FAULT: (
        "{name} has a fault of its own{status_words}{detail_words}. Your question is kept.",
        _AGAIN,
    ),
    ProblemKind.OVERLOADED: (
        "{name} is overloaded or not ready yet{status_words}{detail_words}. Your question is kept.",
        _AGAIN,
        _OTHER,
    ),
    ProblemKind.OUT_OF_MEMORY: (
        "{name} has not enough memory for this model{status_words}{detail_words}. Your question is kept.",
        _OTHER,
        _SMALLER,
    ),
    ProblemKind.NOT_AN_API: ("What answers at {name} {not_an_api}.", _SETTINGS),
    ProblemKind.REDIRECTED: (
        "{name} sends the question on to {detail_or_other}. Askance does not follow: your pictures would go there.",
        _SETTINGS,
    ),
    ProblemKind.UNKNOWN_HOST: (
        "{name} was not found. Check the network and the endpoint. Your question is kept.",
        _AGAIN,
        _HERE,
    ),
    ProblemKind.CONNECTION_FAILED: ("{name} could not be reached. Your question is kept.", _AGAIN, _HERE),
    ProblemKind.TLS: ("The connection to {name} is not safe, so nothing was sent{detail_words}.", _SETTINGS),
    ProblemKind.CERTIFICATES: ("SSL_CERT_FILE names a file that cannot be read as certificates: “{name}”.",),
    ProblemKind.PROXY: ("The proxy on the way to {name} did not let the question through.", _AGAIN),
    ProblemKind.CONNECT_TIMEOUT: ("{name} did not answer the call in time. Your question is kept.", _AGAIN),
    ProblemKind.PLAIN_HTTP: (
        "Nothing was sent: http:// is not encrypted, and {name} is neither on this computer nor in a private network. "
        "Use {detail} in its place. Your question is kept.",
        _SETTINGS,
        _HERE,
    ),
    ProblemKind.FIRST_TOKEN_TIMEOUT: ("{name} said nothing{wait_words}, so the wait was ended.", _AGAIN),
    ProblemKind.CUT_OFF: ("The connection to {name} ended before the answer did. What came is kept.", _CONTINUE),
    ProblemKind.STREAM_STALLED: ("{name} fell silent{wait_words}. What came is kept.", _CONTINUE),
    ProblemKind.TOTAL_TIMEOUT: ("The answer took longer than {seconds} s and was ended. What came is kept.", _CONTINUE),
    ProblemKind.TOKEN_LIMIT_REACHED: ("The answer reached the model's length limit. It can go on.", _CONTINUE),
    ProblemKind.LENGTH_SPENT_THINKING: (
        "The model spent the whole length of the answer on thinking, so no word of the answer came.",
        SuggestedAction.LONGER,
        SuggestedAction.LESS_EFFORT,
        _OTHER,
    ),
    ProblemKind.CONTENT_FILTERED: ("{name} ended the answer by its content rules. What came is kept.",),
    ProblemKind.STREAM_ERROR: ("{name} broke the answer off{detail_words}. What came is kept.", _CONTINUE),
    ProblemKind.ANSWER_TOO_LARGE: ("The answer grew past {bound} and was ended. What came is kept.",),
    ProblemKind.MALFORMED_RESPONSE: (
        "What {name} sent could not be understood{detail_words}. What came is kept.",
        _AGAIN,
    ),
    ProblemKind.EMPTY_ANSWER: ("{name} answered without a word.", _AGAIN),
    ProblemKind.UNKNOWN_ENDING: (
        "{name} ended the answer for a reason that Askance does not know{detail_words}, so it may lack its end. What "
        "came is kept.",
        _CONTINUE,
    ),
    ProblemKind.TOOL_WANTED: (
        "The model wanted to use a tool{detail_words}. Askance gives models no tools. What came is kept.",
        _AGAIN,
        _OTHER,
    ),
    ProblemKind.IMAGE_IN_ANSWER: (
        "{name} {image_words}. What came is kept.",
        _AGAIN,
        _OTHER,
    ),
}

ENDPOINT_WORDS_BY_CODE: dict[tuple[ProblemKind, str], ProblemWords] = {
    (ProblemKind.BAD_ENDPOINT, HAS_SIGN_IN): (
        "“{name}” has a name or a password before its host. Askance takes no address with them, since it keeps and "
        "shows addresses as they are. Leave them out, and enter what the server wants in the settings: a key under "
        "“Key”, a name and a password as a header, “Authorization: Basic …”, under “Headers”.",
        _SETTINGS,
    ),
    (ProblemKind.NOT_AN_API, ENDPOINT_WITH_V1): (
        "The address of {name} lacks its end: it does not answer questions, but {detail} does. Your question is kept.",
        SuggestedAction.WITH_V1,
        _SETTINGS,
    ),
    (ProblemKind.TLS, UNTRUSTED_ISSUER): (
        "Nothing was sent: the certificate of {name} was issued by “{detail}”, whom this computer does not trust. If "
        "that is your company or yourself, add the issuer's certificate to those that the system trusts, or name a "
        "file with it in the variable SSL_CERT_FILE and start Askance again.",
        _AGAIN,
        _SETTINGS,
    ),
}
"""The sentences of problems whose code says more than their kind."""
