"""Links that carry a signature or a key and so let in anyone who has them."""

from desktop.core.privacy.family import FindingFamily
from desktop.core.privacy.patterns import Pattern, pattern_of

_SIGNATURE = r"X-Amz-(?:Signature|Credential)|X-Goog-Signature|Signature|sig|token|access_token|api_?key|key|auth|code"

SIGNED_LINKS = FindingFamily(
    "signed links",
    (Pattern("signed address", pattern_of(rf"https?://\S*[?&](?:{_SIGNATURE})=\S{{8,}}", any_case=True)),),
)
