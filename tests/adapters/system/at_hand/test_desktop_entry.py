"""Desktop files for this user: the entry, and the start at login."""

import sys
from pathlib import Path

import pytest

from desktop.adapters.system.at_hand import desktop_entry, own_command

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="desktop files are of Linux desktops")


@pytest.fixture(autouse=True)
def homes(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    monkeypatch.setenv("XDG_DATA_DIRS", str(tmp_path / "none"))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    monkeypatch.delenv("APPIMAGE", raising=False)


def test_the_start_at_login_is_entered_and_taken_out(tmp_path: Path) -> None:
    file = tmp_path / "config" / "autostart" / "askance.desktop"
    assert desktop_entry.start_at_login(True)
    lines = file.read_text().splitlines()
    assert any(line.startswith("Exec=") and line.endswith(" background") for line in lines)
    assert desktop_entry.start_at_login(False)
    assert desktop_entry.start_at_login(False)
    assert not file.exists()


def test_a_folder_that_cannot_be_written_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "config").write_text("a file where the folder should be")
    with pytest.raises(OSError, match="config"):
        desktop_entry.start_at_login(True)


def test_an_installed_entry_is_found_and_names_this_copy(tmp_path: Path) -> None:
    assert desktop_entry.installed_ids() == ()
    path = desktop_entry.install_entry()
    assert desktop_entry.installed_ids() == (desktop_entry.ID,)
    assert f"Exec={own_command.exec_value()} %F\n" in path.read_text()


def test_a_checkout_is_started_by_its_script(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    folder = tmp_path / "with space 100%"
    folder.mkdir()
    (folder / "askance").touch()
    monkeypatch.setattr(sys, "executable", str(folder / "python"))
    assert own_command.own_command("quick") == (str(folder / "askance"), "quick")
    assert own_command.command_line("quick") == f"'{folder}/askance' quick"
    assert own_command.exec_value("quick") == f'"{str(folder).replace("%", "%%")}/askance" quick'
    (folder / "askance").unlink()
    assert own_command.own_command("quick")[1:] == ("-m", "desktop", "quick")
