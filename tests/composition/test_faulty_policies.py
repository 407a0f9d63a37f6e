"""Faulty policies of many kinds, read as the program reads them: what is wrong never opens what should be shut."""

import json
import os
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from desktop.composition import config_files
from desktop.core.settings.policy.policy import Policy
from desktop.core.settings.settings import Settings
from tests.helpers.policies.places import policy_at

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="needs POSIX files")
HOUSE, OTHER = "https://ai.example.com/v1", "https://other.example/v1"
GOOD = json.dumps({"settings": {"endpoint": HOUSE, "allow_export": False, "allowed_hosts": ["ai.example.com"]}})
Write = Callable[[Path], object]


def text(content: str, encoding: str = "utf-8") -> Write:
    return lambda file: file.write_bytes(content.encode(encoding, "surrogatepass"))


def with_mode(mode: int) -> Write:
    def write(file: Path) -> None:
        file.write_text(GOOD)
        file.chmod(mode)

    return write


def in_a_loose_folder(file: Path) -> None:
    file.write_text(GOOD)
    file.parent.chmod(0o777)


def a_loop(file: Path) -> None:
    file.with_name("b").symlink_to(file)
    file.symlink_to(file.with_name("b"))


def beside_a_good_one(name: str, content: str) -> Write:
    """Writes a good policy, and another file in the folder of those that are managed."""

    def write(file: Path) -> None:
        file.write_text(GOOD)
        folder = file.parent / "policies" / "managed"
        folder.mkdir(parents=True)
        (folder / name).write_text(content)

    return write


UNREADABLE: dict[str, Write] = {
    "empty": text(""),
    "white space": text(" \n\t"),
    "null": text("null"),
    "a list": text(f"[{GOOD}]"),
    "a text": text(json.dumps(GOOD)),
    "a comma too many": text(GOOD.replace("}}", "},}")),
    "a comment": text(f"// ours\n{GOOD}"),
    "a hash": text(f"# ours\n{GOOD}"),
    "single quotes": text(GOOD.replace('"', "'")),
    "cut off": text(GOOD[:-3]),
    "two objects": text(GOOD + GOOD),
    "latin-1": text(GOOD.replace("export", "éxport"), "latin-1"),
    "zeros": text("\0" * 100),
    "huge": text(GOOD + " " * 2_000_000),
    "deep": text('{"settings": ' + "[" * 200_000),
    "settings that are a list": text('{"settings": [{"allow_export": false}]}'),
    "settings that are null": text('{"settings": null}'),
    "settings twice, one of them null": text(GOOD[:-1] + ', "settings": null}'),
    "nested one deeper": text(json.dumps({"policy": json.loads(GOOD)})),
    "a pipe": os.mkfifo if sys.platform != "win32" else text(""),
    "a folder": lambda file: file.mkdir(),
    "a link to nowhere": lambda file: file.symlink_to("gone"),
    "a link to itself": lambda file: file.symlink_to(file),
    "links in a circle": a_loop,
    "a link to a device": lambda file: file.symlink_to("/dev/zero"),
    "mode 666": with_mode(0o666),
    "mode 602": with_mode(0o602),
    "a folder that all may write": in_a_loose_folder,
    "a broken file beside a good one": beside_a_good_one("20.json", "{"),
    "an empty file beside a good one": beside_a_good_one("99.json", ""),
    "an unknown file beside a good one": beside_a_good_one("50.json", '{"whatever": 1}'),
}

BINDING: dict[str, Write] = {
    "as it should be": text(GOOD),
    "a byte order mark": text(GOOD, "utf-8-sig"),
    "utf-16": text(GOOD, "utf-16"),
    "utf-32": text(GOOD, "utf-32-le"),
    "capitals and hyphens": text(GOOD.replace("allow_export", "Allow-Export").replace("settings", "Settings")),
    "without settings around it": text(json.dumps(json.loads(GOOD)["settings"])),
    "a key of a newer version": text(GOOD.replace('"allow_export"', '"allow_thoughts": {"a": [1]}, "allow_export"')),
    "no instead of false": text(GOOD.replace("false", '"no"')),
    "0 instead of false": text(GOOD.replace("false", "0")),
    "NaN instead of false": text(GOOD.replace("false", "NaN")),
    "null instead of false": text(GOOD.replace("false", "null")),
    "twice, and not the same": text(GOOD.replace("false", 'false, "allow_export": true')),
    "settings twice": text(GOOD[:-1] + ', "settings": {}}'),
    "an empty file name beside it": beside_a_good_one("10.json", "{}"),
}


def read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, write: Write) -> Policy:
    file = policy_at(monkeypatch, tmp_path / "etc" / "policy.json")
    file.parent.mkdir()
    write(file)
    try:
        return config_files.load_policy()
    finally:
        file.parent.chmod(0o755)


@pytest.mark.parametrize("write", UNREADABLE.values(), ids=UNREADABLE)
def test_nothing_leaves(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, write: Write) -> None:
    policy = read(tmp_path, monkeypatch, write)
    assert policy.refusal(HOUSE) is not None
    assert policy.refusal(OTHER) is not None
    assert not policy.applied(Settings()).allow_export
    assert policy.problems


@pytest.mark.parametrize("write", BINDING.values(), ids=BINDING)
def test_what_is_right_binds(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, write: Write) -> None:
    policy = read(tmp_path, monkeypatch, write)
    applied = policy.applied(Settings(endpoint=OTHER))
    assert (applied.endpoint, applied.allow_export) == (HOUSE, False)
    assert policy.refusal(HOUSE) is None
    assert policy.refusal(OTHER) is not None


@pytest.mark.parametrize(
    "hosts",
    ['"ai.example.com"', "null", "{}", "[1]", '["a b"]', '["https://"]', '["*.*"]', "NaN", '[["ai.example.com"]]'],
)
def test_hosts_that_cannot_be_used_are_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, hosts: str) -> None:
    policy = read(tmp_path, monkeypatch, text(GOOD.replace('["ai.example.com"]', hosts)))
    assert policy.refusal(HOUSE) is not None


@pytest.mark.parametrize(
    "endpoint",
    ['""', "null", "7", '"ftp://ai.example.com"', '"https://a b"', '"https://u:p@ai.example.com"', "[]", '"\\ud800"'],
)
def test_an_endpoint_that_cannot_be_used_stops_everything(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, endpoint: str
) -> None:
    policy = read(tmp_path, monkeypatch, text(GOOD.replace(f'"{HOUSE}"', endpoint)))
    assert policy.block is not None
    assert not policy.applied(Settings()).allow_export
