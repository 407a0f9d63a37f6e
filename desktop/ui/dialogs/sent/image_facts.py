"""The facts about an image that would be sent, and the choice of what later questions do with it."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QComboBox, QGridLayout, QLabel, QSizePolicy, QWidget

from desktop.core.image.annotated_image import ResendPolicy
from desktop.messages.language.catalogue import _
from desktop.messages.workspace.strip_words import resend_policy_words
from desktop.ui.dialogs.sent.request_preview_model import RequestPreviewImage
from desktop.ui.look.mirroring import line_start
from desktop.ui.look.wheel_proof import ChoiceBox
from desktop.ui.theme import Theme

SHOWN_LETTERS = 8  # of a policy at least, where it has no room for all of it
COLUMN_UNITS = 300  # the width of a name with its value, below which there is one column


class ImageFacts(QWidget):
    """A table of names and values in two columns, or in one where it is narrow, the resend policy at its end."""

    policy_chosen = Signal(ResendPolicy)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._labels: list[QLabel] = []  # a name and a value, and so on
        self._is_narrow = False
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setColumnStretch(1, 1)
        self._grid.setHorizontalSpacing(16)
        self._policy = ChoiceBox(self)
        self._policy.setAccessibleName(_("In follow-ups"))
        self._policy.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self._policy.setMinimumContentsLength(SHOWN_LETTERS)
        self._policy.setProperty("flat", True)
        self._policy.activated.connect(lambda _: self.policy_chosen.emit(ResendPolicy(self._policy.currentData())))

    def show_image(self, image: RequestPreviewImage) -> None:
        """Shows what is known of an image."""
        for label in self._labels:
            label.hide()
            label.deleteLater()
        self._labels.clear()
        for name, value in image.facts:
            self._add_label(name, "quiet")
            self._add_label(value)
        self._add_label(_("Follow-ups"), "quiet").setBuddy(self._policy)  # on Linux its name is its value
        self._policy.clear()
        for policy, saving in image.resend_policies:
            self._policy.addItem(resend_policy_words(policy, saving), policy)
        self._policy.setCurrentIndex(max(0, self._policy.findData(image.resend_policy)))
        self._place()

    def show_look(self, theme: Theme) -> None:
        """Has two columns only where this theme's text has room in them."""
        self._theme = theme
        if self._labels:
            self._place()

    def _add_label(self, words: str, role: str = "") -> QLabel:
        label = selectable_label(role)
        label.setText(words)
        if role:
            label.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Preferred)
        self._labels.append(label)
        return label

    def _place(self) -> None:
        """Puts all in rows of one or two columns."""
        while self._grid.takeAt(0) is not None:
            pass
        widgets: list[QWidget] = [*self._labels, self._policy]
        rows = len(widgets) // 2
        self._is_narrow = self.width() < self._theme.px(2 * COLUMN_UNITS)
        half = rows if self._is_narrow else (rows + 1) // 2
        self._grid.setColumnStretch(3, 0 if self._is_narrow else 1)
        for at, widget in enumerate(widgets):
            row, column = at // 2 % half, 2 * (at // 2 // half) + at % 2
            side = Qt.AlignmentFlag.AlignLeft if widget is self._policy else Qt.AlignmentFlag.AlignTop
            self._grid.addWidget(widget, row, column, side)
            widget.setVisible(True)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._labels and self._is_narrow != (self.width() < self._theme.px(2 * COLUMN_UNITS)):
            self._place()


def selectable_label(role: str = "") -> QLabel:
    """A label for plain text that can be selected with the mouse. `role` is a property that the style sheet knows."""
    label = QLabel(textFormat=Qt.TextFormat.PlainText, wordWrap=True)
    label.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
    label.setAlignment(line_start() | Qt.AlignmentFlag.AlignVCenter)
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    if role:
        label.setProperty(role, True)
    return label
