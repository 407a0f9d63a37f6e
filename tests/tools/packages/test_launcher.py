"""The command of the packages for Linux: it starts the program as if it were the program, or says one sentence."""

import os
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from desktop.adapters.system.at_hand import own_command
from desktop.messages.language import catalogue
from desktop.paths import PARTS
from tests.tools.packages.command_of_a_package import (
    ENVIRONMENT,
    NOWHERE,
    SENTENCE,
    SERVES,
    TOO_NEW,
    package,
    start,
    told_by,
    trap,
)
from tools.packages.launcher import move_parts, write_launcher

pytestmark = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="the command of packages for Linux")

ALL_COMMANDS = ((), ("ask", "a.png"), ("self-test", "--json"), ("--version",), ("capture",))


@pytest.mark.parametrize("words", ALL_COMMANDS)
def test_a_system_that_is_too_old_gets_one_sentence(tmp_path: Path, words: tuple[str, ...]) -> None:
    done = start(package(tmp_path, TOO_NEW), *words)
    own = os.confstr("CS_GNU_LIBC_VERSION")
    assert (done.returncode, done.stdout, done.stderr) == (1, "", SENTENCE.format(TOO_NEW, own))


def test_the_program_takes_its_place_with_its_arguments_and_its_code(tmp_path: Path) -> None:
    command = package(tmp_path)
    words = ["ask", "a b.png", "", "*", 'What\'s\n"this"?', "--", "$HOME", "ü\\n"]
    process = subprocess.Popen([command, *words], env=ENVIRONMENT, stdout=subprocess.PIPE, text=True)
    out, _ = process.communicate()
    program = str(command.parent / PARTS / "askance")
    assert (process.returncode, out.split("\0")) == (7, [program, str(process.pid), *words, ""])


def test_links_and_folders_on_the_path_lead_to_it(tmp_path: Path) -> None:
    command = package(tmp_path)
    places = tmp_path / "bin", tmp_path / "further"
    for place, target in zip(places, ("../some where 'ü'/askance", str(tmp_path / "bin" / "askance")), strict=True):
        place.mkdir()
        (place / "askance").symlink_to(target)
    linked = tmp_path / "linked"
    linked.symlink_to(command.parent)
    for place in (*places, linked):
        found = start("/bin/sh", "-c", 'PATH="$1:$PATH"; exec askance ask', "sh", str(place))
        assert found.returncode == 7 and Path(found.stdout.split("\0")[0]).resolve().is_file()
    for here in (command.parent, places[0]):
        for name in ("./askance", f"../{here.name}/askance"):
            done = subprocess.run([name, "ask"], cwd=here, env=ENVIRONMENT, capture_output=True, text=True)
            assert (done.returncode, done.stdout.split("\0")[2:]) == (7, ["ask", ""]), done.stderr


SHELLS = ["sh", "dash", "bash", "busybox", "mksh", "zsh"]


@pytest.mark.parametrize("shell", SHELLS)
def test_a_shell_that_finds_it_on_the_path_starts_no_other_program(tmp_path: Path, shell: str) -> None:
    if shutil.which(shell) is None:
        pytest.skip(f"{shell} is not installed here")
    before = [shell, "sh"] if shell == "busybox" else [shell]
    command = package(tmp_path)
    link = tmp_path / "bin" / "askance"
    link.parent.mkdir()
    link.symlink_to(command)
    current = trap(tmp_path)
    for place in (command.parent, link.parent):
        environment = ENVIRONMENT | {"PATH": f"{place}:/usr/bin:/bin"}
        (current / "askance").unlink(missing_ok=True)
        found = subprocess.run(
            [*before, "askance", "ask"], cwd=current, env=environment, capture_output=True, text=True
        )
        if not found.stderr:  # a shell that looks for a script on the path
            assert (found.returncode, found.stdout.split("\0")[2:]) == (7, ["ask", ""])
        shutil.copy(command, current / "askance")
        found = subprocess.run(
            [*before, "askance", "ask"], cwd=current, env=environment, capture_output=True, text=True
        )
        assert (found.returncode, found.stdout.split("\0")[2:]) == (7, ["ask", ""]), found.stderr


def test_where_its_own_folder_cannot_be_found_it_says_so_and_starts_nothing(tmp_path: Path) -> None:
    current = trap(tmp_path)
    command = package(tmp_path)
    shutil.copy(command, current / "askance")
    done = subprocess.run(["/bin/sh", "askance"], cwd=current, env=ENVIRONMENT, capture_output=True, text=True)
    assert (done.returncode, done.stdout, done.stderr) == (1, "", NOWHERE)
    link = tmp_path / "link"
    link.symlink_to(package(tmp_path / "without", places=told_by(tmp_path / "nothing")))
    for path in (str(tmp_path / "nothing"), ""):
        environment = ENVIRONMENT | {"PATH": path}
        done = subprocess.run([link], cwd=current, env=environment, capture_output=True, text=True)
        assert (done.returncode, done.stdout) == (1, "") and done.stderr.endswith(NOWHERE), path


def test_a_link_is_followed_by_the_users_own_tools_where_the_system_has_none(tmp_path: Path) -> None:
    link = tmp_path / "askance"
    link.symlink_to(package(tmp_path, places=told_by(tmp_path / "nothing")))
    done = subprocess.run([link, "ask"], cwd=trap(tmp_path), env=ENVIRONMENT, capture_output=True, text=True)
    assert (done.returncode, done.stdout.split("\0")[2:]) == (7, ["ask", ""]), done.stderr


@pytest.mark.parametrize("shell", SHELLS)
def test_every_shell_that_may_be_the_systems_runs_it(tmp_path: Path, shell: str) -> None:
    if shutil.which(shell) is None:
        pytest.skip(f"{shell} is not installed here")
    before = [shell, "sh"] if shell == "busybox" else [shell]
    for needs, code in ((SERVES, 7), (TOO_NEW, 1)):
        command = package(tmp_path / needs, needs)
        done = subprocess.run([*before, command, "a b"], env=ENVIRONMENT, capture_output=True, text=True)
        assert done.returncode == code and (code == 1 or done.stdout.split("\0")[2:] == ["a b", ""]), done.stderr


def test_what_the_user_has_set_arrives_unchanged(tmp_path: Path) -> None:
    own = {"found": "1", "minor": "2", "LC_ALL": "en_US.UTF-8", "PATH": f"{tmp_path}:/usr/bin:/bin", "PLACES": "3"}
    done = start(package(tmp_path, program="#!/bin/sh\nexec env -0\n"), **own)
    arrived = dict(line.split("=", 1) for line in done.stdout.rstrip("\0").split("\0"))
    assert {name: arrived[name] for name in own} == own
    assert set(arrived) - set(ENVIRONMENT | own) <= {"PWD", "OLDPWD", "SHLVL", "_"}


def test_a_reader_that_stops_early_ends_the_program_and_not_a_shell_around_it(tmp_path: Path) -> None:
    command = package(tmp_path, program="#!/bin/sh\nexec yes\n")
    done = start("/bin/bash", "-c", '"$1" ask | head -n 1; echo "${PIPESTATUS[0]}"', "bash", str(command))
    assert (done.stdout, done.stderr) == ("y\n141\n", "")


def test_it_reads_nothing_of_the_standard_input_and_needs_none(tmp_path: Path) -> None:
    command = package(tmp_path, program="#!/bin/sh\nexec cat\n")
    done = subprocess.run([command], env=ENVIRONMENT, input="the picture", capture_output=True, text=True)
    assert done.stdout == "the picture"
    done = start("/bin/sh", "-c", 'exec "$1" <&- >&-', "sh", str(package(tmp_path / "closed")))
    assert done.returncode in (1, 2, 7) and "Askance needs" not in done.stderr


GETCONF, LDD = 'echo "glibc {}"', 'echo "ldd (Ubuntu GLIBC {0}-0ubuntu9.9) {0}"; echo "Copyright (C) 2020"'
MUSL = "echo 'musl libc (x86_64)' >&2; echo 'Version 1.2.4' >&2; exit 1"


@pytest.mark.parametrize(
    ("answers", "has"),
    [
        ({"getconf": GETCONF.format("2.31")}, "glibc 2.31"),
        ({"getconf": GETCONF.format("2.4")}, "glibc 2.4"),
        ({"getconf": GETCONF.format("1.99")}, "glibc 1.99"),
        ({"getconf": GETCONF.format("2.31"), "ldd": LDD.format("2.99")}, "glibc 2.31"),
        ({"ldd": LDD.format("2.28")}, "glibc 2.28"),
        ({"getconf": "echo unknown variable >&2; exit 1", "ldd": MUSL}, "musl"),
        ({"getconf": "echo undefined", "ldd": MUSL}, "musl"),
        ({"getconf": GETCONF.format("2.35")}, None),
        ({"getconf": GETCONF.format("2.35.9000-x")}, None),
        ({"getconf": GETCONF.format("2.100")}, None),
        ({"getconf": GETCONF.format("3.0")}, None),
        ({"ldd": LDD.format("2.41")}, None),
        ({}, None),
        ({"getconf": "echo what", "ldd": "echo 'not a version'"}, None),
        ({"getconf": "exit 1", "ldd": "exit 1"}, None),
    ],
)
def test_only_what_is_known_to_be_too_old_is_refused(tmp_path: Path, answers: dict[str, str], has: str | None) -> None:
    command = package(tmp_path, "2.35", told_by(tmp_path / "told", **answers), loaders=str(tmp_path / "none*"))
    done = start(command, "ask")
    if has is None:
        assert (done.returncode, done.stderr) == (7, "")
    else:
        assert (done.returncode, done.stdout, done.stderr) == (1, "", SENTENCE.format("2.35", has))


def test_musl_with_a_glibc_beside_it_is_not_refused(tmp_path: Path) -> None:
    loaders = f"{shlex.quote(str(tmp_path))}/lib*/ld-linux*"
    command = package(tmp_path, "2.35", told_by(tmp_path / "told", ldd=MUSL), loaders=loaders)
    assert start(command, "ask").stderr == SENTENCE.format("2.35", "musl")
    (tmp_path / "lib64").mkdir()
    (tmp_path / "lib64" / "ld-linux-x86-64.so.2").touch()
    assert start(command, "ask").returncode == 7


def test_a_tool_of_the_users_own_is_not_asked(tmp_path: Path) -> None:
    own = told_by(tmp_path / "own", getconf=GETCONF.format("1.0"), readlink="echo /nowhere")
    link = tmp_path / "askance"
    link.symlink_to(package(tmp_path))
    assert start(link, PATH=f"{own}:/usr/bin:/bin").returncode == 7


def test_the_sentence_is_in_the_language_of_the_locale_where_that_can_show_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    german = "Askance braucht ein neueres System mit „glibc“ {version}; auf diesem ist's {found}."
    monkeypatch.setattr(
        "tools.packages.launcher.older_system_sentence",
        lambda needed, found: (
            german.format(version=needed, found=found)
            if catalogue.language() in ("de", "zh_CN")
            else SENTENCE.strip().format(needed, found)
        ),
    )
    command = package(tmp_path, TOO_NEW)
    own = os.confstr("CS_GNU_LIBC_VERSION")
    words = {True: f"{german.format(version=TOO_NEW, found=own)}\n", False: SENTENCE.format(TOO_NEW, own)}
    for locale, is_translated in {
        "de_AT.UTF-8": True, "de.utf8": True, "zh_CN.UTF-8": True, "zh_SG.UTF-8@x": True, "de_DE.ISO-8859-1": False,
        "de_DE": False, "zh_TW.UTF-8": False, "en_US.UTF-8": False, "C": False, "fr_FR.UTF-8": False, "": False,
    }.items():  # fmt: skip
        assert start(command, LANG=locale).stderr == words[is_translated], locale
    assert start(command, LANG="en_US.UTF-8", LANGUAGE="de:en").stderr == words[True]
    assert start(command, LANG="de_DE.UTF-8", LC_ALL="C").stderr == words[False]
    assert start(command, LANG="de_DE.UTF-8", LANGUAGE="en:de").stderr == words[False]


@pytest.mark.skipif(shutil.which("readelf") is None, reason="`readelf` is not installed here")
def test_it_takes_the_place_of_the_program_and_asks_for_what_its_parts_do(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = tmp_path / "askance"
    whole.mkdir()
    shutil.copy(shutil.which("getconf") or pytest.skip("`getconf` is not installed here"), whole / "askance")
    (whole / "resources").mkdir()
    (tmp_path / "askance_internal" / "left").mkdir(parents=True)  # by a build that was killed
    move_parts(whole)
    write_launcher(whole)
    assert {path.name for path in whole.iterdir()} == {"askance", PARTS}
    assert (whole / PARTS / "resources").is_dir()
    done = start(whole / "askance", "GNU_LIBC_VERSION")  # one that does not go by its own name, as `true` may
    assert (done.returncode, done.stdout.strip()) == (0, os.confstr("CS_GNU_LIBC_VERSION")), done.stderr
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    monkeypatch.setattr(sys, "executable", str(whole / PARTS / "askance"))
    monkeypatch.delenv("APPIMAGE", raising=False)
    assert own_command.own_command("background") == (str(whole / "askance"), "background")
    (whole / "askance").unlink()
    assert own_command.own_command("background") == (str(whole / PARTS / "askance"), "background")
