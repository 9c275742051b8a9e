"""Creating and updating the external edition of a post-mortem."""
