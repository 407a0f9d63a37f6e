"""The ledger of requests against what a server counts."""
