"""The report of a healing, on the disk while the healed history takes its place: a killed program tells it later."""

import contextlib
import json
from dataclasses import asdict, replace
from pathlib import Path

from desktop.adapters.files.whole_file import PRIVATE, whole_file
from desktop.core.conversation.healing_report import DamageCause, HealingReport
from desktop.core.errors import ProblemKind

_NAME = "healing.json"


def write_report(folder: Path, report: HealingReport) -> None:
    """Writes a report. Raises OSError."""
    with whole_file(folder / _NAME, PRIVATE) as file:
        file.write(json.dumps(asdict(report)).encode())


def take_report(folder: Path, set_aside: str) -> HealingReport | None:
    """Returns the report with the name of the file that was set aside, and removes it; None if there is none."""
    path = folder / _NAME
    report = None
    with contextlib.suppress(OSError, ValueError, TypeError, KeyError):
        values = json.loads(path.read_bytes())
        values["kind"], values["cause"] = ProblemKind(values["kind"]), DamageCause(values["cause"])
        report = replace(HealingReport(**values), name=set_aside)
    path.unlink(missing_ok=True)
    return report
