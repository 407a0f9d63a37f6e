"""The ledger of requests as values: its lines, what two of them make together, and sums. Files are in adapters."""
