"""The package's whole life on a bare Debian without a network: it comes, asks, is replaced, goes back, and goes."""

import contextlib
import json
import os
import re
import shutil
import subprocess
import tarfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.frozen.bare_system import HOME, USER, BareSystem, addresses, why_not
from tests.helpers.images import png
from tests.loopback import Endpoint, saying
from tests.x11.screen import Screen, screen
from tools.packages.facts import ROOT, Facts

FACTS = Facts.of_this_tree()
DEB = ROOT / "dist" / f"askance_{FACTS.version}_{FACTS.debian_architecture}.deb"
ARCHIVE = ROOT / "dist" / "askance.tar.xz"
BEFORE = "0.0.1"
OLDER, ITS_C_LIBRARY = "bullseye", "glibc 2.31"
WITH_READER = os.environ.get("ASKANCE_WITHOUT_READER") != "1"
DATA = f"{HOME}/.local/share/askance"

pytestmark = [pytest.mark.slow, pytest.mark.timeout(1800)]


@pytest.fixture
def bare(tmp_path: Path) -> Iterator[BareSystem]:
    if reason := why_not():
        pytest.skip(reason)
    if not DEB.exists():
        pytest.skip("there is no package here; `python3 run.py build` makes it")
    system = BareSystem(tmp_path / "system")
    yield system
    system.close()
    shutil.rmtree(system.folder, ignore_errors=True)


def older(folder: Path) -> Path:
    """The same package under the number of a version before."""
    tree = folder / "older"
    subprocess.run(["dpkg-deb", "-R", DEB, tree], check=True)
    control = tree / "DEBIAN" / "control"
    control.write_text(re.sub(r"(?m)^Version: .*$", f"Version: {BEFORE}", control.read_text()))
    package = folder / "older.deb"
    subprocess.run(["dpkg-deb", "-Znone", "-b", tree, package], check=True, stdout=subprocess.DEVNULL)
    shutil.rmtree(tree)
    return package


@contextlib.contextmanager
def window(bare: BareSystem, at: Screen, trace: Path, *files: str) -> Iterator["subprocess.Popen[bytes]"]:
    """Askance's window, begun by its user and ended by Ctrl+Q; it must leave in silence."""
    command = bare.command("askance", *files, user=USER, trace=trace, DISPLAY=at.display)
    process = subprocess.Popen(command, cwd=bare.folder, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    try:
        at.wait(lambda: process.poll() is not None or "Askance" in titles(at), 120)
        assert process.poll() is None, process.communicate()
        at.window("Askance")
        yield process
        at.key("ctrl+q")
        out, errors = process.communicate(timeout=240)
        assert (process.returncode, out, errors) == (0, b"", b"")
    finally:
        if process.poll() is None:
            process.kill()
            process.communicate()


def titles(at: Screen) -> str:
    """The titles of the windows at a display."""
    return at.do("xprop", "-root", "_NET_CLIENT_LIST") and at.do("xwininfo", "-root", "-tree")


def ask(bare: BareSystem, at: Screen, endpoint: Endpoint, trace: Path, question: str) -> None:
    """Asks in the window about a picture, and waits until the answer can be read on the screen."""
    count = len(endpoint.posts)
    with window(bare, at, trace, f"{HOME}/a.png"):
        at.type(question)
        at.key("Return")
        at.wait(lambda: len(endpoint.posts) > count, 60)
        content = endpoint.posts[count].json["messages"][-1]["content"]
        assert {part["type"] for part in content} == {"text", "image_url"}
        at.wait(lambda: "It says hello." in kept(bare).rpartition(question)[2], 60)
        if WITH_READER:
            at.wait(lambda: "It says hello" in seen(bare, at), 120)


def seen(bare: BareSystem, at: Screen) -> str:
    """The text on the screen, read by the program itself."""
    bare.put(f"{HOME}/seen.png", at.picture(), USER)
    return bare.run("askance", "read", f"{HOME}/seen.png", user=USER)


def kept(bare: BareSystem) -> str:
    """All that the user's history holds, as bytes that hold text."""
    folder = bare.folder / DATA[1:]
    return "".join(path.read_bytes().decode("utf-8", "ignore") for path in sorted(folder.glob("history.sqlite*")))


def installed(bare: BareSystem, package: Path) -> str:
    """Installs a package as the README says, and returns the version that is there then."""
    bare.put(f"/root/{package.name}", package.read_bytes())
    bare.run("dpkg", "-i", f"/root/{package.name}")
    return bare.run("dpkg-query", "-W", "-f=${Version} ${Status}", "askance")


def test_it_comes_asks_is_replaced_goes_back_and_goes(bare: BareSystem, tmp_path: Path) -> None:
    before = bare.files()
    earlier = older(tmp_path)
    traces = [tmp_path / f"{name}.trace" for name in ("first", "newer", "back")]
    bare.put(f"{HOME}/a.png", png(300, 200), USER)
    with bare.network():
        endpoint = Endpoint(answer=saying("It says hello.")).__enter__()
    try:
        settings = {"endpoint": endpoint.url, "read_text": False}
        bare.put(f"{HOME}/.config/askance/settings.json", json.dumps(settings).encode(), USER)
        with screen() as at:
            for package, version, trace in zip(
                (earlier, DEB, earlier), (BEFORE, FACTS.version, BEFORE), traces, strict=True
            ):
                assert installed(bare, package) == f"{version} install ok installed"
                ask(bare, at, endpoint, trace, f"What is in {trace.stem}?")
            bare.run("askance", "self-test", user=USER)
    finally:
        with bare.network():
            endpoint.__exit__()
    for trace in traces:
        assert addresses(trace) == {("127.0.0.1", endpoint.port)}, trace.name
    assert [f"What is in {trace.stem}?" in kept(bare) for trace in traces] == [True] * 3
    bare.run("dpkg", "--purge", "askance")
    left = {name for name in bare.files() - before if not name.startswith((f"{HOME[1:]}/", "root/"))}
    assert left == set(), sorted(left)
    assert (bare.folder / DATA[1:] / "history.sqlite").is_file()


def test_one_policy_file_is_enough(bare: BareSystem, tmp_path: Path) -> None:
    """The organisation's address, rules and program for keys; what the user has set themselves leads nowhere."""
    bare.put(f"{HOME}/a.png", png(300, 200), USER)
    bare.put("/usr/local/bin/house-key", b'#!/bin/sh\necho "house-key-for-$ASKANCE_ORIGIN"\n')
    (bare.folder / "usr/local/bin/house-key").chmod(0o755)
    elsewhere = "http://127.0.0.2:9"
    own = {"endpoint": f"{elsewhere}/v1", "answers": "computer", "proxy": elsewhere, "read_text": False}
    bare.put(f"{HOME}/.config/askance/settings.json", json.dumps(own).encode(), USER)
    with bare.network():
        endpoint = Endpoint(answer=saying("It says hello.")).__enter__()
    origin = endpoint.url.removesuffix("/v1")
    rules = {
        "endpoint": endpoint.url,
        "answers": "endpoint",
        "allowed_hosts": [origin],
        "banner": "Patients stay here.",
    }
    rules |= {"credential": "helper", "credential_helper": ["/usr/local/bin/house-key"]}
    bare.put("/etc/askance/policies/managed/10.json", json.dumps({"settings": rules}).encode())
    traces = tmp_path / "opened.trace", tmp_path / "asked.trace"
    try:
        installed(bare, DEB)
        lines = bare.run("askance", "policy", user=USER)
        assert lines.startswith("Patients stay here. The rules of your organisation apply here.")
        with screen() as at:
            with window(bare, at, traces[0]):
                if WITH_READER:
                    at.wait(lambda: "Patients stay here" in seen(bare, at), 120)
            ask(bare, at, endpoint, traces[1], "What is in it?")
    finally:
        with bare.network():
            endpoint.__exit__()
    headers = [{name.lower(): value for name, value in heard.headers.items()} for heard in endpoint.heard]
    assert {one.get("authorization") for one in headers} == {f"Bearer house-key-for-{origin}"}
    assert addresses(traces[0]) == set()
    assert addresses(traces[1]) == {("127.0.0.1", endpoint.port)}


def test_an_older_system_is_told_what_it_lacks_and_nothing_is_broken(bare: BareSystem) -> None:
    """The system says that its C library is older; what dpkg says of it is all that anybody sees."""
    status = bare.folder / "var/lib/dpkg/status"
    packages = status.read_text(encoding="utf-8")
    older_system, changed = re.subn(r"(?m)^(Package: libc6\n(?:.+\n)*?Version: ).*$", r"\g<1>2.31-13", packages)
    assert changed == 1
    status.write_text(older_system, encoding="utf-8")
    bare.put("/root/askance.deb", DEB.read_bytes())
    command = bare.command("dpkg", "-i", "/root/askance.deb")
    done = subprocess.run(command, cwd=bare.folder, stdin=subprocess.DEVNULL, capture_output=True, text=True)
    assert done.returncode == 1
    assert re.search(
        r"askance depends on libc6 \(>= 2\.\d+\); however:\n +Version of libc6:\w+ on system is 2\.31-13", done.stderr
    )
    assert "Traceback" not in done.stdout + done.stderr
    status.write_text(
        status.read_text(encoding="utf-8").replace("Version: 2.31-13", "Version: 2.36-9"), encoding="utf-8"
    )
    assert bare.run("dpkg", "--configure", "askance") is not None
    assert bare.run("dpkg-query", "-W", "-f=${Status}", "askance") == "install ok installed"


def test_an_older_release_gets_a_sentence(tmp_path: Path) -> None:
    """From the archive, whose program the system's loader would refuse."""
    if reason := why_not():
        pytest.skip(reason)
    if not ARCHIVE.exists():
        pytest.skip("there is no archive here; `python3 run.py build` makes it")
    system = BareSystem(tmp_path / "system", OLDER)
    try:
        with tarfile.open(ARCHIVE) as archive:
            archive.extractall(system.folder / "opt", filter="tar")
        (system.folder / "usr/local/bin/askance").symlink_to("/opt/askance/askance")
        for words in ((), ("self-test",), ("ask", "a.png", "What?")):
            command = system.command("askance", *words, user=USER, DISPLAY=":0")
            done = subprocess.run(command, cwd=system.folder, stdin=subprocess.DEVNULL, capture_output=True, text=True)
            assert (done.returncode, done.stdout) == (1, ""), done.stderr
            assert re.fullmatch(
                rf"Askance needs a newer system, with glibc 2\.\d+ or later\. This one has {ITS_C_LIBRARY}\.\n",
                done.stderr,
            )
    finally:
        system.close()
        shutil.rmtree(system.folder, ignore_errors=True)


def test_a_system_that_lacks_libraries_is_told_all_of_them_in_one_sentence(bare: BareSystem) -> None:
    installed(bare, DEB)
    gone = ("libEGL.so.1", "libGL.so.1", "libxcb.so.1")
    for name in gone:
        for path in (bare.folder / "usr/lib").glob(f"*/{name}*"):
            path.unlink()
    for arguments in ((), ("self-test",)):
        command = bare.command("askance", *arguments, user=USER, DISPLAY=":0")
        done = subprocess.run(command, cwd=bare.folder, stdin=subprocess.DEVNULL, capture_output=True, text=True)
        assert done.returncode == 1
        assert "Traceback" not in done.stdout + done.stderr
        printed = done.stdout + done.stderr
        assert "which this system lacks. On Debian and Ubuntu, type: sudo apt install" in printed, printed
        assert all(name in printed for name in (*gone, "libegl1", "libgl1", "libxcb1")), printed
