"""All families of findings. A new family is a module beside the others and an entry here.

The order matters: text that two patterns match belongs to the one that comes first.
"""

from collections.abc import Iterable
from functools import cache

from desktop.core.privacy.family import FindingFamily
from desktop.core.privacy.injection.barcode_addresses import BARCODE_ADDRESSES
from desktop.core.privacy.injection.orders import ORDERS
from desktop.core.privacy.injection.overlooked_text import OVERLOOKED_TEXT
from desktop.core.privacy.labels.family import LABELLED
from desktop.core.privacy.patterns import TextDetector
from desktop.core.privacy.personal.devices_and_places import DEVICES, PLACES
from desktop.core.privacy.personal.email_addresses import EMAIL_ADDRESSES
from desktop.core.privacy.personal.faces import FACES
from desktop.core.privacy.personal.id_numbers import ID_NUMBERS
from desktop.core.privacy.personal.ip_addresses import IP_ADDRESSES
from desktop.core.privacy.personal.payment import PAYMENT
from desktop.core.privacy.personal.persons import PERSONS
from desktop.core.privacy.personal.phone_numbers import PHONE_NUMBERS
from desktop.core.privacy.personal.postal_addresses import POSTAL_ADDRESSES
from desktop.core.privacy.private_text.credentials import CREDENTIALS
from desktop.core.privacy.private_text.keys import KEYS
from desktop.core.privacy.private_text.passwords import PASSWORDS
from desktop.core.privacy.private_text.private_keys import PRIVATE_KEYS
from desktop.core.privacy.private_text.signed_links import SIGNED_LINKS
from desktop.core.privacy.private_text.unknown_keys import UNKNOWN_KEYS

FAMILIES: tuple[FindingFamily, ...] = (
    PRIVATE_KEYS,
    KEYS,
    PASSWORDS,
    CREDENTIALS,
    SIGNED_LINKS,
    EMAIL_ADDRESSES,
    PAYMENT,
    ID_NUMBERS,
    PHONE_NUMBERS,
    IP_ADDRESSES,
    DEVICES,
    PLACES,
    PERSONS,
    POSTAL_ADDRESSES,
    LABELLED,
    UNKNOWN_KEYS,  # last: anything random that none of the others knows
    FACES,
    ORDERS,
    OVERLOOKED_TEXT,
    BARCODE_ADDRESSES,
)
BREAKABLE = (PASSWORDS, EMAIL_ADDRESSES)
"""Families of one word that may be broken over the end of a line. Keys are not among them: lists of identifiers are."""


@cache
def families_without(names: frozenset[str]) -> tuple[FindingFamily, ...]:
    """Returns all families but those of these names, which somebody has switched off."""
    return tuple(family for family in FAMILIES if family.name not in names)


def patterns_of(families: Iterable[FindingFamily]) -> tuple[TextDetector, ...]:
    """Returns the patterns of families, in their order."""
    return tuple(pattern for family in families for pattern in family.patterns)


PATTERNS = patterns_of(FAMILIES)
