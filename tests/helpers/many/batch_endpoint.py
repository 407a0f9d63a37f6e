"""A strict server of files and batches on loopback, by the schema that OpenAI publishes for them.

It refuses whatever the schema does not allow: other purposes, unknown fields, lines that are no requests, ids that are
there twice, several models, files over the limits.
"""

import email.parser
import email.policy
import json
import random
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

from tests.helpers.chat_completions_schema import check
from tests.helpers.many.limited_endpoint import Reply, usual_reply

MOST_LINES, MOST_BYTES = 50_000, 200_000_000
URL = "/v1/chat/completions"


@dataclass
class StoredFile:
    """A file that lies at the server."""

    id: str
    name: str
    data: bytes
    fields: dict[str, str]


class RefusedError(Exception):
    """A request that the schema does not allow."""

    def __init__(self, status: int, message: str, code: str | None = None) -> None:
        super().__init__(message)
        self.status, self.code = status, code


@dataclass
class BatchEndpoint:
    """`reply` makes the text of an answer. A batch ends with the state `ends` after so many looks at it: `polls`.

    `answers` is the share of requests that are answered before that, `missing` how many of their lines are dropped; the
    rest has lines of its own if it `names_the_rest`, and how many have ended is told if it `counts`,
    those named among them if it `counts_the_named`;
    `fails_with` the error of a batch that fails. `refuses` may refuse a call, by its method and path, with a status;
    `created` is called once a batch is there. `faults` is what was wrong with the files of batches, `uploaded` the
    requests in all files that came.
    """

    reply: Reply = usual_reply
    polls: int = 1
    ends: str = "completed"
    answers: float = 1.0
    missing: int = 0
    names_the_rest: bool = True
    counts: bool = True
    counts_the_named: bool = True
    fails_with: dict[str, Any] | None = None
    refuses: Callable[[str, str], int] = lambda method, path: 0
    created: Callable[[], None] = lambda: None
    most_enqueued: int = MOST_LINES
    files: dict[str, StoredFile] = field(default_factory=dict)
    batches: dict[str, dict[str, Any]] = field(default_factory=dict)
    calls: list[str] = field(default_factory=list)
    bodies: list[dict[str, Any]] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)
    uploaded: list[dict[str, Any]] = field(default_factory=list)

    def __enter__(self) -> "BatchEndpoint":
        outer = self
        self._lock = threading.RLock()
        self._checked: dict[str, list[dict[str, Any]]] = {}

        class Handler(_Handler):
            endpoint = outer

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._server.daemon_threads = True
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.02,), name="batch endpoint")
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self._server.server_address[1]}/v1"

    def answer(self, method: str, path: str, query: dict[str, list[str]], data: bytes, kind: str) -> tuple[int, bytes]:
        """Returns status and body of the response to a call."""
        with self._lock:
            self.calls.append(f"{method} {path}")
            if status := self.refuses(method, path):
                raise RefusedError(status, "not now")
            parts = path.removeprefix("/v1/").split("/")
            match method, *parts:
                case "POST", "files":
                    return 200, _dumped(self._store(data, kind))
                case "GET", "files":
                    return 200, _dumped(_listed([_file(found) for found in self.files.values()], query))
                case "GET", "files", name, "content":
                    return 200, self._file(name).data
                case "DELETE", "files", name:
                    del self.files[self._file(name).id]
                    return 200, _dumped({"id": name, "object": "file", "deleted": True})
                case "POST", "batches":
                    return 200, _dumped(self._create(json.loads(data)))
                case "GET", "batches":
                    return 200, _dumped(_listed([_public(found) for found in self.batches.values()], query))
                case "POST", "batches", name, "cancel":
                    return 200, _dumped(self._cancel(name))
                case "GET", "batches", name:
                    return 200, _dumped(self._look_at(name))
        raise RefusedError(404, f"no {method} {path}")

    def _file(self, name: str) -> StoredFile:
        if name not in self.files:
            raise RefusedError(404, f"No such File object: {name}")
        return self.files[name]

    def _store(self, data: bytes, kind: str) -> dict[str, Any]:
        fields, name, content = _multipart(data, kind)
        known = {"purpose", "expires_after[anchor]", "expires_after[seconds]"}
        if not fields.keys() <= known or fields.get("purpose") != "batch":
            raise RefusedError(400, f"fields {fields}")
        if not name.endswith(".jsonl") or len(content) > MOST_BYTES:
            raise RefusedError(400, "file")
        self.uploaded += map(json.loads, content.splitlines())
        return _file(self._keep(name, content, fields))

    def _keep(self, name: str, content: bytes, fields: dict[str, str]) -> StoredFile:
        stored = StoredFile(f"file-{len(self.calls)}-{len(self.files)}", name, content, fields)
        self.files[stored.id] = stored
        return stored

    def _create(self, wanted: dict[str, Any]) -> dict[str, Any]:
        if not wanted.keys() <= {"input_file_id", "endpoint", "completion_window", "metadata"}:
            raise RefusedError(400, f"fields {sorted(wanted)}")
        if wanted["endpoint"] != URL or wanted["completion_window"] != "24h":
            raise RefusedError(400, "endpoint or window")
        if any(len(str(value)) > 512 for value in wanted.get("metadata", {}).values()):
            raise RefusedError(400, "metadata")
        self._file(wanted["input_file_id"])
        name = f"batch_{len(self.batches)}"
        self.batches[name] = {
            "id": name,
            "object": "batch",
            "status": "validating",
            "created_at": int(time.time()),
            "metadata": None,
            "looks": 0,
            **wanted,
        }
        self.created()
        return _public(self.batches[name])

    def _cancel(self, name: str) -> dict[str, Any]:
        if name not in self.batches:
            raise RefusedError(404, f"No batch {name}")
        batch = self.batches[name]
        if batch["status"] not in ("validating", "in_progress", "cancelling"):
            raise RefusedError(400, f"Cannot cancel a batch with status {batch['status']}.")
        batch["status"] = "cancelling"
        return _public(batch)

    def _look_at(self, name: str) -> dict[str, Any]:
        if name not in self.batches:
            raise RefusedError(404, f"No batch {name}")
        batch = self.batches[name]
        batch["looks"] += 1
        if batch["status"] == "cancelling":
            self._end(batch, self._requests(batch), "cancelled")
        if batch["status"] in ("validating", "in_progress"):
            batch["status"] = "in_progress"
            requests = self._requests(batch)
            total = len(requests)
            batch["request_counts"] = {"total": total, "completed": 0, "failed": 0}
            if total > self.most_enqueued:
                self._fail(batch, {"code": "token_limit_exceeded", "message": "Enqueued token limit reached"})
            elif self.fails_with is not None:
                self._fail(batch, self.fails_with)
            elif batch["looks"] > self.polls:
                self._end(batch, requests, self.ends)
        return _public(batch)

    def _requests(self, batch: dict[str, Any]) -> list[dict[str, Any]]:
        """Returns the requests of a batch; notes, once, what is wrong with its file."""
        if batch["id"] not in self._checked:
            self._checked[batch["id"]] = self._read(batch)
        return self._checked[batch["id"]]

    def _read(self, batch: dict[str, Any]) -> list[dict[str, Any]]:
        lines = self._file(batch["input_file_id"]).data.splitlines()
        requests = [json.loads(line) for line in lines]
        if not 0 < len(lines) <= MOST_LINES or len({found["custom_id"] for found in requests}) < len(requests):
            self.faults.append("lines or ids")
        if len({found["body"]["model"] for found in requests}) != 1:
            self.faults.append("models")
        for found in requests:
            if set(found) != {"custom_id", "method", "url", "body"} or (found["method"], found["url"]) != ("POST", URL):
                self.faults.append(f"line {sorted(found)}")
            try:
                check(found["body"])
            except Exception as error:
                self.faults.append(str(error)[:200])
        return requests

    @staticmethod
    def _fail(batch: dict[str, Any], error: dict[str, Any]) -> None:
        batch["status"] = "failed"
        batch["errors"] = {"object": "list", "data": [error]}

    def _end(self, batch: dict[str, Any], requests: list[dict[str, Any]], state: str) -> None:
        """Writes the result files: in another order, and answers apart from errors."""
        asked = requests[: round(len(requests) * self.answers)]
        self.bodies += [request["body"] for request in asked]
        results = [self._result(request, number) for number, request in enumerate(asked)]
        random.Random(len(requests)).shuffle(results)
        results = results[self.missing :]
        good = [found for found in results if found["response"]["status_code"] < 400]
        bad = [found for found in results if found["response"]["status_code"] >= 400]
        failed, code = len(bad), f"batch_{state}"
        words = "This request could not be executed before the completion window expired."
        for request in requests[len(asked) :] if self.names_the_rest else ():
            error = {"code": code, "message": words}
            bad.append({"id": "r", "custom_id": request["custom_id"], "response": None, "error": error})
        for name, found in (("output_file_id", good), ("error_file_id", bad)):
            if found:
                content = b"\n".join(json.dumps(line).encode() for line in found) + b"\n"
                batch[name] = self._keep(f"{batch['id']}_{name}.jsonl", content, {}).id
        batch["status"] = state
        numbers = {"total": len(requests), "completed": len(good) + self.missing}
        numbers["failed"] = len(bad) if self.counts_the_named else failed
        batch["request_counts"] = numbers if self.counts else None

    def _result(self, request: dict[str, Any], number: int) -> dict[str, Any]:
        text, status = self.reply(request["body"], number), 200
        body: dict[str, Any] = {
            "id": "c",
            "object": "chat.completion",
            "created": 1,
            "model": request["body"]["model"],
            "choices": [{"index": 0, "message": {"role": "assistant", "content": text}, "finish_reason": "stop"}],
            "usage": {"prompt_tokens": 1000, "completion_tokens": 50, "total_tokens": 1050},
        }
        if text.startswith("refuse "):
            status, body = int(text.split()[1]), {"error": {"message": "no", "type": "x", "code": text.split()[2]}}
        response = {"status_code": status, "request_id": "r", "body": body}
        return {"id": "r", "custom_id": request["custom_id"], "response": response, "error": None}


class _Handler(BaseHTTPRequestHandler):
    endpoint: BatchEndpoint
    protocol_version = "HTTP/1.1"

    def _answer(self) -> None:
        url = urlsplit(self.path)
        data = self.rfile.read(int(self.headers.get("content-length", 0)))
        try:
            kind = self.headers.get("content-type", "")
            status, body = self.endpoint.answer(self.command, url.path, parse_qs(url.query), data, kind)
        except RefusedError as refused:
            error = {"message": str(refused), "type": "invalid_request_error", "code": refused.code}
            status, body = refused.status, _dumped({"error": error})
        self.send_response(status)
        self.send_header("content-type", "application/json")
        self.send_header("content-length", str(len(body)))
        self.send_header("retry-after-ms", "20")
        self.end_headers()
        self.wfile.write(body)

    do_GET = do_POST = do_DELETE = _answer  # noqa: N815 (the names that the library calls)

    def log_message(self, format: str, *args: Any) -> None: ...


def _dumped(plain: object) -> bytes:
    return json.dumps(plain).encode()


def _file(stored: StoredFile) -> dict[str, Any]:
    plain = {"id": stored.id, "object": "file", "bytes": len(stored.data), "filename": stored.name}
    return {**plain, "purpose": stored.fields.get("purpose", "batch_output"), "created_at": 1, "status": "processed"}


def _public(batch: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in batch.items() if name != "looks"}


def _listed(found: list[dict[str, Any]], query: dict[str, list[str]]) -> dict[str, Any]:
    """Returns one page of a list, the newest first."""
    newest = found[::-1]
    limit, after = int(query.get("limit", ["20"])[0]), query.get("after", [""])[0]
    ids = [item["id"] for item in newest]
    first = ids.index(after) + 1 if after in ids else 0
    return {"object": "list", "data": newest[first : first + limit], "has_more": len(newest) > first + limit}


def _multipart(data: bytes, kind: str) -> tuple[dict[str, str], str, bytes]:
    """Returns the fields of a form, and the name and content of the file in it."""
    head = f"Content-Type: {kind}\r\n\r\n".encode()
    message = email.parser.BytesParser(policy=email.policy.HTTP).parsebytes(head + data)
    fields, name, content = dict[str, str](), "", b""
    for part in message.iter_parts():
        title = part.get_param("name", header="content-disposition")
        payload = part.get_payload(decode=True)
        assert isinstance(payload, bytes)
        if title == "file":
            name, content = str(part.get_filename()), payload
        else:
            fields[str(title)] = payload.decode()
    return fields, name, content
