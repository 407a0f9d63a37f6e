"""The facts about an image that would be sent, and the choice of what later questions do with it."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QGridLayout, QLabel, QSizePolicy, QWidget

from desktop.core.image.annotated_image import ResendPolicy
from desktop.messages.language.catalogue import _
from desktop.messages.workspace.strip_words import resend_policy_words
from desktop.ui.dialogs.sent.request_preview_model import RequestPreviewImage
from desktop.ui.look.mirroring import line_start
from desktop.ui.look.wheel_proof import ChoiceBox


class ImageFacts(QWidget):
    """A table of names and values in two columns, the resend policy at its end."""

    policy_chosen = Signal(ResendPolicy)

    def __init__(self) -> None:
        super().__init__()
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setColumnStretch(1, 1)
        self._grid.setColumnStretch(3, 1)
        self._grid.setHorizontalSpacing(16)
        self._policy = ChoiceBox(self)
        self._policy.setAccessibleName(_("In follow-ups"))
        self._policy.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self._policy.setProperty("flat", True)
        self._policy.activated.connect(lambda _: self.policy_chosen.emit(ResendPolicy(self._policy.currentData())))

    def show_image(self, image: RequestPreviewImage) -> None:
        """Show what is known of an image."""
        while (item := self._grid.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None and widget is not self._policy:
                widget.deleteLater()
        half = (len(image.facts) + 2) // 2  # rows of each of the two columns, with one for the policy
        for at, (name, value) in enumerate(image.facts):
            row, column = at % half, 2 * (at // half)
            self._add_name(row, column, name)
            label = selectable_label()
            label.setText(value)
            self._grid.addWidget(label, row, column + 1, Qt.AlignmentFlag.AlignTop)
        self._policy.clear()
        for policy, saving in image.resend_policies:
            self._policy.addItem(resend_policy_words(policy, saving), policy)
        self._policy.setCurrentIndex(max(0, self._policy.findData(image.resend_policy)))
        row, column = len(image.facts) % half, 2 * (len(image.facts) // half)
        self._add_name(row, column, _("Follow-ups")).setBuddy(self._policy)  # on Linux its name is its value
        self._grid.addWidget(self._policy, row, column + 1, Qt.AlignmentFlag.AlignLeft)

    def _add_name(self, row: int, column: int, name: str) -> QLabel:
        label = selectable_label("quiet")
        label.setText(name)
        label.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Preferred)
        self._grid.addWidget(label, row, column, Qt.AlignmentFlag.AlignTop)
        return label


def selectable_label(role: str = "") -> QLabel:
    """A label for plain text that can be selected with the mouse. `role` is a property that the style sheet knows."""
    label = QLabel(textFormat=Qt.TextFormat.PlainText, wordWrap=True)
    label.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
    label.setAlignment(line_start() | Qt.AlignmentFlag.AlignVCenter)
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    if role:
        label.setProperty(role, True)
    return label
