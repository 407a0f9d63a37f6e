"""The list of what is inside a package (CycloneDX 1.6, JSON), made of the lock, and the sums of what was made."""

import hashlib
import json
import tomllib
import uuid
from pathlib import Path
from typing import Any

from .facts import ROOT, Facts


def bill_of_materials(program: Path, facts: Facts) -> str:
    """Returns the list of Python packages that the lock pins and that are in the folder `program`, as JSON."""
    packages, inside = _locked(), names_inside()
    components = [_component(package) for package in packages if package["name"] in inside]
    identity = hashlib.sha256(f"{facts.version} {json.dumps(components)}".encode()).digest()
    bill = {
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "serialNumber": f"urn:uuid:{uuid.UUID(bytes=identity[:16], version=4)}",
        "version": 1,
        "metadata": {
            "timestamp": f"{facts.built:%Y-%m-%dT%H:%M:%SZ}",
            "component": {"type": "application", "name": "askance", "version": facts.version, "bom-ref": "askance"},
        },
        "components": components,
    }
    return json.dumps(bill, indent=1) + "\n"


def sums(files: list[Path]) -> str:
    """Returns the SHA-256 of each file, in the form that `sha256sum --check` reads."""
    lines = []
    for path in sorted(files):
        with path.open("rb") as file:
            lines.append(f"{hashlib.file_digest(file, 'sha256').hexdigest()}  {path.name}\n")
    return "".join(lines)


def _locked() -> list[dict[str, Any]]:
    packages: list[dict[str, Any]] = tomllib.loads((ROOT / "uv.lock").read_text(encoding="utf-8"))["package"]
    return packages


def names_inside() -> set[str]:
    """Returns the names of what Askance needs when it runs, with the reader, on any system."""
    by_name = {package["name"]: package for package in _locked()}
    own = by_name["askance"]
    open_ends = own.get("dependencies", []) + own.get("optional-dependencies", {}).get("reader", [])
    found: set[str] = set()
    while open_ends:
        dependency = open_ends.pop()
        name = dependency["name"]
        package = by_name[name]
        extras = [
            entry
            for extra in dependency.get("extra", [])
            for entry in package.get("optional-dependencies", {}).get(extra, [])
        ]
        if name in found and not extras:
            continue
        found.add(name)
        open_ends += [entry for entry in [*package.get("dependencies", []), *extras] if entry["name"] not in found]
    return found


def _component(package: dict[str, Any]) -> dict[str, Any]:
    name, version = package["name"], package["version"]
    link = f"pkg:pypi/{name}@{version}"
    wheels = [wheel["hash"].partition(":") for wheel in package.get("wheels", [])]
    hashes = [{"alg": "SHA-256", "content": content} for kind, _, content in wheels if kind == "sha256"]
    return {"type": "library", "name": name, "version": version, "purl": link, "bom-ref": link, "hashes": hashes}
