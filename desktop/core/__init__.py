"""Values and pure functions: no window, no event loop, no network and no disk; nothing here knows a host."""
