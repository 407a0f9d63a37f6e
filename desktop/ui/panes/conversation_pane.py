"""The pane of the conversation: who answers, the transcript, and the composer."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QMenu, QToolButton, QWidget

from desktop.ui.actions import Actions
from desktop.ui.composer.composer import Composer
from desktop.ui.icons import icon
from desktop.ui.panes.pane import Pane, PaneBar
from desktop.ui.theme import ThemeColors


class ConversationPane(Pane):
    """Places the head and the composer at once, and the transcript with `fill`."""

    def __init__(self, actions: Actions) -> None:
        super().__init__("conversationPane")
        self.setMinimumWidth(350)
        self.model_button = QToolButton(popupMode=QToolButton.ToolButtonPopupMode.InstantPopup)
        self.model_button.setAccessibleName("Model")
        self.host_label = QLabel(textFormat=Qt.TextFormat.PlainText)
        self.host_label.setProperty("quiet", True)
        self._menu_button = QToolButton(popupMode=QToolButton.ToolButtonPopupMode.InstantPopup)
        self._menu_button.setAccessibleName("Menu")
        self._menu_button.setToolTip("Menu")
        menu = QMenu(self._menu_button)
        menu.aboutToShow.connect(lambda: actions.fill(menu))
        self._menu_button.setMenu(menu)
        head = PaneBar("paneHead")
        head.row.addWidget(self.model_button)
        head.row.addWidget(self.host_label)
        head.row.addStretch(1)
        head.row.addWidget(self._menu_button)
        self._room = QWidget()  # where the transcript will be
        self.composer = Composer()
        self.column.addWidget(head)
        self.column.addWidget(self._room, 1)
        self.column.addWidget(self.composer)

    def fill(self, transcript: QWidget) -> None:
        """Add what the first paint need not wait for."""
        self.column.insertWidget(1, transcript, 1)
        self._room.deleteLater()

    def add_find_bar(self, bar: QWidget) -> None:
        """Put the bar for finding words above the transcript."""
        self.column.insertWidget(1, bar)

    def show_colors(self, colors: ThemeColors) -> None:
        """Draw the icons in these colours."""
        self._menu_button.setIcon(icon("more", colors.text))
