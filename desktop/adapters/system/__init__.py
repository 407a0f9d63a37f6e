"""The desktop: clipboard, key store, screen, links, single instance; one file for each outside thing."""
