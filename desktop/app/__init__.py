"""The program around the window: application, event loop, start and end. Actions of users belong to controllers."""
