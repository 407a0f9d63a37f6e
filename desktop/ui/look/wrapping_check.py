"""A check box whose words go on in further lines where they have no room in one."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent, QTextLayout
from PySide6.QtWidgets import QCheckBox, QSizePolicy


class WrappingCheck(QCheckBox):
    """Needs no more width than its longest word; assistive technologies are told the words in one line."""

    def __init__(self, words: str) -> None:
        super().__init__(words)
        self._words = words
        self.setAccessibleName(words)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def minimumSizeHint(self) -> QSize:
        _, least = self._broken(0)
        return QSize(least + self._beside(), super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        text, _ = self._broken(self.width() - self._beside())
        if text != self.text():
            self.setText(text)

    def _beside(self) -> int:
        """Returns the width of all but the words."""
        shown = self.fontMetrics().size(Qt.TextFlag.TextShowMnemonic, self.text()).width()
        return super().sizeHint().width() - shown

    def _broken(self, width: int) -> tuple[str, int]:
        """Returns the words in lines of that width, and the least width in which none of them is cut."""
        layout, lines = QTextLayout(self._words, self.font()), []
        layout.beginLayout()
        while (line := layout.createLine()).isValid():
            line.setLineWidth(width)
            begin = line.textStart()
            lines.append(self._words[begin : begin + line.textLength()].rstrip())
        layout.endLayout()
        widest = max(self.fontMetrics().horizontalAdvance(line) for line in lines)
        return "\n".join(lines), widest + 1
