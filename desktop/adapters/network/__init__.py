"""HTTP: the client, its certificates and limits, looking names up, downloads; formats of providers are not here."""
