"""What endpoints say of a batch, in their dialects."""

from typing import Any

import pytest

from desktop.adapters.providers.batch_service.remote_batch import batches_in, remote_batch
from desktop.core.errors import ProblemKind
from desktop.services.ports.batch import RemoteState

OPENAI: dict[str, Any] = {"id": "batch_1", "object": "batch", "status": "in_progress"}


@pytest.mark.parametrize(
    ("status", "state"),
    [
        ("validating", RemoteState.WORKING),
        ("in_progress", RemoteState.WORKING),
        ("finalizing", RemoteState.WORKING),
        ("cancelling", RemoteState.WORKING),
        ("completed", RemoteState.DONE),
        ("COMPLETED", RemoteState.DONE),
        ("failed", RemoteState.FAILED),
        ("expired", RemoteState.EXPIRED),
        ("cancelled", RemoteState.CANCELLED),
        ("succeeded", RemoteState.DONE),
        ("ended", RemoteState.DONE),
        ("ERROR", RemoteState.EXPIRED),
        ("TIMEOUT_EXCEEDED", RemoteState.EXPIRED),
        ("something new", RemoteState.WORKING),
    ],
)
def test_states(status: str, state: RemoteState) -> None:
    found = remote_batch({**OPENAI, "status": status}, "h")
    assert found is not None
    assert found.state is state


def test_counts_files_and_errors_are_read() -> None:
    plain = {
        **OPENAI,
        "status": "failed",
        "output_file_id": None,
        "error_file_id": "file-2",
        "request_counts": {"total": 3, "completed": 1, "failed": 2},
        "errors": {"object": "list", "data": [{"code": "token_limit_exceeded", "message": "Too many", "line": None}]},
    }
    found = remote_batch(plain, "api.example", 7.0)
    assert found is not None
    assert (found.files, found.done, found.total, found.wait_s) == (("file-2",), 3, 3, 7.0)
    assert found.problem is not None
    assert (found.problem.kind, found.problem.code) == (ProblemKind.BATCH_FAILED, "token_limit_exceeded")
    assert "Too many" in found.problem.detail


def test_a_name_that_leads_elsewhere_in_an_address_is_no_file() -> None:
    found = remote_batch({**OPENAI, "status": "completed", "output_file_id": "..", "error_file_id": "../models/x"}, "h")
    assert found is not None
    assert found.files == ("../models/x",)  # whose signs are written out in the address


def test_a_job_around_a_batch_and_a_bare_list_are_understood() -> None:
    found = remote_batch({"job": {"id": "1", "status": "COMPLETED", "output_file_id": "f"}, "warning": ""}, "h")
    assert found is not None
    assert (found.state, found.files) == (RemoteState.DONE, ("f",))
    assert batches_in([{"id": "1"}, 2]) == [{"id": "1"}]
    assert batches_in({"object": "list", "data": [{"id": "1"}]}) == [{"id": "1"}]


@pytest.mark.parametrize(
    "plain", [None, 1, [], {}, {"id": 7}, {"id": ""}, {"id": "x" * 600}, {"id": ".."}, {"job": {}}]
)
def test_what_is_no_batch_is_none(plain: object) -> None:
    assert remote_batch(plain, "h") is None
    assert batches_in(plain) == []
