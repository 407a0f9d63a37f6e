"""A machine that cannot compile is told of what that means for its package."""

import sys
from pathlib import Path

import pytest

from tools.packages.elf import has_readelf
from tools.packages.left_out.stub import can_replace, why_nothing_is_replaced


@pytest.mark.skipif(sys.platform == "win32", reason="the tools of this test are scripts of sh")
def test_a_build_says_so_where_large_libraries_stay(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for names, says in (((), True), (("cc",), False), (("readelf",), True), (("gcc", "readelf"), False)):
        folder = tmp_path / "-".join(("bin", *names))
        folder.mkdir()
        for name in names:
            (folder / name).write_text("#!/bin/sh\n")
            (folder / name).chmod(0o755)
        monkeypatch.setenv("PATH", str(folder))
        assert has_readelf(str(folder)) is ("readelf" in names)
        assert can_replace() is (names == ("gcc", "readelf"))
        assert ("stay in the package" in why_nothing_is_replaced()) is says, names
