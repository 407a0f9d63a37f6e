"""Keys of unknown services: long runs of characters that look random."""

import re

from desktop.core.privacy.family import FindingFamily
from desktop.core.privacy.misread import restore_digits
from desktop.core.privacy.patterns import KEY_CONTINUES, Pattern, pattern_of
from desktop.core.privacy.wordiness import entropy, is_wordy

_PUBLIC = r"(?i:sha(?:1|224|256|384|512)[-_:] ?|h1:|(?:ssh|ecdsa|sk)-[a-z0-9@.-]+ |base64,)"
"""Stands before check sums, public keys and pictures in text."""
_RESOURCE = re.compile(r"^(?:0x(?=[0-9a-fA-F]{8})|[a-z]{1,6}-(?=[0-9a-f]{8}(?:[0-9a-f]{9})?$))")
"""What begins the number of a machine in a cloud, in one of two lengths: `i-0a1b…`."""

_OF_A_CLUSTER = re.compile(r"(?P<name>(?:[a-z]+/)?[a-z][a-z0-9-]*)-[a-z0-9]{6,10}-[a-z0-9]{5}")


def looks_random(text: str) -> bool:
    """Returns True if digits and letters are mixed and few repeat: no word of a language, no hash, no path.

    The bounds of length and entropy (bits per character) are chosen; the examples in tests/core/privacy check them.
    """
    key = re.sub(r"[\s=]", "", text)
    digits = sum(letter.isdigit() for letter in key)
    letters = sum(letter.isalpha() for letter in key)
    if len(key) < 20 or digits < (2 if len(key) >= 32 else 3) or letters < 6:
        return False
    if re.fullmatch(r"[0-9a-fA-F-]+", restore_digits(_RESOURCE.sub("", key))):
        return False  # a hash of a commit or a file
    copy = _OF_A_CLUSTER.fullmatch(key)
    if copy is not None and is_wordy(copy["name"]):
        return False  # one of several equal containers
    if (re.search(r"[a-z]{7,}|[A-Z]{7,}", key) and len(key) < 40) or is_wordy(text):
        return False  # words joined together
    both = bool(re.search(r"[a-z]", key)) and bool(re.search(r"[A-Z]", key))
    return entropy(key) > (3.6 if both else 3.9)


UNKNOWN_KEYS = FindingFamily(
    "unknown keys",
    (
        Pattern(
            "key",
            pattern_of(
                rf"(?<![A-Za-z0-9_/.@-])(?:{_PUBLIC})?(?P<it>[A-Za-z0-9+/_-]{{20,}}={{0,2}}",
                KEY_CONTINUES,
                r")(?![A-Za-z0-9_/@-])(?!\.[A-Za-z]{1,4}\b)",
            ),
            check=looks_random,
            unless=pattern_of(_PUBLIC),
        ),
    ),
)
