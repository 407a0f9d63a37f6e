"""The package's stand-in for the HEVC encoder: HEIC is decoded as before, and nothing of the encoder is left."""

import shutil
import subprocess
import sys
from pathlib import Path

import pillow_heif
import pytest

from desktop.paths import resource
from tools.packages.left_out.encoder_stub import leave_out_encoder

ROOT = Path(__file__).parents[4]
SITE = Path(pillow_heif.__file__).parents[1]
PROGRAM = """
import sys
sys.path.insert(0, sys.argv[1])
import hashlib, pillow_heif
from PIL import Image
assert pillow_heif.__file__.startswith(sys.argv[1])
pillow_heif.register_heif_opener()
image = Image.open(sys.argv[2])
print(image.size, hashlib.sha256(image.tobytes()).hexdigest(), sorted(pillow_heif.libheif_info()["decoders"]))
"""


def decoded(site: Path) -> str:
    """Returns a description of the sample, decoded by the packages in `site`."""
    command = [sys.executable, "-c", PROGRAM, str(site), str(resource("sample.heic"))]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout


def test_the_licences_say_what_is_inside() -> None:
    """The wheel's libraries have their rows, and the text tells in which package the encoder is."""
    text = (ROOT / "docs" / "licences.md").read_text("utf-8")
    rows = [line for line in text.splitlines() if line.startswith("| pillow-heif |")]
    libraries = {path.name.split("-")[0].split(".")[0] for path in (SITE / "pillow_heif.libs").glob("*.so*")}
    named = {name for name in libraries if name.startswith("lib") and not name.startswith(("libstdc", "libgcc"))}
    for name in named:
        assert any(name in row or name.removeprefix("lib") in row for row in rows), name
    assert any("x265" in row and "GPL 2" in row for row in rows)
    assert "A package that was built without a compiler contains x265" in text
    assert '"licences.md"), ".")' in (ROOT / "build.spec").read_text("utf-8")  # it goes along in the package


def test_heic_is_decoded_without_the_encoder(tmp_path: Path) -> None:
    for name in ("pillow_heif", "pillow_heif.libs"):
        if not (SITE / name).exists():
            pytest.skip(f"this system's wheel has no {name}")
        shutil.copytree(SITE / name, tmp_path / name)
    for extension in SITE.glob("_pillow_heif*.so"):
        shutil.copy(extension, tmp_path)
    before = decoded(tmp_path)
    replaced = leave_out_encoder(tmp_path)
    if not replaced:
        pytest.skip("there is no C compiler here")
    assert [library.stat().st_size < 50_000 for library in replaced] == [True]
    assert decoded(tmp_path) == before
    assert not any(b"x265_encoder_open" in library.read_bytes() for library in replaced)
