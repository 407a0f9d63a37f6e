"""Two starts meet: one window, whatever the moment; and no other user's process hears or says anything."""

import os
import socket
import stat
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QProcess, QProcessEnvironment
from pytestqt.qtbot import QtBot

from desktop.adapters.system import meeting_point as module
from desktop.adapters.system.meeting_point import LONGEST_SOCKET, MeetingPoint, handed_over, meeting_point
from desktop.adapters.system.single_instance import CallOutcome, SingleInstance, send_to_running_instance
from desktop.launch_request import LaunchRequest

ROOT = Path(__file__).parents[3]
SEND = (
    "import sys; from PySide6.QtCore import QCoreApplication; a = QCoreApplication([]); "
    "from desktop.adapters.system.single_instance import send_to_running_instance; "
    "sys.exit(send_to_running_instance(*sys.argv[1:]).name != 'HEARD')"
)
HOLD = (
    "import pathlib, sys; from desktop.adapters.system.meeting_point import MeetingPoint; "
    "point = MeetingPoint(pathlib.Path(sys.argv[1]), 'name'); print(point.take(), flush=True); sys.stdin.read()"
)
posix = pytest.mark.skipif(os.name != "posix", reason="folders and users of POSIX")


@pytest.fixture(autouse=True)
def no_session(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without a session's folder or screen of this machine."""
    for name in ("XDG_RUNTIME_DIR", "DISPLAY", "WAYLAND_DISPLAY"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def folder() -> Iterator[Path]:
    """A folder whose name leaves room for a socket."""
    with tempfile.TemporaryDirectory(prefix="askance-") as name:
        yield Path(name)


def test_only_one_process_holds_the_lock_and_it_goes_with_it(folder: Path) -> None:
    command = [sys.executable, "-c", HOLD, str(folder)]
    other = subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    assert other.stdout is not None
    assert other.stdout.readline() == "True\n"
    point = MeetingPoint(folder, "name")
    assert not point.take()
    assert not point.is_mine
    other.kill()
    other.communicate()
    assert point.take()
    assert point.take()
    point.release()


def test_a_second_start_is_heard_by_the_first(qtbot: QtBot, folder: Path) -> None:
    point = MeetingPoint(folder, "name")
    assert send_to_running_instance(point.socket, "nobody there") is CallOutcome.NOBODY
    assert point.take()
    instance = SingleInstance(point.socket)
    process = QProcess()
    with qtbot.waitSignal(instance.called) as called:
        process.start(sys.executable, ["-c", SEND, point.socket, LaunchRequest(("/a.png",)).to_json()])
    qtbot.waitUntil(lambda: process.state() == QProcess.ProcessState.NotRunning)
    assert process.exitCode() == 0
    assert LaunchRequest.from_json(called.args[0]) == LaunchRequest(("/a.png",))
    instance.close()
    point.release()


def be_called(qtbot: QtBot, instance: SingleInstance, point: MeetingPoint) -> None:
    """Waits until another process has called the instance, and ends it."""
    process = QProcess()
    with qtbot.waitSignal(instance.called):
        process.start(sys.executable, ["-c", SEND, point.socket, "{}"])
    qtbot.waitUntil(lambda: process.state() == QProcess.ProcessState.NotRunning)
    instance.close()
    point.release()


@posix
def test_a_socket_that_was_left_behind_is_replaced(qtbot: QtBot, folder: Path) -> None:
    with socket.socket(socket.AF_UNIX) as left:
        left.bind(str(folder / "name"))
    point = MeetingPoint(folder, "name")
    assert point.take()
    instance = SingleInstance(point.socket)
    be_called(qtbot, instance, point)


@posix
@pytest.mark.parametrize("target", ["theirs", "nowhere"])
def test_a_link_in_the_place_of_the_socket_is_not_followed(qtbot: QtBot, folder: Path, target: str) -> None:
    (folder / "theirs").write_bytes(b"theirs")
    (folder / "name").symlink_to(folder / target)
    point = MeetingPoint(folder, "name")
    assert point.take()
    instance = SingleInstance(point.socket)
    assert stat.S_ISSOCK((folder / "name").lstat().st_mode)
    be_called(qtbot, instance, point)
    assert (folder / "theirs").read_bytes() == b"theirs"
    assert not (folder / "nowhere").exists()


@posix
def test_a_living_socket_is_never_removed(qapp: object, folder: Path) -> None:
    first, second = MeetingPoint(folder, "name"), MeetingPoint(folder, "name")
    assert first.take()
    instance = SingleInstance(first.socket)
    assert not second.take()
    other = SingleInstance(None)
    assert stat.S_ISSOCK((folder / "name").lstat().st_mode)
    other.close()
    assert stat.S_ISSOCK((folder / "name").lstat().st_mode)
    instance.close()
    first.release()


def test_a_program_that_does_not_answer_is_not_waited_for_for_ever(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("desktop.adapters.system.meeting_point.START_S", 0.2)
    first, second = MeetingPoint(folder, "name"), MeetingPoint(folder, "name")
    assert first.take()
    assert not handed_over(second, "{}")
    assert not second.is_mine
    first.release()
    assert not handed_over(second, "{}")  # nobody is there any more
    assert second.is_mine
    second.release()


@posix
def test_a_program_that_listens_and_does_not_answer_is_waited_for_less(
    qapp: object, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("desktop.adapters.system.meeting_point.WAIT_S", 0.0)
    monkeypatch.setattr("desktop.adapters.system.single_instance.ANSWER_MS", 50)
    first, second = MeetingPoint(folder, "name"), MeetingPoint(folder, "name")
    assert first.take()
    with socket.socket(socket.AF_UNIX) as hung:
        hung.bind(first.socket)
        hung.listen()
        assert not handed_over(second, "{}")
    assert not second.is_mine
    first.release()


START = """
import pathlib, sys, time
from desktop.adapters.system import meeting_point, single_instance
from PySide6.QtCore import QCoreApplication
app = QCoreApplication([])
point = meeting_point.MeetingPoint(pathlib.Path(sys.argv[1]), "name")
print(point.take(), flush=True)
sys.stdin.readline()
instance = single_instance.SingleInstance(point.socket)
instance.called.connect(lambda message: (print(message, flush=True), app.quit()))
app.exec()
"""


def test_a_start_that_takes_long_is_waited_for(qapp: object, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("desktop.adapters.system.meeting_point.WAIT_S", 0.0)
    command = [sys.executable, "-c", START, str(folder)]
    first = subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    assert first.stdin is not None
    assert first.stdout is not None
    assert first.stdout.readline() == "True\n"
    calls: list[object] = []
    send = send_to_running_instance

    def counted(name: str, message: str) -> CallOutcome:
        outcome = send(name, message)
        calls.append(outcome)
        if len(calls) == 3:  # only now does the first one begin to listen
            assert first.stdin is not None
            first.stdin.write("\n")
            first.stdin.flush()
        return outcome

    monkeypatch.setattr("desktop.adapters.system.single_instance.send_to_running_instance", counted)
    assert handed_over(MeetingPoint(folder, "name"), "{}")
    assert calls[:3] == [CallOutcome.NOBODY] * 3
    assert first.communicate(timeout=240)[0] == "{}\n"


@posix
@pytest.mark.skipif(os.geteuid() != 0, reason="only root can become another user")
@pytest.mark.logs("another user's process holds the meeting point")
def test_another_users_process_learns_nothing(qapp: object, folder: Path) -> None:
    folder.chmod(0o777)
    code = (
        "import os, socket, sys; os.setuid(65534); s = socket.socket(socket.AF_UNIX); s.bind(sys.argv[1]); s.listen(); "
        "os.chmod(sys.argv[1], 0o777); print('ready', flush=True); c, _ = s.accept(); print(c.recv(100), flush=True)"
    )
    command = [sys.executable, "-c", code, str(folder / "name")]
    stranger = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    assert stranger.stdout is not None
    assert stranger.stdout.readline() == "ready\n"
    message = LaunchRequest(("/private/a.png",)).to_json()
    assert send_to_running_instance(str(folder / "name"), message) is CallOutcome.NO_ANSWER
    assert stranger.communicate(timeout=240)[0] == "b''\n"


@posix
def test_the_meeting_point_lies_where_nobody_else_can_write(
    tmp_path: Path, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    runtime = folder / "run"
    runtime.mkdir(mode=0o700)
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(runtime))
    if sys.platform.startswith("linux"):
        assert _folder_of(meeting_point(folder / "data", folder / "state")) == runtime
    runtime.chmod(0o755)  # as it should not be
    assert _folder_of(meeting_point(folder / "data", folder / "state")) == folder / "state"
    assert stat.S_IMODE((folder / "state").stat().st_mode) == 0o700
    assert f"/tmp/askance-{os.geteuid()}" == str(module._FOLDER_FOR_LONG_PATHS)
    monkeypatch.setattr(module, "_FOLDER_FOR_LONG_PATHS", folder / "short")
    assert _folder_of(meeting_point(folder / "data", tmp_path / ("s" * LONGEST_SOCKET))) == folder / "short"


MEET = """
import pathlib, sys
from PySide6.QtCore import QCoreApplication
from desktop.adapters.system import meeting_point as module
app = QCoreApplication([])
module._FOLDER_FOR_LONG_PATHS = pathlib.Path(sys.argv[3])
point = module.meeting_point(pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[4]))
print(point.take(), module.handed_over(point, sys.argv[2]), point.is_mine)
"""


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="only there is a folder of the session")
@pytest.mark.parametrize("is_deep", [False, True])
@pytest.mark.parametrize("first_knows", [False, True])
def test_starts_meet_though_only_one_knows_the_folder_of_the_session(
    qtbot: QtBot, folder: Path, monkeypatch: pytest.MonkeyPatch, first_knows: bool, is_deep: bool
) -> None:
    data, state = folder / "data", folder / (LONGEST_SOCKET * "s" if is_deep else "state")
    runtime = folder / "run"
    runtime.mkdir(mode=0o700)
    if first_knows:
        monkeypatch.setenv("XDG_RUNTIME_DIR", str(runtime))
    monkeypatch.setattr(module, "_FOLDER_FOR_LONG_PATHS", folder / "short")
    first = meeting_point(data, state)
    assert first is not None and first.take()
    assert (_folder_of(first) == runtime) is first_knows
    instance = SingleInstance(first.socket)
    process = QProcess()
    environment = QProcessEnvironment.systemEnvironment()
    environment.insert("XDG_RUNTIME_DIR", "" if first_knows else str(runtime))
    process.setProcessEnvironment(environment)
    with qtbot.waitSignal(instance.called) as called:
        process.start(sys.executable, ["-c", MEET, str(data), "picture", str(folder / "short"), str(state)])
    qtbot.waitUntil(lambda: process.state() == QProcess.ProcessState.NotRunning)
    assert called.args == ["picture"]
    assert bytes(process.readAllStandardOutput().data()) == b"False True False\n"
    instance.close()
    first.release()
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(runtime))  # what the ended one has left stops nobody
    after = meeting_point(data, state)
    assert after is not None and after.take()
    assert _folder_of(after) == runtime
    after.release()


@posix
def test_where_there_can_be_no_lock_nobody_is_waited_for(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("desktop.adapters.system.meeting_point.START_S", 1e9)
    (folder / "name.lock").mkdir()
    point = MeetingPoint(folder, "name")
    assert not handed_over(point, "{}")
    assert not point.is_mine


@posix
@pytest.mark.parametrize("name", ["data", "state"])
def test_a_folder_that_is_a_link_in_a_circle_ends_no_start(
    folder: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    (folder / name).symlink_to(name)
    runtime = folder / "run"
    runtime.mkdir(mode=0o700)
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(runtime))
    point = meeting_point(folder / "data", folder / "state")
    assert point is not None and point.take()
    point.release()


@posix
def test_each_screen_has_its_own_program(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    sockets = set()
    for name, value in (("DISPLAY", ":0"), ("DISPLAY", ":1"), ("WAYLAND_DISPLAY", "wayland-0"), ("DISPLAY", "")):
        monkeypatch.setenv(name, value)
        point = meeting_point(folder / "data", folder / "state")
        assert point is not None
        sockets.add(point.socket)
        monkeypatch.delenv(name)
    assert len(sockets) == 4


@posix
def test_a_home_and_a_screen_are_the_same_however_a_start_spells_them(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (folder / "data").mkdir()
    (folder / "link").symlink_to("data")
    sockets = set()
    for name, screen in (("data", ":7"), ("data", ":7.0"), ("link", ":7"), ("link/../data", ":7.1")):
        monkeypatch.setenv("DISPLAY", screen)
        point = meeting_point(folder / name, folder / "state")
        assert point is not None
        sockets.add(os.path.realpath(point.socket))
    monkeypatch.delenv("DISPLAY")
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(folder))
    for screen in ("wayland-7", str(folder / "wayland-7")):
        monkeypatch.setenv("WAYLAND_DISPLAY", screen)
        point = meeting_point(folder / "data", folder / "state")
        assert point is not None
        sockets.add(Path(point.socket).name)
    assert len(sockets) == 2


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="only there is Wayland")
def test_a_start_that_knows_no_folder_of_the_session_names_the_screen_by_the_usual_one(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    names = set()
    monkeypatch.setenv("WAYLAND_DISPLAY", "wayland-0")
    for runtime in ("", f"/run/user/{os.geteuid()}"):
        monkeypatch.setenv("XDG_RUNTIME_DIR", runtime)
        point = meeting_point(folder / "data", folder / "state")
        assert point is not None
        names.add(Path(point.socket).name)
    assert len(names) == 1


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="elsewhere the state lies in the data folder")
@pytest.mark.parametrize("knows", [False, True])
def test_a_meeting_makes_no_data_folder(folder: Path, monkeypatch: pytest.MonkeyPatch, knows: bool) -> None:
    runtime = folder / "run"
    runtime.mkdir(mode=0o700)
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(runtime) if knows else "")
    point = meeting_point(folder / "data", folder / "state")
    assert point is not None and point.take()
    assert not (folder / "data").exists()  # somebody may keep no history
    point.release()


def _folder_of(point: MeetingPoint | None) -> Path:
    assert point is not None
    return Path(point.socket).parent
