"""The system's voice: a program that reads lines."""

import sys
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from desktop.adapters.speech.voice import LONGEST, Voice

pytestmark = [pytest.mark.usefixtures("qapp"), pytest.mark.skipif(sys.platform == "win32", reason="needs a shell")]


def _voice(heard: Path) -> Voice:
    return Voice(("sh", "-c", f"exec cat >> '{heard}'"))


def test_texts_are_read_one_line_each_in_their_order(tmp_path: Path, qtbot: QtBot) -> None:
    heard = tmp_path / "heard"
    voice = _voice(heard)
    assert voice.start()
    voice.say("The answer\nbegins; $(touch x) – “ok”")
    voice.say("w" * 2 * LONGEST)
    wanted = f"The answer begins; $(touch x) – “ok”\n{'w' * LONGEST}\n"
    qtbot.waitUntil(lambda: heard.exists() and heard.read_text("utf-8") == wanted)
    voice.stop()
    voice.say("nobody reads this")
    assert heard.read_text("utf-8") == wanted


@pytest.mark.parametrize(
    ("text", "line"), [("!-!SET ALL VOLUME -100", "-!SET ALL VOLUME -100"), ("[[volm 0]] on", "[ [volm 0]] on")]
)
def test_no_text_is_a_command_for_the_voice(tmp_path: Path, qtbot: QtBot, text: str, line: str) -> None:
    heard = tmp_path / "heard"
    voice = _voice(heard)
    assert voice.start()
    voice.say(text)
    qtbot.waitUntil(lambda: heard.exists() and heard.read_text("utf-8") == f"{line}\n")
    voice.stop()


def test_without_a_program_there_is_no_voice() -> None:
    assert not Voice(()).start()
    assert not Voice(("no-such-voice-anywhere",)).start()


def test_a_voice_that_has_ended_is_started_again(tmp_path: Path, qtbot: QtBot) -> None:
    heard = tmp_path / "heard"
    voice = Voice(("sh", "-c", f"head -n 1 >> '{heard}'"))
    assert voice.start()
    voice.say("one")
    qtbot.waitUntil(lambda: heard.exists() and heard.read_text() == "one\n")
    qtbot.waitUntil(lambda: not voice.is_running)
    voice.say("two")
    qtbot.waitUntil(lambda: heard.read_text() == "one\ntwo\n")
    voice.stop()
