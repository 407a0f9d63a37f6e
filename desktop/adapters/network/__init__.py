"""HTTP: the client, its limits, server-sent events and downloads; formats of providers belong to adapters.providers."""
