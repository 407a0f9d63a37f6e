#!/usr/bin/env python3
"""Sets everything up and starts Askance: `python3 run.py [ARGUMENTS]`, or `test`, `build` or `audit` instead.

Standard library only. What is set up lives in `.venv` beside this file and is checked again only when the lock changes;
on Debian and its derivatives the system's libraries are installed too when that is allowed, and named when not.
"""

import hashlib
import os
import shlex
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from tools.set_up_progress import CANCELLED, PackageShare, ShareOf, Step, system_share, unknown_share

HERE = Path(__file__).resolve().parent
VENV = HERE / ".venv"
BIN = VENV / ("Scripts" if os.name == "nt" else "bin")
PYTHON = BIN / ("python.exe" if os.name == "nt" else "python")
UV = "uv==0.13.9"
GROUPS = {"test": ("dev",), "build": ("dev", "build"), "audit": ("dev", "audit")}
COMMANDS = ("ask", "many", "prepare", "read", "models", "policy", "ledger", "self-test")  # they need no window
LINUX = sys.platform.startswith("linux")

WINDOW_PACKAGES = (
    *("libglib2.0-0", "libgl1", "libegl1", "libxkbcommon0", "libfontconfig1", "libdbus-1-3", "libxcb-cursor0"),
    *("libxcb-icccm4", "libxcb-image0", "libxcb-keysyms1", "libxcb-randr0", "libxcb-render-util0", "libxcb-shape0"),
    *("libxcb-sync1", "libxcb-xfixes0", "libxcb-xkb1", "libxkbcommon-x11-0", "libx11-xcb1", "libwayland-client0"),
    *("libwayland-cursor0", "fonts-dejavu-core"),
)
TEST_PACKAGES = ("xvfb", "xdotool", "xclip", "openbox", "x11-utils", "dbus", "iproute2")
READER_PACKAGES = (
    *("at-spi2-core", "gir1.2-atspi-2.0", "python3-gi", "orca", "speech-dispatcher", "speech-dispatcher-audio-plugins"),
    *("libenchant-2-2", "hunspell-en-us"),
)
SECOND_DECODERS = ("imagemagick", "poppler-utils")
COPIED_FROM = {  # packages, with a program or file of each
    "chromium": "/usr/bin/chromium",
    "libreoffice-calc": "/usr/bin/soffice",
    "libreoffice-impress": "/usr/lib/libreoffice/program/libsdlo.so",
}
IN_TWO = (  # whole files, in the order of `testpaths`; a process that crashes ends the run, which would wait for it
    *("-n", "2", "--dist", "loadfile", "--no-loadscope-reorder", "--max-worker-restart", "0"),
)
APT_INSTALL = ("apt-get", "install", "-y", "--no-install-recommends")
BUILD_PACKAGES = ("binutils", "xz-utils")
PACKAGING_PACKAGES = ("rpm", "lintian", "appstream", "desktop-file-utils", "man-db")  # what lacks one is left out
TEST_LANGUAGES = ("rus", "ell", "heb")
LANGUAGE_FOLDER = Path("/usr/share/tesseract-ocr")


def main() -> int:
    """Sets up what the first argument needs, then runs it. Returns the exit code."""
    if sys.version_info < (3, 11):  # noqa: UP036 (an older Python gets the sentence)
        print("Askance needs Python 3.11 or newer; this is", sys.version.split()[0])
        return 1
    arguments = sys.argv[1:]
    task = arguments[0] if arguments else ""
    try:
        set_up(("dev",) if task == "audit" and "--osv" in arguments else GROUPS.get(task, ()))
        if LINUX and task not in GROUPS and not is_command(task) and (has_screen() or arguments):
            system_packages(WINDOW_PACKAGES, needed=missing_libraries)
    except KeyboardInterrupt:
        print("Cancelled. What is set up so far stays; the next start goes on from there.")
        return CANCELLED
    if task == "test":
        return test(arguments[1:])
    if task == "audit":
        return subprocess.run([str(PYTHON), "-m", "tools.audit", *arguments[1:]], cwd=HERE).returncode
    if task == "build":
        if "--release" in arguments[1:]:
            run([str(PYTHON), "-m", "tools.catalogue", "check", "--complete"], cwd=HERE)
        return build("--without-reader" in arguments[1:], languages_of(arguments[1:]))
    if LINUX and not has_screen() and not arguments:
        return without_screen()
    return start([str(PYTHON), "-m", "desktop", *arguments])


def is_command(task: str) -> bool:
    """Returns True if the first argument is a command or an option, which need no window."""
    return task in COMMANDS or task.startswith("-")


# setting up


def set_up(groups: tuple[str, ...]) -> None:
    """Installs what the lock lists into `.venv`, unless its stamp shows that this was done."""
    stamp = VENV / "askance-stamp"
    wanted = hashlib.sha256(
        b"".join((HERE / name).read_bytes() for name in ("uv.lock", "run.py")) + sys.version.encode() + UV.encode()
    ).hexdigest()
    installed = stamp.read_text().split() if stamp.exists() and PYTHON.exists() else []
    if installed[:1] == [wanted] and set(groups) <= set(installed[1:]):
        return
    groups = tuple(sorted({*groups, *(installed[1:] if installed[:1] == [wanted] else [])}))
    print("Setting up. This happens once and takes about a minute.", flush=True)
    make_venv()
    pip = [str(PYTHON), "-m", "pip", "install", "--quiet", "--disable-pip-version-check", UV]
    run_step("Getting the installer", unknown_share, pip)
    chosen = [part for group in groups for part in ("--group", group)]
    uv = [str(PYTHON), "-m", "uv", "sync", "--frozen", "--inexact", "--no-install-project", "--no-default-groups"]
    uv += ["--extra", "reader"]
    share = PackageShare(VENV)
    run_step(
        "Installing packages",
        share,
        [*uv, *chosen],
        share.look,
        cwd=HERE,
        env={**os.environ, "UV_PROJECT_ENVIRONMENT": str(VENV), "VIRTUAL_ENV": str(VENV), "UV_COMPILE_BYTECODE": "1"},
    )
    for packages in (*VENV.glob("lib/python*/site-packages"), *VENV.glob("Lib/site-packages")):
        (packages / "askance.pth").write_text(f"{HERE}\n", encoding="utf-8")  # so that it is found from any folder
    make_command()
    stamp.write_text(" ".join([wanted, *groups]))


def make_venv() -> None:
    """Makes a virtual environment with pip, unless there is one. Debian has a part of that in a separate package."""
    if PYTHON.exists() and subprocess.run([str(PYTHON), "-c", "import pip"], capture_output=True).returncode == 0:
        return
    shutil.rmtree(VENV, ignore_errors=True)  # incomplete, or made by another tool
    make = [sys.executable, "-m", "venv", str(VENV)]
    failed = Step("Making a virtual environment").run(make)
    if failed and LINUX:
        shutil.rmtree(VENV, ignore_errors=True)
        system_packages(("python3-venv",))
        failed = Step("Making a virtual environment").run(make)
    if failed:
        sys.exit("Couldn't make a virtual environment.")


def make_command() -> None:
    """Puts the command `askance` beside the interpreter, as installing a package would."""
    if os.name == "nt":
        (BIN / "askance.cmd").write_text(f'@"{PYTHON}" -P -m desktop %*\n', encoding="utf-8")
        return
    command = BIN / "askance"
    command.write_text(f'#!/bin/sh\nexec {shlex.quote(str(PYTHON))} -P -m desktop "$@"\n', encoding="utf-8")
    command.chmod(0o755)


def missing_libraries() -> bool:
    """Returns True if Qt's window plugin lacks a library of the system, or if there is no font."""
    found = list(VENV.glob("lib/python*/site-packages/PySide6/Qt/plugins/platforms/libqxcb.so"))
    if not found or not shutil.which("ldd"):
        return False
    output = subprocess.run(["ldd", str(found[0])], capture_output=True, text=True).stdout
    fonts = any(path.suffix in (".ttf", ".otf") for path in Path("/usr/share/fonts").rglob("*"))
    return "not found" in output or not fonts


def system_packages(names: tuple[str, ...] | list[str], needed=lambda: True) -> None:  # type: ignore[no-untyped-def]
    """Installs Debian packages if that is needed and allowed; otherwise prints the command to type."""
    if not needed():
        return
    if shutil.which("apt-get") is None:
        print("These packages (Debian's names) are needed from your system:", *names)
    elif os.geteuid() != 0:  # type: ignore[attr-defined, unused-ignore]
        print("Something is missing from the system. Please type:\n  sudo", *APT_INSTALL, *names)
    elif code := installed(names):
        sys.exit(f"This failed (status {code}): {' '.join(APT_INSTALL)} {' '.join(names)}")


def helpful_packages(names: tuple[str, ...] | list[str], there: Iterable[object]) -> None:
    """Installs Debian packages if any is missing, and goes on without them where that is not possible."""
    if all(there) or shutil.which("apt-get") is None or os.geteuid() != 0:  # type: ignore[attr-defined, unused-ignore]
        return
    if installed(names):
        print("These packages could not be installed, so what needs them is left out:", *names, flush=True)


def installed(names: tuple[str, ...] | list[str]) -> int:
    """Installs Debian packages. Returns the status of apt-get: 0 if all of them are there."""
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    subprocess.run(["apt-get", "update", "-qq"], env=environment)
    known = [name if available(name) else f"{name}t64" for name in names]  # the names that newer releases use
    command = [*APT_INSTALL, "-qq", "-o", "APT::Status-Fd=1", *known]
    return Step("Installing packages of the system", system_share).run(command, env=environment)


def has_language(name: str) -> bool:
    """Returns True if Debian's package of Tesseract's data for a language is there."""
    return any(LANGUAGE_FOLDER.glob(f"*/tessdata/{name}.traineddata"))


def available(name: str) -> bool:
    """Returns True if apt knows a real package of that name."""
    output = subprocess.run(["apt-cache", "policy", name], capture_output=True, text=True).stdout
    return "Candidate:" in output and "Candidate: (none)" not in output


def run(command: list[str], **how: Any) -> None:
    """Runs a command that must succeed."""
    done = subprocess.run(command, **how)
    if done.returncode:
        sys.exit(f"This failed (status {done.returncode}): {' '.join(command)}")


def run_step(words: str, share_of: ShareOf, command: list[str], look: Callable[[], float] = float, **how: Any) -> None:
    """Runs a step of the set-up that must succeed, and shows how far it is."""
    if code := Step(words, share_of, look=look).run(command, **how):
        sys.exit(f"This failed (status {code}): {' '.join(command)}")


# starting


def has_screen() -> bool:
    """Returns True if a window can be shown here."""
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY") or os.environ.get("QT_QPA_PLATFORM"))


def without_screen() -> int:
    """Asks about the sample image, and prints how to get the window. Returns the exit code."""
    print("There is no screen here, so this asks about a sample picture without a window.", flush=True)
    sample = str(HERE / "resources" / "sample.png")
    command = [str(PYTHON), "-m", "desktop"]
    asked = subprocess.run([*command, "ask", "--no-history", sample, "What went wrong here, and what is the total?"])
    if asked.returncode:
        print("This is what would be sent:", flush=True)
        subprocess.run([*command, "prepare", sample])
    print("For the window, start it on a desktop, over ssh -X, or under Xvfb: xvfb-run -a python3 run.py")
    return 0


def start(command: list[str]) -> int:
    """Replaces this process by the program; on Windows it runs the program as a child. Returns the exit code."""
    if os.name == "nt":
        return subprocess.run(command).returncode
    os.execv(command[0], command)  # noqa: S606 (the program takes this process's place)
    return 0


# checking and building


def test(arguments: list[str]) -> int:
    """Runs all checks and the tests that are not marked slow. Returns the first failure's exit code.

    `--all` adds the slow ones, and prints the coverage. With other arguments only pytest runs, and gets them.
    """
    if LINUX:
        tools = ("Xvfb", "xdotool", "xclip", "openbox", "xprop", "dbus-run-session", "ip")
        system_packages(
            [*WINDOW_PACKAGES, *TEST_PACKAGES], lambda: missing_libraries() or not all(map(shutil.which, tools))
        )
        helpful_packages([f"tesseract-ocr-{name}" for name in TEST_LANGUAGES], map(has_language, TEST_LANGUAGES))
        if "--all" in arguments:
            helpful_packages(READER_PACKAGES, map(shutil.which, ("orca", "speech-dispatcher")))
            helpful_packages(SECOND_DECODERS, map(shutil.which, ("convert", "pdftoppm")))
            for name, part in COPIED_FROM.items():
                helpful_packages((name,), [Path(part).exists()])
    for step in checks(arguments):
        print("→", *step[:4], flush=True)
        code = subprocess.run([str(PYTHON), *step], cwd=HERE).returncode
        if code:
            return code
    return 0


def checks(arguments: list[str]) -> list[list[str]]:
    """Returns what Python is started with, one after another, for `run.py test` with these arguments."""
    with_coverage = ["--cov"] if "--all" in arguments else []
    for_pytest = [argument for argument in arguments if argument != "--all"]
    if for_pytest:
        return [["-m", "pytest", *with_coverage, *for_pytest]]
    return [
        ["-m", "ruff", "check", "."],
        ["-m", "ruff", "format", "--check", "."],
        ["-m", "mypy"],
        ["-c", "import sys; from importlinter.cli import lint_imports_command as c; sys.exit(c())"],
        ["-m", "pytest", *IN_TWO, "-q", "-rs", *(with_coverage or ["-m", "not slow"])],
    ]


def languages_of(arguments: list[str]) -> list[str]:
    """Returns the languages after `--languages=`, by the names of Tesseract's data, which the package will bring."""
    chosen = [argument.partition("=")[2] for argument in arguments if argument.startswith("--languages=")]
    return chosen[-1].replace(",", " ").split() if chosen else []


def build(without_reader: bool, languages: list[str]) -> int:
    """Builds and tests dist/askance/ and its packages, which are much smaller without the text reader."""
    if LINUX:
        tools = ("objdump", "xz", "ip", "Xvfb", "xdotool")
        needed = [*WINDOW_PACKAGES, *TEST_PACKAGES, *BUILD_PACKAGES]
        system_packages(needed, lambda: missing_libraries() or not all(map(shutil.which, tools)))
        system_packages([f"tesseract-ocr-{name}" for name in languages], lambda: not all(map(has_language, languages)))
        packaging = ("rpmbuild", "lintian", "appstreamcli", "desktop-file-validate", "man")
        helpful_packages(PACKAGING_PACKAGES, map(shutil.which, packaging))
    fixed = {**os.environ, "SOURCE_DATE_EPOCH": "1767225600", "PYTHONHASHSEED": "0"}
    fixed["PYINSTALLER_ZLIB_COMPRESSION_LEVEL"] = "0"  # what is packed once packs better: 8 MB of the archive
    fixed["ASKANCE_WITHOUT_READER"] = "1" if without_reader else "0"
    fixed["ASKANCE_LANGUAGES"] = " ".join(languages)
    run(
        [str(PYTHON), "-m", "PyInstaller", "--noconfirm", "--clean", "--log-level", "WARN", "build.spec"],
        cwd=HERE,
        env=fixed,
    )
    if LINUX:
        run([str(PYTHON), "-m", "tools.packages"], cwd=HERE, env=fixed)
    return subprocess.run([str(PYTHON), "-m", "pytest", "-q", "tests/frozen"], cwd=HERE, env=fixed).returncode


if __name__ == "__main__":
    sys.exit(main())
