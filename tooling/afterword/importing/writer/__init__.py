"""Writing a reading as a document of the format: pure, with every word of the source."""
