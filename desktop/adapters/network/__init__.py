"""HTTP: the client, its limits, server-sent events and downloads; what providers say belongs to adapters.providers."""
