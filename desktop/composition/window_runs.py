"""The runs over many pictures of a window: made when they are first wanted, and closed when the program is left."""

from typing import TYPE_CHECKING

from desktop.composition.providers import Providers
from desktop.core.settings.settings import Settings
from desktop.deferred import deferred
from desktop.services.asking.rate.paces import Paces
from desktop.services.settings.settings_service import SettingsService

if TYPE_CHECKING:
    from desktop.composition import many_pictures
    from desktop.composition.many_pictures import RunsAndTools
    from desktop.services.many.runs import PictureRuns
else:
    many_pictures = deferred("desktop.composition.many_pictures")


class WindowRuns:
    """Owner of the runs and of their child processes, none of which a start needs."""

    def __init__(self, providers: Providers, settings_service: SettingsService, paces: Paces) -> None:
        """`paces` are those of conversations, which the rows of runs give way to."""
        self._providers = providers
        self._settings_service = settings_service
        self._paces = paces
        self._made: RunsAndTools | None = None

    def get(self) -> "PictureRuns":
        """Returns the runs of this user."""
        if self._made is None:
            service = self._settings_service

            async def key(settings: Settings) -> str | None:
                return await service.key(settings.origin, settings.endpoint_found)

            self._made = many_pictures.build_runs(
                lambda: service.effective,
                lambda: service.policy.locked,
                lambda _reader: self._providers.at,
                key,
                self._paces,
            )
        return self._made.runs

    def close(self) -> None:
        """Ends the child processes."""
        if self._made is not None:
            self._made.close()
