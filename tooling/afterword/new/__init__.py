"""What `afterword new --from` does: a post-mortem from its evidence, on a branch of its own, up to a pull request."""
