"""Whether the words of a widget have room in it."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QLabel, QToolButton, QWidget

from desktop.ui.look.elided_label import ElidedLabel
from desktop.ui.settings.fields import Switch

SLACK_PX = 2  # a width of fractions is rounded


def is_cut(widget: QWidget) -> bool:
    """Returns True if a text has no room in its widget."""
    if isinstance(widget, QLabel) and widget.text():
        if widget.textFormat() == Qt.TextFormat.RichText or not widget.pixmap().isNull():
            return False
        if isinstance(widget, ElidedLabel):
            return False  # all of it is in its tooltip
        if widget.wordWrap():
            return widget.heightForWidth(widget.width()) > widget.height() + SLACK_PX
        return widget.sizeHint().width() > widget.width() + SLACK_PX
    if isinstance(widget, QToolButton):
        if widget.toolButtonStyle() == Qt.ToolButtonStyle.ToolButtonIconOnly and not widget.icon().isNull():
            return False
        return widget.fontMetrics().horizontalAdvance(widget.text()) > widget.width() + SLACK_PX
    if isinstance(widget, QAbstractButton) and widget.text():
        lines = widget.lines if isinstance(widget, Switch) else widget.text().split("\n")
        needed = max(widget.fontMetrics().horizontalAdvance(line.replace("&", "")) for line in lines)
        return needed > widget.width() + SLACK_PX or widget.sizeHint().height() > widget.height() + SLACK_PX
    return False
