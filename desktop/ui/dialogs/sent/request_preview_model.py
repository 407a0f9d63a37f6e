"""The values that the window "What is sent" shows. Without Qt: they are built before there is a window."""

from dataclasses import dataclass

from desktop.core.image.annotated_image import ResendPolicy


@dataclass(frozen=True, slots=True)
class RequestPreviewImage:
    """An image of the request: the bytes that go, their SHA-256, and facts about them as name and value.

    `number` is the one that it has in the strip; images of earlier questions that are not there any more (`is_earlier`)
    go on counting. `before` and `after` are the facts beside these words, `changes` what was done to it, `counts` the
    facts in the list. `resend_policies` are the choices for later questions, each with its saving in words.
    """

    data: bytes
    sha256: str
    number: int
    is_earlier: bool
    before: str
    after: str
    changes: str
    counts: str
    facts: tuple[tuple[str, str], ...]
    resend_policy: ResendPolicy
    resend_policies: tuple[tuple[ResendPolicy, str], ...]


@dataclass(frozen=True, slots=True)
class EarlierQuestion:
    """A question that goes along again, with its answer and the numbers of its images that go along, too."""

    text: str
    answer: str
    pictures: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class RequestPreview:
    """A request as the window shows it; `first` is the index of the image that is shown first.

    Where this computer answers, `is_sent` is False: nothing of it leaves.
    """

    destination: str
    items: tuple[RequestPreviewImage, ...]
    request: str
    summary: str
    can_ask: bool
    first: int = 0
    is_sent: bool = True
    earlier: tuple[EarlierQuestion, ...] = ()
