"""The facts that every kind of package states, each read from the one place that has it."""

import os
import platform
import re
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import urlsplit

import desktop
from desktop.core.image_formats import FORMATS

ROOT = Path(__file__).resolve().parents[2]
FILES = Path(__file__).parent / "files"
SUMMARY = "ask about a screenshot, read the answer as it comes"
DESCRIPTION = (
    "Paste a screenshot, ask about it, and read the answer as it is written, from any vision model behind an address"
    " that is compatible with the OpenAI API, or from the text in the picture, which is read on this computer."
    " What you cover is gone before anything leaves."
)
_DEBIAN_ARCHITECTURES = {"x86_64": "amd64", "aarch64": "arm64"}


@dataclass(frozen=True, slots=True)
class Facts:
    """A release as packages name it. `built` is the date that goes into files (UTC), so that two builds are equal."""

    version: str
    address: str
    built: datetime
    machine: str  # as the kernel names it

    @classmethod
    def of_this_tree(cls) -> "Facts":
        """Returns the facts of this checkout; the date is SOURCE_DATE_EPOCH's, or that of now."""
        epoch = os.environ.get("SOURCE_DATE_EPOCH")
        built = datetime.fromtimestamp(int(epoch), UTC) if epoch else datetime.now(UTC)
        return cls(desktop.__version__, desktop.PROJECT_URL, built, platform.machine())

    @property
    def debian_architecture(self) -> str:
        return _DEBIAN_ARCHITECTURES.get(self.machine, self.machine)

    @property
    def host(self) -> str:
        return urlsplit(self.address).hostname or ""

    @property
    def maintainer(self) -> str:
        return f"The Askance founders <askance@{self.host}>"

    @property
    def component_id(self) -> str:
        """The name in software catalogues: the project's host turned around, and the program's name."""
        return ".".join([*reversed(self.host.split(".")), "askance"])

    @property
    def mime_types(self) -> list[str]:
        """The types of files that "Open with" offers Askance for."""
        return sorted({image_format.mime for image_format in FORMATS})

    def filled(self, template: str) -> str:
        """Returns a file of this folder with its placeholders filled. Raises ValueError for an unknown one."""
        values = {
            "VERSION": self.version,
            "ADDRESS": self.address,
            "DATE": f"{self.built:%Y-%m-%d}",
            "COMPONENT_ID": self.component_id,
            "MIME_TYPES": "".join(f"{mime};" for mime in self.mime_types),
        }
        text = (FILES / template).read_text(encoding="utf-8")
        for name, value in values.items():
            text = text.replace(f"@{name}@", value)
        if unknown := re.search(r"@[A-Z_]+@", text):
            raise ValueError(f"{template} has a placeholder without a value: {unknown[0]}")
        return text
