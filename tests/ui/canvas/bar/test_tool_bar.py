"""The tool bar."""

from collections.abc import Iterator

import pytest
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QApplication, QMenu, QToolButton, QWidget

from desktop.core.annotation.style import COLORS, WIDTHS, LinePattern, MarkStyle, StyleChange
from desktop.ui.actions import Actions
from desktop.ui.canvas.bar.tool_bar import ToolBar
from desktop.ui.canvas.bar.tool_stages import STAGES
from desktop.ui.canvas.tools import TOOLS, Tool
from desktop.ui.look.style_sheet import style_sheet
from desktop.ui.theme import LIGHT, Theme

USUAL_STYLE = "Colour: Red, Medium, Solid line"


@pytest.fixture
def bar(qapp: QApplication) -> Iterator[ToolBar]:
    host = QWidget()
    bar = ToolBar(Actions(host))
    theme = Theme(LIGHT, qapp.font())
    bar.setStyleSheet(style_sheet(theme))
    bar.show_look(theme)
    yield bar
    bar.deleteLater()


def tool_button(bar: ToolBar, name: str) -> QToolButton:
    (button,) = (button for button in bar.findChildren(QToolButton) if name in (button.text(), button.accessibleName()))
    return button


def in_menu(bar: ToolBar) -> list[str]:
    menu = bar.more.menu()
    assert isinstance(menu, QMenu)
    return [action.text().partition("\t")[0] for action in menu.actions() if not action.isSeparator()]


def test_a_click_takes_a_tool_and_the_tool_in_use_is_shown(bar: ToolBar) -> None:
    taken: list[Tool] = []
    bar.tool_chosen.connect(taken.append)
    tool_button(bar, "Cover").click()
    assert taken == [Tool.REDACT]
    bar.show_tool(Tool.PEN)
    assert [button.text() for button in bar.findChildren(QToolButton) if button.isChecked()] == ["Pen"]


def test_each_tool_is_named_by_its_command_and_its_key_whether_its_word_is_seen_or_not(bar: ToolBar) -> None:
    named = {f"{spec.label}, key {spec.tool.value}" for spec in TOOLS}
    for _ in STAGES:
        names = [button.accessibleName() for button in bar.findChildren(QToolButton)]
        assert named <= set(names) and len(names) == len(set(names))
        bar.fit_into(bar.sizeHint().width() - 1)


def test_less_room_takes_words_first_and_then_tools(bar: ToolBar) -> None:
    widths: list[int] = []
    for stage in STAGES:
        bar.fit_into(10_000 if not widths else widths[-1] - 1)
        assert bar.stage == stage
        widths.append(bar.sizeHint().width())
    assert widths == sorted(set(widths), reverse=True)
    assert not bar.fit_into(widths[-1] - 1)
    assert bar.stage == STAGES[-1]


def test_every_tool_is_in_the_bar_or_in_its_menu_at_any_room(bar: ToolBar) -> None:
    for width in range(60, 900, 20):
        bar.fit_into(width)
        shown = {spec.tool for spec in TOOLS if not tool_button(bar, spec.label).isHidden()}
        assert {Tool.CHOOSE, Tool.NUMBER, Tool.REDACT} <= shown
        missing = [spec.label for spec in TOOLS if spec.tool not in shown]
        assert [name for name in in_menu(bar) if name in {spec.label for spec in TOOLS}] == missing
        assert bar.more.isHidden() == (not missing)


def test_a_tool_of_the_menu_has_its_icon_and_key_and_is_taken(bar: ToolBar) -> None:
    bar.fit_into(100)
    menu = bar.more.menu()
    assert isinstance(menu, QMenu)
    (crop,) = (action for action in menu.actions() if action.text() == "Crop\tC")
    assert not crop.icon().isNull()
    taken: list[Tool] = []
    bar.tool_chosen.connect(taken.append)
    crop.trigger()
    assert taken == [Tool.CROP]


def test_the_colour_is_chosen_from_its_menu(bar: ToolBar) -> None:
    menu = tool_button(bar, USUAL_STYLE).menu()
    assert isinstance(menu, QMenu)
    chosen: list[StyleChange] = []
    bar.style_chosen.connect(chosen.append)
    menu.actions()[2].trigger()
    assert chosen == [StyleChange(COLORS[2])]


def test_width_and_pattern_are_chosen_there_too_and_those_in_use_are_checked(bar: ToolBar) -> None:
    menu = tool_button(bar, USUAL_STYLE).menu()
    assert isinstance(menu, QMenu)
    entries = {action.text(): action for action in menu.actions()}
    chosen: list[StyleChange] = []
    bar.style_chosen.connect(chosen.append)
    entries["Thick"].trigger()
    entries["Dashed line"].trigger()
    assert chosen == [StyleChange(width=WIDTHS[2]), StyleChange(pattern=LinePattern.DASHED)]
    assert [name for name, action in entries.items() if action.isChecked()] == ["Medium", "Solid line"]
    bar.show_style(MarkStyle(COLORS[1], WIDTHS[2], LinePattern.DASHED))
    assert [name for name, action in entries.items() if action.isChecked()] == ["Thick", "Dashed line"]


def test_the_button_of_the_colours_says_which_style_is_in_use(bar: ToolBar) -> None:
    button = tool_button(bar, USUAL_STYLE)
    bar.show_style(MarkStyle(COLORS[2], WIDTHS[2], LinePattern.DASHED))
    assert button.accessibleName() == "Colour: Green, Thick, Dashed line"


def test_without_a_picture_no_tool_is_offered(bar: ToolBar) -> None:
    bar.show_enabled(False)
    assert not any(tool_button(bar, spec.label).isEnabled() for spec in TOOLS)
    bar.show_enabled(True)
    assert all(tool_button(bar, spec.label).isEnabled() for spec in TOOLS)


def test_the_bar_grows_with_the_text_of_the_system(bar: ToolBar, qapp: QApplication) -> None:
    usual = tool_button(bar, "Crop").iconSize().width()
    large = QFont(qapp.font())
    large.setPointSizeF(qapp.font().pointSizeF() * 2)
    bar.show_look(Theme(LIGHT, large))
    assert tool_button(bar, "Crop").iconSize().width() == pytest.approx(2 * usual, abs=2)
