"""The stage of a scene: the program on a screen of its own, and the eyes that wait until it stands still."""

import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from PIL import Image, ImageChops, ImageGrab

from tests.x11.screen import Screen

STILL_S, GIVEN_UP_S = 2.5, 90.0
CARET_PX = 4  # as wide as something that blinks


@dataclass(frozen=True, slots=True)
class Stage:
    """The screen with the program's window, its home, its environment, and the scale of its pixels."""

    at: Screen
    home: Path
    environment: dict[str, str]
    scale: float = 1.0

    def wait_until_still(self) -> Image.Image:
        """Returns the screen once nothing but a caret has changed on it for a while, or what is there at last."""
        seen = ImageGrab.grab(xdisplay=self.at.display)
        since, end = time.monotonic(), time.monotonic() + GIVEN_UP_S
        while (now := time.monotonic()) < end and now - since < STILL_S:
            time.sleep(0.25)  # nobody outside can tell when the window has followed
            later = ImageGrab.grab(xdisplay=self.at.display)
            changed = ImageChops.difference(seen, later).convert("RGB").getbbox()
            if changed is not None and changed[2] - changed[0] > CARET_PX * self.scale:
                seen, since = later, time.monotonic()
        return seen

    def press(self, *keys: str) -> None:
        """Presses keys, and waits until the window has followed."""
        self.at.key(*keys)
        self.wait_until_still()

    def type(self, text: str) -> None:
        """Types a text, and waits until it stands there."""
        self.at.type(text)
        self.wait_until_still()

    def paste(self, image: Image.Image) -> None:
        """Pastes a picture, and waits until its text has been read."""
        with tempfile.NamedTemporaryFile(suffix=".png") as file:
            image.save(file.name)
            owner = self.at.copy(Path(file.name).read_bytes(), "image/png")
        self.press("ctrl+v")
        owner.terminate()
        owner.wait()

    def run(self, *arguments: str) -> None:
        """Starts the program once more with these arguments, as a shell or a desktop's shortcut does."""
        environment = {**self.at.environment, **self.environment, "ASKANCE_HOME": str(self.home)}
        command = [sys.executable, "-m", "desktop", *arguments]
        subprocess.run(command, env=environment, capture_output=True, check=False)
