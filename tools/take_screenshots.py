"""Takes pictures of the real program in its sizes, themes and scales: `python -m tools.take_screenshots FOLDER`.

Needs Xvfb, openbox and xdotool. Each picture is `SCENE-LOOK.png`; `--scene` and `--look` choose some of them. The
program has a screen and a home of its own, and a server of this computer answers it.
"""

import argparse
import json
import os
import sys
import tempfile
from pathlib import Path

from desktop.adapters.storage import database
from tests.loopback import Endpoint, saying
from tests.x11.screen import program, screen
from tools.screenshots.contents import ANSWER, RECEIPT, asked_run
from tools.screenshots.looks import LOOKS, USUAL_POINTS, Look
from tools.screenshots.scenes import NOT_LOOKED_THROUGH, SCENES
from tools.screenshots.stage import Stage

NO_BUS = {"QT_LOGGING_RULES": "qt.qpa.theme.dbus=false"}  # which would tell of changes to that desktop's settings


def system_font(home: Path, points: int) -> dict[str, str]:
    """Returns the environment of a desktop whose text has that size: KDE's, of which Qt reads it without a plugin."""
    if points == USUAL_POINTS:
        return {}
    (home / "kdeglobals").write_text(f"[General]\nfont=DejaVu Sans,{points},-1,5,50,0,0,0,0,0\n")
    return {"XDG_CURRENT_DESKTOP": "KDE", "KDE_SESSION_VERSION": "5", "XDG_CONFIG_HOME": str(home), **NO_BUS}


def take(scene: str, look: Look, target: Path) -> None:
    """Starts the program in this look, plays a scene and saves a picture of its screen."""
    wide, high = round(look.width * look.scale), round(look.height * look.scale)
    with (
        tempfile.TemporaryDirectory() as home,
        Endpoint(saying(*(RECEIPT if scene == "many" else ANSWER).splitlines(keepends=True))) as endpoint,
        screen(f"{wide + 4}x{high + 30}x24") as at,
    ):
        config = Path(home) / "askance" / "config"
        config.mkdir(parents=True)
        values = {"theme": look.theme, "language": look.language}
        if scene != "welcome":
            values |= {"answers": "endpoint", "endpoint": endpoint.url, "unfound": "always"}
        if scene in NOT_LOOKED_THROUGH:
            values["private_text"] = "off"
        values |= {"prices": "gpt-4o: 2.5, 10"} if scene == "many" else {}
        (config / "settings.json").write_text(json.dumps(values))
        if scene == "many":
            asked_run(Path(home) / "Receipts, November", Path(home) / "askance", endpoint.url, at.environment)
        environment = {"QT_SCALE_FACTOR": str(look.scale), **system_font(Path(home), look.points)}
        stage = Stage(at, Path(home) / "askance", environment, look.scale)
        with program(at, [sys.executable, "-m", "desktop"], stage.home, **environment):
            window = at.window("Askance")
            at.do("xdotool", "windowsize", "--sync", window, str(wide), str(high), "windowmove", window, "0", "0")
            at.wait((stage.home / "data" / database.NAME).exists, within_s=60.0)  # all of the program is there
            stage.wait_until_still()
            SCENES[scene](stage)
            stage.wait_until_still().save(target, optimize=True)
            stage.press("Escape")  # a dialog would keep the window open
            stage.press("Escape")  # and so would a menu in it


def main(arguments: list[str] | None = None) -> int:
    """Takes the chosen pictures. Returns the exit code."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--scene", action="append", choices=tuple(SCENES))
    parser.add_argument("--look", action="append", choices=tuple(LOOKS))
    chosen = parser.parse_args(arguments)
    chosen.folder.mkdir(parents=True, exist_ok=True)
    os.environ.pop("OPENAI_API_KEY", None)
    for scene in chosen.scene or SCENES:
        for name in chosen.look or LOOKS:
            take(scene, LOOKS[name], chosen.folder / f"{scene}-{name}.png")
    return 0


if __name__ == "__main__":
    sys.exit(main())
