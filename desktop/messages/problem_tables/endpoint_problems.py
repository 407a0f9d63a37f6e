"""The sentences about services that reject a question or are not reached. Their own words stand in brackets."""

from desktop.core.errors import ENDPOINT_WITH_V1, UNTRUSTED_BY_HOUSE, UNTRUSTED_ISSUER, ProblemKind
from desktop.core.settings.endpoint import HAS_SIGN_IN
from desktop.messages.language.catalogue import N_
from desktop.messages.problem_tables.problem_words import Kept, ProblemWords, words
from desktop.messages.suggested_actions import SuggestedAction

_SETTINGS, _AGAIN, _OTHER, _HERE = (
    SuggestedAction.SETTINGS,
    SuggestedAction.AGAIN,
    SuggestedAction.OTHER_MODEL,
    SuggestedAction.HERE,
)
_SMALLER, _WITHOUT, _SHORTER = SuggestedAction.SMALLER, SuggestedAction.WITHOUT, SuggestedAction.SHORTER
_QUESTION = Kept.QUESTION

ENDPOINT_WORDS: dict[ProblemKind, ProblemWords] = {
    ProblemKind.NO_KEY: words(N_("{name} needs a key."), _SETTINGS, _HERE, kept=_QUESTION),
    ProblemKind.BAD_KEY_TEXT: words(N_("This key has characters that keys don't have. Paste it again."), _SETTINGS),
    ProblemKind.BAD_ENDPOINT: words(N_("“{name}” isn't a server address."), _SETTINGS),
    ProblemKind.KEY_REFUSED: words(N_("{name} rejected the key{detail_words}."), _SETTINGS, kept=_QUESTION),
    ProblemKind.FORBIDDEN: words(
        N_("Your key isn't allowed to do this at {name}{detail_words}."), _SETTINGS, kept=_QUESTION
    ),
    ProblemKind.MODEL_UNKNOWN: words(
        N_("Your key has no access to a model “{name}”{detail_words}."), _OTHER, kept=_QUESTION
    ),
    ProblemKind.MODEL_FORBIDDEN: words(
        N_("Your key isn't allowed to use the model “{name}”{detail_words}."), _OTHER, _SETTINGS, kept=_QUESTION
    ),
    ProblemKind.MODEL_HAS_NO_VISION: words(
        N_("“{name}” can't see pictures{detail_words}. Choose a model that can, or ask without them."), _OTHER, _WITHOUT
    ),
    ProblemKind.QUOTA: words(
        N_("Your account at {name} is out of credit or over its limit{detail_words}."),
        _SETTINGS,
        _AGAIN,
        kept=_QUESTION,
    ),
    ProblemKind.RATE_LIMIT: words(
        N_("{name} gets too many requests{detail_words}. Wait a moment, then ask again."),
        _AGAIN,
        kept=_QUESTION,
        with_wait=N_("{name} gets too many requests; wait {wait}{detail_words}."),
    ),
    ProblemKind.TOO_LARGE: words(
        N_("The question with its pictures is over the size limit of {name}{detail_words}."),
        _SMALLER,
        _WITHOUT,
        kept=_QUESTION,
    ),
    ProblemKind.CONTEXT_TOO_LONG: words(
        N_("The conversation is too long for the model{detail_words}."), _SHORTER, _SMALLER, _OTHER, kept=_QUESTION
    ),
    ProblemKind.IMAGE_REJECTED: words(
        N_("{name} rejected a picture{detail_words}. Send it smaller, leave it out or replace it."), _SMALLER, _WITHOUT
    ),
    ProblemKind.CONTENT_REFUSED: words(
        N_("{name} declined the question under its content policy{detail_words}."), _WITHOUT, _OTHER
    ),
    ProblemKind.BAD_REQUEST: words(N_("{name} rejected the request{status_words}{detail_words}."), _AGAIN),
    ProblemKind.SERVER_FAULT: words(
        N_("{name} had a server error{status_words}{detail_words}."), _AGAIN, kept=_QUESTION
    ),
    ProblemKind.OVERLOADED: words(
        N_("{name} is overloaded or not ready yet{status_words}{detail_words}."), _AGAIN, _OTHER, kept=_QUESTION
    ),
    ProblemKind.OUT_OF_MEMORY: words(
        N_("{name} doesn't have enough memory for this model{status_words}{detail_words}."),
        _OTHER,
        _SMALLER,
        kept=_QUESTION,
    ),
    ProblemKind.NOT_AN_API: words(
        N_("{name} isn't an AI service{status_words}: maybe it is a login page or a proxy, or the address is wrong."),
        _SETTINGS,
        with_detail=N_(
            "{name} doesn't answer like an AI service{status_words}{detail_words}. The address may be wrong."
        ),
    ),
    ProblemKind.REDIRECTED: words(
        N_("{name} redirects to another place. Askance didn't follow, so your pictures didn't go there."),
        _SETTINGS,
        with_detail=N_("{name} redirects to {detail}. Askance didn't follow, so your pictures didn't go there."),
    ),
    ProblemKind.UNKNOWN_HOST: words(
        N_("Can't find {name}. Check the network and the address."), _AGAIN, _HERE, kept=_QUESTION
    ),
    ProblemKind.CONNECTION_FAILED: words(N_("Can't reach {name}."), _AGAIN, _HERE, kept=_QUESTION),
    ProblemKind.TLS: words(N_("Not sent: the connection to {name} isn't secure{detail_words}."), _SETTINGS),
    ProblemKind.CERTIFICATES: words(N_("Can't read the certificates in “{name}” (SSL_CERT_FILE).")),
    ProblemKind.PROXY: words(N_("The proxy blocked the request to {name}."), _AGAIN),
    ProblemKind.CONNECT_TIMEOUT: words(N_("Connecting to {name} timed out."), _AGAIN, kept=_QUESTION),
    ProblemKind.PLAIN_HTTP: words(
        N_(
            "Not sent: http:// is not encrypted, and {name} is neither on this computer nor in a private network. "
            "Use {detail} instead."
        ),
        _SETTINGS,
        _HERE,
        kept=_QUESTION,
    ),
    ProblemKind.FIRST_TOKEN_TIMEOUT: words(
        N_("{name} didn't start answering in time."),
        _AGAIN,
        with_wait=N_("{name} didn't start answering within {wait}."),
    ),
}

ENDPOINT_WORDS_BY_CODE: dict[tuple[ProblemKind, str], ProblemWords] = {
    (ProblemKind.BAD_ENDPOINT, HAS_SIGN_IN): words(
        N_(
            "The address “{name}” had a name or a password in it. Addresses are saved and shown as they are, so leave "
            "these out. In the settings, enter a key under “Key”, or a name and a password under “Headers”, as "
            "“Authorization: Basic …”."
        ),
        _SETTINGS,
    ),
    (ProblemKind.NOT_AN_API, ENDPOINT_WITH_V1): words(
        N_("The address of {name} is incomplete: it doesn't answer questions, but {detail} does."),
        SuggestedAction.WITH_V1,
        _SETTINGS,
        kept=_QUESTION,
    ),
    (ProblemKind.TLS, UNTRUSTED_ISSUER): words(
        N_(
            "Not sent: the certificate of {name} was issued by “{detail}”, which this computer doesn't trust. If that "
            "is your company or yourself, add the issuer's certificate to those that the system trusts, or name a file "
            "with it in the variable SSL_CERT_FILE and restart Askance."
        ),
        _AGAIN,
        _SETTINGS,
    ),
    (ProblemKind.TLS, UNTRUSTED_BY_HOUSE): words(
        N_(
            "Not sent: the certificate of {name} was issued by “{detail}”, which neither this computer nor your "
            "organisation trusts. Ask your administrator if it should."
        ),
        _AGAIN,
        _SETTINGS,
    ),
}
"""The sentences of problems whose code says more than their kind."""
