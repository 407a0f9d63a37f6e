"""The table of many pictures with 5,000 rows: scrolling, sorting, filtering and following a run, event by event."""

from collections.abc import Iterator

from benchmarks.child import run_child
from benchmarks.measured import Measured
from tests.x11.screen import Screen

ROWS = 5_000
WITHIN_S = 300.0

TABLE = """
import json, os, random, time
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from desktop.ui.sheet.sheet_window import SheetWindow
from desktop.ui.sheet.table.row_order import RowKeys
from desktop.ui.sheet.table.row_view import CellView, ColumnView, RowState, RowView, CellTrust
from desktop.ui.theme import LIGHT, Theme

app = QApplication([])
rng, count = random.Random(1), int(os.environ['BENCH_ROWS'])
shops = ('Café Lumen', 'Parkhaus Mitte', 'Kite School', 'Birch Studio', 'Dune Logistics', 'Bäckerei Sonne')
columns = [ColumnView('Shop'), ColumnView('Total', True), ColumnView('Currency'), ColumnView('Date')]

def row(number, state=None):
    value = rng.uniform(1, 5000)
    shop = CellView(f'{rng.choice(shops)} {number}', CellTrust.FOUND)
    cells = (shop, CellView(f'{value:,.2f}', CellTrust.FOUND, value), CellView(rng.choice(('EUR', 'USD', 'GBP'))),
             CellView('28 November 2026', CellTrust.PLAIN, number))
    state = state or rng.choice((RowState.DONE, RowState.DONE, RowState.UNSURE, RowState.FAILED, RowState.WAITING))
    return RowView(number, f'receipt-{number:05}.jpg', state, cells)

window = SheetWindow(Theme(LIGHT, app.font()), ())
rows = [row(number) for number in range(count)]
times = {}

def timed(name, work):
    start, own = time.perf_counter(), time.thread_time()
    work()
    app.processEvents()
    spent = (time.perf_counter() - start) * 1000, (time.thread_time() - own) * 1000
    times[name] = tuple(map(max, spent, times.get(name, (0.0, 0.0))))

thumbnail = QImage(96, 72, QImage.Format.Format_RGB32)
thumbnail.fill(Qt.GlobalColor.gray)
wanted = []
window.model.thumbnail_wanted.connect(wanted.append)
window.show_table()
window.show()
keys = {row.id: RowKeys.of(row) for row in rows}  # made beside the rows, some at a time
timed('shown', lambda: window.model.show_all(columns, rows, keys))
QTest.qWait(300)
times.pop('shown')
timed('shown again', lambda: window.model.show_all(columns, rows, keys))
bar, table, model = window.table.verticalScrollBar(), window.table, window.model

def scroll(to):
    bar.setValue(to)
    for number in wanted:
        model.show_thumbnail(number, thumbnail)
    wanted.clear()

for step in range(200):
    timed('scrolled', lambda: scroll(step * bar.maximum() // 200))
for section in range(6):
    for _ in range(3):
        timed('sorted', lambda: table.sort_by_section(section))
for chip in window.filters.chips:
    timed('filtered', chip.click)
window.filters.chips[0].click()
for words in ('l', 'lu', 'lum', 'lumen', 'lumen 4', 'nothing at all', ''):
    timed('found', lambda: (window.filters.field.setText(words), window.filters.search()))
table.sort_by_section(2)
for number in range(0, count, max(1, count // 100)):
    timed('followed', lambda: model.show_row(row(number, RowState.DONE)))
timed('followed', model.refresh)
for _ in range(50):
    timed('stepped', lambda: QTest.keyClick(table, Qt.Key.Key_Down))
print(json.dumps(times))
"""

WORDS = {
    "shown again": "5,000 rows: shown",
    "scrolled": "5,000 rows: the longest event while scrolling",
    "sorted": "5,000 rows: the longest event while sorting by each column",
    "filtered": "5,000 rows: the longest event while choosing each chip",
    "found": "5,000 rows: the longest event while finding words",
    "followed": "5,000 rows, sorted: the longest event while following a run",
    "stepped": "5,000 rows: the longest event while stepping with the arrow keys",
}


def run(at: Screen) -> Iterator[Measured]:
    """Yields a figure for each kind of event."""
    times = run_child(at, TABLE, WITHIN_S, BENCH_ROWS=str(ROWS))
    for name, words in WORDS.items():
        wall, own = times[name]
        yield Measured(words, wall, "ms", f"{own:.1f} ms of it are the window's own; the rest waited for the machine")
