"""Images from source bytes to what is sent: values and pixels; not the decoding of files (adapters/decoding)."""
