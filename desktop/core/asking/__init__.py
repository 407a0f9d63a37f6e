"""The parts of a question, before any provider turns it into its wire format."""
