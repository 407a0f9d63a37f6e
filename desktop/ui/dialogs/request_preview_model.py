"""The values that the window "What is sent" shows; without Qt, so that they can be made before there is a window."""

from dataclasses import dataclass

from desktop.core.image.annotated_image import ResendPolicy

RESEND_POLICY_WORDS = {
    ResendPolicy.FULL: "Send again",
    ResendPolicy.REDUCED: "Send small",
    ResendPolicy.OMIT: "Leave out",
}


@dataclass(frozen=True, slots=True)
class RequestPreviewImage:
    """One picture of the request: the bytes that go, their SHA-256, and what is known of them as label and value.

    `fates` are what can become of it later, with what each saves in words.
    """

    data: bytes
    sha256: str
    facts: tuple[tuple[str, str], ...]
    resend_policy: ResendPolicy
    resend_policies: tuple[tuple[ResendPolicy, str], ...]


@dataclass(frozen=True, slots=True)
class RequestPreview:
    """All that the window shows, from the item `first` on."""

    destination: str
    items: tuple[RequestPreviewImage, ...]
    request: str
    summary: str
    can_ask: bool
    first: int = 0
