"""All families of findings. A new family is a module beside the others and an entry here.

The order matters: text that two patterns match belongs to the one that comes first.
"""

from desktop.core.privacy.family import FindingFamily
from desktop.core.privacy.injection.barcode_addresses import BARCODE_ADDRESSES
from desktop.core.privacy.injection.orders import ORDERS
from desktop.core.privacy.injection.overlooked_text import OVERLOOKED_TEXT
from desktop.core.privacy.patterns import Pattern
from desktop.core.privacy.private_text.email_addresses import EMAIL_ADDRESSES
from desktop.core.privacy.private_text.id_numbers import ID_NUMBERS
from desktop.core.privacy.private_text.ip_addresses import IP_ADDRESSES
from desktop.core.privacy.private_text.keys import KEYS
from desktop.core.privacy.private_text.labelled_secrets import LABELLED_SECRETS
from desktop.core.privacy.private_text.passwords import PASSWORDS
from desktop.core.privacy.private_text.payment import PAYMENT
from desktop.core.privacy.private_text.phone_numbers import PHONE_NUMBERS
from desktop.core.privacy.private_text.private_keys import PRIVATE_KEYS
from desktop.core.privacy.private_text.signed_links import SIGNED_LINKS
from desktop.core.privacy.private_text.unknown_keys import UNKNOWN_KEYS

FAMILIES: tuple[FindingFamily, ...] = (
    LABELLED_SECRETS,
    PRIVATE_KEYS,
    KEYS,
    PASSWORDS,
    SIGNED_LINKS,
    EMAIL_ADDRESSES,
    PAYMENT,
    ID_NUMBERS,
    PHONE_NUMBERS,
    IP_ADDRESSES,
    UNKNOWN_KEYS,  # last: anything random that none of the others knows
    ORDERS,
    OVERLOOKED_TEXT,
    BARCODE_ADDRESSES,
)

PATTERNS: tuple[Pattern, ...] = tuple(pattern for family in FAMILIES for pattern in family.patterns)
