"""The installers for Windows: one of NSIS for a user or for everyone, and an .msi for what rolls programs out.

Both tools run on Linux as well (Debian: `nsis`, `wixl`), so that a folder built on Windows can be packed there.
"""

import subprocess
import uuid
from collections.abc import Iterator
from pathlib import Path
from xml.etree.ElementTree import Element, SubElement, tostring

from .facts import FILES, Facts

_FAMILY = uuid.UUID("6f0e4c2e-5f0f-5c39-9d55-2f1f0a6c8d11")
"""By which Windows knows a newer version as one of the same program. It never changes."""


def make_setup(program: Path, target: Path, facts: Facts) -> Path:
    """Packs the folder that PyInstaller made into a setup program in `target`, and returns it.

    Raises CalledProcessError if makensis fails, and FileNotFoundError without it.
    """
    installer = target / f"askance-{facts.version}-setup.exe"
    values = {
        "VERSION": facts.version,
        "SOURCE": program.resolve(),
        "TARGET": installer.resolve(),
        "ADDRESS": facts.address,
    }
    defined = [f"-D{name}={value}" for name, value in values.items()]
    command = ["makensis", "-V2", "-WX", *defined, str(FILES / "askance.nsi")]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    return installer


def make_msi(program: Path, target: Path, facts: Facts) -> Path:
    """Packs the folder that PyInstaller made into an .msi in `target` for everyone on a computer, and returns it.

    Raises CalledProcessError if wixl fails, and FileNotFoundError without it.
    """
    installer = target / f"askance-{facts.version}.msi"
    source = program / "askance.wxs"  # it names its files by their places beside it
    source.write_bytes(tostring(msi_source(program, facts), xml_declaration=True, encoding="utf-8"))
    command = ["wixl", "--arch", "x64", "-o", str(installer.resolve()), source.name]
    try:
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL, cwd=program)
    finally:
        source.unlink()
    return installer


def msi_source(program: Path, facts: Facts) -> Element:
    """Returns the description of an .msi: every file a component of its own, with an identity that stays."""
    wix = Element("Wix", xmlns="http://schemas.microsoft.com/wix/2006/wi")
    product = SubElement(
        wix, "Product", Id="*", Name="Askance", Version=facts.version, Manufacturer="The Askance founders",
        UpgradeCode=_code(""), Language="1033",
    )  # fmt: skip
    SubElement(product, "Package", InstallerVersion="500", Compressed="yes", InstallScope="perMachine")
    SubElement(product, "MajorUpgrade", DowngradeErrorMessage="A newer Askance is installed. Remove it first.")
    SubElement(product, "Media", Id="1", Cabinet="askance.cab", EmbedCab="yes")
    root = SubElement(product, "Directory", Id="TARGETDIR", Name="SourceDir")
    programs = SubElement(root, "Directory", Id="ProgramFiles64Folder", Name="PFiles")
    place = SubElement(programs, "Directory", Id="INSTALLDIR", Name="Askance")
    names = list(_components(program, program, place))
    menu = SubElement(SubElement(root, "Directory", Id="ProgramMenuFolder"), "Component", Id="menu", Guid=_code("menu"))
    SubElement(menu, "Shortcut", Id="shortcut", Name="Askance", Target="[INSTALLDIR]askance.exe")
    mark = {"Root": "HKLM", "Key": "Software\\Askance", "Name": "Menu", "Type": "integer", "Value": "1"}
    SubElement(menu, "RegistryValue", mark, KeyPath="yes")
    feature = SubElement(product, "Feature", Id="all", Level="1")
    for name in (*names, "menu"):
        SubElement(feature, "ComponentRef", Id=name)
    return wix


def _components(program: Path, folder: Path, place: Element) -> Iterator[str]:
    """Adds what is in a folder to the description, and yields the names of the components."""
    for path in sorted(folder.iterdir()):
        inside = path.relative_to(program).as_posix()
        name = uuid.uuid5(_FAMILY, inside).hex
        if path.is_dir():
            yield from _components(program, path, SubElement(place, "Directory", Id=f"d{name}", Name=path.name))
            continue
        component = SubElement(place, "Component", Id=f"c{name}", Guid=_code(inside))
        SubElement(component, "File", Id=f"f{name}", Source=inside, KeyPath="yes")
        yield f"c{name}"


def _code(inside: str) -> str:
    """Returns the identity of a file by its place in the package, as Windows writes it."""
    return str(uuid.uuid5(_FAMILY, inside)).upper()
