"""The picture of the chosen row: its head, the canvas with the chosen value lit, and the field that corrects it."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QToolButton, QVBoxLayout, QWidget

from desktop.core.image.annotated_image import AnnotatedImage
from desktop.messages.language.catalogue import _
from desktop.ui.canvas.canvas import Canvas
from desktop.ui.canvas.tools import Tool
from desktop.ui.icons import icon
from desktop.ui.look.buttons import icon_size
from desktop.ui.look.elided_label import ElidedLabel
from desktop.ui.look.folding.scrolled_column import ScrolledColumn
from desktop.ui.look.folding.wrapping_row import WrappingRow
from desktop.ui.settings.field_column import quiet
from desktop.ui.sheet.side.cell_editor import CellEditor
from desktop.ui.theme import Theme

ZOOM_STEP = 1.25
CANVAS_UNITS = 150  # the least height of the picture,
CANVAS_SHARE = 0.6  # unless that is more than this share of what there is


class PictureSide(ScrolledColumn):
    """Shows a picture; emits steps to other rows, edits that are meant for all pictures, and what is asked of it."""

    step_pressed = Signal(int)  # rows downwards
    edited = Signal(AnnotatedImage)  # a cover or a crop was drawn, which all pictures shall have
    plain_pressed = Signal()  # no covers and no crop by place any more
    sent_pressed = Signal()
    table_pressed = Signal()  # back, where there is no room for both

    def __init__(self, theme: Theme) -> None:
        column = QWidget()
        super().__init__(column)
        self._theme = theme
        self.canvas = Canvas()
        self.editor = CellEditor(theme)
        self._name, self._about = ElidedLabel(), quiet()
        self._buttons: dict[str, QToolButton] = {}
        self._tools = self._tool_row()
        self._lay_out(column)
        self.canvas.edited.connect(lambda _step, image: self.edited.emit(image))
        self.show_look(theme)
        self.show_nothing()

    def _lay_out(self, column: QWidget) -> None:
        self._name.setProperty("strong", True)
        head = QWidget()
        head.setObjectName("paneHead")
        head.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self._name)
        words.addWidget(self._about)
        row = QHBoxLayout(head)
        row.setContentsMargins(12, 6, 8, 6)
        row.addWidget(self._buttons["left"])
        row.addLayout(words, 1)
        for name in ("up", "below", "eye"):
            row.addWidget(self._buttons[name])
        layout = QVBoxLayout(column)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(head)
        layout.addWidget(self.canvas, 1)
        layout.addWidget(self._tools)
        layout.addWidget(self.editor)

    def _tool_row(self) -> QWidget:
        for name, tooltip, slot in (
            ("left", _("Back to the table (Ctrl+P)"), self.table_pressed.emit),
            ("up", _("Previous row (Ctrl+Up)"), lambda: self.step_pressed.emit(-1)),
            ("below", _("Next row (Ctrl+Down)"), lambda: self.step_pressed.emit(1)),
            ("eye", _("What is sent of this picture"), self.sent_pressed.emit),
            ("minus", _("Zoom out"), lambda: self.canvas.zoom_by(1 / ZOOM_STEP)),
            ("new", _("Zoom in"), lambda: self.canvas.zoom_by(ZOOM_STEP)),
            ("fit", _("Fit the picture"), self.canvas.fit),
            ("redact", _("Cover the same place on all pictures"), lambda: self._use(Tool.REDACT)),
            ("crop", _("Crop all pictures to the same part"), lambda: self._use(Tool.CROP)),
            ("uncover", _("Remove covers and crop from all pictures"), self.plain_pressed.emit),
        ):
            button = QToolButton()
            button.setToolTip(tooltip)
            button.setAccessibleName(tooltip)
            button.clicked.connect(lambda _=False, slot=slot: slot())
            self._buttons[name] = button
        for name in ("redact", "crop"):
            self._buttons[name].setCheckable(True)
        row = WrappingRow(
            *(self._buttons[name] for name in ("minus", "new", "fit", "redact", "crop", "uncover")), at_end=1
        )
        row.setObjectName("stripBar")
        row.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.canvas.tool_changed.connect(self._show_tool)
        return row

    def _use(self, tool: Tool) -> None:
        self.canvas.set_tool(Tool.CHOOSE if self.canvas.tool is tool else tool)
        self._show_tool(self.canvas.tool)
        self.canvas.setFocus()

    def _show_tool(self, tool: Tool) -> None:
        self._buttons["redact"].setChecked(tool is Tool.REDACT)
        self._buttons["crop"].setChecked(tool is Tool.CROP)

    def show_look(self, theme: Theme) -> None:
        """Draws in this theme."""
        self._theme = theme
        self._give_height()
        for name, button in self._buttons.items():
            button.setIcon(icon("close" if name == "uncover" else name, theme.colors.text, theme.colors.accent))
            button.setIconSize(icon_size(theme))
        self.canvas.show_colors(theme.colors)
        self.editor.show_look(theme)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._give_height()

    def _give_height(self) -> None:
        """Keeps the picture large enough to be seen: the rest scrolls away where there is little room."""
        self.canvas.setMinimumHeight(min(self._theme.px(CANVAS_UNITS), round(self.height() * CANVAS_SHARE)))

    def show_narrow(self, is_narrow: bool) -> None:
        """Shows the way back to the table where there is no room for both."""
        self._buttons["left"].setVisible(is_narrow)

    def show_head(self, name: str, about: str) -> None:
        """Shows the name of the picture, and words about what is seen of it."""
        self._name.setText(name)
        self._about.setText(about)
        self.setAccessibleName(f"{name}, {about}" if about else name)

    @property
    def about(self) -> str:
        """The words about what is seen of the picture."""
        return self._about.text()

    def show_nothing(self) -> None:
        """Shows that no row is chosen."""
        self.show_head(_("No picture chosen"), _("Choose a cell to see its picture."))
        self.canvas.show_annotated_image(None)
        self.editor.show_nothing()
