"""Keeps the ledger of requests in files, and enters each request into it before it is sent and after it has ended.

Its lines as values, and sums over them, are in core/ledger.
"""
