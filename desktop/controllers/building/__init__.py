"""Builds the controllers: hands each what it needs of the container. Nothing is connected or shown here."""
