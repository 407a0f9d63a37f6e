"""The tool bar above the canvas: the tools in groups, the colour of annotations, and a menu for what has no room."""

from functools import partial

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QAction, QColor, QIcon, QPixmap
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QToolButton, QWidget

from desktop.core.annotation.style import MarkStyle, StyleChange
from desktop.messages.language.catalogue import _
from desktop.ui.actions import Actions
from desktop.ui.canvas.bar.tool_stages import STAGES, BarStage
from desktop.ui.canvas.tools import (
    COLOR_KEYS,
    COLOR_NAMES,
    PATTERN_NAMES,
    TOOLS,
    WIDTH_NAMES,
    Tool,
    ToolSpec,
    style_words,
)
from desktop.ui.icons import icon
from desktop.ui.look.buttons import Rule, chevron_button, icon_size, menu_button, menu_closed
from desktop.ui.look.menu import Menu
from desktop.ui.theme import Theme

GAP_UNITS = 2
BESIDE, ALONE = Qt.ToolButtonStyle.ToolButtonTextBesideIcon, Qt.ToolButtonStyle.ToolButtonIconOnly


class ToolBar(QWidget):
    """Emits the tool and the style that the user selects. What has no room moves to a menu, with its icon and key."""

    tool_chosen = Signal(Tool)
    style_chosen = Signal(StyleChange)

    def __init__(self, actions: Actions) -> None:
        super().__init__()
        self._actions = actions
        self._stage: BarStage | None = None
        self._widths: dict[BarStage, int] = {}
        self._style = MarkStyle()
        self._buttons = {spec.tool: self._tool_button(spec) for spec in TOOLS}
        self._menu_actions = {spec.tool: self._menu_action(spec) for spec in TOOLS}
        self._turn = QToolButton()
        self._turn.setDefaultAction(actions["turn_right"])
        self._turn.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._choices: dict[StyleChange, QAction] = {}
        self._color_button = menu_button(_("Colour"), _("Colour (1 to 6), width ([ and ]) and pattern (D) of marks"))
        self._colors = self._color_menu()
        self._color_button.setMenu(self._colors)
        self.more = chevron_button(_("More"), _("More tools"))
        self._more_menu = Menu(self.more)
        self._more_menu.aboutToHide.connect(partial(menu_closed, self.more))
        self.more.setMenu(self._more_menu)
        self._rules = tuple(Rule() for _ in range(4))
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Preferred)
        self._fill_row()
        self.show_tool(Tool.CHOOSE)
        self._show(STAGES[0])

    # building

    def _tool_button(self, spec: ToolSpec) -> QToolButton:
        button = QToolButton()
        button.setText(_(spec.label))
        button.setCheckable(True)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.setAccessibleName(_("{tool}, key {key}").format(tool=button.text(), key=spec.tool.value))
        tooltip = _("{tooltip} ({key}, on the picture)")
        button.setToolTip(tooltip.format(tooltip=_(spec.tooltip), key=spec.tool.value))
        button.clicked.connect(partial(self._clicked, spec.tool))
        return button

    def _menu_action(self, spec: ToolSpec) -> QAction:
        action = QAction(f"{_(spec.label)}\t{spec.tool.value}", self)
        action.triggered.connect(partial(self._clicked, spec.tool))
        return action

    def _color_menu(self) -> Menu:
        menu = Menu(_("Colour"), self._color_button)
        for key, color in COLOR_KEYS.items():
            words = f"{_(COLOR_NAMES[color])}\t{key}"
            menu.addAction(_swatch(color), words, partial(self._choose_style, StyleChange(color)))
        menu.addSeparator()
        for width, name in WIDTH_NAMES.items():
            self._add_choice(menu, name, StyleChange(width=width))
        menu.addSeparator()
        for pattern, name in PATTERN_NAMES.items():
            self._add_choice(menu, name, StyleChange(pattern=pattern))
        menu.aboutToHide.connect(partial(menu_closed, self._color_button))
        return menu

    def _add_choice(self, menu: Menu, name: str, change: StyleChange) -> None:
        action = menu.addAction(_(name), partial(self._choose_style, change))
        action.setCheckable(True)
        self._choices[change] = action

    def _choose_style(self, change: StyleChange) -> None:
        self.show_style(self._style)  # a click on what is chosen already leaves it checked
        self.style_chosen.emit(change)

    def _fill_row(self) -> None:
        groups: list[list[QWidget]] = [[], [], [], []]
        for spec in TOOLS:
            groups[spec.group].append(self._buttons[spec.tool])
        groups[1].append(self._turn)
        groups[2].append(self._color_button)
        groups[3].append(self.more)
        for rule, group in zip(self._rules, groups, strict=True):
            for widget in (rule, *group):
                self._row.addWidget(widget, 0, Qt.AlignmentFlag.AlignVCenter)

    # what is shown

    def show_tool(self, tool: Tool) -> None:
        """Shows which tool is in use."""
        for button_tool, button in self._buttons.items():
            button.setChecked(button_tool is tool)

    def show_style(self, style: MarkStyle) -> None:
        """Shows the style of new annotations."""
        self._style = style
        self._color_button.setIcon(icon("colour", style.color))
        words = style_words(StyleChange(style.color, style.width, style.pattern))
        self._color_button.setAccessibleName(_("Colour: {style}").format(style=words))
        for change, action in self._choices.items():
            action.setChecked(style.changed(change) == style)

    def show_enabled(self, enabled: bool) -> None:
        """Offers the tools only while there is an image to use them on."""
        for widget in (*self._buttons.values(), self._turn, self._color_button):
            widget.setEnabled(enabled)
        for action in self._menu_actions.values():
            action.setEnabled(enabled)

    def show_look(self, theme: Theme) -> None:
        """Draws the buttons in this theme."""
        colors, size = theme.colors, icon_size(theme)
        for spec in TOOLS:
            self._buttons[spec.tool].setIcon(icon(spec.icon, colors.text, colors.accent))
            self._menu_actions[spec.tool].setIcon(icon(spec.icon, colors.text))
        self.more.setIcon(icon("below", colors.text))
        self.show_style(self._style)
        for button in (*self._buttons.values(), self._turn, self._color_button):
            button.setIconSize(size)
        self.more.setIconSize(icon_size(theme, 14))
        for rule in self._rules:
            rule.setFixedHeight(theme.px(24))
        self._row.setSpacing(theme.px(GAP_UNITS))
        self._widths.clear()

    # room

    @property
    def stage(self) -> BarStage:
        """Returns what the bar shows of its tools now."""
        return self._stage or STAGES[0]

    def fit_into(self, width: int) -> bool:
        """Shows as many words and then as many tools as fit into `width` logical pixels; the rest is in the menu.

        Returns True if that was enough.
        """
        for stage in STAGES:
            if self._width_of(stage) <= width:
                self._show(stage)
                return True
        self._show(STAGES[-1])
        return False

    def _width_of(self, stage: BarStage) -> int:
        if stage not in self._widths:
            self._show(stage)
            self._widths[stage] = self.sizeHint().width()
        return self._widths[stage]

    def _show(self, stage: BarStage) -> None:
        if stage == self._stage:
            return
        self._stage = stage
        for tool, button in self._buttons.items():
            button.setToolButtonStyle(BESIDE if tool in stage.worded else ALONE)
            button.setVisible(tool not in stage.in_menu)
        self._turn.setVisible(stage.shows_turn)
        self._color_button.setVisible(stage.shows_color)
        self.more.setVisible(not stage.shows_turn)
        self.more.setText(_("More") if stage.shows_color else _("Tools"))
        self.more.setAccessibleName(self.more.text())
        self._rules[1].setVisible(stage.shows_color)
        self._rules[2].setVisible(stage.shows_color)
        self._rules[3].setVisible(stage.shows_color)
        self._fill_menu(stage)

    def _fill_menu(self, stage: BarStage) -> None:
        menu = self._more_menu
        menu.clear()
        for name in ("turn_left", "turn_right"):
            menu.addAction(self._actions[name])
        menu.addSeparator()
        for spec in TOOLS:
            if spec.tool in stage.in_menu:
                menu.addAction(self._menu_actions[spec.tool])
        if not stage.shows_color:
            menu.addMenu(self._colors)
        menu.addSeparator()
        menu.addAction(self._actions["capture"])

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._widths.clear()

    def _clicked(self, tool: Tool) -> None:
        self.show_tool(tool)
        self.tool_chosen.emit(tool)


def _swatch(color: str) -> QIcon:
    pixmap = QPixmap(18, 18)
    pixmap.fill(QColor(color))
    return QIcon(pixmap)
