"""What people say is to be done: by whom, until when, and how far it is."""
