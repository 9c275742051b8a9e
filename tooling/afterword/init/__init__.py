"""Adding Afterword to an existing repository: folder, settings, workflows, forms and handbook."""
