"""Orca reads the main job: what it hands to speech-dispatcher, whose module here speaks into a file."""

import shutil
from pathlib import Path

import pytest

from tests.stories.ocr_screens import LOG, screen
from tests.x11.reader.reading import reading
from tests.x11.screen import Screen

pytestmark = [pytest.mark.x11, pytest.mark.slow, pytest.mark.xdist_group("x11")]

START = """#!/bin/sh
export HOME={folder} SPEECHD_ADDRESS=unix_socket:{folder}/socket
speech-dispatcher --run-single --timeout 0 --communication-method unix_socket --socket-path {folder}/socket \\
    --config-dir {folder} --log-dir {folder} --pid-file {folder}/pid &
while [ ! -S {folder}/socket ]; do sleep 0.1; done
exec orca --user-prefs {folder}/orca
"""
FILES = {
    ".libao": "default_driver=null\n",
    "speechd.conf": """LogLevel 1
LogDir "{folder}"
AudioOutputMethod "libao"
AddModule "file" "sd_generic" "file.conf"
DefaultModule "file"
""",
    "modules/file.conf": """GenericExecuteSynth "echo '$DATA' >> {folder}/spoken"
GenericMaxChunkLength 4000
GenericDelimiters "\\n"
GenericLanguage "en" "en" "utf-8"
AddVoice "en" "MALE1" "en"
DefaultVoice "en"
""",
}


class Ears:
    """What was spoken."""

    def __init__(self, at: Screen, folder: Path) -> None:
        self._at = at
        self._spoken = folder / "spoken"

    @property
    def heard(self) -> str:
        """All that was spoken up to now, as one line."""
        return " ".join(self._spoken.read_text(errors="replace").split()) if self._spoken.exists() else ""

    def wait(self, *sentences: str) -> None:
        """Waits until all of these were spoken."""
        try:
            self._at.wait(lambda: all(sentence in self.heard for sentence in sentences), 60.0)
        except AssertionError:
            raise AssertionError(f"{sentences} not in what was spoken: {self.heard}") from None


def command_of(file: Path) -> bytes:
    """The words of a process's command, each with a NUL behind it; none of a process that has ended."""
    try:
        return file.read_bytes()
    except OSError:
        return b""


@pytest.fixture
def start(tmp_path: Path) -> tuple[str, ...]:
    """The command that starts Orca and what it speaks to."""
    if lacks := [name for name in ("orca", "speech-dispatcher") if shutil.which(name) is None]:
        pytest.skip(f"the system lacks {', '.join(lacks)}")
    if any(b"/orca\0" in words for words in map(command_of, Path("/proc").glob("[0-9]*/cmdline"))):
        pytest.skip("an Orca is running, and it lets no second one start")
    (tmp_path / "modules").mkdir()
    for name, text in {**FILES, "start": START}.items():
        (tmp_path / name).write_text(text.format(folder=tmp_path))
    return ("/bin/sh", str(tmp_path / "start"))


def test_orca_speaks_the_window_the_picture_the_answer_and_the_way_through_it(
    at: Screen, home: Path, tmp_path: Path, start: tuple[str, ...]
) -> None:
    with reading(at, home, beside=start) as (_reader, _endpoint):
        ears = Ears(at, tmp_path)
        ears.wait("Askance frame", "Question text")
        owner = at.copy(screen(*LOG), "image/png")
        at.key("ctrl+v")
        ears.wait("1 picture added, now there are 1.")
        owner.kill()
        owner.wait()
        at.type("What is due?")
        at.key("Return")
        ears.wait("The answer begins.", "The invoice asks for 42 euros until Friday.", "The answer has ended.")
        at.key("shift+F6")
        ears.wait("Conversation view document frame")
        at.key("F7")
        ears.wait("Question 1, with 1 picture")
        at.key("Down")
        ears.wait("Answer 1, part 1, heading", "What stands there")
        for sentence in ("The answer begins.", "The answer has ended.", "The last words are: end of answer."):
            assert ears.heard.count(sentence) == 1, ears.heard
        assert "**" not in ears.heard and "|---" not in ears.heard
