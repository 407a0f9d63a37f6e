"""The package as an administrator gets it: unpacked anywhere, without Python, without a network.

`python3 run.py build` runs these after building; they are no part of the ordinary tests.
"""

import json
import os
import subprocess
import sys
import tarfile
from pathlib import Path

import pytest

from desktop.core.privacy.personal.check_digits import stdnum_modules
from desktop.messages.language.choice import LANGUAGES
from desktop.paths import PARTS
from tests.adapters.network.proxies.loopback_proxies import SocksProxy
from tests.helpers.images import png
from tests.helpers.namespaces import LOOPBACK, unshared
from tests.loopback import Endpoint, saying
from tests.x11.screen import program, screen
from tools.packages.elf import newest_asked_for

ARCHIVE = Path(__file__).parents[2] / "dist" / "askance.tar.xz"
WITH_READER = os.environ.get("ASKANCE_WITHOUT_READER") != "1"


@pytest.fixture(scope="module")
def askance(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The program, unpacked into a folder with an awkward name."""
    folder = tmp_path_factory.mktemp("some where ü")
    with tarfile.open(ARCHIVE) as archive:
        archive.extractall(folder, filter="tar")
    return folder / "askance" / "askance"


@pytest.fixture(scope="module")
def lonely() -> list[str]:
    """The beginning of a command that has no network but loopback. Skips where the machine forbids that."""
    return [*unshared("--net", doing=LOOPBACK), "sh", "-c", f'{LOOPBACK} && exec "$@"', "sh"]


@pytest.fixture
def bare(home: Path) -> dict[str, str]:
    """An environment that helps with nothing."""
    return {"PATH": "/usr/bin:/bin", "HOME": str(home.parent), "ASKANCE_HOME": str(home), "LANG": "C.UTF-8"}


def test_the_self_test_passes_with_only_loopback(askance: Path, bare: dict[str, str], lonely: list[str]) -> None:
    done = subprocess.run([*lonely, str(askance), "self-test", "--json"], env=bare, capture_output=True, timeout=120)
    assert done.returncode == 0, done.stdout + done.stderr
    assert all(check["passed"] for check in json.loads(done.stdout))


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="input methods are plugins of Qt on Linux alone")
def test_it_has_the_plugins_for_input_methods(askance: Path) -> None:
    plugins = {path.name for path in askance.parent.rglob("platforminputcontexts/*")}
    assert {"libibusplatforminputcontextplugin.so", "libcomposeplatforminputcontextplugin.so"} <= plugins


def test_a_question_without_a_window(askance: Path, bare: dict[str, str], tmp_path: Path) -> None:
    (tmp_path / "a.png").write_bytes(png())
    with Endpoint(answer=saying("It says hello.")) as endpoint:
        command = [str(askance), "ask", str(tmp_path / "a.png"), "What?", "--endpoint", endpoint.url]
        done = subprocess.run(command, env=bare, capture_output=True, timeout=240)
    assert (done.returncode, done.stdout) == (0, b"It says hello.\n"), done.stderr


def test_a_question_through_a_socks_proxy(askance: Path, bare: dict[str, str], tmp_path: Path) -> None:
    (tmp_path / "a.png").write_bytes(png())
    with Endpoint(answer=saying("It says hello.")) as endpoint, SocksProxy(endpoint.port) as proxy:
        command = [str(askance), "ask", str(tmp_path / "a.png"), "What?", "--endpoint", "http://10.0.7.3:8080/v1"]
        done = subprocess.run(command, env={**bare, "http_proxy": proxy.url()}, capture_output=True, timeout=240)
    assert (done.returncode, done.stdout) == (0, b"It says hello.\n"), done.stderr
    assert proxy.asked == ["10.0.7.3:8080"]


def test_the_window_answers_a_question(askance: Path, home: Path, tmp_path: Path) -> None:
    (tmp_path / "a.png").write_bytes(png(300, 200))
    with Endpoint(answer=saying("It says hello.")) as endpoint, screen() as at:
        (home / "config").mkdir(parents=True)
        (home / "config" / "settings.json").write_text(json.dumps({"endpoint": endpoint.url}))
        with program(at, [str(askance), str(tmp_path / "a.png")], home):
            at.window("Askance")
            at.type("What does it say?")
            at.key("Return")
            at.wait(lambda: endpoint.posts)
            content = endpoint.posts[0].json["messages"][0]["content"]
            assert [part["type"] for part in content] == ["text", "image_url"]
            log = home / "data" / "history.sqlite-wal"
            at.wait(lambda: log.exists() and b"It says hello." in log.read_bytes())


def test_text_is_read_without_a_key_and_a_network(askance: Path, bare: dict[str, str], lonely: list[str]) -> None:
    sample = str(Path(__file__).parents[2] / "resources" / "sample.png")
    read = subprocess.run([*lonely, str(askance), "read", sample], env=bare, capture_output=True, timeout=240)
    if not WITH_READER:
        assert read.returncode == 3 and b"Text recognition isn't installed" in read.stderr
        return
    assert read.returncode == 0 and b"the server refused the connection" in read.stdout, read.stderr
    asked = [*lonely, str(askance), "ask", "--no-history", sample, "what went wrong?"]
    done = subprocess.run(asked, env=bare, capture_output=True, timeout=240)
    assert done.returncode == 0 and b"`Error: the server refused the connection (port 5432)`" in done.stdout


def test_the_command_asks_for_the_c_library_that_the_parts_need(askance: Path, bare: dict[str, str]) -> None:
    if not sys.platform.startswith("linux"):
        pytest.skip("the command is the program there")
    needed, _ = newest_asked_for(askance.parent)
    assert f"with glibc {needed} or later" in askance.read_text(encoding="utf-8")
    link = askance.parents[1] / "link"
    link.symlink_to(askance)
    done = subprocess.run([str(link), "--version"], env=bare, capture_output=True, text=True, timeout=240)
    assert done.returncode == 0 and "askance" in done.stdout.lower(), done.stderr


def test_the_licences_are_in_it_and_what_is_under_the_lgpl_can_be_replaced(askance: Path) -> None:
    inside = askance.parent / PARTS
    texts = {path.stem for path in (inside / "licences").iterdir()}
    assert {"python", "pyside6-essentials", "python-stdnum", "openai", "pillow-heif", "apsw"} <= texts
    for name in stdnum_modules():
        assert (inside / f"{name.replace('.', '/')}.py").is_file()
    readers = pytest.importorskip("PyInstaller.archive.readers", reason="PyInstaller is not installed here")
    program = inside / "askance" if sys.platform.startswith("linux") else askance
    archive = readers.CArchiveReader(str(program)).open_embedded_archive("PYZ.pyz")
    assert not [name for name in archive.toc if name.partition(".")[0] == "stdnum"]


def test_nothing_unused_is_in_it(askance: Path) -> None:
    names = [str(path.relative_to(askance.parent)) for path in askance.parent.rglob("*") if not path.is_dir()]
    for part in ("libqgtk3", "libqsvg", "libqpdf", "eglfs", "vnc", "translations/qt_", "libc.so.6", "libm.so"):
        assert not [name for name in names if part in name], part
    texts = {Path(name).name for name in names if "/translations/" in name}
    assert texts == {f"qtbase_{language}.qm" for language in LANGUAGES}
    size = sum((askance.parent / name).lstat().st_size for name in names) / 1e6
    packed = os.stat(ARCHIVE).st_size / 1e6
    most, most_packed = (400, 125) if WITH_READER else (230, 60)
    assert size < most, f"{size:.0f} MB in {len(names)} files"
    assert packed < most_packed, f"{packed:.0f} MB packed"
