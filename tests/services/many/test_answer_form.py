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

    def __init__(self, **how: Any) -> None:
        super().__init__(**how)
        self.came: list[dict[str, Any]] = []

    async def _answer(self, first: str, data: bytes, writer: Any) -> None:
        if first.startswith("POST"):
            self.came.append(json.loads(data))
        if first.startswith("POST") and "response_format" in self.came[-1]:
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
        which = number_in(body)
        return json.dumps({"total": which if which < 5 else "about 7"})

    endpoint = WithoutSchemas(reply=reply)
    with endpoint:
        with_desk(tmp_path, endpoint, story)
    asked = dict[int, list[bool]]()
    for body in endpoint.came:
        asked.setdefault(number_in(body), []).append(has_schema := "response_format" in body)
        words = json.dumps(body["messages"])
        assert has_schema or ("total" in words and "JSON" in words)  # they name the column and the form
    assert any(schemas[0] for schemas in asked.values())
    for which, schemas in asked.items():  # several may be under way before the first refusal is heard
        assert schemas in ([False] * (2 if which == 5 else 1), [True] + [False] * (2 if which == 5 else 1)), which
    assert len(asked) == 6 and endpoint.answered == 7  # the broken one was repaired once
