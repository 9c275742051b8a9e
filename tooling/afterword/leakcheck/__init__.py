"""What must not leave: comparing an external edition with what is internal, and the gate before publication."""
