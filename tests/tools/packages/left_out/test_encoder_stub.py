"""The package's stand-in for the HEVC encoder: HEIC is decoded as before, and nothing of the encoder is left."""

import shutil
import subprocess
import sys
from pathlib import Path

import pillow_heif
import pytest

from desktop.paths import resource
from tools.packages.left_out.encoder_stub import leave_out_encoder

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
