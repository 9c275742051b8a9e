"""What a post-mortem tells twice, compared: its times, lengths of time, numbers and shares."""
