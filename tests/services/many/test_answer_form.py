"""The form of an answer, at a server that knows no schema: the words ask for it, and what comes is checked."""

import json
from pathlib import Path
from typing import Any

from desktop.core.many.cell import CellState
from desktop.core.many.field import Field, FieldType
from tests.helpers.many.desk import Desk, finished, with_desk
from tests.helpers.many.limited_endpoint import LimitedEndpoint
from tests.helpers.many.pictures import number_in, numbered_pictures

TOTAL = (Field("total", FieldType.NUMBER),)


class WithoutSchemas(LimitedEndpoint):
    """Refuses a request with `response_format`, as servers do that do not know it."""

    refused = 0

    async def _answer(self, first: str, data: bytes, writer: Any) -> None:
        if first.startswith("POST") and "response_format" in json.loads(data):
            self.refused += 1
            words = {"message": "Unknown parameter: 'response_format'.", "param": "response_format", "code": None}
            return self._send(writer, 400, json.dumps({"error": words}), "application/json")
        return await super()._answer(first, data, writer)


def test_a_server_without_schemas_is_asked_in_words_and_its_answers_are_checked(tmp_path: Path) -> None:
    async def story(desk: Desk) -> None:
        run = await desk.runs.create(desk.plan(fields=TOTAL), [numbered_pictures(tmp_path / "p", 6)])
        await finished(run)
        *good, broken = run.cells()
        assert [cell.values["total"] for cell in good] == [0, 1, 2, 3, 4]
        assert (broken.state, [fault.found for fault in broken.faults]) == (CellState.FAILED, ["about 7"])
        assert run.totals.refused == 0
        await run.close()

    def reply(body: dict[str, Any], number: int) -> str:
        asked = json.dumps(body["messages"])
        assert "total" in asked and "JSON" in asked  # the words name the column and the form
        which = number_in(body)
        return json.dumps({"total": which if which < 5 else "about 7"})

    endpoint = WithoutSchemas(reply=reply, keeps_bodies=True)
    with endpoint:
        with_desk(tmp_path, endpoint, story)
        assert endpoint.refused > 0
        assert endpoint.answered == 7  # the broken one was repaired once
        assert not any("response_format" in body for body in endpoint.bodies)
