"""The window of the policy: whose rules apply, and each value in force with its origin, as `askance policy` has it."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QLabel, QPushButton, QTreeWidget, QTreeWidgetItem, QVBoxLayout, QWidget

from desktop.messages.language.catalogue import _
from desktop.messages.settings.policy_lines import PolicyLine
from desktop.ui.icons import icon
from desktop.ui.theme import Theme

SIZE = (760, 560)


class PolicyDialog(QDialog):
    """Shows a policy. `words` say whose rules apply and what is wrong with them; `files` are those that were read."""

    def __init__(
        self, parent: QWidget, theme: Theme, words: str, files: Sequence[str], lines: Sequence[PolicyLine]
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("Policy"))
        self.resize(min(SIZE[0], max(320, parent.width() - 40)), min(SIZE[1], max(260, parent.height() - 40)))
        about = QLabel(words or _("There is no policy on this computer."), wordWrap=True)
        about.setTextFormat(Qt.TextFormat.PlainText)
        read = QLabel("\n".join(files), wordWrap=True)
        read.setTextFormat(Qt.TextFormat.PlainText)
        read.setProperty("quiet", True)
        if not files:
            read.hide()
        self.table = QTreeWidget()
        self.table.setRootIsDecorated(False)
        self.table.setUniformRowHeights(True)
        self.table.setAccessibleName(_("Values in force"))
        self.table.setHeaderLabels([_("Key"), _("Value"), _("Origin")])
        lock = icon("lock", theme.colors.text)
        for line in lines:
            row = QTreeWidgetItem([line.name, line.value, line.origin])
            row.setToolTip(1, line.value)
            row.setToolTip(2, line.origin)
            if line.is_locked:
                row.setIcon(0, lock)
            self.table.addTopLevelItem(row)
        for column, share in enumerate((30, 30)):
            self.table.setColumnWidth(column, self.width() * share // 100)
        close = QPushButton(_("Close"))
        close.setProperty("raised", True)
        close.clicked.connect(self.accept)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 16, 20, 14)
        for widget in (about, read):
            layout.addWidget(widget)
        layout.addWidget(self.table, 1)
        layout.addWidget(close, 0, Qt.AlignmentFlag.AlignRight)
