"""The window's program: application, event loop, start and end; what a user can do belongs to controllers."""
