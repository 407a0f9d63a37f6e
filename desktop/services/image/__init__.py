"""Images on their way into and through the workspace; decoding itself belongs to adapters.decoding."""
