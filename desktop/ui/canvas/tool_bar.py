"""The tools above the canvas: which one is held, and its colour. Labels go when there is no room for them, and where
there is none for the tools either, one button with a menu stands for them all.
"""

from functools import partial

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QColor, QIcon, QPixmap
from PySide6.QtWidgets import QHBoxLayout, QMenu, QToolButton, QWidget

from desktop.core.annotation.style import COLORS
from desktop.ui.canvas.tools import Tool
from desktop.ui.icons import icon
from desktop.ui.theme import ThemeColors

ICON = QSize(18, 18)
ENTRIES = (  # tool, icon, label, what it does, the room (0 narrow – 2 wide) from which its label is shown
    (Tool.CHOOSE, "choose", "Choose", "Choose, move and resize marks", 9),
    (Tool.CROP, "crop", "Crop", "Show and send only a part", 1),
    (Tool.NUMBER, "number", "Mark", "Number a place, to ask about ①", 1),
    (Tool.BOX, "box", "Box", "Draw a box", 2),
    (Tool.ARROW, "arrow", "Arrow", "Draw an arrow", 2),
    (Tool.PEN, "pen", "Pen", "Draw by hand", 9),
    (Tool.NOTE, "note", "Text", "Write on the picture", 2),
    (Tool.HIGHLIGHT, "highlight", "Highlight", "Tint a place; it stays legible", 2),
    (Tool.REDACT, "redact", "Redact", "Cover a place: what is under it is not sent", 1),
)
FOLDED = -1  # the room in which there is a menu
COLOR_NAMES = ("Red", "Amber", "Green", "Blue", "Violet", "Black")


class ToolBar(QWidget):
    """Says which tool and which colour the user takes."""

    tool_chosen = Signal(object)  # Tool
    color_chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._room = -2
        self._held = Tool.CHOOSE
        self._buttons: dict[Tool, QToolButton] = {}
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(2)
        for tool, _, label, tip, _ in ENTRIES:
            button = QToolButton()
            button.setText(label)
            button.setCheckable(True)
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            button.setIconSize(ICON)
            button.setAccessibleName(label)
            button.setToolTip(f"{tip} ({tool.value}, on the picture)")
            button.clicked.connect(partial(self._clicked, tool))
            self._buttons[tool] = button
            row.addWidget(button)
        self._all = QToolButton(popupMode=QToolButton.ToolButtonPopupMode.InstantPopup)
        self._all.setIconSize(ICON)
        self._all.setAccessibleName("Tools")
        self._all.setToolTip("Tools")
        tools = QMenu(self._all)
        for tool, _, label, _, _ in ENTRIES:
            tools.addAction(f"{label}\t{tool.value}", partial(self._clicked, tool))
        tools.aboutToHide.connect(partial(_menu_closed, self._all))
        self._all.setMenu(tools)
        self._all.hide()
        row.addWidget(self._all)
        self._color = QToolButton(popupMode=QToolButton.ToolButtonPopupMode.InstantPopup)
        self._color.setIconSize(ICON)
        self._color.setAccessibleName("Colour")
        self._color.setToolTip("Colour of marks (1 to 6, on the picture)")
        menu = QMenu(self._color)
        for at, (name, color) in enumerate(zip(COLOR_NAMES, COLORS, strict=True), 1):
            menu.addAction(_swatch(color), f"{name}   {at}", partial(self.color_chosen.emit, color))
        menu.aboutToHide.connect(partial(_menu_closed, self._color))
        self._color.setMenu(menu)
        row.addWidget(self._color)
        self.show_tool(Tool.CHOOSE)
        self.show_color(COLORS[0])

    def show_tool(self, tool: Tool) -> None:
        """Which tool is held."""
        self._held = tool
        for mine, button in self._buttons.items():
            button.setChecked(mine is tool)
        self._all.setIcon(self._buttons[tool].icon())

    def show_color(self, color: str) -> None:
        """Which colour marks get."""
        self._color.setIcon(icon("colour", color))

    def show_colors(self, colors: ThemeColors) -> None:
        for tool, name, _, _, _ in ENTRIES:
            self._buttons[tool].setIcon(icon(name, colors.text))
        self._all.setIcon(self._buttons[self._held].icon())

    def fit_into(self, width: int) -> bool:
        """Show as many labels as `width` has room for; one button for all tools where even they have none. Whether that
        was enough.
        """
        for room in (2, 1, 0, FOLDED):
            self._show_for(room)
            if self.sizeHint().width() <= width:
                return True
        return False

    def _show_for(self, room: int) -> None:
        if room == self._room:
            return
        self._room = room
        beside, alone = Qt.ToolButtonStyle.ToolButtonTextBesideIcon, Qt.ToolButtonStyle.ToolButtonIconOnly
        for tool, _, _, _, needs in ENTRIES:
            self._buttons[tool].setToolButtonStyle(beside if needs <= room else alone)
            self._buttons[tool].setVisible(room != FOLDED)
        self._all.setVisible(room == FOLDED)

    def _clicked(self, tool: Tool) -> None:
        self.show_tool(tool)
        self.tool_chosen.emit(tool)


def _menu_closed(button: QToolButton) -> None:
    """Qt forgets to tell the button that the mouse is elsewhere by now."""
    button.setAttribute(Qt.WidgetAttribute.WA_UnderMouse, False)
    button.update()


def _swatch(color: str) -> QIcon:
    made = QPixmap(ICON)
    made.fill(QColor(color))
    return QIcon(made)
