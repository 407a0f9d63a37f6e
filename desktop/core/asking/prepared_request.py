"""What Enter would send, with all that is known of it: the request, and for each of its pictures where it came from.

It is made once and handed to all who need it: the forecast, the window "What is sent", and the provider. What is shown
and what is sent cannot differ, because they are one object.
"""

from dataclasses import dataclass, replace

from desktop.core.asking.request import Request
from desktop.core.conversation.turn import SentPicture
from desktop.core.image.annotated_image import Fate, Sheet
from desktop.core.image.encoding import Prepared


@dataclass(frozen=True, slots=True)
class Parcel:
    """One picture of a request. Either `sheet` (it goes for the first time) or `sent` (it went before) is known."""

    prepared: Prepared
    sheet: Sheet | None = None
    sent: SentPicture | None = None

    @property
    def fate(self) -> Fate:
        """What becomes of it in later questions."""
        if self.sheet is not None:
            return self.sheet.fate
        return self.sent.fate if self.sent is not None else Fate.AGAIN


@dataclass(frozen=True, slots=True)
class Packed:
    """`parcels` are all pictures that go, in the request's order; the last `brought` come with this question."""

    request: Request
    parcels: tuple[Parcel, ...]
    brought: int

    @property
    def new(self) -> tuple[Parcel, ...]:
        """The pictures that this question brings."""
        return self.parcels[len(self.parcels) - self.brought :]

    @property
    def sent(self) -> tuple[SentPicture, ...]:
        """How the turn remembers them."""
        return tuple(replace(parcel.prepared.sent(), fate=parcel.fate) for parcel in self.new)
