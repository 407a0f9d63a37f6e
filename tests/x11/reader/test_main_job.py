"""The main job through AT-SPI alone, what is heard meanwhile, and the controls of the window."""

import re
from pathlib import Path

import pytest

from tests.x11.reader.reading import reading
from tests.x11.reader.steps import MARKS, ask, judged, paste, stops_judged
from tests.x11.screen import Screen

pytestmark = [pytest.mark.x11, pytest.mark.slow, pytest.mark.xdist_group("x11"), pytest.mark.timeout(900)]


def test_the_main_job_is_done_by_actions_alone_and_heard_without_marks(at: Screen, home: Path) -> None:
    with reading(at, home) as (reader, _endpoint):
        assert judged(reader, "Askance") == []
        paste(reader)
        reader.wait_for("text", "Text in the picture")
        at.wait(lambda: re.search(r"\d", reader.wait_for("label", "What Enter would send").name))
        at.wait(lambda: "db-prod-3 refused" in (reader.wait_for("text", "Text in the picture").text or ""))
        assert "pixels" in reader.wait_for("canvas", "").description
        announced = ask(reader, "What is due?")
        assert announced[0] == "The answer begins." and announced[-1] == "The answer has ended."
        assert any("asks for 42 euros" in words for words in announced)
        assert not MARKS.search("\n".join(announced))
        conversation = reader.wait_for("text", "Conversation")
        assert all(part in (conversation.text or "") for part in ("What is due?", "return sum", "pears\t4.20"))
        inside = reader.inside(conversation)
        words = "\n".join(node.words for node in inside)
        assert "end of answer" in words and "What is due?" in words and "return sum" in words
        assert not MARKS.search(words)
        assert [node.name for node in inside if node.role == "link"] == ["the terms, link to example.com"]
        cells = [node.name for node in inside if node.role == "table cell"]
        assert cells == ["apples", "3.50", "pears", "4.20"]
        assert {"Copy this answer", "Ask again"} <= {node.name for node in inside if node.actions}
        listed = reader.inside(reader.wait_for("list", "Conversations"))
        assert "What is due?" in {node.name for node in listed}
        assert judged(reader, "Askance") == []
        assert stops_judged(reader, "Askance", least=30) == []
