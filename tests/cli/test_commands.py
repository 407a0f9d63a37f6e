"""Every registered command is reached from the program's entry and explains itself."""

import pytest

from desktop.__main__ import main
from desktop.cli.commands import COMMANDS, Command


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command.name)
def test_each_command_is_reached_and_has_help(
    command: Command, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.argv", ["askance", command.name, "--help"])
    with pytest.raises(SystemExit) as end:
        main()
    assert end.value.code == 0
    assert f"usage: askance {command.name}" in capsys.readouterr().out


def test_all_commands_are_listed(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.argv", ["askance", "--help"])
    with pytest.raises(SystemExit):
        main()
    listed = " ".join(capsys.readouterr().out.split())
    assert all(" ".join(command.help.split()) in listed for command in COMMANDS)
