"""A system that wants what a test says."""

from PySide6.QtGui import QPalette

from desktop.ui.look.system_colors import System


class Wishes(System):
    """A system that is dark or not, and in high contrast while it has a palette."""

    def __init__(self, is_dark: bool = False, palette: QPalette | None = None) -> None:
        self._is_dark, self.now = is_dark, palette

    @property
    def is_dark(self) -> bool:
        """As given."""
        return self._is_dark

    @property
    def wants_contrast(self) -> bool:
        """True with a palette."""
        return self.now is not None

    def palette(self) -> QPalette:
        """The palette that it has now."""
        assert self.now is not None
        return self.now
