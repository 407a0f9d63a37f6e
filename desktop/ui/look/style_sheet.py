"""The window's style sheet, made of the colours and of lengths in units of the font, and its palette."""

import re
from dataclasses import fields

from PySide6.QtGui import QColor, QGuiApplication, QPalette

from desktop.paths import resource
from desktop.ui.theme import Theme, ThemeColors

# `%name` is a colour, `7u` a length of 7 units: a unit is a pixel where the system's text has its usual size.
_GROUNDS = """
* { outline: none; }
QWidget { color: %text; placeholder-text-color: %quiet; }
QMainWindow, QDialog { background: %page; }
#sheet, #sheetColumn, #setupPage, #sheet QScrollArea, #sheetSide { background: %page; }
#side { background: %side; border-right: 1px solid %line; }
#bar, #paneHead { background: %page; border-bottom: 1px solid %line; }
#workspacePane { background: %desk; }
#stripBar { background: %page; border-top: 1px solid %line; }
#conversationPane { background: %page; border-%start: 1px solid %line; }
#composerBar { background: %page; border-top: 1px solid %line; }
#composerFrame { background: %field; border: 1px solid %edge; border-radius: 12u; padding: 2px; }
#composerFrame[focused="true"] { border: 3px solid %accent; padding: 0; }
#composerFrame QPlainTextEdit { background: transparent; border: none; padding: 9u 16u 3u 16u; }
#textChips, #textChips QWidget#chipRow, QWidget#chipView { background: transparent; }
#notice { background: %warn; border: 1px solid %warn_edge; border-radius: 10u; }
#passing { background: %tip; border-radius: 10u; }
#passing QLabel { color: %on_tip; }
#pill { background: %page; border: 1px solid %line; border-radius: 10u; }
#sentTitle, #pageTitle { font-size: %title; font-weight: 600; }
#sentCard { background: %card; border: 1px solid %line; border-radius: 10u; }
#sentCard QPlainTextEdit { background: transparent; border: none; }
#welcome { background: %page; }
#emptyTitle { font-size: %greeting; font-weight: 600; }
#rule { background: %line; border: none; }
QSplitter::handle { background: transparent; }
"""
_LABELS = """
QLabel { background: transparent; }
QLabel#quiet, QLabel[quiet="true"] { color: %quiet; }
QLabel[small="true"] { font-size: %meta; }
QLabel[strong="true"] { font-weight: 600; }
QLabel[warn="true"] { color: %alarm; }
QLabel[key="true"] { background: %page; border: 1px solid %line; border-radius: 4u; padding: 0 4u; color: %quiet;
    font-size: %caption; }
QLabel[badge="true"] { background: %card; border: 1px solid %line; border-radius: 8u; padding: 0 6u; color: %quiet;
    font-size: %caption; font-weight: 600; }
"""
_BUTTONS = """
QToolButton, QPushButton {
    background: transparent; border: 1px solid transparent; border-radius: 6u; padding: 4u 8u; color: %text;
}
QToolButton { padding: 5u 4u; }
QToolButton:hover, QPushButton:hover { background: %hover; }
QToolButton:pressed, QPushButton:pressed { background: %pressed; }
QToolButton:focus, QPushButton:focus { border: 2px solid %accent; padding: 3u 7u; }
QToolButton:focus { padding: 4u 3u; }
QToolButton:checked { background: %chosen; color: %accent; border: 1px solid %accent; }
QToolButton:checked:focus { border: 3px solid %accent; padding: 2u 1u; }
QToolButton:disabled, QPushButton:disabled, QComboBox:disabled, QLineEdit:disabled, QPlainTextEdit:disabled,
QCheckBox:disabled { color: %disabled; }
QToolButton::menu-indicator { image: none; width: 0; }
QPushButton::menu-indicator { image: url("%arrow"); width: 20u; height: 10u; subcontrol-origin: padding;
    subcontrol-position: center right; }
QToolButton::menu-button { border: none; width: 14u; }
QToolButton::menu-arrow { image: url("%arrow"); width: 10u; height: 10u; }
QPushButton[primary="true"] { background: %accent; border: 1px solid %accent; border-radius: 8u; color: %on_accent;
    font-weight: 600; padding: 6u 12u; }
QPushButton[primary="true"]:hover { background: %accent; border: 1px solid %text; }
QPushButton[primary="true"]:focus { background: %page; border: 2px solid %accent; color: %accent; padding: 5u 11u; }
QPushButton[primary="true"]:disabled { background: %card; border: 1px solid %line; color: %quiet; }
QPushButton[raised="true"], QToolButton[raised="true"], QDialogButtonBox QPushButton {
    background: %page; border: 1px solid %line; border-bottom: 1px solid %raised; border-radius: 8u; padding: 6u 12u; }
QPushButton[raised="true"]:hover, QToolButton[raised="true"]:hover, QDialogButtonBox QPushButton:hover {
    background: %hover; }
QPushButton[raised="true"]:focus, QToolButton[raised="true"]:focus, QDialogButtonBox QPushButton:focus {
    border: 2px solid %accent; padding: 5u 11u; }
QPushButton[keyed="true"] { text-align: left; }
#conversationTitle { text-align: left; font-weight: 600; }
#conversationTitle:disabled { color: %text; }
QPushButton[chip="true"] { background: %field; border: 1px solid %line; border-radius: 10u; padding: 3u 11u; }
QPushButton[chip="true"]:hover { background: %hover; }
QPushButton[chip="true"]:focus { border: 2px solid %accent; padding: 2u 10u; }
QPushButton[chip="true"]:checked { background: %chosen; border: 1px solid %accent; color: %accent; }
QPushButton[chip="true"]:checked:focus { border: 2px solid %text; padding: 2u 10u; }
QPushButton[link="true"] { color: %accent; padding: 2u 4u; }
QPushButton[small="true"] { color: %quiet; padding: 1u 5u; }
QPushButton[small="true"]:hover { color: %text; }
QPushButton[card="true"] { background: %page; border: 1px solid %line; border-radius: 10u; padding: 12u; }
QPushButton[card="true"]:hover { background: %field; }
QPushButton[card="true"]:focus { border: 2px solid %accent; }
#passing QPushButton { color: %on_tip; font-weight: 600; }
#passing QPushButton:hover { background: transparent; border: 1px solid %on_tip; }
"""
_FIELDS = """
QLineEdit, QComboBox, QPlainTextEdit, QAbstractSpinBox {
    background: %field; border: 1px solid %edge; border-radius: 8u; padding: 6u 8u; color: %text;
    selection-background-color: %accent; selection-color: %on_accent;
}
QLineEdit:focus, QComboBox:focus, QPlainTextEdit:focus, QAbstractSpinBox:focus {
    border: 2px solid %accent; padding: 5u 7u; }
QComboBox:!editable { padding: 6u %choice_inset; }
QComboBox:!editable:focus { padding: 5u %choice_focus_inset; }
QPlainTextEdit { padding: 6u %page_inset; }
QPlainTextEdit:focus { padding: 5u %page_focus_inset; }
QAbstractSpinBox QLineEdit { background: transparent; border: none; padding: 0; }
QAbstractSpinBox::up-button, QAbstractSpinBox::down-button { width: 0; border: none; }
QLineEdit[locked="true"], QComboBox[locked="true"], QPlainTextEdit[locked="true"] {
    background: %card; border: 1px dashed %edge; color: %quiet; }
#unseen, #unseen:focus { background: transparent; border: none; padding: 0; }
QCheckBox { spacing: 8u; }
QCheckBox::indicator { width: 15u; height: 15u; border: 1px solid %edge; border-radius: 4u; margin: 1px;
    background: %field; }
QCheckBox::indicator:checked { background: %accent; border: 1px solid %accent; image: url("%check"); }
QCheckBox::indicator:focus { border: 2px solid %accent; margin: 0; }
QRadioButton { spacing: 8u; border: 2px solid transparent; border-radius: 4u; }
QRadioButton::indicator { width: 15u; height: 15u; border: 1px solid %edge; border-radius: 8u; background: %field; }
QRadioButton::indicator:checked { width: 7u; height: 7u; border: 5u solid %accent; border-radius: 8u;
    background: %on_accent; }
QRadioButton:focus { border: 2px solid %accent; }
QComboBox[flat="true"] { background: transparent; border: 1px solid transparent; padding: 0 4u; }
QComboBox[flat="true"]:hover { background: %hover; }
QComboBox[flat="true"]:focus { border: 2px solid %accent; padding: 0 3u; }
QComboBox::drop-down { border: none; width: 24u; }
QComboBox::down-arrow { image: url("%arrow"); width: 12u; height: 12u; }
QComboBox QAbstractItemView { background: %page; border: 1px solid %line; padding: 4u; outline: 0;
    selection-background-color: %chosen; selection-color: %text; }
QComboBox QAbstractItemView::item { padding: 4u 8u; min-height: 20u; }
"""
_LISTS = """
QListView { background: transparent; border: 2px solid transparent; border-radius: 8u; }
QListView:focus { border: 2px solid %accent; }
QListView#conversations:focus { border: 2px solid transparent; }
StripList { border: none; }
StripList:focus { border: none; border-bottom: 3px solid %accent; border-radius: 0; }
#canvas, TranscriptView, QTreeWidget, QScrollArea[stop="true"] { border: 2px solid transparent; }
#canvas:focus, TranscriptView:focus, QTreeWidget:focus, QScrollArea[stop="true"]:focus { border: 2px solid %accent; }
QTreeView::item { padding: 2u 6u; color: %text; }
QTreeView::item:disabled { color: %disabled; }
QTreeView::item:hover { background: %hover; }
QTreeView::item:selected, QFileDialog QListView::item:selected { background: %chosen; color: %text; }
QTableView { background: %page; border: 2px solid transparent; color: %text; }
QTableView:focus { border: 2px solid %accent; }
QHeaderView { background: %card; }
QHeaderView::section { background: %card; color: %text; border: none; border-top: 1px solid %line;
    border-bottom: 1px solid %line; padding: 6u 8u; font-weight: 600; }
QHeaderView::section:hover { background: %hover; }
QListView#pages::item { padding: 7u 8u; border-radius: 8u; color: %text; border-%start: 3px solid transparent; }
QListView#pages::item:disabled { color: %quiet; }
QListView#pages::item:hover { background: %hover; }
QListView#pages::item:selected { background: %chosen; color: %text; border-%start: 3px solid %accent;
    border-top-%start-radius: 0; border-bottom-%start-radius: 0; }
#quickAsk { background: %page; border: 1px solid %line; }
#promptList { padding: 4u; }
#promptList:focus { border: 2px solid %accent; }
#quickList, #quickList:focus { background: %page; border: 1px solid %line; border-radius: 10u; padding: 4u; }
#quickList::item { padding: 5u 8u; border-radius: 6u; color: %text; }
#quickList::item:selected { background: %chosen; color: %text; }
QMenuBar { background: %page; border-bottom: 1px solid %line; padding: 2u 6u; }
QMenuBar::item { background: transparent; padding: 4u 9u; border-radius: 6u; color: %text; }
QMenuBar::item:selected { background: %chosen; }
#dropVeil { background: %chosen; border: 2px dashed %accent; border-radius: 12u; margin: 8u; }
QMenu { background: %page; border: 1px solid %line; border-radius: 10u; padding: 5u; icon-size: 16u;
    menu-scrollable: 1; }
QMenu::item { padding: 6u 28u 6u 12u; border-radius: 6u; color: %text; }
QMenu::item:selected { background: %chosen; }
QMenu::item:disabled { color: %disabled; }
QMenu::icon { padding-left: 10u; }
QMenu::indicator { width: 12u; height: 12u; left: 8u; }
QMenu::indicator:checked { image: url("%tick"); }
QMenu::separator { height: 1px; background: %line; margin: 4u 8u; }
QToolTip { background: %tip; color: %on_tip; border: 1px solid %tip; padding: 4u 8u; }
QScrollBar:vertical { background: transparent; width: 10u; margin: 0; }
QScrollBar:horizontal { background: transparent; height: 10u; margin: 0; }
QScrollBar::handle { background: %bar; border-radius: 4u; min-height: 28u; min-width: 28u; margin: 1px; }
QScrollBar::handle:hover { background: %quiet; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
QAbstractScrollArea::corner { background: transparent; border: none; }
QTabWidget::pane { border: none; border-top: 1px solid %line; }
QDialogButtonBox { dialogbuttonbox-buttons-have-icons: 0; }
QTabWidget::tab-bar { left: 10u; }
QTabBar::tab { padding: 7u 10u; border: none; color: %quiet; }
QTabBar::tab:selected { color: %text; border-bottom: 2px solid %accent; }
QTabBar::tab:selected:focus { border: 2px solid %accent; border-radius: 6u; padding: 5u 8u; }
"""
_LENGTH = re.compile(r"\b(\d+)u\b")


def style_sheet(theme: Theme) -> str:
    """Returns the window's style sheet in the theme's colours and in units of its font."""
    colors = theme.colors
    style = _LENGTH.sub(lambda found: f"{theme.px(int(found[1]))}px", _GROUNDS + _LABELS + _BUTTONS + _FIELDS + _LISTS)
    shade = "dark" if colors.dark else "light"
    values = {name: resource(f"{name}-{shade}.png").as_posix() for name in ("check", "arrow")}  # only files are taken
    values["tick"] = resource(f"check-{'light' if colors.dark else 'dark'}.png").as_posix()  # on the ground of a page
    for name, factor in (("caption", 0.85), ("meta", 0.92), ("title", 1.3), ("greeting", 1.7)):
        values[name] = f"{theme.points * factor:.1f}pt"
    values |= {
        "disabled": colors.disabled,
        "hover": colors.hover,
        "pressed": colors.hover if colors.contrast else colors.line,
        "raised": colors.edge if colors.contrast else colors.line,
    }
    values["bar"] = colors.edge if colors.contrast else colors.line
    words = theme.px(8)  # where words begin in fields: one line adds 2 pixels to it, many lines add 4
    for kind, more in (("choice", 2), ("choice_focus", 1), ("page", -2), ("page_focus", -3)):
        values[f"{kind}_inset"] = f"{words + more}px"
    values["start"] = "right" if QGuiApplication.isRightToLeft() else "left"  # where lines begin
    values |= {field.name: getattr(colors, field.name) for field in fields(colors) if field.type is not bool}
    for name in sorted(values, key=len, reverse=True):
        style = style.replace(f"%{name}", values[name])
    return style


def palette(colors: ThemeColors) -> QPalette:
    """The palette for what the style sheet does not reach."""
    result = QPalette()
    roles = QPalette.ColorRole
    for role, name in (
        (roles.Window, colors.page),
        (roles.Base, colors.field),
        (roles.AlternateBase, colors.card),
        (roles.Button, colors.page),
        (roles.Text, colors.text),
        (roles.WindowText, colors.text),
        (roles.ButtonText, colors.text),
        (roles.ToolTipBase, colors.tip),
        (roles.ToolTipText, colors.on_tip),
        (roles.PlaceholderText, colors.quiet),
        (roles.Highlight, colors.accent),
        (roles.HighlightedText, colors.on_accent),
        (roles.Link, colors.accent),
        (roles.Mid, colors.line),
    ):
        result.setColor(role, QColor(name))
    for role in (roles.Text, roles.WindowText, roles.ButtonText):
        result.setColor(QPalette.ColorGroup.Disabled, role, QColor(colors.disabled))
    return result
