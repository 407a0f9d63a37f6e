"""Notifications of the desktop, by the services of each system; when there is one, controllers/notices decide."""
