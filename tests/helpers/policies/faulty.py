"""Faulty policies of many kinds: functions that put one in the place of a file."""

import contextlib
import gzip
import json
import os
import socket
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

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


def a_socket(file: Path) -> None:
    with socket.socket(socket.AF_UNIX) as bound, contextlib.chdir(file.parent):
        bound.bind(file.name)  # a whole path may be too long for one


def a_link_to(target: str) -> Write:
    """Links to what lies beside, in which a good policy is."""

    def write(file: Path) -> None:
        beside = file.with_name(target)
        if target == "folder":
            beside.mkdir()
        else:
            beside.write_text(GOOD)
            beside.chmod(0o666)
        file.symlink_to(beside)

    return write


def in_managed(file: Path, name: str, makes: bool = True) -> Path:
    """Returns a place in the folder of files that are managed, which is made."""
    folder = file.parent / "policies" / "managed"
    if makes:
        folder.mkdir(parents=True, exist_ok=True)
    return folder / name


def a_file_for_the_folder(file: Path) -> None:
    in_managed(file, "").rmdir()
    in_managed(file, "", False).write_text(GOOD)


def too_many(file: Path) -> None:
    for number in range(201):
        in_managed(file, f"{number:03}.json").write_text("{}")


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
    "a number": text("7"),
    "true": text("true"),
    "yaml": text("settings:\n  allow_export: false\n"),
    "ini": text("[settings]\nallow_export = false\n"),
    "a property list": text("<plist><dict><key>allow_export</key><false/></dict></plist>"),
    "packed": lambda file: file.write_bytes(gzip.compress(GOOD.encode())),
    "names without quotes": text(GOOD.replace('"settings"', "settings")),
    "curly quotes": text(GOOD.replace('"', "\u201d")),
    "spaces that do not break": text(GOOD.replace(" ", "\u00a0")),
    "a byte that is no UTF-8": lambda file: file.write_bytes(GOOD.encode().replace(b"export", b"export\xff")),
    "half of a UTF-16": lambda file: file.write_bytes(GOOD.encode("utf-16")[:-1]),
    "a byte order mark alone": text("", "utf-8-sig"),
    "a zero in the middle": text(GOOD.replace("settings", "set\0tings")),
    "one object on each line": text(f"{GOOD}\n{GOOD}\n"),
    "a closing brace too many": text(GOOD + "}"),
    "a mark of a merge": text(f"<<<<<<< ours\n{GOOD}\n"),
    "settings that are false": text('{"settings": false}'),
    "settings that are a text": text(json.dumps({"settings": GOOD})),
    "only names that nobody knows": text('{"rules": {"banner_colour": "red"}}'),
    "a socket": a_socket,
    "a link to a folder": a_link_to("folder"),
    "a link to a file that all may write": a_link_to("loose.txt"),
    "mode 000": with_mode(0),
}
"""What makes a file unreadable, wherever it is read."""

BESIDE: dict[str, Write] = {
    "a broken file beside a good one": beside_a_good_one("20.json", "{"),
    "an empty file beside a good one": beside_a_good_one("99.json", ""),
    "an unknown file beside a good one": beside_a_good_one("50.json", '{"whatever": 1}'),
    "a folder among the files": lambda file: in_managed(file, "10.json").mkdir(),
    "a link to nowhere among the files": lambda file: in_managed(file, "10.json").symlink_to("gone"),
    "a pipe among the files": lambda file: os.mkfifo(in_managed(file, "10.json")),
    "a file in the place of the folder": a_file_for_the_folder,
    "a link to nowhere in the place of the folder": lambda file: file.with_name("policies").symlink_to("gone"),
    "a file in the place of the folder of both": lambda file: file.with_name("policies").write_text(GOOD),
    "a folder of files that all may write to": lambda file: in_managed(file, "").chmod(0o777),
    "too many files": too_many,
    "capitals in the ending": beside_a_good_one("10.JSON", "{"),
}
"""What is unreadable beside a good policy.json."""

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
    "carriage returns": text(GOOD.replace(" ", "\r\n")),
    "False instead of false": text(GOOD.replace("false", '"False"')),
    "an empty text instead of false": text(GOOD.replace("false", '""')),
    "a list instead of false": text(GOOD.replace("false", "[false]")),
    "an object instead of false": text(GOOD.replace("false", '{"value": false}')),
    "-1 instead of false": text(GOOD.replace("false", "-1")),
    "a huge number instead of false": text(GOOD.replace("false", "1e400")),
    "once more in other capitals": text(GOOD.replace("false", 'false, "ALLOW_EXPORT": true')),
    "once more outside": text(GOOD[:-1] + ', "allow_export": true}'),
    "spaces around the name": text(GOOD.replace("allow_export", " allow_export ")),
    "a sign that nobody sees in the name": text(GOOD.replace("allow_export", "allow_\u200bexport")),
    "a letter too many": text(GOOD.replace("allow_export", "allow_exports")),
    "a letter too few": text(GOOD.replace("allowed_hosts", "allowed_host")),
    "letters the wrong way round": text(GOOD.replace("allow_export", "allow_exprot")),
    "a letter of another script": text(GOOD.replace("allow_export", "\u0430llow_export")),
    "settings in settings": text(json.dumps({"settings": json.loads(GOOD)})),
    "settings under another name beside others": text(
        json.dumps({"patterns": [], "rules": json.loads(GOOD)["settings"]})
    ),
    "settings in a list": text(json.dumps({"patterns": [], "policies": [json.loads(GOOD)]})),
    "a rule under the name of a product": text(
        json.dumps(
            {"settings": {"endpoint": HOUSE, "Askance": {"allow_export": False, "allowed_hosts": ["ai.example.com"]}}}
        )
    ),
    "an empty file name beside it": beside_a_good_one("10.json", "{}"),
    "an old endpoint beside it": text(json.dumps({**json.loads(GOOD), "_old": {"endpoint": OTHER}})),
    "a note about the endpoint": text(json.dumps({**json.loads(GOOD), "notes": [{"endpoint": "the gateway"}]})),
    "a key that is nearly the endpoint": text(GOOD.replace('{"end', f'{{"endpoints": ["{OTHER}"], "end')),
    "an old endpoint in the settings": text(GOOD.replace('{"end', f'{{"_old": {{"endpoint": "{OTHER}"}}, "end')),
    "a note about it in another file": beside_a_good_one(
        "10.json", '{"settings": {}, "n": [{"endpoint": "the gate"}]}'
    ),
    "another endpoint in a note of another file": beside_a_good_one(
        "10.json", json.dumps({"settings": {}, "_old": {"endpoint": OTHER, "allow_export": True}})
    ),
}

UNSURE: dict[str, tuple[str, Any]] = {
    "find_addresses": ("find_addresses", False),
    "no_keep_history": ("no_keep_history", True),
    "a slip that opens": ("keep_histroy", True),
    "a slip of a switch that finds": ("find_ip_adresses", False),
    "an object around what opens": ("disabled", {"keep_history": True, "find_ip_addresses": False, "ledger": False}),
    "a list around what opens": ("off", [{"private_text": "off", "allow_uncovered": True}]),
    "a limit of none": ("daily_limit_us", 0),
    "hosts without end": ("allowed_host", ["*"]),
    "a word less": ("helper_timeout", 3),
    "another word": ("deny_export", True),
}
"""Keys that a policy may hold, which are perhaps meant for another: they loosen nothing, and stop nothing."""
