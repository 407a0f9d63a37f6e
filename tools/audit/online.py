"""Asks the network through pip-audit, and reads its report more strictly than it does itself.

pip-audit calls a package that it could not look up "skipped" and still ends with "No known vulnerabilities found".
Here a skipped package means that the audit has not been done.
"""

import json
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple


class Report(NamedTuple):
    """Sentences about the packages with known holes, and the names of those that could not be looked up."""

    holes: list[str]
    skipped: list[str]
    looked_up: int


class AuditFailed(Exception):
    """Raised with a sentence for the user when the packages could not be exported or pip-audit gave no report."""


def ask(root: Path, pip_audit: Sequence[str] = (sys.executable, "-m", "pip_audit")) -> Report:
    """Looks up every package that the lock in `root` names, for every extra and group. Raises AuditFailed."""
    export = [sys.executable, "-m", "uv", "export", "--frozen", "--quiet", "--all-extras", "--no-emit-project"]
    exported = subprocess.run(export, cwd=root, capture_output=True, text=True)
    if exported.returncode:
        raise AuditFailed(f"The lock could not be exported: {exported.stderr.strip()}")
    with tempfile.TemporaryDirectory() as folder:
        requirements = Path(folder) / "requirements.txt"
        requirements.write_text(exported.stdout, encoding="utf-8")
        options = ["--requirement", str(requirements), "--require-hashes", "--disable-pip", "--format", "json"]
        done = subprocess.run([*pip_audit, *options, "--progress-spinner", "off"], capture_output=True, text=True)
    try:
        return read_report(done.stdout)
    except (ValueError, KeyError, TypeError) as error:
        last = (done.stderr.strip().splitlines() or ["it printed nothing"])[-1]
        raise AuditFailed(f"pip-audit gave no report: {last}") from error


def read_report(text: str) -> Report:
    """Returns what pip-audit's JSON says. Raises ValueError, KeyError or TypeError for anything else."""
    report = Report([], [], 0)
    looked_up = 0
    for package in json.loads(text)["dependencies"]:
        if "skip_reason" in package:
            report.skipped.append(str(package["name"]))
            continue
        looked_up += 1
        for hole in package["vulns"]:
            ids = ", ".join([hole["id"], *hole.get("aliases", [])])
            fixed = ", ".join(hole.get("fix_versions", [])) or "no version that is listed"
            report.holes.append(f"{package['name']} {package['version']}: {ids}. Fixed in {fixed}.")
    return report._replace(looked_up=looked_up)
