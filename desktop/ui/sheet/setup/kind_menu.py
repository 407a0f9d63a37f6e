"""A button whose menu chooses kinds of private text."""

from collections.abc import Sequence

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QPushButton

from desktop.messages.language.catalogue import _
from desktop.ui.look.menu import Menu


class KindMenu(QPushButton):
    """Shows the chosen kinds as its words."""

    def __init__(self, kinds: Sequence[tuple[str, str]]) -> None:
        """`kinds` are names of findings, each with its words."""
        super().__init__()
        self.setProperty("raised", True)
        self._actions: dict[str, QAction] = {}
        menu = Menu(self)
        for name, words in kinds:
            action = menu.addAction(words)
            action.setCheckable(True)
            action.toggled.connect(lambda _: self._show())
            self._actions[name] = action
        self.setMenu(menu)
        self._show()

    @property
    def chosen(self) -> frozenset[str]:
        """The names of the chosen kinds."""
        return frozenset(name for name, action in self._actions.items() if action.isChecked())

    def choose(self, names: frozenset[str]) -> None:
        """Chooses these kinds and no others."""
        for name, action in self._actions.items():
            action.setChecked(name in names)

    def _show(self) -> None:
        words = [action.text() for action in self._actions.values() if action.isChecked()]
        shown = ", ".join(words[:3]) + (" …" if len(words) > 3 else "")
        self.setText(shown.replace("&", "&&") or _("Nothing yet"))
        self.setAccessibleName(_("Cover on every picture: {kinds}").format(kinds=", ".join(words) or _("nothing")))
        self.setToolTip(", ".join(words))
