"""The parts that Askance is built from: the packages of `uv.lock`, and the native libraries inside the wheels installed
here.
"""

import tomllib
from pathlib import Path
from typing import NamedTuple

from packaging.utils import canonicalize_name

from desktop.cli.native_libraries import native_libraries

PYPI = "PyPI"
NATIVE = "native"


class Component(NamedTuple):
    """A package or library: `PyPI` or `native`, its name, its version, and the package that carries a library."""

    kind: str
    name: str
    version: str
    carrier: str = ""

    def __str__(self) -> str:
        return f"{self.name} {self.version}" + (f" (inside {self.carrier})" if self.carrier else "")


def locked_packages(lock: Path) -> list[Component]:
    """Returns each package of a `uv.lock` but the project itself. Raises OSError and tomllib.TOMLDecodeError."""
    packages = tomllib.loads(lock.read_text(encoding="utf-8"))["package"]
    return [
        Component(PYPI, canonicalize_name(package["name"]), package["version"])
        for package in packages
        if "registry" in package["source"]
    ]


def installed_libraries() -> list[Component]:
    """Returns the native libraries that report a version here."""
    return [Component(NATIVE, library.name, library.version, library.package) for library in native_libraries()]
