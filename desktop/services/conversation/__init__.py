"""The history at work: its list, the open conversation, deleting, exports, thumbnails. Asking is in services/asking."""
