"""The largest images that endpoints say, in their lists of models, that a model takes; kept between runs."""

import contextlib
from pathlib import Path
from typing import Any

from desktop.adapters.files.json_file import read_json, write_json
from desktop.core.errors import StorageError
from desktop.core.models.image_cap import ImageCap, cap_of

MOST_ENDPOINTS = 50  # that are remembered; chosen


class OfferedCaps:
    """Caps by endpoint and model, in a file that is read when one is first asked for; a damaged one counts as empty."""

    def __init__(self, file: Path) -> None:
        self._file = file
        self._caps: dict[str, dict[str, ImageCap]] | None = None

    def cap_for(self, endpoint: str, model: str) -> ImageCap | None:
        """Returns the cap that the endpoint's list named, or None."""
        return self._read().get(endpoint, {}).get(model)

    def keep(self, endpoint: str, caps: dict[str, ImageCap]) -> None:
        """Remembers the caps of an endpoint's list; one that cannot be written lasts for this run."""
        known = self._read()
        if known.get(endpoint, {}) == caps:
            return
        known.pop(endpoint, None)
        if caps:
            known[endpoint] = caps
        while len(known) > MOST_ENDPOINTS:
            del known[next(iter(known))]
        plain = {place: {name: str(cap) for name, cap in models.items()} for place, models in known.items()}
        with contextlib.suppress(StorageError):
            write_json(self._file, plain)

    def _read(self) -> dict[str, dict[str, ImageCap]]:
        if self._caps is None:
            plain: dict[str, Any] = {}
            with contextlib.suppress(StorageError):
                plain = read_json(self._file)
            self._caps = {place: _caps_in(models) for place, models in plain.items() if isinstance(models, dict)}
        return self._caps


def _caps_in(models: dict[str, Any]) -> dict[str, ImageCap]:
    read = {name: cap_of(text) for name, text in models.items() if isinstance(text, str)}
    return {name: cap for name, cap in read.items() if cap is not None}
