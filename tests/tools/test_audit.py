"""`run.py audit` compares the real lock and the libraries installed here, and never calls a failure a good result."""

import json
import re
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from tests.tools.osv import entry, written
from tools.audit.__main__ import main
from tools.audit.inventory import installed_libraries, locked_packages
from tools.audit.online import AuditFailed, ask, read_report

ROOT = Path(__file__).parents[2]
EVERYTHING = [{"introduced": "0"}]


def test_the_lock_names_packages_and_the_wheels_name_libraries() -> None:
    packages = {component.name for component in locked_packages(ROOT / "uv.lock")}
    libraries = {component.name for component in installed_libraries()}
    assert {"pillow", "pyside6-essentials", "openai"} <= packages
    assert "askance" not in packages
    assert {"libjpeg-turbo", "libwebp", "libheif", "pdfium", "openssl"} <= libraries


def test_holes_in_packages_and_libraries_are_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    source = written(
        tmp_path,
        entry("pillow", events=[{"introduced": "0"}, {"fixed": "999"}], aliases=["CVE-1"]),
        entry("libwebp", "OSS-Fuzz", events=EVERYTHING, id="X-2"),
        entry("pillow", events=[{"introduced": "0"}, {"fixed": "1.0"}], id="X-3"),
    )
    assert main(["--osv", str(source)]) == 1
    printed = capsys.readouterr().out
    assert "X-1, CVE-1: A hole Fixed in 999." in printed
    assert "(inside pillow): X-2" in printed
    assert "X-3" not in printed
    assert "2 to look at" in printed


def test_the_age_of_the_file_is_said(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    today = datetime.now(UTC)
    fresh, old = (
        entry("nothing-of-ours", modified=(today - timedelta(days=days)).isoformat(), id=f"X-{days}")
        for days in (3, 90)
    )
    assert main(["--osv", str(written(tmp_path, old, fresh))]) == 0
    assert "3 days ago." in capsys.readouterr().out
    assert main(["--osv", str(written(tmp_path, old))]) == 0
    assert "90 days ago. That is old" in capsys.readouterr().out


def test_a_file_that_cannot_be_read_is_no_good_result(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--osv", str(tmp_path / "all.zip")]) == 2
    assert "cannot be read" in capsys.readouterr().err


def test_a_skipped_package_is_no_good_result() -> None:
    text = json.dumps(
        {
            "dependencies": [
                {"name": "a", "skip_reason": "not found"},
                {"name": "b", "version": "1", "vulns": []},
                {"name": "c", "version": "2", "vulns": [{"id": "X-9", "aliases": [], "fix_versions": ["3"]}]},
            ]
        }
    )
    report = read_report(text)
    assert report.skipped == ["a"]
    assert report.looked_up == 2
    assert report.holes == ["c 2: X-9. Fixed in 3."]


@pytest.mark.parametrize("printed", ["", "ERROR: no connection", "{}", '{"dependencies": [{}]}'])
def test_pip_audit_without_a_report_has_failed(printed: str) -> None:
    with pytest.raises(AuditFailed, match="gave no report"):
        ask(ROOT, (sys.executable, "-c", f"print({printed!r})"))


def test_every_upper_bound_has_its_reason_and_its_way_out() -> None:
    lines = (ROOT / "pyproject.toml").read_text(encoding="utf-8").splitlines()
    bounds = [line for line in lines if re.match(r'\s+"[\w-]+.*(<|==\d)', line)]
    document = (ROOT / "docs" / "dependencies.md").read_text(encoding="utf-8")
    assert len(bounds) >= 3
    for line in bounds:
        name = re.findall(r"[\w-]+", line)[0]
        assert '", # ' in line, f"{name} says no reason"
        assert f"| {name} " in document, f"{name} has no way out"
