"""Times, zones and durations: values with their precision, and the one reader of times as people write them."""
