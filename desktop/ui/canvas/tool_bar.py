"""The tool bar above the canvas: the tools and the colour of annotations.

Labels disappear when there is no room for them. Where there is none for the buttons either, one button with a menu
replaces them.
"""

from functools import partial

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QColor, QIcon, QPixmap
from PySide6.QtWidgets import QHBoxLayout, QMenu, QToolButton, QWidget

from desktop.core.annotation.style import COLORS
from desktop.ui.canvas.tools import COLOR_KEYS, TOOLS, Tool, ToolSpec
from desktop.ui.icons import icon
from desktop.ui.theme import ThemeColors

ICON = QSize(18, 18)
FOLDED = -1  # the room in which there is a menu
COLOR_NAMES = ("Red", "Amber", "Green", "Blue", "Violet", "Black")


class ToolBar(QWidget):
    """Emits the tool and the colour that the user selects."""

    tool_chosen = Signal(Tool)
    color_chosen = Signal(str)  # #rrggbb

    def __init__(self) -> None:
        super().__init__()
        self._room = -2
        self._tool = Tool.CHOOSE
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(2)
        self._buttons = {spec.tool: self._tool_button(spec) for spec in TOOLS}
        self._all = _menu_button("Tools", "Tools")
        self._all.setMenu(self._tool_menu())
        self._all.hide()
        self._color = _menu_button("Colour", "Colour of marks (1 to 6, on the picture)")
        self._color.setMenu(self._color_menu())
        for button in (*self._buttons.values(), self._all, self._color):
            row.addWidget(button)
        self.show_tool(Tool.CHOOSE)
        self.show_color(COLORS[0])

    def _tool_button(self, spec: ToolSpec) -> QToolButton:
        button = QToolButton()
        button.setText(spec.label)
        button.setCheckable(True)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.setIconSize(ICON)
        button.setAccessibleName(spec.label)
        button.setToolTip(f"{spec.tooltip} ({spec.tool.value}, on the picture)")
        button.clicked.connect(partial(self._clicked, spec.tool))
        return button

    def _tool_menu(self) -> QMenu:
        menu = QMenu(self._all)
        for spec in TOOLS:
            menu.addAction(f"{spec.label}\t{spec.tool.value}", partial(self._clicked, spec.tool))
        menu.aboutToHide.connect(partial(_menu_closed, self._all))
        return menu

    def _color_menu(self) -> QMenu:
        menu = QMenu(self._color)
        for name, (key, color) in zip(COLOR_NAMES, COLOR_KEYS.items(), strict=True):
            menu.addAction(_swatch(color), f"{name}   {key}", partial(self.color_chosen.emit, color))
        menu.aboutToHide.connect(partial(_menu_closed, self._color))
        return menu

    def show_tool(self, tool: Tool) -> None:
        """Show which tool is in use."""
        self._tool = tool
        for button_tool, button in self._buttons.items():
            button.setChecked(button_tool is tool)
        self._all.setIcon(self._buttons[tool].icon())

    def show_color(self, color: str) -> None:
        """Show the colour of new annotations."""
        self._color.setIcon(icon("colour", color))

    def show_colors(self, colors: ThemeColors) -> None:
        """Draw the icons in these colours."""
        for spec in TOOLS:
            self._buttons[spec.tool].setIcon(icon(spec.icon, colors.text))
        self._all.setIcon(self._buttons[self._tool].icon())

    @property
    def is_folded(self) -> bool:
        """True while one button with a menu stands for all tools."""
        return self._room == FOLDED

    def fit_into(self, width: int) -> bool:
        """Show as many labels as fit into `width` logical pixels; where no icon fits either, one button for all tools.

        Return True if that was enough.
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
        for spec in TOOLS:
            self._buttons[spec.tool].setToolButtonStyle(beside if spec.label_from <= room else alone)
            self._buttons[spec.tool].setVisible(room != FOLDED)
        self._all.setVisible(room == FOLDED)

    def _clicked(self, tool: Tool) -> None:
        self.show_tool(tool)
        self.tool_chosen.emit(tool)


def _menu_button(name: str, tooltip: str) -> QToolButton:
    button = QToolButton(popupMode=QToolButton.ToolButtonPopupMode.InstantPopup)
    button.setIconSize(ICON)
    button.setAccessibleName(name)
    button.setToolTip(tooltip)
    return button


def _menu_closed(button: QToolButton) -> None:
    """Clear the button's hover state, which Qt does not clear when its menu was closed elsewhere."""
    button.setAttribute(Qt.WidgetAttribute.WA_UnderMouse, False)
    button.update()


def _swatch(color: str) -> QIcon:
    pixmap = QPixmap(ICON)
    pixmap.fill(QColor(color))
    return QIcon(pixmap)
