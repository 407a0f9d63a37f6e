"""The stages of a turn."""

from desktop.core.conversation.turn import Stage


def test_the_stages_end_where_they_should() -> None:
    assert [stage for stage in Stage if stage.ended] == [Stage.DONE, Stage.STOPPED, Stage.FAILED]
