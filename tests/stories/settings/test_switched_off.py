"""What a policy switches off does not happen in the open window, by whatever way it is begun."""

from pathlib import Path

import pytest

from desktop.composition.container import Container
from desktop.controllers.building.files_side import FileControllers
from desktop.services.image.screen_capture import CaptureWish
from desktop.ui.main_window import MainWindow
from tests.helpers.policies.places import place, policy_at
from tests.loopback import Endpoint, saying
from tests.services.qt_loop import until
from tests.stories.conftest import Tell
from tests.stories.started_parts import started_parts
from tests.stories.window_steps import answered, ask, titles

RULES = ("allow_capture", "allow_export", "allow_backup", "allow_import")


@pytest.fixture
def parts(monkeypatch: pytest.MonkeyPatch) -> list[tuple[FileControllers, Container]]:
    """The controllers of files, and the parts of the program that is started."""
    return started_parts(monkeypatch)


@pytest.mark.usefixtures("key")
def test_what_is_begun_without_its_action_is_refused_too(
    tell: Tell, parts: list[tuple[FileControllers, Container]], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A drop, a shortcut of the desktop, another start: each ends at what asks the rules."""
    policy = policy_at(monkeypatch, tmp_path / "etc" / "policy.json")
    export, backup, other = (tmp_path / name for name in ("one.json", "one.askance-backup", "two"))

    async def story(window: MainWindow) -> None:
        await ask(window, "what?")
        await answered(window, "yes")
        ((files, container),) = parts
        files.exports.export_to(export, window.transcript.conversation_id)
        await until(lambda: "Saved “one.json”" in window.notice.words)
        files.backups.back_up_to(backup)
        await until(lambda: "Backup saved" in window.notice.words)
        place(policy, **dict.fromkeys(RULES, False))
        await until(lambda: not window.actions_["import"].isVisible())
        for begin in (
            lambda: files.exports.export_to(other.with_suffix(".json"), window.transcript.conversation_id),
            lambda: files.backups.back_up_to(other.with_suffix(".askance-backup")),
            lambda: container.import_export.import_file(export),
            lambda: files.restores.restore_from(backup),
            lambda: container.screen_capture.start(CaptureWish()),
        ):
            window.notice.hide()
            begin()
            await until(lambda: "Your organisation doesn't allow this." in window.notice.words)
        assert titles(window) == ["what?"]

    with Endpoint(answer=saying("yes")) as endpoint:
        tell(story, endpoint.url, answers="endpoint")
    assert list(tmp_path.glob("two*")) == []
