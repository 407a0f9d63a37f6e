"""Files and batches at an endpoint: uploading, creating, looking at, downloading; not the lines in the files."""
