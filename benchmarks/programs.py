"""The programs that are measured, as source: the real Askance with a watcher beside it, and a bare window."""

BEAT = """
import asyncio, time
from PySide6.QtCore import QTimer, Qt

gaps = []

class Beat(QTimer):
    '''A 16 ms timer, and how far apart (ms) its beats really were.'''
    def __init__(self):
        super().__init__(interval=16, timerType=Qt.TimerType.PreciseTimer)
        self.last = None
        self.timeout.connect(self.beat)
    def beat(self):
        now = time.perf_counter()
        if self.last is not None:
            gaps.append((now - self.last) * 1000)
        self.last = now
    async def begin(self):
        '''Starts, and returns after the first gap, so that a stall at the beginning of what follows is seen.'''
        self.start()
        await self.next_gap()
    async def end(self):
        '''Stops after one gap more, so that a stall at the end of what was before is seen.'''
        await self.next_gap()
        self.stop()
    async def next_gap(self):
        seen = len(gaps)
        while len(gaps) == seen:
            await asyncio.sleep(0.005)
"""

# Ends the process at once when something in it fails, and says what: a window would otherwise stay open for good.
FAILING = """
import os, sys, traceback

def fail(kind, error, trace):
    traceback.print_exception(kind, error, trace)
    sys.stderr.flush()
    os._exit(1)
"""


def measured_window(measure: str) -> str:
    """Returns a program that opens Askance, awaits `measure(self, container)` and prints what it returns as JSON.

    `measure` is source that defines this coroutine function; `self` is the MainController. Beat, gaps, asyncio, json,
    os, sys and time are there for it. Any error in it, or in a slot of the window, ends the program with a traceback.
    """
    return BEAT + FAILING + MEASURING + measure + "\nsys.exit(startup.main([]))\n"


MEASURING = """
import asyncio, json
from desktop.app import startup; from desktop.controllers import main_controller

original = main_controller.MainController.__init__
def measured_init(self, container, font):
    original(self, container, font)
    sys.excepthook = fail
    async def work():
        try:
            await asyncio.sleep(0.5)
            found = await measure(self, container)
        except BaseException:
            fail(*sys.exc_info())
        print(json.dumps(found), flush=True)
        container.window.close()
    container.tasks.start('measure', work())
main_controller.MainController.__init__ = measured_init
"""

PAINTED = """
import json, os, sys, time
from PySide6.QtCore import QEvent, QObject, QTimer

def rss_mb():
    with open('/proc/self/smaps_rollup') as file:
        fields = dict(line.split(':', 1) for line in file if ':' in line)
    return int(fields['Rss'].split()[0]) / 1024  # what others share must not change the figure

class Free(QTimer):
    '''Calls `done` with the time since when twenty 5 ms timers in a row came within 20 ms: since then typing shows.'''
    def __init__(self, done):
        super().__init__(interval=5)
        self.done, self.last, self.count = done, 0.0, 0
        self.timeout.connect(self.beat)
        self.start()
    def beat(self):
        now = time.time()
        if now - self.last > 0.02:
            self.since, self.cpu_s, self.count = now, time.process_time(), 0
        self.last, self.count = now, self.count + 1
        if self.count > 20:
            self.stop()
            self.done()

class Painted(QObject):
    '''Tells when a widget was first painted, when the loop ran freely after that, and the memory some time later.'''
    def __init__(self, widget, done):
        super().__init__(widget)
        self.done, self.seen = done, False
        widget.installEventFilter(self)
    def eventFilter(self, watched, event):
        if event.type() == QEvent.Type.Paint and not self.seen:
            self.seen = True
            self.painted = time.time() - float(os.environ['BENCH_START'])
            self.painted_cpu = time.process_time()
            self.free = Free(self.report)
        return False
    def report(self):
        def tell():
            free_s = self.free.since - float(os.environ['BENCH_START'])
            seconds = {'painted_s': self.painted, 'free_s': free_s}
            cpu = {'painted_cpu_s': self.painted_cpu, 'free_cpu_s': self.free.cpu_s}
            print(json.dumps({**seconds, **cpu, 'rss_mb': rss_mb()}), flush=True)
            self.done()
        QTimer.singleShot(int(os.environ.get('BENCH_WAIT_MS', '0')), tell)  # by then the loop is the real one
"""

BARE = (
    """
from PySide6.QtWidgets import QApplication, QMainWindow, QPlainTextEdit
"""
    + PAINTED
    + """
app = QApplication([])
app.setStyle('Fusion')
window = QMainWindow()
field = QPlainTextEdit()
window.setCentralWidget(field)
window.resize(1440, 900)
watch = Painted(field.viewport(), app.quit)
window.show()
app.exec()
"""
)

ASKANCE = (
    PAINTED
    + """
import gc
gc.disable()  # as __main__ does
from desktop.app import startup
Window = startup.MainWindow
def watched(look):
    window = Window(look)
    window.watch = Painted(window.composer.field.viewport(), window.close)
    return window
startup.MainWindow = watched
sys.exit(startup.main([]))
"""
)
