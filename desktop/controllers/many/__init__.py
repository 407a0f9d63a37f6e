"""The window "Many pictures": opening it, putting a run together, and showing one. A run itself is a service."""
