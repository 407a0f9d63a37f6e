"""Where the address of an image leads, as far as is known before anything is fetched."""

from dataclasses import dataclass

from desktop.core.errors import Problem


@dataclass(frozen=True, slots=True)
class Destination:
    """The IP addresses that an address leads to, or the proxy that connects in their place (for people to read).

    `refusal` is why it may not be fetched, if it may not; then the rest is empty.
    """

    address: str
    ip_addresses: tuple[str, ...] = ()
    proxy: str = ""
    refusal: Problem | None = None
