"""The look of the window: colours, fonts, sizes and the style sheet, light and dark."""

from dataclasses import dataclass, fields

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QFontDatabase, QFontInfo, QPalette
from PySide6.QtWidgets import QApplication

from desktop.paths import resource


@dataclass(frozen=True, slots=True)
class ThemeColors:
    """Every colour of the window, as #rrggbb. Text on its ground has a contrast of 4.5:1 or more."""

    dark: bool
    side: str  # ground of the history
    workspace: str  # ground under the image
    page: str  # ground of bars, conversation
    field: str  # ground of the composer and of fields
    card: str  # ground of code
    bubble: str  # ground of a question
    line: str  # hairlines
    text: str
    quiet: str  # text of less weight
    accent: str
    on_accent: str
    chosen: str  # ground of what is selected
    warning: str  # ground of a notice
    alarm: str  # text of a problem
    found: str  # ground of a match
    keyword: str  # these five and `quiet` are the colours of code
    string: str
    number: str
    name: str
    removed: str


LIGHT = ThemeColors(
    dark=False,
    side="#efeeeb",
    workspace="#e4e2dd",
    page="#ffffff",
    field="#f6f6f4",
    card="#f4f3f0",
    bubble="#edf2f1",
    line="#dbd9d4",
    text="#1c1b1a",
    quiet="#66645f",
    accent="#0f6f66",
    on_accent="#ffffff",
    chosen="#d9eeeb",
    warning="#fdf3dc",
    alarm="#a3341b",
    found="#ffd75e",
    keyword="#6a3fb5",
    string="#0b6b4f",
    number="#8a4b08",
    name="#1a5a9c",
    removed="#a3341b",
)
DARK = ThemeColors(
    dark=True,
    side="#18191a",
    workspace="#121314",
    page="#212324",
    field="#1a1b1c",
    card="#191b1c",
    bubble="#26302f",
    line="#383a3c",
    text="#ecebe8",
    quiet="#a09e99",
    accent="#4fb8ac",
    on_accent="#0c1f1d",
    chosen="#1f3b38",
    warning="#3a321d",
    alarm="#ff9d84",
    found="#8a6a12",
    keyword="#c4a6ff",
    string="#7fd0a6",
    number="#f0b27a",
    name="#86b9f5",
    removed="#ff9d84",
)


@dataclass(frozen=True, slots=True)
class Theme:
    """The colours and the font of text."""

    colors: ThemeColors
    font: QFont

    @property
    def points(self) -> float:
        """The size of the font in points."""
        return self.font.pointSizeF()

    def on_any_device(self) -> QFont:
        """The font with its size in pixels, which a painter scales with everything else, unlike points."""
        font = QFont(self.font)
        font.setPixelSize(QFontInfo(self.font).pixelSize())
        return font

    def zoomed(self, factor: float) -> "Theme":
        """The theme with its text larger by `factor`."""
        font = QFont(self.font)
        font.setPointSizeF(self.font.pointSizeF() * factor)
        return Theme(self.colors, font)


_STYLE = """
* { outline: none; }
QWidget { color: %text; }
QMainWindow, QDialog { background: %page; }
#side { background: %side; border-right: 1px solid %line; }
#bar, #paneHead { background: %page; border-bottom: 1px solid %line; }
#workspacePane { background: %workspace; }
#stripBar { background: %page; border-top: 1px solid %line; }
#conversationPane { background: %page; border-left: 1px solid %line; }
#composerBar { background: %page; border-top: 1px solid %line; }
#composerFrame { background: %field; border: 1px solid %line; border-radius: 12px; }
#composerFrame[focused="true"] { border: 1px solid %accent; }
#composerFrame QPlainTextEdit { background: transparent; border: none; }
QLabel { background: transparent; }
QLabel#quiet, QLabel[quiet="true"] { color: %quiet; }
QLabel[warn="true"] { color: %alarm; }
QSplitter::handle { background: transparent; }
QToolButton, QPushButton {
    background: transparent; border: 1px solid transparent; border-radius: 6px; padding: 4px 8px; color: %text;
}
QToolButton { padding: 4px 5px; }
QToolButton:hover, QPushButton:hover { background: %chosen; }
QToolButton:pressed, QPushButton:pressed { background: %line; }
QToolButton:focus, QPushButton:focus { border: 1px solid %accent; }
QToolButton:checked { background: %chosen; color: %accent; }
QToolButton:disabled, QPushButton:disabled, QComboBox:disabled, QLineEdit:disabled, QPlainTextEdit:disabled,
QCheckBox:disabled { color: %quiet; }
QToolButton::menu-indicator { image: none; width: 0; }
QToolButton::menu-button { border: none; width: 14px; }
QToolButton::menu-arrow { image: url("%arrow"); width: 10px; height: 10px; }
QPushButton[primary="true"] { background: %accent; color: %on_accent; font-weight: 600; padding: 5px 12px; }
QPushButton[primary="true"]:hover { border: 1px solid %text; }
QPushButton[primary="true"]:disabled { background: %line; color: %quiet; }
QPushButton[raised="true"] { background: %page; border: 1px solid %line; border-radius: 8px; padding: 7px 12px; }
QPushButton[raised="true"]:hover { background: %chosen; }
QPushButton[raised="true"]:focus { border: 1px solid %accent; }
QPushButton[chip="true"] { background: %field; border: 1px solid %line; border-radius: 9px; padding: 2px 9px;
    color: %quiet; }
QPushButton[chip="true"]:hover { color: %text; background: %chosen; }
QPushButton[chip="true"]:focus { border: 1px solid %accent; }
#quickList { background: %page; border: 1px solid %line; border-radius: 8px; padding: 3px; }
#quickList::item { padding: 4px 8px; border-radius: 4px; color: %text; }
#quickList::item:selected { background: %chosen; color: %text; }
QPushButton[link="true"] { color: %accent; padding: 2px 4px; }
QPushButton[small="true"] { color: %quiet; padding: 1px 5px; }
QPushButton[small="true"]:hover { color: %text; }
QLineEdit, QComboBox, QPlainTextEdit {
    background: %field; border: 1px solid %line; border-radius: 8px; padding: 5px 8px; color: %text;
    selection-background-color: %accent; selection-color: %on_accent;
}
QLineEdit:focus, QComboBox:focus, QPlainTextEdit:focus { border: 1px solid %accent; }
QCheckBox { spacing: 8px; }
QCheckBox::indicator { width: 15px; height: 15px; border: 1px solid %quiet; border-radius: 4px; background: %field; }
QCheckBox::indicator:checked { background: %accent; border: 1px solid %accent; image: url("%check"); }
QCheckBox::indicator:focus { border: 2px solid %accent; }
QComboBox::drop-down { border: none; width: 24px; }
QComboBox::down-arrow { image: url("%arrow"); width: 12px; height: 12px; }
QComboBox QAbstractItemView { background: %page; border: 1px solid %line; selection-background-color: %chosen;
    selection-color: %text; }
QListView { background: transparent; border: none; }
QMenu { background: %page; border: 1px solid %line; padding: 4px; }
QMenu::item { padding: 5px 22px 5px 12px; border-radius: 4px; color: %text; }
QMenu::item:selected { background: %chosen; }
QMenu::item:disabled { color: %quiet; }
QMenu::separator { height: 1px; background: %line; margin: 4px 8px; }
QToolTip { background: %page; color: %text; border: 1px solid %line; padding: 4px; }
QScrollBar:vertical { background: transparent; width: 10px; margin: 0; }
QScrollBar:horizontal { background: transparent; height: 10px; margin: 0; }
QScrollBar::handle { background: %line; border-radius: 4px; min-height: 28px; min-width: 28px; margin: 1px; }
QScrollBar::handle:hover { background: %quiet; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
#notice { background: %warning; border: 1px solid %line; border-radius: 10px; }
#sentTitle { font-size: 14pt; font-weight: 600; }
#sentCard { background: %card; border: 1px solid %line; border-radius: 10px; }
#sentCard QPlainTextEdit { background: transparent; border: none; }
#welcome { background: %page; }
QTabBar::tab { padding: 7px 14px; border: none; color: %quiet; }
QTabBar::tab:selected { color: %text; border-bottom: 2px solid %accent; }
QTabBar::tab:focus { color: %accent; }
QTableWidget { background: %page; border: 1px solid %line; gridline-color: %line; }
#emptyTitle { font-size: 17pt; font-weight: 600; }
"""


def style_sheet(colors: ThemeColors) -> str:
    """The window's style sheet in these colours."""
    style = _STYLE
    shade = "dark" if colors.dark else "light"
    for name in ("check", "arrow"):  # a style sheet takes images only from files
        style = style.replace(f"%{name}", resource(f"{name}-{shade}.png").as_posix())
    for name in sorted((field.name for field in fields(colors) if field.name != "dark"), key=len, reverse=True):
        style = style.replace(f"%{name}", getattr(colors, name))
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
        (roles.ToolTipBase, colors.page),
        (roles.ToolTipText, colors.text),
        (roles.PlaceholderText, colors.quiet),
        (roles.Highlight, colors.accent),
        (roles.HighlightedText, colors.on_accent),
        (roles.Link, colors.accent),
        (roles.Mid, colors.line),
    ):
        result.setColor(role, QColor(name))
    for role in (roles.Text, roles.WindowText, roles.ButtonText):
        result.setColor(QPalette.ColorGroup.Disabled, role, QColor(colors.quiet))
    return result


def colors_for(theme: str) -> ThemeColors:
    """The colours of a theme setting: light, dark, or the system's."""
    if theme == "system":
        scheme = QApplication.styleHints().colorScheme()
        theme = "dark" if scheme == Qt.ColorScheme.Dark else "light"
    return DARK if theme == "dark" else LIGHT


def fixed_font(size_pt: float) -> QFont:
    """The system's font for code, at `size_pt` points."""
    font = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont)
    font.setPointSizeF(size_pt)
    return font
