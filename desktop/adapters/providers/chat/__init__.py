"""Answers of chat completions: reads every dialect of them into `ChatEvent`s; nothing of requests, HTTP or refusals."""
