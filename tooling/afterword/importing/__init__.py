"""Post-mortems written elsewhere: reading them, writing them as documents of the format, and reporting both."""
