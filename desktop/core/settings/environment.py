"""A key and an endpoint that environment variables provide."""

from dataclasses import dataclass, field, replace

from desktop.core.settings.endpoint import endpoint_of
from desktop.core.settings.settings import Settings


@dataclass(frozen=True, slots=True)
class EnvironmentKey:
    """The key, empty if there is none, which never shows in a repr; `origins` are scheme, host and port."""

    text: str = field(default="", repr=False)
    origins: frozenset[str] = frozenset()

    def is_meant_for(self, origin: str) -> bool:
        """Returns True if `origin` is one of `origins`."""
        return origin in self.origins


@dataclass(frozen=True, slots=True)
class EnvironmentEndpoint:
    """An endpoint as it stands in an environment variable, both empty if there is none. It may hold a password."""

    variable: str = ""
    text: str = field(default="", repr=False)

    @property
    def endpoint(self) -> str:
        """The endpoint, completed; empty if the text is none."""
        return endpoint_of(self.text) or ""

    @property
    def is_wrong(self) -> bool:
        """True if the variable is set to something that is no endpoint."""
        return bool(self.text) and not self.endpoint

    def applied(self, settings: Settings) -> Settings:
        """Returns the settings with this endpoint, if there is one."""
        return replace(settings, endpoint=self.endpoint, endpoint_found=False) if self.endpoint else settings


NO_KEY = EnvironmentKey()
NO_ENDPOINT = EnvironmentEndpoint()
