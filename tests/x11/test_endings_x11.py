"""Requests to quit and dying displays at a few moments; `python -m benchmarks faults` tries hundreds."""

from pathlib import Path

import pytest

from benchmarks.measurements.endings import X11_BROKE, ended_by, prepare_home
from tests.loopback import Endpoint, saying
from tests.x11.screen import Screen

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
