"""The notice about a healed history says what came from where, what is missing, and the next step."""

from desktop.core.conversation.healing_report import DamageCause, HealingReport
from desktop.core.errors import ProblemKind
from desktop.messages.problems import message_for

HEALED, LOST = ProblemKind.STORE_DAMAGED, ProblemKind.STORE_RESET


def test_everything_is_back() -> None:
    report = HealingReport(HEALED, "before-2026-11-28/history.sqlite", copy_day="2026-11-27", from_copy=300, salvaged=1)
    assert message_for(report).text == (
        "The history was damaged. Back in use: 300 conversations from the copy of 27 November 2026 and 1 conversation "
        "from the damaged file itself. Nothing is missing. The old file is kept as “before-2026-11-28/history.sqlite”."
    )
    gone = HealingReport(HEALED, cause=DamageCause.MISSING, copy_day="2026-11-27", from_copy=1)
    assert message_for(gone).text.startswith("The history was gone. Back in use: 1 conversation from the copy")


def test_what_is_missing_is_counted() -> None:
    report = HealingReport(HEALED, "x", copy_day="2026-11-27", from_copy=3, turns_lost=2)
    assert "2 questions could not be read. If you have a backup, choose File" in message_for(report).text
    report = HealingReport(HEALED, "x", salvaged=3, turns_in_part=1, turns_lost=2)
    assert "Only part of 1 question could be read. 2 questions could not be read. If" in message_for(report).text
    report = HealingReport(HEALED, "x", salvaged=3, turns_lost=1, lost_count_known=False)
    assert "At least 1 question could not be read." in message_for(report).text
    report = HealingReport(HEALED, "x", copy_day="2026-11-27", from_copy=3, lost_count_known=False)
    assert "Questions after the copy of 27 November 2026 may be missing." in message_for(report).text


def test_lost_changes_are_said_though_every_question_is_there() -> None:
    text = message_for(HealingReport(HEALED, "x", salvaged=3, changes_lost=True)).text
    assert "No question is missing, but the last changes may be. If you have a backup" in text
    assert "Nothing is missing" not in text


def test_nothing_is_back() -> None:
    text = message_for(HealingReport(LOST, "x", lost_count_known=False)).text
    assert "No good copy was found and nothing could be read from it, so it starts empty. If you have" in text
    assert "Nothing is missing" not in text
