"""How far a run is: counts, time and money in words, a bar of the same counts, and Pause or Resume."""

from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from desktop.messages.language.catalogue import _
from desktop.messages.language.locale_forms import number
from desktop.ui.icons import icon
from desktop.ui.look.buttons import icon_size
from desktop.ui.look.folding.folding_row import FoldingRow
from desktop.ui.look.folding.wrapping_row import WrappingRow
from desktop.ui.screen_reader.announcements import Weight, announcements
from desktop.ui.theme import Theme

BAR_UNITS = 8
KINDS = 5  # of counts
COUNTS_UNITS = 260  # of width, that the counts have before the buttons go below them


@dataclass(frozen=True, slots=True)
class RunFigures:
    """The figures of a run in rows; `time` and `money` are words, empty for what is not known.

    `unopened` of those that failed have never been asked about: their files could not be opened.
    """

    rows: int = 0
    done: int = 0
    unsure: int = 0
    failed: int = 0
    held_back: int = 0
    not_confirmed: int = 0
    time: str = ""
    money: str = ""
    is_running: bool = False
    is_pausing: bool = False
    can_run: bool = False
    unopened: int = 0

    @property
    def is_begun(self) -> bool:
        """True once anything was asked."""
        return self.ended + self.held_back + self.not_confirmed > self.unopened

    @property
    def ended(self) -> int:
        """The rows to which nothing more happens by itself."""
        return self.done + self.unsure + self.failed

    @property
    def quarter(self) -> int:
        """How many quarters of the rows have ended, 0 to 4."""
        return 4 * self.ended // self.rows if self.rows else 0

    @property
    def counts(self) -> tuple[str, ...]:
        """Each count that is not 0, in words."""
        words = (
            (self.done, _("✓ {count} done")),
            (self.unsure, _("? {count} unsure")),
            (self.failed, _("✕ {count} failed")),
            (self.held_back, _("{count} held")),
            (self.not_confirmed, _("{count} not confirmed, perhaps paid")),
        )
        return tuple(text.format(count=number(count)) for count, text in words if count)

    @property
    def words(self) -> str:
        """All of it in words, as a screen reader says it."""
        place = _("{ended} of {rows}").format(ended=number(self.ended), rows=number(self.rows))
        return ", ".join(part for part in (place, *self.counts, self.time, self.money) if part)


class ProgressLine(QWidget):
    """Shows `RunFigures`; emits what the user wants of the run."""

    run_pressed = Signal()  # run, resume
    pause_pressed = Signal()
    again_pressed = Signal()  # try what failed again

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._figures = RunFigures()
        self._place, self._rest = QLabel(), QLabel(wordWrap=True)
        self._counts = tuple(QLabel(wordWrap=True) for _ in range(KINDS))
        self._place.setProperty("strong", True)
        self._rest.setProperty("quiet", True)
        self._main, self._again = QPushButton(), QPushButton(_("Try failed again"))
        self._main.setProperty("primary", True)
        self._main.clicked.connect(self._pressed)
        self._again.setProperty("raised", True)
        self._again.setToolTip(_("Ask again about the pictures that failed"))
        self._again.clicked.connect(self.again_pressed)
        self._bar = CountBar(theme)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 8, 16, 8)
        layout.setSpacing(8)
        counts = WrappingRow(self._place, *self._counts, self._rest, at_end=1)
        buttons = WrappingRow(self._again, self._main, at_edge=True, takes_room=True)
        row = FoldingRow(counts, buttons, stretches=(1, 0), least=COUNTS_UNITS)
        row.center(counts)
        layout.addWidget(row)
        layout.addWidget(self._bar)
        self.show_look(theme)
        self.show_figures(RunFigures())

    @property
    def main_button(self) -> QPushButton:
        """The button that runs, pauses and resumes."""
        return self._main

    @property
    def again_button(self) -> QPushButton:
        """The button that tries what failed again."""
        return self._again

    @property
    def words(self) -> str:
        """All that is shown, in words."""
        return self._figures.words

    def show_look(self, theme: Theme) -> None:
        """Paints in this theme."""
        self._theme = theme
        self._bar.show_look(theme)
        self._show_main()

    def show_figures(self, figures: RunFigures) -> None:
        """Shows how far the run is, and announces each quarter of it, and that it stands still."""
        self._announce(self._figures, figures)
        self._figures = figures
        place = _("{ended} of {rows}").format(ended=number(figures.ended), rows=number(figures.rows))
        self._place.setText(place)
        for at, label in enumerate(self._counts):
            label.setText(figures.counts[at] if at < len(figures.counts) else "")
            label.setVisible(at < len(figures.counts))
        rest = " · ".join(part for part in (figures.time, figures.money) if part)
        self._rest.setText(rest)
        self._rest.setVisible(bool(rest))
        self._again.setEnabled(figures.failed > 0)
        self._bar.show_figures(figures)
        self._show_main()

    def _announce(self, before: RunFigures, now: RunFigures) -> None:
        stops = before.is_running and not now.is_running
        if stops or (now.is_running and before.quarter < now.quarter < 4):
            announcements.say(self, now.words, Weight.NEEDED if stops else Weight.EXTRA)

    def _show_main(self) -> None:
        figures = self._figures
        words = _("Pause") if figures.is_running else _("Resume") if figures.is_begun else _("Run all")
        self._main.setText(_("Pausing…") if figures.is_pausing else words)
        self._main.setEnabled(figures.is_running or (figures.can_run and not figures.is_pausing))
        self._main.setIcon(icon("pause" if figures.is_running else "right", self._theme.colors.on_accent))
        self._main.setIconSize(icon_size(self._theme, 14))
        why = _("Nothing is left to ask") if not self._main.isEnabled() and not figures.is_pausing else ""
        self._main.setToolTip(why or _("Answers on their way are waited for") if figures.is_running else why)

    def _pressed(self) -> None:
        (self.pause_pressed if self._figures.is_running else self.run_pressed).emit()


class CountBar(QWidget):
    """A bar with a part for each count: done, unsure, failed, and what is left."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._figures = RunFigures()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(self._theme.px(100), self._theme.px(BAR_UNITS))

    def show_look(self, theme: Theme) -> None:
        """Paints in this theme."""
        self._theme = theme
        self.updateGeometry()
        self.update()

    def show_figures(self, figures: RunFigures) -> None:
        """Shows these counts."""
        self._figures = figures
        self.setAccessibleName(_("Progress: {words}").format(words=figures.words))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        colors, figures = self._theme.colors, self._figures
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        if self.isRightToLeft():
            painter.translate(self.width(), 0)
            painter.scale(-1, 1)
        high = float(self.height())
        painter.setBrush(QColor(colors.line if not colors.contrast else colors.page))
        if colors.contrast:
            painter.setPen(QColor(colors.edge))
        painter.drawRoundedRect(QRectF(0, 0, self.width(), high), high / 2, high / 2)
        painter.setPen(Qt.PenStyle.NoPen)
        left = 0.0
        for count, color in (
            (figures.done, colors.accent),
            (figures.unsure, colors.doubt),
            (figures.failed, colors.alarm),
        ):
            if not count or not figures.rows:
                continue
            width = self.width() * count / figures.rows
            painter.setBrush(QColor(color))
            painter.drawRoundedRect(QRectF(left, 0, max(2.0, width - 1), high), min(3.0, high / 2), min(3.0, high / 2))
            left += width
