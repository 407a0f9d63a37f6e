"""A field for words that are looked for: a glass where the line begins, and at its end a cross that empties it."""

from PySide6.QtCore import QEvent, QRect, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QLineEdit, QStyle, QStyleOptionFrame, QWidget

from desktop.messages.language.catalogue import _
from desktop.ui.icons import icon
from desktop.ui.look.mirroring import inside, is_mirrored
from desktop.ui.theme import Theme

ICON_UNITS, GAP_UNITS = 16, 6


class SearchField(QLineEdit):
    """A field whose signs grow with its text, unlike those that Qt puts into a field, which have 16 pixels."""

    def __init__(self, theme: Theme, can_be_emptied: bool = False) -> None:
        """With `can_be_emptied` there is the cross while something is typed."""
        super().__init__()
        self._theme = theme
        self._cross = _Cross(self) if can_be_emptied else None
        if self._cross is not None:
            self._cross.hide()
            self._cross.clicked.connect(self.clear)
            self.textChanged.connect(lambda words: self._show_cross(bool(words)))
        self.show_look(theme)

    @property
    def glass(self) -> QRect:
        """The place of the glass, in logical pixels of the field."""
        return self._sign_at_start(self._contents)

    def show_look(self, theme: Theme) -> None:
        """Draws in this theme."""
        self._theme = theme
        if self._cross is not None:
            self._cross.setIcon(icon("close", theme.colors.quiet))
        self._place()
        self.update()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.StyleChange, QEvent.Type.LayoutDirectionChange):
            self._place()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self)
        icon("search", self._theme.colors.quiet).paint(painter, self.glass)
        painter.end()

    @property
    def _contents(self) -> QRect:
        """Where the style lets things stand in the field, within its border and its padding."""
        option = QStyleOptionFrame()
        self.initStyleOption(option)
        return self.style().subElementRect(QStyle.SubElement.SE_LineEditContents, option, self)

    def _sign_at_start(self, contents: QRect) -> QRect:
        side = self._theme.px(ICON_UNITS)
        return inside(QRect(contents.left(), contents.center().y() - side // 2, side, side), contents)

    def _place(self) -> None:
        taken = self._theme.px(ICON_UNITS) + self._theme.px(GAP_UNITS)
        end = taken if self._cross is not None and not self._cross.isHidden() else 0
        self.setTextMargins(*((end, 0, taken, 0) if is_mirrored() else (taken, 0, end, 0)))
        if self._cross is not None:
            contents = self._contents
            sign = self._sign_at_start(contents)
            sign.moveLeft(contents.left() + contents.right() - sign.right())
            self._cross.setGeometry(sign)

    def _show_cross(self, is_shown: bool) -> None:
        assert self._cross is not None
        self._cross.setVisible(is_shown)
        self._place()


class _Cross(QAbstractButton):
    """Painted as its icon alone; the keyboard empties a field in other ways."""

    def __init__(self, field: QWidget) -> None:
        super().__init__(field)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setCursor(Qt.CursorShape.ArrowCursor)
        self.setAccessibleName(_("Clear the field"))
        self.setToolTip(_("Clear the field"))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        self.icon().paint(painter, self.rect())
        painter.end()
