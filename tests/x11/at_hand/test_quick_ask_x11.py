"""Quick ask at a real X server: a key's command, a region, a question, its answer, and what stays of it."""

import subprocess
from pathlib import Path

import pytest

from desktop.adapters.storage import database
from tests.loopback import Endpoint, saying
from tests.stories.processes import rows_on_disk
from tests.x11.screen import Screen, program
from tests.x11.steps import ASKANCE, drag, settled

pytestmark = pytest.mark.x11

QUICK = "Askance quick ask"


def ask_for(at: Screen, home: Path, *command: str) -> None:
    """Starts the program again, as a desktop's own shortcut does; the one that runs takes it over."""
    environment = {**at.environment, "ASKANCE_HOME": str(home)}
    done = subprocess.run([*ASKANCE, *command], env=environment, capture_output=True, timeout=240)
    assert (done.returncode, done.stderr) == (0, b"")


def test_a_region_is_asked_about_in_the_small_window_and_kept(at: Screen, home: Path) -> None:
    with Endpoint(answer=saying("A grey ", "**nothing**.")) as endpoint:
        settled(home, endpoint)
        with program(at, ASKANCE, home, OPENAI_API_KEY="sk-x"):
            at.window("Askance")
            at.wait((home / "data" / database.NAME).exists)
            ask_for(at, home, "quick")
            at.window("Askance capture")
            drag(at, (900, 500), (1100, 600))
            at.key("Return")
            small = at.window(QUICK)
            left, _top, width, _height = at.place(small)
            assert left + width <= 900 or left >= 1100  # beside the region, not over it
            at.type("What is this?")
            at.key("Return")
            at.wait(lambda: endpoint.posts, within_s=60.0)
            assert endpoint.posts[0].body.count(b"data:image/") == 1
            at.wait(lambda: at.place(small)[3] > _height)  # it grows with the answer
            at.wait(lambda: rows_on_disk(home, "SELECT stage FROM turns") == [("done",)])  # Esc would stop it before
            at.key("Escape")
            at.window("Askance")
    assert rows_on_disk(home, "SELECT prompt, stage FROM turns") == [("What is this?", "done")]


def test_the_keys_of_the_desktop_lead_from_another_program_to_an_answer(at: Screen, home: Path) -> None:
    with Endpoint(answer=saying("A grey ", "**nothing**.")) as endpoint:
        settled(home, endpoint, shortcut_on=True)
        with program(at, ASKANCE, home, OPENAI_API_KEY="sk-x"):
            main = at.window("Askance")
            at.do("xdotool", "windowminimize", main)
            at.wait(lambda: not at.windows("Askance"))

            def frozen() -> list[str]:
                at.key("ctrl+shift+space")  # until the keys are the program's
                return at.windows("Askance capture")

            at.wait(frozen)
            at.window("Askance capture")
            drag(at, (900, 500), (1100, 600))
            at.key("Return")
            at.window(QUICK)
            at.type("What is this?")
            at.key("Return")
            at.wait(lambda: rows_on_disk(home, "SELECT prompt, stage FROM turns") == [("What is this?", "done")])
            at.key("ctrl+f")  # in the small window, which takes the keys
            at.type("nothing")
            at.key("Escape")
            assert at.windows(QUICK)  # Esc was the bar's
            at.key("Escape")
            at.wait(lambda: not at.windows(QUICK))
            at.wait(lambda: "Iconic" in at.do("xprop", "-id", main, "WM_STATE"))  # minimised, as it was
            assert at.windows("Askance") == []
            at.do("xdotool", "windowactivate", "--sync", main)
            assert len(endpoint.posts) == 1


def test_started_for_one_question_it_shows_no_window_and_ends_with_it(at: Screen, home: Path) -> None:
    process = subprocess.Popen(
        [*ASKANCE, "quick"],
        env={**at.environment, "ASKANCE_HOME": str(home)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    try:
        at.window("Askance capture")
        at.key("Return")
        at.window(QUICK)
        assert at.windows("Askance") == []
        at.key("Escape")
        _, errors = process.communicate(timeout=240)
        assert (process.returncode, errors) == (0, b"")
    finally:
        if process.poll() is None:
            process.kill()
            process.communicate()


def test_open_in_askance_brings_the_same_conversation_into_the_window(at: Screen, home: Path) -> None:
    with Endpoint(answer=saying("Yes.")) as endpoint:
        settled(home, endpoint)
        with program(at, ASKANCE, home, OPENAI_API_KEY="sk-x"):
            at.window("Askance")
            at.wait((home / "data" / database.NAME).exists)
            ask_for(at, home, "quick", "--screen")
            at.window(QUICK)
            at.type("All of it?")
            at.key("ctrl+o")
            at.wait(lambda: not at.windows(QUICK))  # what it showed is in the window then
            at.window("Askance")
            at.key("Return")
            at.wait(lambda: endpoint.posts, within_s=60.0)
            assert endpoint.posts[0].json["messages"][-1]["content"][0]["text"] == "All of it?"


def test_private_text_is_asked_about_in_the_small_window_before_anything_goes(at: Screen, home: Path) -> None:
    with Endpoint(answer=saying("No.")) as endpoint:
        settled(home, endpoint)
        with program(at, ASKANCE, home, OPENAI_API_KEY="sk-x"):
            at.window("Askance")
            at.wait((home / "data" / database.NAME).exists)
            ask_for(at, home, "quick")
            at.window("Askance capture")
            drag(at, (900, 500), (1100, 600))
            at.key("Return")
            small = at.window(QUICK)
            at.type("Who is jo.smith@example.com?")
            before = at.place(small)[3]
            at.key("Return")
            at.wait(lambda: at.place(small)[3] > before)  # the notice above the question
            assert endpoint.posts == []

            def anyway() -> bool:
                at.key("alt+Return")  # first the check is not waited for, then what it found may go
                return bool(endpoint.posts)

            at.wait(anyway)
            assert b"jo.smith@example.com" in endpoint.posts[0].body
            at.wait(lambda: rows_on_disk(home, "SELECT stage FROM turns") == [("done",)])
            at.key("Escape")
            at.window("Askance")


def test_text_of_the_screen_is_copied_without_a_question(at: Screen, home: Path) -> None:
    with program(at, ASKANCE, home):
        at.window("Askance")
        at.wait((home / "data" / database.NAME).exists)
        ask_for(at, home, "quick", "--text")
        at.window("Askance capture")
        at.key("Return")
        at.wait(lambda: "UTF8_STRING" in at.targets(), within_s=60.0)
        assert "Askance" in at.pasted()
    assert rows_on_disk(home, "SELECT prompt FROM turns") == []


def test_a_start_in_the_background_is_reachable_where_no_icon_is(at: Screen, home: Path) -> None:
    with program(at, [*ASKANCE, "background"], home):
        at.window("Askance")
