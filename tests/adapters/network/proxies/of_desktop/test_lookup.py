"""The proxies of KDE, GNOME and the portal, by their own files, programs and bus."""

import shutil
import sys
import urllib.request
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from desktop.adapters.network.proxies.choice import proxy_at
from desktop.adapters.network.proxies.of_desktop.lookup import DesktopProxies, by_hand
from desktop.adapters.network.proxies.system_answer import DIRECT, SCRIPT, DesktopAnswer
from desktop.core.errors import EndpointUnreachableError, ProxyFault
from desktop.messages.problems import message_for
from tests.adapters.network.proxies.loopback_proxies import HttpProxy
from tests.adapters.network.proxies.of_desktop.proxy_portal import install, proxy_portal
from tests.helpers.asked_provider import ask
from tests.loopback import Endpoint, saying

pytestmark = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="these are the desktops of Linux")

URL = "https://ai.example.com/v1/models"
GNOME = """
org.gnome.system.proxy autoconfig-url ''
org.gnome.system.proxy ignore-hosts ['localhost', '10.0.0.0/8', '*.intra.example']
org.gnome.system.proxy mode '{mode}'
org.gnome.system.proxy use-same-proxy true
org.gnome.system.proxy.ftp host ''
org.gnome.system.proxy.http enabled false
org.gnome.system.proxy.http host 'plain.example'
org.gnome.system.proxy.http port 8080
org.gnome.system.proxy.https host 'secure.example'
org.gnome.system.proxy.https port 3128
org.gnome.system.proxy.socks host ''
org.gnome.system.proxy.socks port 0
"""


@pytest.fixture
def programs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of the system's programs, which has none yet but a shell's."""
    folder = tmp_path / "bin"
    folder.mkdir()
    for name in ("cat", "sh"):
        (folder / name).symlink_to(shutil.which(name) or name)
    monkeypatch.setenv("PATH", str(folder))
    return folder


@pytest.fixture
def kde(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """KDE's file, which is not there yet."""
    monkeypatch.setenv("XDG_CURRENT_DESKTOP", "KDE")
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    return tmp_path / "kioslaverc"


def answer(url: str = URL) -> DesktopAnswer:
    return DesktopProxies().answer(url)


@pytest.mark.parametrize(
    ("lines", "url", "found"),
    [
        ("ProxyType=0\nhttpsProxy=http://p.example 3128", URL, DIRECT),
        ("ProxyType=1\nhttpsProxy=http://p.example 3128", URL, DesktopAnswer("http://p.example:3128")),
        ("ProxyType=1\nhttpsProxy=http://p.example:3128", URL, DesktopAnswer("http://p.example:3128")),
        ("ProxyType=1\nhttpProxy=http://p.example:1\nsocksProxy=socks://s.example 1080", URL,
         DesktopAnswer("socks://s.example:1080")),
        ("ProxyType=1\nhttpsProxy=http://p.example:1\nNoProxyFor=.example.com,10.0.0.0/8", URL, DIRECT),
        ("ProxyType=1\nhttpProxy=http://p.example:1\nNoProxyFor=10.0.0.0/8", "http://10.1.2.3/v1", DIRECT),
        ("ProxyType=1\nhttpsProxy=http://p.example:1\nNoProxyFor=example.com\nReversedException=true", URL,
         DesktopAnswer("http://p.example:1")),
        ("ProxyType=1\nhttpsProxy=http://p.example:1\nNoProxyFor=other.example\nReversedException=true", URL, DIRECT),
        ("ProxyType[$e]=1\nhttpsProxy=http://p.example:1", URL, DesktopAnswer("http://p.example:1")),
        ("ProxyType=2\nProxy Config Script=http://wpad/wpad.dat", URL, SCRIPT),
        ("ProxyType=3", URL, SCRIPT),
        ("ProxyType=4\nhttpsProxy=https_proxy", URL, DIRECT),
    ],
)  # fmt: skip
def test_kdes_file_says_it(lines: str, url: str, found: DesktopAnswer, kde: Path, programs: Path) -> None:
    kde.write_text(f"[$Version]\nupdate_info=x:y\n\n[Proxy Settings]\n{lines}\n", encoding="utf-8")
    assert answer(url) == found


@pytest.mark.parametrize("data", [None, b"\xff\xfe\0", b"ProxyType=1\n", b"[Proxy Settings\nProxyType=1"])
def test_a_file_of_kde_that_cannot_be_read_means_no_proxy(data: bytes | None, kde: Path, programs: Path) -> None:
    if data is not None:
        kde.write_bytes(data)
    assert answer() == DIRECT


@pytest.mark.parametrize(
    ("mode", "url", "found"),
    [
        ("none", URL, DIRECT),
        ("manual", URL, DesktopAnswer("http://secure.example:3128")),
        ("manual", "http://ai.example.com/v1", DesktopAnswer("http://plain.example:8080")),
        ("manual", "http://10.1.2.3/v1", DIRECT),
        ("manual", "https://ai.intra.example/v1", DIRECT),
        ("auto", URL, SCRIPT),
    ],
)
def test_gnomes_settings_say_it_where_there_is_no_portal(
    mode: str, url: str, found: DesktopAnswer, programs: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CURRENT_DESKTOP", "ubuntu:GNOME")
    install(
        programs,
        "gsettings",
        f'[ "$*" = "list-recursively org.gnome.system.proxy" ] || exit 1\ncat <<E{GNOME.format(mode=mode)}E',
    )
    assert answer(url) == found


def test_a_program_that_fails_or_talks_nonsense_means_no_proxy(programs: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CURRENT_DESKTOP", "GNOME")
    for lines in ("exit 1", "echo org.gnome.system.proxy mode 'manual", "printf '\\377\\376'", "kill -9 $$"):
        install(programs, "gsettings", lines)
        assert answer() == DIRECT


@pytest.mark.parametrize(
    ("names", "found"),
    [
        (["http://p.example:3128", "direct://"], DesktopAnswer("http://p.example:3128")),
        (["socks4://p.example:1", "socks5://s.example:1080"], DesktopAnswer("socks5://s.example:1080")),
        (["direct://"], DIRECT),
    ],
)
def test_the_portal_is_asked_for_scheme_host_and_port_alone(
    names: list[str], found: DesktopAnswer, programs: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", "")
    monkeypatch.setenv("PATH", "/usr/bin:/bin")
    with proxy_portal(*names) as portal:
        proxies = DesktopProxies()
        assert proxies.answer("https://me:canary@ai.example.com:8443/v1?secret=canary") == found
        assert proxies.answer("https://me:canary@ai.example.com:8443/other") == found, "remembered"
        assert portal.stdout is not None and portal.stdout.readline() == "https://ai.example.com:8443/\n"


def test_a_portal_without_this_part_leaves_it_to_the_settings(kde: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", "")
    kde.write_text("[Proxy Settings]\nProxyType=2\n", encoding="utf-8")
    with proxy_portal():
        assert answer() == SCRIPT
    with proxy_portal("direct://"):
        assert answer() == SCRIPT, "the portal knows nothing of KDE's settings"
    with proxy_portal("http://p.example:1"):
        assert answer() == DesktopAnswer("http://p.example:1")


def test_libproxy_runs_the_script(kde: Path, programs: Path) -> None:
    kde.write_text("[Proxy Settings]\nProxyType=2\n", encoding="utf-8")
    install(
        programs, "proxy", 'read url; [ "$url" = https://ai.example.com/ ] && echo "http://p.example:3128 direct://"'
    )
    assert answer() == DesktopAnswer("http://p.example:3128")


def test_a_question_goes_through_the_proxy_of_the_desktop(kde: Path, programs: Path) -> None:
    with Endpoint(answer=saying("ok")) as endpoint, HttpProxy(endpoint.port) as proxy:
        kde.write_text(f"[Proxy Settings]\nProxyType=1\nhttpProxy={proxy.url()}\n", encoding="utf-8")
        assert ask("http://10.0.7.9:8080/v1").text == "ok"
    assert proxy.asked == ["POST http://10.0.7.9:8080/v1/chat/completions"]


def test_the_sentence_names_the_setting_where_nobody_runs_the_script(kde: Path, programs: Path) -> None:
    kde.write_text("[Proxy Settings]\nProxyType=2\n", encoding="utf-8")
    with pytest.raises(EndpointUnreachableError) as raised:
        proxy_at("https://script.example.com/v1")
    assert raised.value.problem.code == ProxyFault.SCRIPT
    assert "Set the proxy's address in Askance's settings." in message_for(raised.value.problem).text
    assert proxy_at("https://script.example.com/v1", "none") is None
    assert proxy_at("http://127.0.0.1:11434/v1") is None


def test_what_windows_and_macos_have_by_hand_is_read_by_pythons_own_library(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(urllib.request, "getproxies", lambda: {"https": "http://proxy.example:3128"})
    monkeypatch.setattr(urllib.request, "proxy_bypass", lambda host: host == "intra.example.com")
    assert by_hand(urlsplit(URL)) == DesktopAnswer("http://proxy.example:3128")
    assert by_hand(urlsplit("https://intra.example.com/v1")) == DIRECT
    assert by_hand(urlsplit("http://ai.example.com/v1")) == DIRECT
