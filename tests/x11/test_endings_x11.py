"""Requests to quit and dying displays at a few moments; `python -m benchmarks faults` tries hundreds."""

import signal
import subprocess
from pathlib import Path

import pytest

from benchmarks.measurements.endings import X11_BROKE, ended_by, prepare_home
from tests.loopback import Endpoint, saying
from tests.stories.processes import rows_on_disk
from tests.x11.screen import Screen
from tests.x11.steps import ASKANCE, settled

pytestmark = pytest.mark.x11


@pytest.mark.parametrize("moment", ["ready", "offered", "back"])
def test_a_request_to_quit_ends_it_in_silence_also_in_a_capture_and_after_it(
    at: Screen, home: Path, moment: str
) -> None:
    with Endpoint(answer=saying("An answer.")) as endpoint:
        end = ended_by(lambda process: process.terminate(), at, prepare_home(home, endpoint.url), moment, 0.0)
    assert (end.code, end.errors) == (0, "")
    assert moment in end.lines


@pytest.mark.parametrize("moment", ["ready", "offered", "back"])
def test_a_dying_display_ends_it_without_a_word_of_ours_also_in_a_capture_and_after_it(
    at: Screen, home: Path, moment: str
) -> None:
    with Endpoint(answer=saying("An answer.")) as endpoint:
        end = ended_by(lambda _: at.server.kill(), at, prepare_home(home, endpoint.url), moment, 0.0)
    assert end.code == 0, end.errors
    assert X11_BROKE.fullmatch(end.errors), end.errors
    assert moment in end.lines


@pytest.mark.parametrize("name", ["SIGHUP", "SIGTERM"])
def test_a_request_to_quit_loses_nothing_that_was_typed(at: Screen, home: Path, name: str) -> None:
    with Endpoint(answer=saying("An answer.")) as endpoint:
        settled(home, endpoint)
        environment = {**at.environment, "ASKANCE_HOME": str(home), "OPENAI_API_KEY": "sk-x"}
        with subprocess.Popen(ASKANCE, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as program:
            try:
                at.window("Askance")
                at.type("half a question")
                at.key("ctrl+a")
                at.key("ctrl+c")
                at.wait(lambda: at.pasted() == "half a question")  # so that all of it has arrived in the window
                at.type(" and the end")
                at.key("ctrl+a")
                at.key("ctrl+c")
                at.wait(lambda: at.pasted() == " and the end")
                program.send_signal(getattr(signal, name))
                output, errors = program.communicate(timeout=240)
            finally:
                program.kill()
    assert (program.returncode, output, errors) == (0, b"", b"")
    assert rows_on_disk(home, "SELECT prompt FROM drafts") == [(" and the end",)]
