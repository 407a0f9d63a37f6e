"""The history of years: 100,000 turns that are searched, listed and opened."""

import random
import statistics
import tempfile
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from benchmarks.child import run_child
from benchmarks.measured import Measured
from desktop.adapters.storage.sqlite_store import SqliteStore
from desktop.core.conversation.search_query import SearchQuery
from desktop.core.conversation.turn import Turn, Usage
from tests.x11.screen import Screen

CONVERSATIONS, TURNS = 10_000, 10
LONG_TURNS = 2_000
ROUNDS = 15
WORDS = [
    f"{a}{b}" for a in ("con", "ser", "tab", "err", "por", "log", "pic", "tim") for b in ("nect", "ver", "le", "or")
]
RARE = "zanzibar"
SEARCHES = (
    SearchQuery("con"),
    SearchQuery("connect"),
    SearchQuery("server error timeout"),
    SearchQuery("connect server table error log"),
    SearchQuery(RARE),
    SearchQuery(f"connect {RARE}"),
    SearchQuery('"connect server table"'),
    SearchQuery("nothing-of-this"),
    SearchQuery("connect", model="gpt-4.1"),
    SearchQuery("connect", pinned=True),
    SearchQuery("connect", with_images=True),
    SearchQuery("connect", since=1_700_000_000.0),
    SearchQuery("connect", since=1_899_999_000.0),
    SearchQuery(),
    SearchQuery(model="gpt-4.1"),
    SearchQuery(pinned=True),
)

OPENED = """
import json, os, sys, time
from pathlib import Path
from PySide6.QtWidgets import QApplication
app = QApplication([])
from desktop.adapters.storage.sqlite_store import SqliteStore
from desktop.core.markdown.blocks import parsed
from desktop.ui.theme import LIGHT, Theme
from desktop.ui.transcript.transcript import TranscriptView
from desktop.core.conversation.conversation import Conversation
view = TranscriptView(Theme(LIGHT, app.font()))
view.resize(476, 900)
view.show()
parsed('*warm*')
view.grab()
store = SqliteStore(Path(os.environ['BENCH_DATA']))
times = []
for number in range(5):
    view.show_conversation(Conversation('none'))
    start = time.perf_counter()
    conversation = store.conversation(os.environ['BENCH_OPENED'])
    view.show_conversation(conversation)
    view.grab()
    times.append((time.perf_counter() - start) * 1000)
assert len(conversation.turns) == int(os.environ['BENCH_TURNS'])
scrolls = []
bar = view.verticalScrollBar()
for step in range(300):
    start = time.perf_counter()
    bar.setValue(bar.value() - 120)
    view.viewport().repaint()
    scrolls.append((time.perf_counter() - start) * 1000)
store.close()
print(json.dumps({'times': times, 'scrolls': sorted(scrolls)}))
"""

LISTED = """
import json, os, sys, time
from PySide6.QtWidgets import QApplication
app = QApplication([])
from desktop.core.conversation.conversation import Summary
from desktop.ui.history.history_panel import HistoryPanel
from desktop.ui.actions import Actions
from desktop.ui.look.style_sheet import style_sheet
from desktop.ui.theme import LIGHT, Theme
from PySide6.QtWidgets import QWidget
host, theme = QWidget(), Theme(LIGHT, app.font())
panel = HistoryPanel(theme, Actions(host))
panel.setStyleSheet(style_sheet(theme))
panel.resize(236, 900)
panel.show()
count = int(os.environ['BENCH_ROWS'])
rows = tuple(Summary(str(at), f'A question about number {at}', 1.7e9 - at * 900, 1, '') for at in range(count))
for shown in range(100, count + 1, 100):
    panel.show_summaries(rows[:shown], '5')
app.processEvents()
scrolls = []
bar = panel.list_view.verticalScrollBar()
for step in range(400):
    start = time.perf_counter()
    bar.setValue(bar.value() + 300)
    panel.list_view.viewport().repaint()
    scrolls.append((time.perf_counter() - start) * 1000)
print(json.dumps({'scrolls': sorted(scrolls)}))
"""


def filled(folder: Path, conversations: int, turns: int) -> None:
    """A history of so many conversations of so many turns each."""
    chance = random.Random(7)
    store = SqliteStore(folder)
    for number in range(conversations):
        store.save_turns(_turns(f"c{number}", turns, 1_600_000_000.0 + number * 30_000, chance))
        if number % 500 == 0:
            store.pin(f"c{number}", True)
    store.close()


def _turns(conversation_id: str, count: int, start: float, chance: random.Random) -> list[Turn]:
    turns: list[Turn] = []
    for at in range(count):
        parent = turns[-1].id if turns else ""
        words = chance.choices(WORDS, k=60)
        if chance.random() < 0.0002:
            words[30] = RARE
        model = "gpt-4.1" if chance.random() < 0.01 else "gpt-4o"
        turn = Turn.new(conversation_id, " ".join(words[:8]) + "?", model, "api.openai.com", start + at, parent)
        answer = f"**{words[8]}** " + " ".join(words[9:40]) + ".\n\n- " + " ".join(words[40:])
        turns.append(replace(turn.as_streaming(answer, 0.5).done(Usage(1000, 80)), estimated_tokens=1000))
    return turns


def run(at: Screen) -> Iterator[Measured]:
    """Searches, the list, and a conversation of 2,000 turns."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        filled(folder, CONVERSATIONS, TURNS)
        store = SqliteStore(folder)
        store.save_turns(_turns("long", LONG_TURNS, 1_650_000_000.0, random.Random(8)))
        medians = {}
        for search in SEARCHES:
            times = []
            for _ in range(ROUNDS):
                start = time.perf_counter()
                store.page(0, 100, search)
                times.append((time.perf_counter() - start) * 1000)
            medians[search] = statistics.median(times)
        store.close()
        slowest = max(medians, key=lambda search: medians[search])
        note = f"slowest: {slowest}; median of all {statistics.median(medians.values()):.1f} ms"
        yield Measured("100,000 turns: the slowest of 16 searches", medians[slowest], "ms", note)
        result = run_child(at, OPENED, BENCH_DATA=str(folder), BENCH_OPENED="long", BENCH_TURNS=str(LONG_TURNS))
        note = f"scrolling it: p50 {result['scrolls'][150]:.1f}, p99 {result['scrolls'][297]:.1f} ms"
        yield Measured("2,000 turns: opened and shown at the end", statistics.median(result["times"]), "ms", note)
    result = run_child(at, LISTED, BENCH_ROWS=str(CONVERSATIONS))
    yield Measured("the list of 10,000: a step of scrolling, worst", result["scrolls"][-1], "ms")
