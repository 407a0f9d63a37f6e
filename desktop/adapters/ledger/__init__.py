"""Keeps the ledger of requests in files, and enters each request into it before it is sent and after it has ended."""
