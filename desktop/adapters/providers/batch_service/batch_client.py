"""The batches of one endpoint: `/files` and `/batches`, as OpenAI publishes them and others take them over."""

import json
from collections.abc import AsyncIterator, Callable
from typing import Any, BinaryIO
from urllib.parse import quote

import httpx2

from desktop.adapters.network.http_client import guarded_client
from desktop.adapters.network.name_resolution import Resolve
from desktop.adapters.providers.batch_service.remote_batch import batches_in, id_in, remote_batch
from desktop.adapters.providers.errors.waiting_times import retry_after_s
from desktop.adapters.providers.hosts.batch_hosts import GATEWAY_FIELD, GATEWAY_HEADER
from desktop.adapters.providers.openai_errors import refusal_error, to_askance_error
from desktop.adapters.providers.openai_host import KEY_HEADER, VERSION_PARAMETER, openai_capabilities, own_headers
from desktop.core.connection_secrets import ConnectionSecrets
from desktop.core.errors import EndpointRejectedError, IncompleteAnswerError, Problem, ProblemKind
from desktop.core.many.batch.batch_job import BatchJob
from desktop.core.settings.endpoint import base_of, host_of, key_of
from desktop.core.settings.own_headers import Headers
from desktop.services.ports.batch import RemoteBatch

SILENCE_S = 300.0  # chosen: a service that checks 200 MB before it answers takes its time
LARGEST_RESULTS = 2_000_000_000  # bytes: 50,000 answers of 40 KB
LONGEST_LINE = 32_000_000  # bytes; an answer has 8 MB at most
PAGE, MOST_PAGES = 100, 20  # of lists; chosen: what is looked for was made just now
METADATA = "askance"
_ABSENT = {404, 405, 501}


class BatchClient:
    """Fulfils `BatchService`. It belongs to one event loop, and keeps its connection open until closed."""

    def __init__(
        self, endpoint: str, key: str | None, headers: Headers, proxy: str, resolve: Resolve, connect_s: float
    ) -> None:
        """Raises EndpointUnreachableError for a proxy that cannot be used."""
        self._base, version = base_of(endpoint)
        self._host = host_of(endpoint)
        self._rules = openai_capabilities(self._host).batch
        self._secrets = ConnectionSecrets(key, headers)
        self._version = {VERSION_PARAMETER: version} if version else {}
        self._is_gateway = False
        bare = key_of(key) if key else None
        own = ((KEY_HEADER, bare),) if bare and version else ()
        bearer = (("Authorization", f"Bearer {bare}"),) if bare and not version else ()
        self._http = guarded_client(
            endpoint,
            connect_s,
            SILENCE_S,
            limit=LARGEST_RESULTS,
            extra_headers=own_headers(self._host),
            resolve=resolve,
            added_headers=(*own, *bearer, *headers),
            proxy=proxy,
        )

    async def check(self, model: str) -> None:
        """Raises EndpointRejectedError where the endpoint has no batches."""
        try:
            response = await self._sent("GET", "/batches", {"limit": "1"})
        except EndpointRejectedError as refused:
            if refused.problem.status in _ABSENT or refused.problem.kind is ProblemKind.NOT_AN_API:
                raise EndpointRejectedError(Problem(ProblemKind.BATCH_UNSUPPORTED, self._host)) from None
            raise
        self._is_gateway = GATEWAY_HEADER in response.headers

    async def upload(self, job: BatchJob, lines: BinaryIO, size: int, progress: Callable[[int], None]) -> str:
        """Sends a job's lines as a file. Returns its id."""
        rules = self._rules
        fields = {"purpose": rules.purpose}
        if rules.files_lie_s:
            fields |= {"expires_after[anchor]": "created_at", "expires_after[seconds]": str(rules.files_lie_s)}
        if self._is_gateway:
            fields[GATEWAY_FIELD] = job.model
        file = job.file_name, _Read(lines, progress), "application/jsonl"
        plain = _json(await self._sent("POST", rules.upload_path, data=fields, files={"file": file}))
        return self._id(plain)

    async def files_of(self, job: BatchJob) -> tuple[str, ...]:
        """Returns the ids of the files that were uploaded for a job."""
        found = [file async for file in self._listed("/files") if file.get("filename") == job.file_name]
        return tuple(filter(None, map(id_in, found)))

    async def create(self, job: BatchJob) -> RemoteBatch:
        """Has the job's file answered."""
        body = {"input_file_id": job.file, "endpoint": self._rules.endpoint, "completion_window": "24h"}
        wanted = {**body, "metadata": {METADATA: job.id}} if self._rules.keeps_metadata else body
        return self._batch(await self._sent("POST", "/batches", json=wanted))

    async def find(self, job: BatchJob) -> RemoteBatch | None:
        """Returns the batch that was created for a job, by its metadata or its file, or None."""
        async for plain in self._listed("/batches"):
            metadata = plain.get("metadata")
            is_named = isinstance(metadata, dict) and metadata.get(METADATA) == job.id
            if is_named or plain.get("input_file_id") == job.file:
                return remote_batch(plain, self._host)
        return None

    async def get(self, batch_id: str) -> RemoteBatch:
        """Returns a batch as it is now."""
        return self._batch(await self._sent("GET", f"/batches/{_quoted(batch_id)}"))

    async def cancel(self, batch_id: str) -> None:
        """Has a batch ended."""
        await self._sent("POST", f"/batches/{_quoted(batch_id)}/cancel")

    async def lines(self, file_id: str) -> AsyncIterator[bytes]:
        """Yields the lines of a result file as they come."""
        url = f"{self._base}/files/{_quoted(file_id)}/content"
        rest, size = list[bytes](), 0  # joined once: a long line comes in hundreds of parts
        try:
            async with self._http.stream("GET", url, params=self._version) as response:
                if response.status_code != 200:
                    await response.aread()
                    raise refusal_error(response, self._host, "", self._secrets)
                async for part in response.aiter_bytes():
                    *whole, last = part.split(b"\n")
                    for line in whole:
                        yield b"".join((*rest, line))
                        rest.clear()
                        size = 0
                    rest.append(last)
                    size += len(last)
                    if size > LONGEST_LINE:
                        raise IncompleteAnswerError(Problem(ProblemKind.ANSWER_TOO_LARGE, self._host))
        except (httpx2.HTTPError, OSError) as error:
            raise to_askance_error(error, self._host, "", self._secrets) from None
        if size:
            yield b"".join(rest)

    async def delete(self, file_id: str) -> None:
        """Deletes a file; one that is gone already is fine."""
        try:
            await self._sent("DELETE", f"/files/{_quoted(file_id)}")
        except EndpointRejectedError as refused:
            if refused.problem.status != 404:
                raise

    async def close(self) -> None:
        """Closes the connection."""
        await self._http.aclose()

    async def _listed(self, path: str) -> AsyncIterator[dict[str, Any]]:
        """Yields the objects of a list, page by page."""
        after = ""
        for _ in range(MOST_PAGES):
            more = {"limit": str(PAGE), **({"after": after} if after else {})}
            plain = _json(await self._sent("GET", path, more))
            found = batches_in(plain)
            for item in found:
                yield item
            last = id_in(found[-1]) if found else ""
            if not (isinstance(plain, dict) and plain.get("has_more") and last and last != after):
                return
            after = last

    async def _sent(self, method: str, path: str, query: dict[str, str] | None = None, **parts: Any) -> httpx2.Response:
        """Sends a request and reads the response. Raises AskanceError for any that is no success."""
        try:
            response = await self._http.request(
                method, self._base + path, params={**self._version, **(query or {})}, **parts
            )
        except (httpx2.HTTPError, OSError, ValueError) as error:
            raise to_askance_error(error, self._host, "", self._secrets) from None
        if not 200 <= response.status_code < 300:
            raise refusal_error(response, self._host, "", self._secrets)
        return response

    def _batch(self, response: httpx2.Response) -> RemoteBatch:
        found = remote_batch(_json(response), self._host, retry_after_s(response.headers))
        if found is None:
            raise IncompleteAnswerError(Problem(ProblemKind.MALFORMED_RESPONSE, self._host))
        return found

    def _id(self, plain: object) -> str:
        found = id_in(plain) if isinstance(plain, dict) else ""
        if not found:
            raise IncompleteAnswerError(Problem(ProblemKind.MALFORMED_RESPONSE, self._host))
        return found


class _Read:
    """A file that tells how far it was read."""

    def __init__(self, file: BinaryIO, progress: Callable[[int], None]) -> None:
        self._file = file
        self._progress = progress

    def read(self, size: int = -1) -> bytes:
        data = self._file.read(size)
        self._progress(self._file.tell())
        return data

    def seek(self, offset: int, whence: int = 0) -> int:
        return self._file.seek(offset, whence)

    def tell(self) -> int:
        return self._file.tell()

    def fileno(self) -> int:
        return self._file.fileno()


def _quoted(name: str) -> str:
    return quote(name, safe="")


def _json(response: httpx2.Response) -> object:
    try:
        return json.loads(response.content)
    except (ValueError, RecursionError):
        return None
