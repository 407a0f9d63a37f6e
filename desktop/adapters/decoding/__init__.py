"""Images and PDF pages are decoded here, in a child process; what is done with pixels belongs to core.image."""
