"""The words of endpoints that refuse, and the kind of problem that they mean: one table, in the order of precedence.

Each entry has its source. `codes` are compared without case and punctuation; `words` are patterns that are searched in
the messages, in lower case. A code of this table settles the kind; codes that are also used for something else stand in
`COARSE_CODES`, which count only where the words say nothing.
"""

import re

from desktop.adapters.providers.errors.chinese_words import CHINESE_WORDS
from desktop.adapters.providers.errors.error_entry import ErrorWords
from desktop.adapters.providers.errors.image_words import IMAGE, IMAGE_WORDS
from desktop.adapters.providers.errors.model_words import MODEL_WORDS
from desktop.adapters.providers.errors.request_words import REQUEST_WORDS
from desktop.core.errors import ProblemKind as Kind

ERROR_WORDS: tuple[ErrorWords, ...] = CHINESE_WORDS + REQUEST_WORDS + IMAGE_WORDS + MODEL_WORDS

QUOTA_ENDINGS = ("spendlimitexceeded", "budgetexceeded", "creditlimitexceeded", "quotaexceeded")
COARSE_CODES: dict[str, Kind] = {
    "authenticationerror": Kind.KEY_REFUSED,
    "autherror": Kind.KEY_REFUSED,
    "permissionerror": Kind.FORBIDDEN,
    "permissiondenied": Kind.FORBIDDEN,
    "permissiondeniederror": Kind.FORBIDDEN,
    "forbidden": Kind.FORBIDDEN,
    "ratelimitexceeded": Kind.RATE_LIMIT,
    "ratelimiterror": Kind.RATE_LIMIT,
    "ratelimitreachederror": Kind.RATE_LIMIT,
    "ratelimited": Kind.RATE_LIMIT,
    "resourceexhausted": Kind.RATE_LIMIT,
    "throttlingerror": Kind.RATE_LIMIT,
    "unavailable": Kind.OVERLOADED,
    "serviceunavailable": Kind.OVERLOADED,
    "serviceunavailableerror": Kind.OVERLOADED,
    "capacityexceeded": Kind.OVERLOADED,
    "servererror": Kind.SERVER_FAULT,
    "internalservererror": Kind.SERVER_FAULT,
    "internalerror": Kind.SERVER_FAULT,
    "internal": Kind.SERVER_FAULT,
    "apierror": Kind.SERVER_FAULT,
    "timeouterror": Kind.SERVER_FAULT,
    "deadlineexceeded": Kind.SERVER_FAULT,
}
"""Codes and types that say something only where the words do not, without case and punctuation."""

IMAGE_WORD = re.compile(IMAGE)
TEXT_CONTENT_ONLY = re.compile(
    r"content\b.{0,40}(?:must|should|expected).{0,20}\bstring|expected (?:a )?string|\bstr(?:ing)? type "
    r"expected|valid str(?:ing)?\b|cannot unmarshal array|"
    r"content must be text\b|\bonly strings?\b.{0,20}content|allowed (?:values?|types?) \W*text\W*$|"
    r"sequence, expected|not (?:a )?string|content.{0,20}string_type|untagged enum \w*content"
)
"""Servers that take text alone complain of the list of parts that a question with images is."""
