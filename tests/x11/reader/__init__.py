"""What assistive technologies meet, over the system's accessibility interface (AT-SPI) on a bus of its own."""
