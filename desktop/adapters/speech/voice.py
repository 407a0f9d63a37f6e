"""The system's voice: a child process that reads the lines it is given, speech-dispatcher's, Windows' or macOS' own.

Texts go in by a pipe: what stands in a command line can be seen by every user of the computer.
"""

import shutil
import sys

from PySide6.QtCore import QObject, QProcess

from desktop.adapters.system.core_dumps import given_core_limit
from desktop.adapters.system.link_opener import system_libraries

_WINDOWS = (
    "Add-Type -AssemblyName System.Speech; [Console]::InputEncoding = [Text.Encoding]::UTF8; "
    "$voice = New-Object System.Speech.Synthesis.SpeechSynthesizer; "
    "while (($line = [Console]::In.ReadLine()) -ne $null) { $voice.Speak($line) }"
)
COMMANDS = {
    "linux": ("spd-say", "--pipe-mode", "--application-name", "askance"),
    "darwin": ("/bin/sh", "-c", 'while IFS= read -r line; do printf %s "$line" | /usr/bin/say; done'),
    "win32": ("powershell", "-NoProfile", "-NonInteractive", "-Command", _WINDOWS),
}
START_MS = 2000
LONGEST = 4000  # characters of one announcement


class Voice(QObject):
    """Speaks through a program that reads lines. `command` is that of this system."""

    def __init__(self, command: tuple[str, ...] = COMMANDS.get(sys.platform, ())) -> None:
        super().__init__()
        self._command = command
        self._process: QProcess | None = None

    @property
    def is_running(self) -> bool:
        """True while the program runs."""
        return self._process is not None and self._process.state() is not QProcess.ProcessState.NotRunning

    def start(self) -> bool:
        """Starts the program. Returns False if there is none, or it does not start."""
        if self._process is not None:
            return True
        program = shutil.which(self._command[0]) if self._command else None
        if program is None:
            return False
        process = QProcess(self)
        process.setStandardOutputFile(QProcess.nullDevice())
        process.setStandardErrorFile(QProcess.nullDevice())
        with system_libraries(), given_core_limit():
            process.start(program, list(self._command[1:]))
        if not process.waitForStarted(START_MS):
            process.deleteLater()
            return False
        self._process = process
        return True

    def say(self, text: str) -> None:
        """Speaks a text after those before it; one that has ended by itself is started again."""
        if self._process is not None and not self.is_running:
            self.stop()
            self.start()
        if self._process is not None:
            line = " ".join(text[:LONGEST].split()).lstrip("!")  # spd-say takes "!-!" at the beginning for a command,
            line = line.replace("[[", "[ [")  # and macOS what stands in double brackets
            self._process.write(f"{line}\n".encode(errors="replace"))

    def stop(self) -> None:
        """Falls silent at once."""
        if self._process is not None:
            if self._command[0] == "spd-say":
                self._process.write(b"!-!CANCEL SELF\n")  # what its daemon holds would be spoken on
                self._process.closeWriteChannel()
                self._process.waitForFinished(START_MS)
            self._process.kill()
            self._process.waitForFinished(START_MS)
            self._process.deleteLater()
            self._process = None
