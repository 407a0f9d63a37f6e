"""A display server that dies under the program."""

import signal
import subprocess
import threading
from pathlib import Path

import pytest

from benchmarks.measurements.endings import X11_BROKE
from tests.loopback import Connection, Endpoint, Heard
from tests.stories.processes import rows_on_disk, start_program
from tests.x11.screen import Screen
from tests.x11.steps import ASKANCE, settled

pytestmark = pytest.mark.x11


@pytest.mark.parametrize("ending", [signal.SIGKILL, signal.SIGTERM], ids=["killed", "ended"])
def test_everything_is_saved_and_there_again_at_the_next_start(at: Screen, home: Path, ending: signal.Signals) -> None:
    told_more, may_tell_more = threading.Event(), threading.Event()

    def answer(to: Connection, heard: Heard) -> None:
        to.head()
        to.text("An answer")
        may_tell_more.wait(240)
        to.text(" that grows")
        told_more.set()
        to.closed.wait(240)

    with Endpoint(answer=answer) as endpoint:
        settled(home, endpoint)
        environment = {**at.environment, "ASKANCE_HOME": str(home), "OPENAI_API_KEY": "sk-x"}
        with subprocess.Popen(ASKANCE, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as program:
            try:
                at.window("Askance")
                at.type("What is this?")
                at.key("Return")
                at.wait(lambda: rows_on_disk(home, "SELECT answer FROM turns") == [("An answer",)])
                may_tell_more.set()
                told_more.wait(240)
                at.type("half a question")
                at.key("ctrl+a")
                at.key("ctrl+c")
                at.wait(lambda: at.pasted() == "half a question")  # so that all of it has arrived in the window
                at.server.send_signal(ending)
                output, errors = program.communicate(timeout=240)
            finally:
                program.kill()
    assert (program.returncode, output) == (0, b""), errors
    assert X11_BROKE.fullmatch(errors.decode()), errors
    turns, draft = "SELECT stage, answer FROM turns", "SELECT prompt FROM drafts"
    assert [answer for _, answer in rows_on_disk(home, turns)] == ["An answer that grows"]
    assert rows_on_disk(home, draft) == [("half a question",)]
    with start_program(home) as again:
        at.wait(lambda: rows_on_disk(home, turns) == [("stopped", "An answer that grows")])
        again.terminate()
    assert rows_on_disk(home, draft) == [("half a question",)]
