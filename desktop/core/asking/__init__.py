"""The parts of a question, before any provider turns it into its wire format; what happens to them is a service."""
