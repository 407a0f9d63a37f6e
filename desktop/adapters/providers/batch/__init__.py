"""Batches: requests and results as lines of JSON, as `/v1/batches` and `vllm run-batch` have them; not their way."""
