"""The library of saved prompts: those of a policy, then the user's own in their order, or those of the program."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, Signal

from desktop.core.asking.saved_prompts import SavedPrompt, prompts_of_plain, prompts_to_plain, with_given
from desktop.core.errors import Problem, StorageError


class PromptLibrary(QObject):
    """Owner of the saved prompts. `read` and `write` are of their file and raise StorageError."""

    changed = Signal(tuple)  # of SavedPrompt
    problem_occurred = Signal(Problem)  # they could not be read or stored

    def __init__(
        self,
        read: Callable[[], dict[str, Any]],
        write: Callable[[dict[str, Any]], None],
        given: Callable[[], tuple[SavedPrompt, ...]],
        of_house: Callable[[], tuple[SavedPrompt, ...]] = tuple,
    ) -> None:
        """`given` returns the prompts that come with the program, `of_house` those that the policy gives now."""
        super().__init__()
        self._read = read
        self._write = write
        self._given = given
        self._of_house = of_house
        self._prompts: tuple[SavedPrompt, ...] | None = None

    @property
    def prompts(self) -> tuple[SavedPrompt, ...]:
        """All of them, those of the policy first; the others are read from the file when they are first asked for."""
        return (*self._of_house(), *self._own)

    @property
    def _own(self) -> tuple[SavedPrompt, ...]:
        if self._prompts is None:
            self._prompts = prompts_of_plain(self._stored(), self._given())
        return self._prompts

    def _stored(self) -> dict[str, Any]:
        try:
            return self._read()
        except StorageError as failed:
            self.problem_occurred.emit(failed.problem)
            return {}

    def keep(self, prompts: tuple[SavedPrompt, ...]) -> None:
        """Keeps these in the place of all others; those of the policy stay as they are."""
        own = tuple(prompt for prompt in prompts if not prompt.is_given)
        if own == self._own:
            return
        self._prompts = own
        self.changed.emit(self.prompts)
        try:
            self._write(prompts_to_plain(own))
        except StorageError as failed:
            self.problem_occurred.emit(failed.problem)

    def restore_given(self) -> None:
        """Brings back those that come with the program, as they were; the user's own stay."""
        self.keep(with_given(self._own, self._given()))

    def take_over(self, stored: dict[str, Any]) -> None:
        """Keeps those of a backup."""
        self.keep(prompts_of_plain(stored, self._given()))
