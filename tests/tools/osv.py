"""Advisories in OSV's form, made for tests."""

import json
from pathlib import Path
from typing import Any


def entry(name: str = "pillow", ecosystem: str = "PyPI", events: Any = (), **more: Any) -> dict[str, Any]:
    """Return an advisory about one package, with the events of one range, its versions, or other fields."""
    affected: dict[str, Any] = {"package": {"ecosystem": ecosystem, "name": name}}
    if events:
        affected["ranges"] = [{"type": "ECOSYSTEM", "events": list(events)}]
    if "versions" in more:
        affected["versions"] = more.pop("versions")
    return {"id": "X-1", "modified": "2026-11-20T10:00:00Z", "summary": "A hole", "affected": [affected], **more}


def written(folder: Path, *entries: Any) -> Path:
    """Write the advisories to one file in the folder and return its path."""
    path = folder / "osv.json"
    path.write_text(json.dumps(list(entries)))
    return path
