"""Advisories as OSV publishes them are read from an archive, a folder or a file; anything else is named."""

import json
import zipfile
from pathlib import Path
from typing import Any

import pytest

from tests.tools.osv import entry, written
from tools.audit.advisories import AffectedRange, UnreadableAdvisories, read_advisories
from tools.audit.inventory import Component
from tools.audit.matching import matches


def test_an_archive_a_folder_and_a_file_say_the_same(tmp_path: Path) -> None:
    one, two = entry(events=[{"introduced": "0"}]), entry("libheif", "OSS-Fuzz", versions=["1.2"], id="X-2")
    archive = tmp_path / "all.zip"
    with zipfile.ZipFile(archive, "w") as file:
        file.writestr("X-1.json", json.dumps(one))
        file.writestr("X-2.json", json.dumps(two))
        file.writestr("README", "not an advisory")
    folder = tmp_path / "folder"
    folder.mkdir()
    (folder / "X-1.json").write_text(json.dumps(one))
    (folder / "X-2.json").write_text(json.dumps(two))
    read = read_advisories(archive)
    assert [advisory.id for advisory in read] == ["X-1", "X-2"]
    assert read == read_advisories(folder) == read_advisories(written(tmp_path, one, two))


def test_withdrawn_advisories_are_left_out(tmp_path: Path) -> None:
    assert read_advisories(written(tmp_path, entry(withdrawn="2026-01-01T00:00:00Z"))) == []


def test_events_become_ranges(tmp_path: Path) -> None:
    events = [
        {"introduced": "0"},
        {"fixed": "1.2"},
        {"introduced": "2.0"},
        {"last_affected": "2.4"},
        {"introduced": "3"},
    ]
    (advisory,) = read_advisories(written(tmp_path, entry(events=events)))
    ranges = AffectedRange("0", "1.2"), AffectedRange("2.0", "", "2.4"), AffectedRange("3")
    assert advisory.affected[0].ranges == ranges


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("<html>a login page</html>", "is not OSV's JSON"),
        ("[]", "holds no advisory"),
        ('{"id": "X-1"}', "'modified'"),
        ('{"id": "X-1", "modified": "yesterday"}', "is not OSV's JSON"),
        ('{"id": "X-1", "modified": "2026-01-01T00:00:00Z", "affected": [{"package": "pillow"}]}', "is not OSV's JSON"),
        ("[1]", "is not OSV's JSON"),
        ("", "is not OSV's JSON"),
    ],
)
def test_what_is_no_advisory_is_named(tmp_path: Path, text: str, words: str) -> None:
    path = tmp_path / "osv.json"
    path.write_text(text)
    with pytest.raises(UnreadableAdvisories, match=words):
        read_advisories(path)


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(UnreadableAdvisories, match="cannot be read: No such file"):
        read_advisories(tmp_path / "nothing.zip")


@pytest.mark.parametrize(
    ("version", "affected", "verdict"),
    [
        ("1.9", {"events": [{"introduced": "0"}, {"fixed": "2.0"}]}, True),
        ("2.0", {"events": [{"introduced": "0"}, {"fixed": "2.0"}]}, False),
        ("1.10", {"events": [{"introduced": "1.9"}, {"fixed": "1.11"}]}, True),  # versions, not letters
        ("2.0rc1", {"events": [{"introduced": "0"}, {"fixed": "2.0"}]}, True),
        ("2.4", {"events": [{"introduced": "2.0"}, {"last_affected": "2.4"}]}, True),
        ("2.4.1", {"events": [{"introduced": "2.0"}, {"last_affected": "2.4"}]}, False),
        ("9", {"events": [{"introduced": "2.0"}]}, True),
        ("1.0", {"versions": ["1.0.0"]}, True),  # the same version, written otherwise
        ("1.1", {"versions": ["1.0.0"]}, False),
        ("2026-1 final", {"events": [{"introduced": "0"}, {"fixed": "2.0"}]}, None),
        ("1.0", {}, None),  # it names the package and no version
    ],
)
def test_versions_are_compared(tmp_path: Path, version: str, affected: dict[str, Any], verdict: bool | None) -> None:
    advisories = read_advisories(written(tmp_path, entry(**affected)))
    found = matches([Component("PyPI", "pillow", version)], advisories)
    assert [match.certain for match in found] == ([] if verdict is False else [verdict is True])


def test_a_library_is_not_taken_for_a_package_of_its_name(tmp_path: Path) -> None:
    everything = [{"introduced": "0"}]
    advisories = read_advisories(
        written(
            tmp_path, entry("openssl", events=everything), entry("openssl", "OSS-Fuzz", events=everything, id="X-2")
        )
    )
    package, library = Component("PyPI", "openssl", "1"), Component("native", "openssl", "3.0", "cryptography")
    found = matches([package, library], advisories)
    assert [(match.component, match.advisory.id) for match in found] == [(package, "X-1"), (library, "X-2")]


def test_names_are_compared_as_the_index_does(tmp_path: Path) -> None:
    advisories = read_advisories(written(tmp_path, entry("Pillow_HEIF", events=[{"introduced": "0"}])))
    assert matches([Component("PyPI", "pillow-heif", "1")], advisories)
