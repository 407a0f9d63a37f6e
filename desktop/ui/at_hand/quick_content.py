"""What stands below the head of the small window."""

from PySide6.QtWidgets import QVBoxLayout, QWidget


class QuickContent(QWidget):
    """What stands below the head, no higher than it needs to be at a width: it scrolls only where there is no room."""

    def __init__(self) -> None:
        super().__init__()
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(0)

    def heightForWidth(self, width: int) -> int:
        self.column.activate()
        if self.column.hasHeightForWidth():
            return self.column.minimumHeightForWidth(width)
        return self.column.totalMinimumSize().height()
